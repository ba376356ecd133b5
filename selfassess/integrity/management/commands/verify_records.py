import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from selfassess.errors import Refused
from selfassess.integrity.records import KINDS
from selfassess.integrity.verify import Count, Verification, verify

HEAD = re.compile(r"Seal (\d+) covers .* Head ([0-9a-f]{64})\b")  # as `told` writes it


class Command(BaseCommand):
    help = (
        "Compare every event, report and stored file with its seal, and the seals with each "
        "other. Exits with 1 when something differs, and names it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--heads",
            type=Path,
            metavar="FILE",
            help="lines of the log in which seal_records told its seals: shows also whether the "
            "newest records were taken away together with their seals",
        )

    def handle(self, *, heads: Path | None, **options: Any) -> None:
        try:
            found = verify(self.read(heads) if heads else None)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.tell(found)
        if found.faults:
            differing = "thing differs" if len(found.faults) == 1 else "things differ"
            raise CommandError("\n".join([*found.faults, f"{len(found.faults)} {differing}."]))
        self.stdout.write("All is as it was sealed.")

    def read(self, path: Path) -> dict[int, str]:
        try:
            given = {int(number): head for number, head in HEAD.findall(path.read_text())}
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        if not given:
            raise CommandError(f"{path} has no line of a seal, such as seal_records prints them.")
        return given

    def tell(self, found: Verification) -> None:
        self.stdout.write(f"{found.seals} seals")
        for key, count in found.counts.items():
            self.stdout.write(f"{KINDS[key].plural}: {self.of(count)}")

    def of(self, count: Count) -> str:
        said = [f"{count.rows}", f"{count.unsealed} not sealed yet"]
        if count.redacted:
            said.append(f"{count.redacted} redacted")
        if count.purged:
            said.append(f"{count.purged} purged")
        if count.acknowledged:
            said.append(f"{count.acknowledged} acknowledged")
        return ", ".join(said)
