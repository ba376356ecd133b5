import sys
from typing import Any

from django.core.management.base import CommandParser

from selfassess.accounts.models import User
from selfassess.integrity.management.owner_command import OwnerCommand
from selfassess.integrity.operations import events_with, pattern_of, redact_events
from selfassess.integrity.records import KINDS


class Command(OwnerCommand):
    help = (
        "Take a name, or what may identify a child, out of every event that has it. The words are "
        "read from standard input, so that no list of commands keeps them. What is answered or "
        "reported now is changed in the portal, not here. Without --carry-out it lists the events."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--instead", default="[taken out]", help="what stands there then")

    def handle(self, **options: Any) -> None:
        if sys.stdin.isatty():
            self.stdout.write("Which words? They are taken out wherever they stand together.")
        super().handle(words=sys.stdin.readline().strip(), **options)

    def found(self, options: dict[str, Any]) -> int:
        events = events_with(pattern_of(options["words"]))
        for values in events:
            self.stdout.write(KINDS["event"].describe(values))
        self.stdout.write(f"{len(events)} events have these words.")
        return len(events)

    def carry_out(self, options: dict[str, Any], *, by: User, reason: str) -> None:
        words, instead = options["words"], options["instead"]
        done = redact_events(words, by=by, reason=reason, instead=instead)
        self.stdout.write(f"{len(done)} events are without them.")
