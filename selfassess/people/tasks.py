"""What the worker tells people about their accounts.

It makes the links, so that no page and no table has one, and the answer to a request takes as long
whether or not an account has the address. Tasks are found by their paths, which are never renamed.
"""

import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import Task, task
from django.template.loader import render_to_string
from django.utils import timezone

from selfassess.accounts.backends import may_sign_in_here
from selfassess.accounts.models import User
from selfassess.audit.access_log import note
from selfassess.audit.models import AccessKind

from .links import invitation_link, mail_is_set_up

BEFORE_REPORTS = 10  # somebody waits for it
MOST_ATTEMPTS = 5
PAUSE = timedelta(minutes=2)

log = logging.getLogger(__name__)


@task(priority=BEFORE_REPORTS)
def send_password_link(email: str, invited: bool, attempt: int = 1) -> None:
    """A link to choose a password, if an account has this address. `invited`: by an administrator;
    otherwise somebody has asked for it, most likely she herself."""
    person = User.objects.active().filter(email__iexact=email).first()
    if person is None:
        return
    if settings.PRODUCTION and not mail_is_set_up():
        log.error("EMAIL_URL is not set, so no link was sent. `manage.py invite` prints one.")
        return
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)
    words = {"link": invitation_link(person), "invited": invited, "days": days}
    words["provider"] = settings.SINGLE_SIGN_ON
    about = "password_link" if may_sign_in_here(person) else "invitation_link"
    if _mailed(person.email, about, person=person, **words):
        note(AccessKind.LINK_SENT, person=person)
    else:
        _try_again(send_password_link, email, invited, attempt=attempt)


@task(priority=BEFORE_REPORTS)
def tell_of_new_password(person_id: int, attempt: int = 1) -> None:
    person = User.objects.get(pk=person_id)
    if not _mailed(person.email, "new_password", person=person):
        _try_again(tell_of_new_password, person_id, attempt=attempt)


@task(priority=BEFORE_REPORTS)
def tell_of_factor(person_id: int, what: str, attempt: int = 1) -> None:
    """`what`: the kind of line in the access log."""
    person = User.objects.get(pk=person_id)
    words = {"person": person, "what": AccessKind(what).label.lower()}
    if not _mailed(person.email, "second_factor", **words):
        _try_again(tell_of_factor, person_id, what, attempt=attempt)


@task(priority=BEFORE_REPORTS)
def tell_of_lost_factor(to: str, person_id: int, by: str, attempt: int = 1) -> None:
    """The person and every administrator learn of it: with her password alone somebody could now
    set up a second factor of their own."""
    person = User.objects.get(pk=person_id)
    if not _mailed(to, "lost_factor", person=person, by=by, is_hers=to == person.email):
        _try_again(tell_of_lost_factor, to, person_id, by, attempt=attempt)


@task(priority=BEFORE_REPORTS)
def tell_of_binding(person_id: int, attempt: int = 1) -> None:
    """Whoever reads at the person's address learns that an invitation was accepted."""
    person = User.objects.get(pk=person_id)
    if not _mailed(person.email, "binding", person=person, provider=settings.SINGLE_SIGN_ON):
        _try_again(tell_of_binding, person_id, attempt=attempt)


@task(priority=BEFORE_REPORTS)
def tell_of_break_glass_account(to: str, person_id: int, used: bool, attempt: int = 1) -> None:
    """`used`: somebody has signed in with it; otherwise it was made."""
    person = User.objects.get(pk=person_id)
    if not _mailed(to, "break_glass", person=person, used=used):
        _try_again(tell_of_break_glass_account, to, person_id, used, attempt=attempt)


@task(priority=BEFORE_REPORTS)
def tell_of_new_address(to: str, before: str, after: str, by: str, attempt: int = 1) -> None:
    """Whoever reads at an address learns that it signs in no more, or that it does now."""
    if not _mailed(to, "new_address", before=before, after=after, by=by):
        _try_again(tell_of_new_address, to, before, after, by, attempt=attempt)


def _mailed(to: str, name: str, **words: Any) -> bool:
    """The first line of a template is the subject."""
    text = render_to_string(f"people/emails/{name}.txt", words)
    subject, _, body = text.partition("\n")
    try:
        EmailMessage(subject, body.strip() + "\n", to=[to]).send()
    except (OSError, SMTPException):
        log.warning("An e-mail about an account could not be sent", exc_info=True)
        return False
    return True


def _try_again(work: Task[Any, Any], *given: Any, attempt: int) -> None:
    if attempt < MOST_ATTEMPTS:
        later = work.using(run_after=timezone.now() + PAUSE)
        later.enqueue(*given, attempt=attempt + 1)
