from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from selfassess.access import Role
from selfassess.accounts.backends import may_sign_in_here
from selfassess.accounts.models import User
from selfassess.errors import Refused
from selfassess.people.operations.accounts import invite, print_link


class Command(BaseCommand):
    help = "Make an account, or add a role to one, and print a one-time link for its password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--area", action="append", default=[], help="may be repeated")
        parser.add_argument("--name", default="")
        parser.add_argument("--job-title", default="")

    def handle(
        self, *, email: str, role: str, area: list[str], name: str, job_title: str, **options: Any
    ) -> None:
        system = User.objects.command_line()
        try:
            validate_email(email)
            user = invite(
                email=email,
                role=role,
                areas=area,
                name=name,
                job_title=job_title,
                by=system,
            )
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an e-mail address.") from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        days = settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)
        does = "sets a password" if may_sign_in_here(user) else "accepts the invitation"
        self.stdout.write(f"{user.email} {does} here, once, within {days} days:")
        self.stdout.write(print_link(user, by=system))
