from typing import Any

from selfassess.accounts.models import User
from selfassess.integrity.management.owner_command import OwnerCommand
from selfassess.integrity.operations import purge_records
from selfassess.integrity.records import KINDS
from selfassess.integrity.retention import described, outdated
from selfassess.legal_hold import refuse_on_legal_hold


class Command(OwnerCommand):
    help = (
        "Delete events and drafts of issued quarters whose time is over, as RETAIN_EVENTS_DAYS, "
        "RETAIN_REVISIONS_DAYS and RETAIN_DRAFTS_DAYS say. Without --carry-out it lists them."
    )

    def found(self, options: dict[str, Any]) -> int:
        refuse_on_legal_hold()
        number = 0
        for key, numbers in outdated().items():
            number += len(numbers)
            for line in described(KINDS[key], numbers):
                self.stdout.write(line)
        self.stdout.write(f"{number} outdated.")
        return number

    def carry_out(self, options: dict[str, Any], *, by: User, reason: str) -> None:
        for key, numbers in purge_records(by=by, reason=reason).items():
            self.stdout.write(f"{KINDS[key].plural}: {len(numbers)} purged.")
