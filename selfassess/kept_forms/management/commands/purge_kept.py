from typing import Any

from django.core.management.base import BaseCommand

from selfassess.accounts.models import User
from selfassess.errors import Refused
from selfassess.kept_forms.operations import purge_kept


class Command(BaseCommand):
    help = "Delete kept forms and texts whose time has come. For a timer; safe to repeat."

    def handle(self, **options: Any) -> None:
        try:
            forms, texts = purge_kept(by=User.objects.command_line())
        except Refused as refusal:  # no failure: the timer goes on with what comes after it
            self.stdout.write(str(refusal))
            return
        self.stdout.write(f"{forms} kept forms and {texts} kept texts deleted.")
