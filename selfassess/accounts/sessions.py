"""How long a session holds: an hour without activity, twelve hours in all.

Both times stand in the session itself, which every request reads anyhow. Django sends
`user_logged_in` whichever way somebody signs in, so no session begins without them (apps.py); one
from before they were kept has ended.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from .models import User

SIGNED_IN, ACTIVE = "signed_in_at", "active_at"
NOTE_EVERY = 60  # seconds; a page in between writes nothing


def begin(request: HttpRequest, **kwargs: Any) -> None:
    """Note when a session began. Receives Django's `user_logged_in`."""
    request.session[SIGNED_IN] = request.session[ACTIVE] = time.time()


def seconds_left(request: HttpRequest) -> int:
    """Until the session ends, if nothing more happens; 0 when it has ended."""
    if SIGNED_IN not in request.session:
        return 0
    idle = request.session[ACTIVE] + settings.SESSION_IDLE_SECONDS - time.time()
    return max(0, min(int(idle), seconds_in_all(request)))


def seconds_in_all(request: HttpRequest) -> int:
    """Until the session ends whatever happens."""
    return int(request.session[SIGNED_IN] + settings.SESSION_COOKIE_AGE - time.time())


def note_activity(request: HttpRequest) -> None:
    """Put the end of a session off, at most once a minute."""
    if time.time() - request.session[ACTIVE] < NOTE_EVERY:
        return
    was_modified = request.session.modified
    request.session[ACTIVE] = time.time()
    try:
        request.session.save()
    except UpdateError:  # somebody has ended it this moment
        logout(request)
        return
    request.session.modified = was_modified
    seen = UserSession.objects.filter(session_key=request.session.session_key)
    seen.update(last_seen_at=timezone.now())


def open_sessions(user: User) -> QuerySet[UserSession]:
    """Those in which somebody is signed in now, the one used last first. (allauth's row of a
    session stays when it has ended.)"""
    now = timezone.now()
    return UserSession.objects.filter(
        user=user,
        last_seen_at__gt=now - timedelta(seconds=settings.SESSION_IDLE_SECONDS),
        created_at__gt=now - timedelta(seconds=settings.SESSION_COOKIE_AGE),
        session_key__in=Session.objects.values("session_key"),
    ).order_by("-last_seen_at", "-pk")


def forget_ended() -> None:
    """Forget from where people were signed in whose session is no longer there. (allauth does so
    only at the next sign-in of the same person.)"""
    there = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=there).delete()


def by_itself(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view that an open page asks by itself: that is nobody’s activity."""
    cast(Any, view).by_itself = True
    return view


def is_by_itself(view: Callable[..., Any]) -> bool:
    return getattr(view, "by_itself", False) is True
