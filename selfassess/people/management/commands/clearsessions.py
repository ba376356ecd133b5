from typing import Any

from django.contrib.sessions.management.commands import clearsessions

from selfassess.accounts.sessions import forget_ended


class Command(clearsessions.Command):
    """Django's; and from where people were signed in is kept no longer than their sessions."""

    def handle(self, **options: Any) -> None:
        super().handle(**options)
        forget_ended()
