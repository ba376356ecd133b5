import os
import secrets
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError, CommandParser

from selfassess.accounts.models import User
from selfassess.demo.cast import Person, everybody
from selfassess.demo.load import TODAY, load
from selfassess.demo.sample import calendar
from selfassess.demo.sample.load import load_sample
from selfassess.errors import Refused


class Command(BaseCommand):
    help = "Load the demo and print its sign-ins. Safe to repeat; refused beside other data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--sample",
            action="store_true",
            help="a made-up council with eight quarters instead, every area full",
        )
        parser.add_argument(
            "--quarters",
            type=int,
            choices=range(1, len(calendar.QUARTERS) + 1),
            default=len(calendar.QUARTERS),
            help="how many of the sample's latest quarters to load",
        )

    def handle(self, *, quarters: int, **options: Any) -> None:
        try:
            if options["sample"]:
                load_sample(quarters=quarters, say=self.stderr.write)
            else:
                load()
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        today = calendar.TODAY if options["sample"] else TODAY
        self.give_password(everybody(), today.isoformat())

    def give_password(self, cast: Iterable[Person], today: str) -> None:
        """Everybody gets the same password: DEMO_PASSWORD, or a new one, printed once."""
        password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(9)
        people = User.objects.filter(email__in=[person.email for person in cast])
        people.update(password=make_password(password))
        self.stdout.write(f"The demo is loaded. The day that suits it is TODAY={today}.")
        self.stdout.write("Sign in with any of these:")
        for person in cast:
            self.stdout.write(f"  {person.email:34} {person.title}")
        self.stdout.write(f"The password of all of them is {password}")
