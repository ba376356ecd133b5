from typing import Any

from django.core.management.base import CommandParser

from selfassess.accounts.models import User
from selfassess.integrity.management.owner_command import OwnerCommand
from selfassess.integrity.operations import acknowledge_events, faults_of


class Command(OwnerCommand):
    help = (
        "Say that somebody has looked into events that verify_records names. It counts them apart "
        "then, as long as they stay as they are. Without --carry-out it says what is wrong with "
        "each."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("numbers", nargs="+", type=int, metavar="NUMBER", help="of an event")

    def found(self, options: dict[str, Any]) -> int:
        for fault in faults_of(options["numbers"]):
            self.stdout.write(fault)
        return len(options["numbers"])

    def carry_out(self, options: dict[str, Any], *, by: User, reason: str) -> None:
        acknowledge_events(set(options["numbers"]), by=by, reason=reason)
        self.stdout.write("Acknowledged: verify_records counts them apart now.")
