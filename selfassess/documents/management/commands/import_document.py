import json
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from selfassess.accounts.arguments import for_whom
from selfassess.documents import docx_file, plan
from selfassess.documents.docx_file import Unreadable
from selfassess.documents.models import Document
from selfassess.documents.operations import bring_in, discard, store
from selfassess.documents.outcome import as_json
from selfassess.errors import Refused
from selfassess.quarters.arguments import quarter_code
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter
from services.registry import get_area


class Command(BaseCommand):
    help = "Bring an earlier self-assessment in from Word, where nothing is written yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--quarter",
            type=quarter_code,
            required=True,
            help="into which: “Q2 2020/21”",
        )
        parser.add_argument("--area", default="", help="only this area, such as mash")
        parser.add_argument(
            "--period",
            type=quarter_code,
            help="the document's own quarter: of its figures, ratings",
        )
        parser.add_argument("--dry-run", action="store_true", help="print what it would do as JSON")
        parser.add_argument("--by", help="e-mail of the person for whom it acts")

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            data = file.read_bytes()
            read = docx_file.read(data)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except Unreadable as error:
            raise CommandError(f"{file.name}: {error}") from error
        by = for_whom(options["by"])
        try:
            with transaction.atomic():
                document = store(read, name=file.name, data=data, by=by, **self._where(options))
                doing = plan.make(document, by=by)
                if dry_run:
                    told = as_json(document.as_pieces(), document.own_period)
                    self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
                    self._tell_what_stays(document, doing, with_left_over=False)
                    discard(document, by=by)
                    return
                self._tell_what_stays(document, bring_in(document, by=by), with_left_over=True)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except PermissionDenied as error:
            raise CommandError(f"{by} may not bring documents in.") from error
        self.stdout.write(f"Brought in: {doing.told}.")

    @staticmethod
    def _where(options: dict[str, Any]) -> dict[str, Any]:
        try:
            if options["area"]:
                get_area(options["area"])
            period = QuarterPeriod.parse(options["period"]) if options["period"] else None
            quarter = Quarter.objects.get(code=options["quarter"])
        except (LookupError, ValueError) as error:
            raise CommandError(str(error)) from error
        except Quarter.DoesNotExist as error:
            raise CommandError(f"There is no quarter {options['quarter']}.") from error
        return {"quarter": quarter, "period": period, "area": options["area"]}

    def _tell_what_stays(
        self, document: Document, doing: plan.Plan, *, with_left_over: bool
    ) -> None:
        own = document.own_period
        if own and doing.named and doing.named != own:
            self.stderr.write(f"Its title names {doing.named.name}, and you said {own.name}.")
        for number, why in doing.stays.items():
            piece = doing.pieces[number]
            self.stderr.write(f"Not brought in, {piece.area}: {why}: {piece.text}")
        for piece in doing.pieces if with_left_over else ():
            if not piece.place and not piece.heading:
                self.stderr.write(f"No place: {piece.why}: {piece.text}")
