"""Trying the connection to the provider out, piece by piece, in sentences for an administrator."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from allauth.socialaccount.adapter import get_adapter
from jwt import PyJWKClient, PyJWTError

from selfassess.oidc import Provider

from .discovery import TIMEOUT, address_of_metadata, problem_of
from .id_token import ALGORITHMS, SKEW
from .provider import redirect_address
from .session import is_at

NO_CODE = "a-code-that-nobody-was-given"
WRONG = {
    "metadata": "What is there is not the metadata of a provider.",
    "issuer": "It names another issuer. Copy “issuer” from there to OIDC_ISSUER, to the letter.",
    "addresses": "It lacks the address for signing in, for tokens or for keys, or one is without "
    "TLS.",
}


@dataclass(frozen=True)
class Finding:
    about: str
    is_good: bool
    says: str


def examine(provider: Provider) -> list[Finding]:
    """Every step; those that need the provider's metadata only when it is there."""
    return list(_findings(provider))


def _findings(provider: Provider) -> Iterator[Finding]:
    yield _redirect(provider)
    try:
        with get_adapter().get_requests_session() as session:
            answer = session.get(address_of_metadata(provider))
        answer.raise_for_status()
        found = answer.json()
    except requests.RequestException as error:
        yield Finding("Metadata", False, _no_answer(address_of_metadata(provider), error))
        return
    if problem := problem_of(found, provider):
        yield Finding("Metadata", False, f"{address_of_metadata(provider)}: {WRONG[problem]}")
        return
    yield Finding(
        "Metadata", True, f"{address_of_metadata(provider)} answers, as {provider.issuer}."
    )
    yield _clock(answer.headers.get("Date", ""))
    yield _signatures(found)
    yield _pkce(found)
    yield _keys(found["jwks_uri"])
    yield _secret(found, provider)
    yield _sign_out(found, provider)


def _no_answer(address: str, error: Exception) -> str:
    """Never what the provider said: it may hold a part of the secret."""
    status = getattr(getattr(error, "response", None), "status_code", None)
    if status is not None:
        return f"{address} answers with {status}. Look whether OIDC_ISSUER is right."
    return (
        f"{address} cannot be reached ({type(error).__name__}). Look whether this machine may "
        "connect to it, and whether its name and certificate are right."
    )


def _redirect(provider: Provider) -> Finding:
    address = redirect_address()
    needs_tls = provider.issuer.startswith("https://") and not address.startswith("https://")
    if needs_tls:
        return Finding("Redirect address", False, f"{address} has no TLS. Set PUBLIC_URL.")
    says = (
        f"{address} must be registered at the provider, letter by letter. It comes from PUBLIC_URL."
    )
    return Finding("Redirect address", True, says)


def _clock(date: str) -> Finding:
    try:
        off = round(time.time() - parsedate_to_datetime(date).timestamp())
    except (TypeError, ValueError):
        return Finding("Clock", True, "The provider does not say what time it has.")
    if abs(off) > SKEW:
        fast = "fast" if off > 0 else "slow"
        says = (
            f"This machine’s clock is {abs(off)} seconds {fast}. Let it keep time by the network."
        )
        return Finding("Clock", False, says)
    return Finding("Clock", True, f"Both clocks agree to {abs(off)} seconds; {SKEW} are allowed.")


def _signatures(found: dict[str, Any]) -> Finding:
    offered = found.get("id_token_signing_alg_values_supported") or []
    usable = [name for name in ALGORITHMS if name in offered]
    if not usable:
        says = f"The provider signs with {', '.join(map(str, offered)) or 'nothing it names'}. "
        return Finding("Signatures", False, f"{says}The portal takes {' or '.join(ALGORITHMS)}.")
    return Finding("Signatures", True, f"Tokens are signed with {' or '.join(usable)}.")


def _pkce(found: dict[str, Any]) -> Finding:
    methods = found.get("code_challenge_methods_supported")
    if methods is not None and "S256" not in methods:
        return Finding("PKCE", False, "The provider does not take S256, which the portal sends.")
    says = "The provider takes S256." if methods else "The provider does not say; S256 is sent."
    return Finding("PKCE", True, says)


def _keys(address: str) -> Finding:
    try:
        keys = PyJWKClient(address, timeout=TIMEOUT).get_signing_keys()
    except PyJWTError as error:
        return Finding("Keys", False, _no_answer(address, error))
    usable = [key for key in keys if key.algorithm_name in ALGORITHMS]
    if not usable:
        return Finding("Keys", False, f"{address} has no key for {' or '.join(ALGORITHMS)}.")
    return Finding("Keys", True, f"{address} has {len(usable)} that the portal can use.")


def _secret(found: dict[str, Any], provider: Provider) -> Finding:
    """With a code that is none: whoever names the wrong secret is told so before the code is looked
    at."""
    form = {
        "grant_type": "authorization_code",
        "code": NO_CODE,
        "redirect_uri": redirect_address(),
        "code_verifier": NO_CODE * 2,
    }
    methods = found.get("token_endpoint_auth_methods_supported") or []
    basic = "client_secret_post" not in methods and "client_secret_basic" in methods
    who = (provider.client_id, provider.client_secret)
    if not basic:
        form |= {"client_id": who[0], "client_secret": who[1]}
    try:
        with get_adapter().get_requests_session() as session:
            answer = session.post(found["token_endpoint"], data=form, auth=who if basic else None)
        said = answer.json()
    except (requests.RequestException, ValueError) as error:
        return Finding("Client and secret", False, _no_answer(found["token_endpoint"], error))
    error_said = said.get("error") if isinstance(said, dict) else None
    if error_said in ("invalid_client", "unauthorized_client"):
        says = (
            "The provider refuses OIDC_CLIENT_ID with OIDC_CLIENT_SECRET. Has the secret expired?"
        )
        return Finding("Client and secret", False, says)
    if error_said in ("invalid_grant", "invalid_request"):
        return Finding("Client and secret", True, "The provider knows this portal by its secret.")
    says = "The provider’s answer does not tell whether the secret is right. Sign in to see."
    return Finding("Client and secret", True, says)


def _sign_out(found: dict[str, Any], provider: Provider) -> Finding:
    address = found.get("end_session_endpoint")
    if not isinstance(address, str):
        says = "The provider has no address for it: signing out ends the portal’s session alone."
        return Finding("Signing out", True, says)
    if not is_at(provider.origin, address):
        says = f"{address} is at another host than the issuer, so it is not used: signing out ends "
        return Finding("Signing out", True, f"{says}the portal’s session alone.")
    return Finding("Signing out", True, f"Whoever signs out here is led to {address}.")
