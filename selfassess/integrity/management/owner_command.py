"""What the commands share that take something out of what is recorded, or acknowledge it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError

from selfassess.accounts.arguments import for_whom
from selfassess.accounts.models import User
from selfassess.errors import Refused


class OwnerCommand(BaseCommand):
    """Lists first. With --carry-out it does what it has listed, for a person and with a reason."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--carry-out", action="store_true", help="without it, only list")
        parser.add_argument("--by", default="", metavar="EMAIL", help="the administrator who asks")
        parser.add_argument("--reason", default="", help="stays in the audit trail")

    def handle(self, *, carry_out: bool, by: str, reason: str, **options: Any) -> None:
        try:
            if self.found(options) and carry_out:
                self.carry_out(options, by=self.person(by), reason=reason)
            elif not carry_out:
                self.stdout.write("Nothing was changed: --carry-out does it.")
        except (Refused, PermissionDenied) as refusal:
            raise CommandError(str(refusal)) from refusal
        except ProgrammingError as error:
            raise CommandError(f"Only the owner of the tables can do this. {error}") from error

    def found(self, options: dict[str, Any]) -> int:
        """List what would go; return how much it is."""
        raise NotImplementedError

    def carry_out(self, options: dict[str, Any], *, by: User, reason: str) -> None:
        raise NotImplementedError

    def person(self, email: str) -> User:
        if not email:
            raise CommandError("Say for whom, with --by.")
        return for_whom(email)
