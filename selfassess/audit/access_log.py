"""The access log: who signed in or tried to, what left the portal as a file, what was refused.

It is written when an answer is ready, never inside the transaction of a save, and is bounded in age
and in rows of each kind, so that a flood of one kind cannot push the others out.
"""

import logging
from datetime import timedelta
from typing import cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import get_user
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase
from django.utils.encoding import escape_uri_path

from selfassess.accounts.link_keys import without_key
from selfassess.accounts.models import User
from selfassess.legal_hold import refuse_on_legal_hold
from selfassess.quarters.clock import now

from .models import AccessEntry, AccessKind

log = logging.getLogger(__name__)

SENTENCES = {
    AccessKind.SIGNED_IN: "{who} signed in.",
    AccessKind.FAILED: "Somebody failed to sign in as {who}.",
    AccessKind.LOCKED_OUT: "{who}: too many attempts at {about}.",
    AccessKind.PASSWORD_CHANGED: "{who} changed the password.",
    AccessKind.PASSWORD_RESET: "{who} chose a password with a link.",
    AccessKind.LINK_ASKED: "Somebody asked for a new password for {who}.",
    AccessKind.LINK_SENT: "A link to choose a password was sent to {who}.",
    AccessKind.FACTOR_ADDED: "{who} added a second factor.",
    AccessKind.FACTOR_REMOVED: "{who} removed a second factor.",
    AccessKind.CODES_MADE: "{who} made new recovery codes.",
    AccessKind.DOWNLOAD: "{who} downloaded {about}.",
    AccessKind.EXPORT: "{who} exported {about}.",
    AccessKind.REFUSED: "{who} was refused {about}.",
    AccessKind.OUT_OF_SIGHT: "{who} asked for {about}, which is not there or not for them to see.",
    AccessKind.READ: "{who} read {about}.",
    AccessKind.TOKEN_REFUSED: "{who} asked for {about} with a token that is not good.",
}
WARNINGS = {
    AccessKind.FAILED,
    AccessKind.LOCKED_OUT,
    AccessKind.REFUSED,
    AccessKind.TOKEN_REFUSED,
}
DATA = ("text/csv", "application/json", "application/zip", "spreadsheetml")
PURGE_EVERY = 1000  # rows, so that the log stays bounded between two nights


def sentence(entry: AccessEntry) -> str:
    return SENTENCES[AccessKind(entry.kind)].format(who=entry.who, about=entry.about)


def note(
    kind: AccessKind,
    request: HttpRequest | None = None,
    *,
    person: User | None = None,
    email: str = "",
    token: str = "",
) -> None:
    """Write one line here and one in the program's own log. What goes wrong spoils no answer.

    `email`: what somebody typed; the account that has it is found here. `token`: the name of the
    access token that a program sent.
    """
    try:
        if email and not person:
            person = User.objects.filter(email__iexact=email).first()
        entry = AccessEntry(
            kind=kind,
            person=person,
            email="" if person else email[:254],
            address=browser_address(request) if request else None,
            about=without_key(escape_uri_path(request.path))[:200] if request else "",
            token=token,
        )
        _log(entry)
        entry.save()
        if entry.pk % PURGE_EVERY == 0 and not settings.LEGAL_HOLD:
            purge()
    except DatabaseError:
        log.exception("The access log could not be written")


def _log(entry: AccessEntry) -> None:
    level = logging.WARNING if entry.kind in WARNINGS else logging.INFO
    account = entry.person.email if entry.person else "no account"
    log.log(level, "%s (%s, from %s)", sentence(entry), account, entry.address or "no address")


def note_answer(request: HttpRequest, response: HttpResponseBase) -> None:
    """Refusals, and whatever leaves as a file: asked of every answer, so that none is forgotten."""
    if response.status_code == 403:
        kind = AccessKind.REFUSED
    elif response.status_code == 404 and request.resolver_match and _person(request):
        kind = AccessKind.OUT_OF_SIGHT  # a view of ours said so: what is out of sight is a 404
    elif response.status_code == 429:
        kind = AccessKind.LOCKED_OUT
    elif response.headers.get("Content-Disposition", "").startswith("attachment"):
        is_data = any(kind in response.headers["Content-Type"] for kind in DATA)
        kind = AccessKind.EXPORT if is_data else AccessKind.DOWNLOAD
    else:
        return
    note(kind, request, person=_person(request), token=getattr(request, "token_name", ""))


def _person(request: HttpRequest) -> User | None:
    """Whoever is signed in, also where an answer was given before Django had looked. A program that
    reads with a token of its own has no account."""
    try:
        user = getattr(request, "user", None) or get_user(request)
        return cast(User, user) if user.is_authenticated and user.pk else None
    except DatabaseError:
        return None


def browser_address(request: HttpRequest) -> str | None:
    """As limits on signing in see it: behind as many proxies as TRUSTED_PROXIES says."""
    try:
        return get_adapter(request).get_client_ip(request)
    except (PermissionDenied, ImproperlyConfigured):
        return None


def purge() -> int:
    """Forget what is older than ACCESS_LOG_DAYS, and of each kind all but the newest
    ACCESS_LOG_ROWS. Returns how many lines went."""
    refuse_on_legal_hold()
    oldest = now() - timedelta(days=settings.ACCESS_LOG_DAYS)
    gone, _ = AccessEntry.objects.filter(at__lt=oldest).delete()
    for kind in AccessKind.values:
        of_kind = AccessEntry.objects.filter(kind=kind)
        newest_first = of_kind.order_by("-id").values_list("id", flat=True)
        if too_many := newest_first[settings.ACCESS_LOG_ROWS : settings.ACCESS_LOG_ROWS + 1]:
            gone += of_kind.filter(id__lte=too_many[0]).delete()[0]
    return gone
