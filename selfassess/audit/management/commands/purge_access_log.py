from typing import Any

from django.core.management.base import BaseCommand

from selfassess.audit.access_log import purge


class Command(BaseCommand):
    help = "Forget what the access log no longer keeps. For a timer; safe to repeat."

    def handle(self, **options: Any) -> None:
        number = purge()
        self.stdout.write(f"{number} line{'' if number == 1 else 's'} of the access log forgotten.")
