from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from performance.benchmarks import export
from performance.benchmarks.operations import import_lait
from performance.models import Benchmark
from selfassess.accounts.models import User
from selfassess.errors import Refused


class Command(BaseCommand):
    help = "Import the DfE's official figures (LAIT) for one authority. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where the files of LAIT lie")
        parser.add_argument(
            "--authority",
            default=settings.AUTHORITY_NAME,
            help="its name as LAIT writes it; AUTHORITY_NAME unless told",
        )
        parser.add_argument("--output", type=Path, help="also write the figures as a CSV table")

    def handle(self, *, folder: Path, authority: str, output: Path | None, **options: Any) -> None:
        try:
            done = import_lait(folder, authority=authority, by=User.objects.command_line())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{done.figures} official figures for {done.authority}.")
        if output:
            number = export.write(
                output, Benchmark.objects.last_imported().select_related("neighbour_set")
            )
            self.stdout.write(f"{output}: {number} rows.")
