"""What every page may show without its view saying so."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from selfassess.accounts.sessions import seconds_left

from .navigation import entries
from .templatetags.ui import council


def site(request: HttpRequest) -> dict[str, Any]:
    frame = council()
    return {
        "AUTHORITY_NAME": frame["name"],
        "MARKING": frame["marking"],
        "VERSION": frame["version"],
        "SINGLE_SIGN_ON": settings.SINGLE_SIGN_ON,
        "nav": entries(request),
        "session_left": _left(request),
    }


def _left(request: HttpRequest) -> int:
    """Seconds until the session ends; 0 where nobody is signed in, or it cannot be told."""
    user = getattr(request, "user", None)
    return seconds_left(request) if user and user.is_authenticated else 0
