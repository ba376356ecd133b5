"""Whose token a request has, and how often it may be used."""

from datetime import timedelta
from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, Throttled
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from selfassess.accounts.models import User
from selfassess.audit.access_log import browser_address, note
from selfassess.audit.models import AccessKind
from selfassess.quarters.clock import now

from .models import Token

SCHEME = "Bearer"
LONGEST = 200  # characters of a header that may be a token
NOT_GOOD = "This token is not good, or no longer. Ask an administrator of the portal for another."
USE_IS_NOTED = timedelta(minutes=1)  # so that not every page of a long answer writes


class UseOfToken(SimpleRateThrottle):
    """How often one token may ask: a page of an answer every half second."""

    rate = "120/min"

    def get_cache_key(self, request: Request, view: Any) -> str:
        return f"api_token_{request.auth.pk}"


class WrongTokens(SimpleRateThrottle):
    """How often one address may ask with what is no token."""

    rate = "30/min"

    def get_cache_key(self, request: Request, view: Any) -> str:
        return f"api_wrong_{browser_address(request._request)}"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer selfassess_…`, and nothing else: no cookie, no parameter of the
    address, which would stand in logs."""

    def authenticate(self, request: Request) -> tuple[User, Token]:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if not scheme:
            raise NotAuthenticated("Send a token: Authorization: Bearer selfassess_…")
        is_one = scheme.lower() == SCHEME.lower() and len(secret) <= LONGEST
        token = Token.objects.found_by(secret.strip()) if is_one else None
        if token is None or not token.is_good:
            raise self._refused(request, token)
        request._request.token_name = token.name
        _note_use(token)
        return token.reader, token

    def _refused(self, request: Request, token: Token | None) -> Exception:
        """One answer, whatever is wrong with a token: who has none learns nothing."""
        name = token.name if token else ""
        note(AccessKind.TOKEN_REFUSED, request._request, token=name)
        limit = WrongTokens()
        if not limit.allow_request(request, None):
            return Throttled(limit.wait())
        return AuthenticationFailed(NOT_GOOD)

    def authenticate_header(self, request: Request) -> str:
        return f'{SCHEME} realm="selfassess"'


def _note_use(token: Token) -> None:
    if token.used_at is None or now() - token.used_at >= USE_IS_NOTED:
        Token.objects.filter(pk=token.pk).update(used_at=now())
