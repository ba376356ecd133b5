"""What the provider publishes about itself: its addresses and its keys."""

from functools import cache as remembered
from typing import Any

import requests
from allauth.socialaccount.adapter import get_adapter
from django.core.cache import cache
from jwt import PyJWKClient

from selfassess.oidc import Provider

from .errors import ProviderDown

TIMEOUT = 5  # seconds for the keys; for the rest, allauth has as many
METADATA_HOLDS = KEYS_HOLD = 600  # seconds
KEYS_AGAIN = 30  # seconds, at the soonest, when a token names a key that is not known
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def address_of_metadata(provider: Provider) -> str:
    return provider.issuer.rstrip("/") + "/.well-known/openid-configuration"


def metadata(provider: Provider) -> dict[str, Any]:
    """Looked up once in ten minutes. Raises ProviderDown."""
    key = f"single-sign-on.metadata.{provider.issuer}"
    found: dict[str, Any] | None = cache.get(key)
    if found is None:
        found = fetch_metadata(provider)
        cache.set(key, found, METADATA_HOLDS)
    return found


def fetch_metadata(provider: Provider) -> dict[str, Any]:
    try:
        with get_adapter().get_requests_session() as session:
            answer = session.get(address_of_metadata(provider))
        answer.raise_for_status()
        found = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise ProviderDown("metadata") from error
    if problem := problem_of(found, provider):
        raise ProviderDown(problem)
    result: dict[str, Any] = found
    return result


def problem_of(found: Any, provider: Provider) -> str:
    """A word for what is wrong with metadata; empty when nothing is."""
    if not isinstance(found, dict):
        return "metadata"
    if found.get("issuer") != provider.issuer:
        return "issuer"
    scheme = provider.issuer.partition(":")[0] + "://"
    addresses = [found.get(name) for name in NEEDED]
    if not all(isinstance(url, str) and url.startswith((scheme, "https://")) for url in addresses):
        return "addresses"
    return ""


@remembered
def keys_at(address: str) -> PyJWKClient:
    """The provider's public keys: kept for ten minutes in each process, and fetched again when a
    token names one that is not there, because providers change them without a word."""
    return PyJWKClient(address, lifespan=KEYS_HOLD, timeout=TIMEOUT, cooldown_duration=KEYS_AGAIN)
