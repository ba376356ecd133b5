from typing import Any

from django.core.management.base import BaseCommand, CommandError

from selfassess.accounts.models import User
from selfassess.errors import Refused
from selfassess.integrity.chain import told
from selfassess.integrity.operations import seal_records


class Command(BaseCommand):
    help = "Seal the events, reports and files that came since the last time. For a timer."

    def handle(self, **options: Any) -> None:
        try:
            made = seal_records(by=User.objects.command_line())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        for seal in made:
            self.stdout.write(told(seal))
        if not made:
            self.stdout.write("Nothing came since the last seal.")
