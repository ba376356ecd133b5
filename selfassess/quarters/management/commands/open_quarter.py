from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from selfassess.accounts.models import User
from selfassess.errors import Refused
from selfassess.quarters import operations
from selfassess.quarters.arguments import quarter_code


class Command(BaseCommand):
    help = "Open a quarter, planning it first if need be. Safe to repeat: for a timer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("quarter", type=quarter_code, help="such as “Q2 2020/21”")

    def handle(self, *, quarter: str, **options: Any) -> None:
        by = User.objects.command_line()
        try:
            operations.plan_quarter(quarter, by=by)
            made = operations.open_quarter(quarter, by=by)
        except (ValueError, Refused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{quarter} is open. Assessments made: {made}.")
