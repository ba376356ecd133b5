from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from selfassess.accounts.models import User
from selfassess.people.operations.binding import invite_all_unbound


class Command(BaseCommand):
    help = "Mail an invitation to everybody who may sign in and is not bound to single sign-on yet."

    def handle(self, **options: Any) -> None:
        if settings.SINGLE_SIGN_ON is None:
            raise CommandError("Single sign-on is not set up: OIDC_ISSUER is empty.")
        number = invite_all_unbound(by=User.objects.command_line())
        self.stdout.write(f"{number} invitations are on their way.")
