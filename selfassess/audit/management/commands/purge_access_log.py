from typing import Any

from django.core.management.base import BaseCommand

from selfassess.audit.access_log import purge
from selfassess.errors import Refused


class Command(BaseCommand):
    help = "Forget what the access log no longer keeps. For a timer; safe to repeat."

    def handle(self, **options: Any) -> None:
        try:
            number = purge()
        except Refused as refusal:  # no failure: the timer goes on with what comes after it
            self.stdout.write(str(refusal))
            return
        self.stdout.write(f"{number} line{'' if number == 1 else 's'} of the access log forgotten.")
