from typing import Any

from django.core.management.base import BaseCommand

from selfassess.notifications.operations import tell


class Command(BaseCommand):
    help = "Send the e-mails that wait. For a timer; safe to repeat."

    def handle(self, **options: Any) -> None:
        number = tell()
        self.stdout.write(f"{number} e-mail{'' if number == 1 else 's'} sent.")
