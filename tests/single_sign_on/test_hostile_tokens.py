"""What a provider, or somebody between it and the portal, may send that lets nobody in.

Each row differs from a good sign-in, which does let in (test_signing_in.py), in one thing. All come
back with a good state and a good code, signed with the provider's own key unless it says otherwise.
"""

import json
import logging
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from jwt.utils import base64url_encode

from selfassess.accounts.models import User
from selfassess.audit.models import AccessEntry, AccessKind

from .provider import CLIENT, EC_KEY, OTHERS_KEY, RSA_KEY, Asked, FakeProvider, public
from .steps import CALLBACK, bound, come_back, go, is_in, sign_in

Token = Callable[[FakeProvider, Asked], Any]
NOW = time.time


def claims(**changes: Any) -> Token:
    return lambda provider, asked: provider.token(asked, **changes)


def signed_with(key: Any, algorithm: str = "RS256", **header: Any) -> Token:
    return lambda provider, asked: provider.token(
        asked, key=key, algorithm=algorithm, headers=header
    )


def unsigned(provider: FakeProvider, asked: Asked) -> str:
    return jwt.encode(provider.claims(asked), None, algorithm="none", headers={"kid": "one"})


def by_hand(header: dict[str, Any], payload: bytes, sign: Callable[[bytes], bytes]) -> str:
    """What no library makes."""
    signed = b".".join([base64url_encode(json.dumps(header).encode()), base64url_encode(payload)])
    return b".".join([signed, base64url_encode(sign(signed))]).decode()


def with_public_key_as_secret(provider: FakeProvider, asked: Asked) -> str:
    pem = RSA_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    hmac = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
    header = {"alg": "HS256", "kid": "one", "typ": "JWT"}
    payload = json.dumps(provider.claims(asked)).encode()
    return by_hand(header, payload, lambda signed: hmac.sign(signed, pem))


def rsa_signature(signed: bytes) -> bytes:
    algorithm = jwt.algorithms.RSAAlgorithm(jwt.algorithms.RSAAlgorithm.SHA256)
    return algorithm.sign(signed, RSA_KEY)


def with_a_published_secret(provider: FakeProvider, asked: Asked) -> str:
    """PyJWT would take it: only the list of algorithms does not."""
    secret = base64url_encode(b"s" * 32).decode()
    key = {"kty": "oct", "k": secret, "kid": "one", "alg": "HS256"}
    provider.answers["/keys"] = (200, {"keys": [key]})
    return provider.token(asked, key="s" * 32, algorithm="HS256")


def with_a_published_key_for_another_algorithm(provider: FakeProvider, asked: Asked) -> str:
    key = public(RSA_KEY, "one") | {"alg": "PS256"}
    provider.answers["/keys"] = (200, {"keys": [key]})
    return provider.token(asked, algorithm="PS256")


def with_a_claim_twice(name: str, value: str) -> Token:
    """The second one is the good one: it is what Python reads."""

    def made(provider: FakeProvider, asked: Asked) -> str:
        good = json.dumps(provider.claims(asked))
        payload = f'{{"{name}": "{value}", {good[1:]}'
        return by_hand({"alg": "RS256", "kid": "one"}, payload.encode(), rsa_signature)

    return made


def changed_after_signing(provider: FakeProvider, asked: Asked) -> str:
    header, _, signature = provider.token(asked, sub="somebody-else").split(".")
    payload = urlsafe_b64encode(json.dumps(provider.claims(asked)).encode()).decode().rstrip("=")
    return f"{header}.{payload}.{signature}"


def without_signature(provider: FakeProvider, asked: Asked) -> str:
    return provider.token(asked).rpartition(".")[0] + "."


