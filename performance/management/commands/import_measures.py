from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from performance.imports import operations, plan
from performance.imports.read import read
from performance.imports.tables import Table, Unreadable
from selfassess.accounts.arguments import for_whom
from selfassess.errors import Refused
from selfassess.quarters.arguments import quarter_code
from selfassess.quarters.models import Quarter


class Command(BaseCommand):
    help = (
        "Import KPI values from a CSV or XLSX file: all of it, or nothing and every problem named."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--quarter",
            type=quarter_code,
            required=True,
            help="such as “Q2 2020/21”",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what it would do")
        parser.add_argument("--by", help="e-mail of the person for whom it acts")

    def handle(
        self, *, file: Path, quarter: str, dry_run: bool, by: str | None, **options: Any
    ) -> None:
        try:
            quarter = Quarter.objects.get(code=quarter)
            data = file.read_bytes()
            table = read(data, plan.names_of_kpis())
        except Quarter.DoesNotExist as error:
            raise CommandError(f"There is no quarter {quarter}.") from error
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except Unreadable as error:
            raise CommandError(f"{file.name}: {error}") from error
        about: dict[str, Any] = {"quarter": quarter, "name": file.name, "data": data}
        about |= {"by": for_whom(by)}
        if dry_run:
            self._look(table, about)
            return
        try:
            done, doing = operations.bring_and_apply(table, **about)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self._say(table, doing)
        if done:
            self._tell("Imported", done.added, done.changed, done.unchanged)

    def _look(self, table: Table, about: dict[str, Any]) -> None:
        brought = operations.bring(table, **about)
        doing = plan.make(operations.table_of(brought), brought.mapping, brought.quarter)
        operations.take_back(brought, by=brought.brought_by)
        self._say(table, doing)
        self._tell("Would be", len(doing.added), len(doing.changed), len(doing.unchanged))

    def _say(self, table: Table, doing: plan.Plan) -> None:
        """Every note, and every problem; CommandError when there are problems."""
        for note in (*table.notes, *map(str, doing.passed_over), *map(str, doing.told())):
            self.stdout.write(note)
        for problem in doing.problems:
            self.stderr.write(str(problem))
        if doing.problems:
            raise CommandError(f"{len(doing.problems)} problems, so nothing was imported.")

    def _tell(self, word: str, added: int, changed: int, unchanged: int) -> None:
        self.stdout.write(f"{word}: {added} added, {changed} changed, {unchanged} as before.")
