"""Writes and sends e-mails: links, never the text of an assessment, because mail is not secret."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from .models import Notice


def link(path: str) -> str:
    return settings.PUBLIC_URL.rstrip("/") + path


def subject(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return f"Self-assessment: {notices[0].text.rstrip('.')}"
    return f"Self-assessment: {len(notices)} things for you"


def body(notices: Sequence[Notice]) -> str:
    lines = "\n\n".join(f"{notice.text}\n{link(notice.path)}" for notice in notices)
    return (
        f"{lines}\n\n--\n{settings.AUTHORITY_NAME}, self-assessment of children’s services\n"
        f"Which e-mails you get: {link(reverse('emails'))}\n"
    )


def send(address: str, notices: Sequence[Notice]) -> None:
    """Send one e-mail with these notices. Raises OSError or SMTPException when it is not taken."""
    EmailMessage(subject(notices), body(notices), to=[address]).send()
