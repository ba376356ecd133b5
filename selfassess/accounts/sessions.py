"""How long a session holds: an hour without activity, twelve hours in all.

Both times stand in the session itself, which every request reads anyhow. Django sends
`user_logged_in` whichever way somebody signs in, so no session begins without them (apps.py); one
from before they were kept has ended.
"""

import time
from collections.abc import Callable
from typing import Any, cast

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest
from django.utils import timezone

SIGNED_IN, ACTIVE = "signed_in_at", "active_at"
NOTE_EVERY = 60  # seconds; a page in between writes nothing


def begin(request: HttpRequest, **kwargs: Any) -> None:
    """Note when a session began. Receives Django's `user_logged_in`."""
    request.session[SIGNED_IN] = request.session[ACTIVE] = time.time()


def seconds_left(request: HttpRequest) -> int:
    """Until the session ends, if nothing more happens; 0 when it has ended."""
    session, now = request.session, time.time()
    if SIGNED_IN not in session:
        return 0
    idle_ends = session[ACTIVE] + settings.SESSION_IDLE_SECONDS
    ends = min(idle_ends, session[SIGNED_IN] + settings.SESSION_COOKIE_AGE)
    return max(0, int(ends - now))


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


def by_itself(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view that an open page asks by itself: that is nobody’s activity."""
    cast(Any, view).by_itself = True
    return view


def is_by_itself(view: Callable[..., Any]) -> bool:
    return getattr(view, "by_itself", False) is True
