"""What a session says of a sign-in at the provider. Nothing of it is a token."""

import time
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from selfassess.accounts.backends import may_sign_in_here
from selfassess.accounts.proof import PROVED_AT
from selfassess.accounts.second_factor import PROVED
from selfassess.authenticated_request import signed_in
from selfassess.oidc import current

from . import discovery
from .errors import ProviderDown

FROM_PROVIDER = "from_provider"


def begin_at_provider(request: HttpRequest, claims: dict[str, Any]) -> None:
    """The provider has asked for a second factor, or has its reason not to. When somebody typed
    anything there says `auth_time`: a sign-in that only passed through proves nothing new."""
    request.session[FROM_PROVIDER] = True
    request.session[PROVED] = True
    request.session[PROVED_AT] = asked_at(claims)


def asked_at(claims: dict[str, Any]) -> float:
    """When the provider last asked; 0 where it does not say, never later than now."""
    found = claims.get("auth_time")
    is_time = isinstance(found, int | float) and not isinstance(found, bool)
    return min(float(found), time.time()) if is_time else 0  # type: ignore[arg-type]


def came_from_provider(request: HttpRequest) -> bool:
    return settings.SINGLE_SIGN_ON is not None and FROM_PROVIDER in request.session


def began_with_a_password(request: HttpRequest) -> bool:
    """Before single sign-on was switched on, by somebody who has no password any more."""
    here = may_sign_in_here(signed_in(request))
    return not here and not came_from_provider(request)


def signing_out_there(request: HttpRequest) -> str:
    """The provider's address that ends its own session, too; empty where there is none. No token is
    kept to name the session with, so the portal names itself."""
    if not came_from_provider(request):
        return ""
    provider = current()
    try:
        address = discovery.metadata(provider).get("end_session_endpoint")
    except ProviderDown:
        return ""
    if not isinstance(address, str) or not is_at(provider.origin, address):
        return ""  # the content security policy lets a form lead nowhere else
    back = settings.PUBLIC_URL.rstrip("/") + reverse("account_login")
    query = urlencode({"client_id": provider.client_id, "post_logout_redirect_uri": back})
    return f"{address}{'&' if '?' in address else '?'}{query}"


def is_at(origin: str, address: str) -> bool:
    url = urlsplit(address)
    return f"{url.scheme}://{url.netloc}" == origin