REFUSED: dict[str, Token] = {
    "no algorithm": unsigned,
    "no signature": without_signature,
    "HS256 with the public key as its secret": with_public_key_as_secret,
    "HS256 with the portal's own secret": signed_with("a secret of the tests" * 3, "HS256"),
    "an algorithm that is not on the list": signed_with(RSA_KEY, "PS256"),
    "HS256 with a secret among the published keys": with_a_published_secret,
    "a key published for another algorithm": with_a_published_key_for_another_algorithm,
    "an algorithm of another kind of key": signed_with(EC_KEY, "ES256", kid="one"),
    "somebody else's key": signed_with(OTHERS_KEY),
    "changed after it was signed": changed_after_signing,
    "a key that nobody knows": signed_with(OTHERS_KEY, kid="three"),
    "no key named": signed_with(RSA_KEY, kid=None),
    "an address of keys in it (jku)": signed_with(RSA_KEY, jku="https://keys.example.org/"),
    "an address of a certificate in it (x5u)": signed_with(RSA_KEY, x5u="https://example.org/"),
    "a key in it (jwk)": signed_with(OTHERS_KEY, jwk=public(OTHERS_KEY, "one")),
    "a certificate in it (x5c)": signed_with(RSA_KEY, x5c=["MIIB"]),
    "a rule that nobody knows (crit)": signed_with(RSA_KEY, crit=["exp"]),
    "a token of another type": signed_with(RSA_KEY, typ="at+jwt"),
    "another issuer": claims(iss="https://login.example.org"),
    "an issuer that begins like ours": lambda p, asked: p.token(asked, iss=p.issuer + "0"),
    "no issuer": claims(iss=None),
    "another audience": claims(aud="another-program"),
    "no audience": claims(aud=None),
    "a list of audiences with a foreign one": claims(aud=[CLIENT, "another-program"]),
    "a foreign one and azp": claims(aud=[CLIENT, "another-program"], azp="another-program"),
    "a list in which we are not": claims(aud=["another-program"]),
    "another authorised party": claims(azp="another-program"),
    "no nonce": claims(nonce=None),
    "another nonce": claims(nonce="x" * 43),
    "a nonce that is no text": claims(nonce=["x"]),
    "expired": lambda p, asked: p.token(asked, exp=int(NOW()) - 61),
    "no expiry": claims(exp=None),
    "an expiry that is no number": claims(exp="tomorrow"),
    "issued in the future": lambda p, asked: p.token(asked, iat=int(NOW()) + 90),
    "no time of issue": claims(iat=None),
    "valid only later": lambda p, asked: p.token(asked, nbf=int(NOW()) + 90),
    "another tenant": claims(tid="99999999-2222-3333-4444-555555555555"),
    "no tenant": claims(tid=None),
    "no subject": claims(sub=None),
    "an empty subject": claims(sub=""),
    "a subject that is a number": claims(sub=7),
    "a subject without end": claims(sub="x" * 300),
    "a subject twice": with_a_claim_twice("sub", "somebody-else"),
    "an audience twice": with_a_claim_twice("aud", "another-program"),
    "no token at all": lambda p, asked: None,
    "no token but a list": lambda p, asked: ["a", "b"],
    "rubbish": lambda p, asked: "abc",
    "rubbish in three parts": lambda p, asked: "a.b.c",
    "a payload that is no object": lambda p, asked: by_hand(
        {"alg": "RS256", "kid": "one"}, b"[1]", rsa_signature
    ),
    "not in any encoding": lambda p, asked: by_hand(
        {"alg": "RS256", "kid": "one"}, b"\xff\xfe{}", rsa_signature
    ),
}


@pytest.fixture
def at_the_door(cast, provider, visitor) -> Client:
    bound(cast.viewer, provider)
    return visitor


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_a_page_and_a_line_in_the_log(what, at_the_door, provider, caplog):
    asked = go(at_the_door)
    with caplog.at_level(logging.WARNING):
        answer = come_back(at_the_door, provider, asked, REFUSED[what](provider, asked) or "")
    assert (answer.status_code, "could not be trusted" in answer.text) == (401, True)
    assert not is_in(at_the_door)
    assert "Single sign-on refused" in caplog.text
    assert AccessEntry.objects.get().kind == AccessKind.FAILED
    assert User.objects.count() == 8  # the cast


WELL_MEANT: dict[str, Token] = {
    "signed with a curve": signed_with(EC_KEY, "ES256", kid="two"),
    "a list of us alone": claims(aud=[CLIENT]),
    "we as authorised party": claims(azp=CLIENT),
    "a clock that is 50 seconds fast": lambda p, asked: p.token(asked, iat=int(NOW()) + 50),
    "a clock that is 50 seconds slow": lambda p, asked: p.token(asked, exp=int(NOW()) - 50),
    "a key named by its thumbprint, too": signed_with(RSA_KEY, x5t="abc"),
}


@pytest.mark.parametrize("what", WELL_MEANT)
def test_what_is_only_unusual_lets_in(what, at_the_door, provider):
    asked = go(at_the_door)
    come_back(at_the_door, provider, asked, WELL_MEANT[what](provider, asked))
    assert is_in(at_the_door)


# --- What comes round the token ------------------------------------------------------------------


