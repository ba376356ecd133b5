"""Judging what the provider says of somebody: the ID token.

allauth trusts it unread when it has fetched it itself. Here each is checked, signature, time, and
for whom it was made, by PyJWT where PyJWT has the check. Nothing of it is kept but who it is.
"""

import json
from hmac import compare_digest
from typing import Any

import jwt
from jwt.exceptions import PyJWKClientConnectionError

from selfassess.oidc import Provider

from .errors import NotSignedIn, ProviderDown

ALGORITHMS = ["RS256", "ES256"]  # signatures with a private key, and no others
SKEW = 60  # seconds that the provider's clock may be off
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
# In a header they name a key of the sender's own choice, or rules that nobody here knows
FOREIGN = {"jku", "jwk", "x5u", "x5c", "crit", "b64"}
LONGEST_SUBJECT = 191  # characters; a column of allauth’s holds it


class _NothingTwice(jwt.PyJWT):
    """A claim that is there twice means one thing to one reader and another to the next."""

    def _decode_payload(self, decoded: dict[str, Any]) -> dict[str, Any]:
        def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            if len({name for name, _ in pairs}) < len(pairs):
                raise NotSignedIn("duplicate")
            return dict(pairs)

        json.loads(decoded["payload"], object_pairs_hook=once)
        return super()._decode_payload(decoded)


def verify(token: str, *, provider: Provider, keys: jwt.PyJWKClient, nonce: str) -> dict[str, Any]:
    """The claims of a token that this provider made for this portal and this sign-in. Raises
    NotSignedIn for any other."""
    claims = _signed_claims(token, provider=provider, keys=keys)
    subject, nonce_sent = claims["sub"], claims["nonce"]
    if not (isinstance(subject, str) and 0 < len(subject) <= LONGEST_SUBJECT):
        raise NotSignedIn("subject")
    if not (isinstance(nonce_sent, str) and compare_digest(nonce_sent.encode(), nonce.encode())):
        raise NotSignedIn("nonce")
    if claims["aud"] not in (provider.client_id, [provider.client_id]):
        raise NotSignedIn("audience")
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise NotSignedIn("authorised party")
    if provider.tenant and claims.get("tid") != provider.tenant:
        raise NotSignedIn("tenant")
    return claims


def _signed_claims(token: str, *, provider: Provider, keys: jwt.PyJWKClient) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
        if FOREIGN & header.keys() or str(header.get("typ", "JWT")).upper() != "JWT":
            raise NotSignedIn("header")
        claims: dict[str, Any] = _NothingTwice().decode(
            token,
            keys.get_signing_key_from_jwt(token),
            algorithms=ALGORITHMS,
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=SKEW,
            options={"require": NEEDED},
        )
    except PyJWKClientConnectionError as error:
        raise ProviderDown("keys") from error
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as error:
        raise NotSignedIn(type(error).__name__) from error
    return claims
