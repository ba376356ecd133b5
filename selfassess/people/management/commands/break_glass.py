from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from selfassess.accounts.models import User
from selfassess.errors import Refused
from selfassess.people.operations.accounts import print_link
from selfassess.people.operations.break_glass import make_break_glass


class Command(BaseCommand):
    help = (
        "Make an administrator's account that signs in with a password and a second factor where "
        "everybody else signs in at the council's provider, and print a link for its password. "
        "Run again, it prints a new link. All administrators are told."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="an address of its own, which somebody reads")
        parser.add_argument("--name", default="Break glass")

    def handle(self, *, email: str, name: str, **options: Any) -> None:
        system = User.objects.command_line()
        try:
            validate_email(email)
            person = make_break_glass(email=email, name=name, by=system)
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an e-mail address.") from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{person.email} sets a password here, once, and then a second factor:")
        self.stdout.write(print_link(person, by=system))
        self.stdout.write("It signs in at /accounts/break-glass/. All administrators are told.")