def test_a_token_of_another_sign_in_is_refused(at_the_door, provider):
    """As if somebody had taken it from an earlier sign-in, or from another browser's."""
    earlier = go(Client())
    asked = go(at_the_door)
    answer = come_back(at_the_door, provider, asked, provider.token(earlier))
    assert (answer.status_code, is_in(at_the_door)) == (401, False)


def test_a_code_is_good_once(at_the_door, provider):
    asked = go(at_the_door)
    come_back(at_the_door, provider, asked, provider.token(asked))
    at_the_door.post("/accounts/logout/")
    again = go(at_the_door)
    answer = at_the_door.get(CALLBACK, {"code": "code-0", "state": again.values["state"]})
    assert (answer.status_code, is_in(at_the_door)) == (401, False)


def test_a_state_is_good_once(at_the_door, provider):
    asked = go(at_the_door)
    come_back(at_the_door, provider, asked, "rubbish")
    answer = come_back(at_the_door, provider, asked, provider.token(asked))
    assert "Begin the sign-in again" in answer.text
    assert not is_in(at_the_door)


@pytest.mark.parametrize("state", ["", "another", "x" * 5000, "\x00"])
def test_a_state_that_this_browser_never_had_leads_nowhere(at_the_door, provider, state):
    asked = go(at_the_door)
    code = provider.code_for(asked, provider.token(asked))
    answer = at_the_door.get(CALLBACK, {"code": code, "state": state})
    assert (answer.status_code, is_in(at_the_door)) == (401, False)
    assert code in provider.codes  # not even exchanged


def test_a_sign_in_begun_in_another_browser_does_not_end_in_this_one(at_the_door, provider):
    """Or somebody could be signed in, unawares, as somebody else."""
    asked = go(Client())
    answer = come_back(at_the_door, provider, asked, provider.token(asked))
    assert "Begin the sign-in again" in answer.text
    assert not is_in(at_the_door)


def test_a_code_asked_for_with_another_challenge_is_refused_by_the_provider(at_the_door, provider):
    """The portal sends the verifier of its own sign-in, so that a stolen code is worth nothing."""
    asked, other = go(at_the_door), go(Client())
    code = provider.code_for(other, provider.token(asked))
    answer = at_the_door.get(CALLBACK, {"code": code, "state": asked.values["state"]})
    assert (answer.status_code, is_in(at_the_door)) == (401, False)


def test_a_sign_in_that_took_too_long_is_begun_again(at_the_door, provider, monkeypatch):
    asked = go(at_the_door)
    monkeypatch.setattr("allauth.socialaccount.internal.statekit.STATE_TTL", -1)
    answer = come_back(at_the_door, provider, asked, provider.token(asked))
    assert "Begin the sign-in again" in answer.text


def test_nobody_is_found_by_an_address(cast, provider, visitor):
    """Addresses change hands, and at some providers people write their own."""
    its = {"email": cast.director.email, "email_verified": True, "sub": "a stranger"}
    answer = sign_in(visitor, provider, preferred_username=cast.director.email, **its)
    assert "does not know you yet" in answer.text
    assert not is_in(visitor)
    assert AccessEntry.objects.get().person == cast.director  # as whom somebody tried


def test_the_same_subject_of_another_issuer_is_somebody_else(cast, provider, visitor, settings):
    bound(cast.viewer, provider)
    provider.issuer = provider.issuer.replace("127.0.0.1", "localhost")
    settings.SINGLE_SIGN_ON = provider.configuration()
    assert "does not know you yet" in sign_in(visitor, provider).text


@pytest.mark.parametrize("sent", ["prompt=none", "redirect_uri=https%3A%2F%2Fexample.org%2F"])
def test_the_address_of_the_sign_in_adds_nothing_to_what_is_asked(provider, visitor, sent):
    """allauth's own page lets an address add parameters, and scopes."""
    plain = go(visitor).values
    asked = go(visitor, f"/accounts/single-sign-on/?scope=offline&auth_params={sent}").values
    assert asked.keys() == plain.keys()
    assert asked["redirect_uri"] == plain["redirect_uri"]
    assert asked["scope"].split().sort() == plain["scope"].split().sort()


@pytest.mark.parametrize("page", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_it_leads_to_pages_of_the_portal_alone(at_the_door, provider, page):
    answer = sign_in(at_the_door, provider, f"/accounts/single-sign-on/?next={page}")
    assert answer.headers["Location"] == "/"


def test_and_to_the_page_that_was_wanted(at_the_door, provider):
    answer = sign_in(at_the_door, provider, "/accounts/single-sign-on/?next=/reports/")
    assert answer.headers["Location"] == "/reports/"
