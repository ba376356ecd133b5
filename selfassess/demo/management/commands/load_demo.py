import os
import secrets
from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError

from selfassess.accounts.models import User
from selfassess.demo.cast import CAST, Person
from selfassess.demo.load import load
from selfassess.errors import Refused


class Command(BaseCommand):
    help = "Load the demo and print its sign-ins. Safe to repeat; refused beside other data."

    def handle(self, **options):
        try:
            load()
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.give_password(CAST)

    def give_password(self, cast: Iterable[Person]) -> None:
        """Everybody gets the same password: DEMO_PASSWORD, or a new one, printed once."""
        password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(9)
        people = User.objects.filter(email__in=[person.email for person in cast])
        people.update(password=make_password(password))
        self.stdout.write("The demo is loaded. Sign in with any of these:")
        for person in cast:
            self.stdout.write(f"  {person.email:34} {person.title}")
        self.stdout.write(f"The password of all of them is {password}")
