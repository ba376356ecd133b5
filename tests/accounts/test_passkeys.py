"""Signing in with a passkey alone, and what is sent that no browser would send."""

import time

import pytest
from django.core.cache import cache
from django.test import Client
from fido2.utils import websafe_decode

from tests.factories import PASSWORD
from tests.sessions import log_in

from .software_key import PRESENT, SoftwareKey

ALONE = "/accounts/second-factor/passkeys/sign-in/"
AGAIN = "/accounts/second-factor/passkeys/again/"
BESIDE = "/accounts/second-factor/code/"
ADD = "/accounts/second-factor/passkeys/add/"
OF_A_SCRIPT = {"x-requested-with": "XMLHttpRequest"}
NONSENSE = (
    "",
    "null",
    "[]",
    '"text"',
    "{}",
    '{"response": "text"}',
    '{"response": {"userHandle": 5}}',
    '{"response": {"userHandle": "\\ud800"}}',
    '{"id": 5, "rawId": 6, "type": 7, "response": {"clientDataJSON": 9, "userHandle": "MQ"}}',
    "9" * 5000,
    "[" * 200_000,
)


@pytest.fixture(autouse=True)
def _asked_for(settings):
    settings.SECOND_FACTOR = True


def challenge(client: Client) -> bytes:
    """Of the page that asks for a passkey alone."""
    options = client.get(ALONE, headers=OF_A_SCRIPT).json()["request_options"]["publicKey"]
    return websafe_decode(options["challenge"])


def challenge_beside_password(client: Client) -> bytes:
    """Of whichever page was asked for last."""
    return websafe_decode(client.session["mfa.webauthn.state"]["challenge"])


def is_in(client: Client) -> bool:
    return client.get("/reports/").status_code == 200


def test_a_passkey_alone_signs_in_when_it_has_asked_for_its_pin(cast):
    key, client = SoftwareKey(cast.viewer).register(), Client()
    client.post(ALONE, {"credential": key.answer(challenge(client))})
    assert is_in(client)


def test_a_key_that_asks_for_nothing_is_no_sign_in_alone(cast):
    key, client = SoftwareKey(cast.viewer).register(), Client()
    client.post(ALONE, {"credential": key.answer(challenge(client), PRESENT)})
    assert not is_in(client)


def test_nor_with_the_challenge_of_a_page_that_had_a_password_before_it(cast):
    """Whoever has an account of her own, and a colleague's key, does not need that key's PIN
    there. (The sign-in that she has begun holds the way up for a quarter of an hour.)"""
    SoftwareKey(cast.head).register()
    found, client = SoftwareKey(cast.viewer).register(), Client()
    client.post("/accounts/login/", {"login": cast.head.email, "password": PASSWORD})
    client.get(BESIDE)
    session = client.session
    session["account_login"] |= {"initiated_at": time.time() - 15 * 60 - 1}
    session.save()
    client.get(BESIDE)
    answer = found.answer(challenge_beside_password(client), PRESENT)
    client.post(ALONE, {"credential": answer})
    assert not is_in(client)


def test_an_answer_is_good_once(cast):
    key, client = SoftwareKey(cast.viewer).register(), Client()
    answer = key.answer(challenge(client))
    client.post(ALONE, {"credential": answer})
    other = Client()
    challenge(other)
    other.post(ALONE, {"credential": answer})
    assert is_in(client)
    assert not is_in(other)


def test_another_key_with_the_same_name_is_refused(cast):
    SoftwareKey(cast.viewer).register()
    client = Client()
    answer = client.post(ALONE, {"credential": SoftwareKey(cast.viewer).answer(challenge(client))})
    assert answer.headers["Location"] == "/accounts/login/"
    assert not is_in(client)


@pytest.mark.parametrize("address", [ALONE, BESIDE, AGAIN, ADD])
def test_nonsense_breaks_no_page(cast, settings, address):
    settings.SECOND_FACTOR = False
    client = Client()
    if address == BESIDE:
        SoftwareKey(cast.viewer).register()
    if address != ALONE:
        log_in(client, cast.viewer)
    if address == AGAIN:
        SoftwareKey(cast.viewer).register()
    for sent in NONSENSE:
        cache.clear()  # no limit on guessing answers in its place
        client.get(address, headers=OF_A_SCRIPT)
        answer = client.post(address, {"name": "Key", "credential": sent})
        assert answer.status_code in (200, 302), sent[:80]


def test_a_whole_council_signs_in_with_passkeys_from_one_address(cast):
    answers = [Client().post(ALONE, {"credential": "{}"}).status_code for _ in range(30)]
    assert set(answers) == {302}
