"""Whether somebody has a second factor, and has used it to sign in."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from .models import User

PROVED = "second_factor"  # in the session, so that no page has to look it up

# Addresses that somebody reaches who has none yet
SETTING_UP = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "account_reauthenticate",
    "account_logout",
    "session",
}


def factors_of(user: User) -> list[Authenticator]:
    """An app and passkeys. Recovery codes stand in for one of these, and are none by themselves."""
    found = Authenticator.objects.filter(user=user).order_by("created_at", "pk")
    return list(found.exclude(type=Authenticator.Type.RECOVERY_CODES))


def note_factors(request: HttpRequest, user: User) -> None:
    """After a sign-in and after each change: allauth asks for a factor whoever has one."""
    request.session[PROVED] = bool(factors_of(user))


def is_asked_for(request: HttpRequest) -> bool:
    return request.user.is_authenticated and not request.session.get(PROVED)


def is_last(user: User) -> bool:
    """May the one that there is not be removed?"""
    return settings.SECOND_FACTOR and len(factors_of(user)) < 2
