from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from selfassess.accounts.models import User
from selfassess.errors import Refused
from selfassess.people.operations.second_factor import forget_second_factor


class Command(BaseCommand):
    help = (
        "Take a lost second factor off an account; a new one is set up at the next sign-in. "
        "Make sure first who is asking: speak to the person, not only to whoever writes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **options: Any) -> None:
        person = User.objects.filter(email=User.objects.normalize_email(email)).first()
        if person is None:
            raise CommandError(f"No account has the address {email}.")
        try:
            forget_second_factor(person, by=User.objects.command_line())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{person.email} sets up a new second factor at the next sign-in.")
        self.stdout.write("The person and all administrators are told by e-mail.")
