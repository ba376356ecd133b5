from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Send one e-mail, to see whether EMAIL_URL and EMAIL_FROM are right."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address")

    def handle(self, *, address: str, **options: Any) -> None:
        text = f"E-mails of {settings.AUTHORITY_NAME}’s self-assessment portal arrive here."
        try:
            EmailMessage("Self-assessment: a test", text, to=[address]).send()
        except (OSError, SMTPException) as error:
            raise CommandError(
                f"The mail server did not take it: {error}. Check EMAIL_URL and EMAIL_FROM."
            ) from error
        self.stdout.write(f"Sent to {address}, from {settings.DEFAULT_FROM_EMAIL}.")
