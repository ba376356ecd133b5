from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from performance.imports.export import FORMATS, measures
from selfassess.quarters.arguments import quarter_code
from selfassess.quarters.models import Quarter


class Command(BaseCommand):
    help = "Write a quarter's KPI values as CSV or XLSX, in the columns that import_measures reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--quarter",
            type=quarter_code,
            required=True,
            help="such as “Q2 2020/21”",
        )
        parser.add_argument("--output", type=Path, required=True, help="a .csv or .xlsx file")

    def handle(self, *, quarter: str, output: Path, **options: Any) -> None:
        found = Quarter.objects.filter(code=quarter).first()
        if found is None:
            raise CommandError(f"There is no quarter {quarter}.")
        form = output.suffix.lower().removeprefix(".")
        if form not in FORMATS:
            raise CommandError(f"{output} is neither .csv nor .xlsx.")
        write, _ = FORMATS[form]
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(write(found))
        self.stdout.write(f"{output}: {len(measures(found))} figures.")
