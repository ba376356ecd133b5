from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from selfassess.accounts.arguments import for_whom
from selfassess.accounts.models import User
from selfassess.errors import Refused
from selfassess.quarters.arguments import quarter_code
from selfassess.quarters.models import Quarter
from selfassess.reporting.editions import FULL
from selfassess.reporting.formats.registry import FORMATS
from selfassess.reporting.formats.registry import draw as draw_as
from selfassess.reporting.models import DamagedFile, Kind, Report
from selfassess.reporting.operations import compile_report, store_edition
from selfassess.reporting.pdf import draw
from selfassess.reporting.tasks import lay_out_now


class Command(BaseCommand):
    help = (
        "Write a quarter's report to a file. An issued quarter gives the stored bytes of the "
        "issued version; otherwise a new draft (or, with --final, version) is compiled. "
        "A file that ends in .docx, .xlsx or .json is that form of it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("quarter", type=quarter_code, help="such as 2020-21-q1 or “Q2 2020/21”")
        parser.add_argument("--output", required=True, type=Path)
        parser.add_argument("--final", action="store_true")
        parser.add_argument(
            "--cut", default=FULL, help="full, scrutiny, summary, or an area such as mash"
        )
        parser.add_argument(
            "--again",
            action="store_true",
            help="draw the issued version's frozen content anew, storing nothing",
        )
        parser.add_argument("--by", metavar="EMAIL", help="who compiles")

    def handle(
        self,
        *,
        quarter: str,
        output: Path,
        final: bool,
        cut: str,
        again: bool,
        by: str | None,
        **options: Any,
    ) -> None:
        try:
            report = self.compile(quarter, final, again, by)
            data = self.draw(report, cut, again, output.suffix.removeprefix("."))
        except (Refused, PermissionDenied, DamagedFile) as refusal:
            raise CommandError(str(refusal)) from refusal
        except LookupError as error:
            raise CommandError(error.args[0]) from error
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(data)
        self.stdout.write(f"{output}: {len(data):,} bytes")

    def draw(self, report: Report, cut: str, again: bool, format: str) -> bytes:
        content = report.edition(cut)
        if format in FORMATS:
            return draw_as(content, format)
        by = User.objects.command_line()
        return draw(content) if again else store_edition(report, cut, by=by).bytes_as_stored()

    def compile(self, code: str, final: bool, again: bool, by: str | None) -> Report:
        try:
            quarter = Quarter.objects.get(code=code)
        except Quarter.DoesNotExist as error:
            raise CommandError(f"There is no quarter {code!r}.") from error
        user = for_whom(by)
        issued = quarter.reports.issued().order_by("number").last()
        if again and issued is None:
            raise Refused(f"{quarter.name} has no issued version to draw again.")
        if issued and (again or quarter.is_issued):
            return issued
        build = compile_report(quarter, kind=Kind.FINAL if final else Kind.DRAFT, by=user)
        build = lay_out_now(build.pk)  # a worker finds nothing left to do
        if build.report is None:
            raise CommandError(build.problem)
        return build.report
