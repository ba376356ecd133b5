"""Who comes in from the provider: whoever an account here is bound to, and nobody else."""

import logging
from typing import Any, NoReturn

import requests
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from selfassess.audit.access_log import note
from selfassess.audit.models import AccessKind
from selfassess.authenticated_request import signed_in
from selfassess.errors import Refused
from selfassess.oidc import current
from selfassess.single_sign_on import pages
from selfassess.single_sign_on.errors import NotSignedIn, ProviderDown
from selfassess.single_sign_on.id_token import SKEW
from selfassess.single_sign_on.provider import social_app
from selfassess.single_sign_on.session import asked_at
from selfassess.single_sign_on.views import invited, tell

from .operations.binding import bind

log = logging.getLogger(__name__)


class BoundOnly(DefaultSocialAccountAdapter):
    def list_apps(
        self, request: HttpRequest, provider: Any = None, client_id: Any = None
    ) -> list[SocialApp]:
        """From the settings alone, never from the database."""
        return [social_app(settings.SINGLE_SIGN_ON)] if settings.SINGLE_SIGN_ON else []

    def get_requests_session(self) -> requests.Session:
        """With allauth's time-out, and led nowhere else."""
        session: requests.Session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> NoReturn:
        why = exception.why if isinstance(exception, NotSignedIn) else ""
        if isinstance(exception, ProviderDown):
            log.error("Single sign-on: the provider does not answer (%s)", why)
            raise _shown(request, pages.DOWN, why)
        if error == AuthError.CANCELLED:
            raise _shown(request, pages.STOPPED)
        if exception is None and "error" not in request.GET:
            raise _shown(request, pages.BEGIN_AGAIN)  # no such state in this session
        _refuse(request, pages.UNTRUSTED, why or "refused by the provider")

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        claims, wanted = sociallogin.claims, sociallogin.state.get("data") or {}
        if "again" in wanted:
            _confirm(request, sociallogin, wanted)
        roles = current().roles
        if roles and not has_one_of(roles, claims.get("roles")):
            _refuse(request, pages.NO_ROLE, "no role", claims)
        if "invitation" in wanted:
            _accept(request, sociallogin, *wanted["invitation"])
        if not sociallogin.is_existing:
            _refuse(request, pages.NOT_BOUND, "not bound", claims)


def has_one_of(roles: tuple[str, ...], held: Any) -> bool:
    """`roles` of a token is a list; with one role some providers send the bare word."""
    found = [held] if isinstance(held, str) else held
    return isinstance(found, list) and any(role in roles for role in found)


def _shown(request: HttpRequest, page: pages.Page, why: str = "") -> ImmediateHttpResponse:
    return ImmediateHttpResponse(tell(request, page, why=why))


def _refuse(
    request: HttpRequest, page: pages.Page, why: str, claims: dict[str, Any] | None = None
) -> NoReturn:
    """Under which name somebody came is noted, for whoever is asked for an invitation."""
    log.warning("Single sign-on refused: %s", why)
    name = (claims or {}).get("preferred_username")
    note(AccessKind.FAILED, request, email=name if isinstance(name, str) else "")
    raise _shown(request, page, why)


def _accept(request: HttpRequest, login: SocialLogin, uid: str, key: str) -> None:
    """Bind the account of an invitation, which holds until now, to whoever has signed in."""
    person = invited(uid, key)
    if person is None:
        raise _shown(request, pages.OLD_INVITATION)
    account = login.account
    try:
        bind(person, issuer=account.provider, subject=account.uid, by=person, **account.extra_data)
    except Refused:
        _refuse(request, pages.TAKEN, "taken", login.claims)
    login.lookup()


def _confirm(request: HttpRequest, login: SocialLogin, wanted: dict[str, Any]) -> NoReturn:
    """It is still she, and she has said so since she was asked: then on with what she sent."""
    person = signed_in(request)
    if not person.is_authenticated or person.pk != wanted["again"] or login.user != person:
        _refuse(request, pages.SOMEBODY_ELSE, "somebody else", login.claims)
    if asked_at(login.claims) < wanted["asked_at"] - SKEW:
        _refuse(request, pages.NOT_ASKED, "auth_time", login.claims)
    record_authentication(request, person, "socialaccount", reauthenticated=True)
    next_ = urlencode({"next": login.state.get("next") or "/"})
    raise ImmediateHttpResponse(redirect(f"{reverse('single_sign_on_again')}?{next_}"))
