"""Ending sessions: one's own, or, for an administrator, anybody's."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event


@transaction.atomic
def end_sessions(person: User, *, by: User, but: str = "", only: int | None = None) -> int:
    """End somebody's sessions: all, all but one (its key), or only one (its number). Returns how
    many. With the next click one is asked to sign in; what was typed until then is kept."""
    if person.pk != by.pk:
        require(by, Permission.ADMINISTER)
    theirs = UserSession.objects.filter(user=person).exclude(session_key=but)
    if only is not None:
        theirs = theirs.filter(pk=only)
    keys = list(theirs.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    if keys:
        log_event("person.end_sessions", by=by, subject=person.email, after={"sessions": len(keys)})
    return len(keys)
