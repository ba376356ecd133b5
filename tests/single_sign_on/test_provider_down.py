"""A provider that does not answer, or answers nonsense, is a page that says so, and never a 500."""

import logging
import socket
import time

import pytest
from django.core.cache import cache
from django.test import Client

from selfassess.oidc import Provider
from selfassess.single_sign_on import discovery

from .provider import EC_KEY, NEW_RSA_KEY, RSA_KEY
from .steps import BEGIN, CALLBACK, bound, come_back, go, is_in, sign_in

NONSENSE = {
    "an error": (500, {}),
    "a page": (200, b"<html>"),
    "a list": (200, ["a"]),
    "nothing": (200, b""),
    "a text": (200, '"a"'),
    "not UTF-8": (200, b"\xff\xfe"),
    "led elsewhere": (302, {}),
    "no such place": (404, {}),
}


@pytest.fixture
def at_the_door(cast, provider, visitor) -> Client:
    bound(cast.viewer, provider)
    return visitor


@pytest.mark.parametrize("what", NONSENSE)
def test_of_its_metadata(at_the_door, provider, what):
    provider.answers["/.well-known/openid-configuration"] = NONSENSE[what]
    answer = at_the_door.get(BEGIN)
    assert (answer.status_code, "that service does not answer" in answer.text) == (503, True)


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://login.example.org"},
        {"issuer": None},
        {"authorization_endpoint": None},
        {"token_endpoint": 7},
        {"jwks_uri": "file:///etc/passwd"},
    ],
)
def test_of_metadata_that_is_not_its_own(at_the_door, provider, change):
    provider.metadata = change
    assert at_the_door.get(BEGIN).status_code == 503


@pytest.mark.parametrize("what", NONSENSE)
def test_when_the_code_is_exchanged(at_the_door, provider, what):
    asked = go(at_the_door)
    provider.answers["/token"] = NONSENSE[what]
    answer = come_back(at_the_door, provider, asked, "")
    assert answer.status_code in (401, 503)
    assert "<h1" in answer.text
    assert not is_in(at_the_door)


@pytest.mark.parametrize(
    "said",
    [
        {"error": "invalid_grant"},
        {"access_token": "a"},
        {"access_token": "a", "expires_in": "soon"},
        {"id_token": "a"},
        {"access_token": 7, "id_token": 7},
        {"access_token": "a", "id_token": {"sub": "x"}},
    ],
)
def test_when_it_gives_no_token(at_the_door, provider, said):
    asked = go(at_the_door)
    provider.answers["/token"] = (200, said)
    assert come_back(at_the_door, provider, asked, "").status_code == 401


@pytest.mark.parametrize("what", NONSENSE)
def test_of_its_keys(at_the_door, provider, what):
    asked = go(at_the_door)
    provider.answers["/keys"] = NONSENSE[what]
    answer = come_back(at_the_door, provider, asked, provider.token(asked))
    assert answer.status_code in (401, 503)
    assert not is_in(at_the_door)


@pytest.mark.parametrize("what", NONSENSE)
def test_of_its_second_address(at_the_door, provider, settings, what):
    settings.SINGLE_SIGN_ON = provider.configuration(userinfo=True)
    asked = go(at_the_door)
    provider.answers["/userinfo"] = NONSENSE[what]
    answer = come_back(at_the_door, provider, asked, provider.token(asked))
    assert answer.status_code in (401, 503)
    assert not is_in(at_the_door)


def test_nobody_waits_for_ever(at_the_door, provider, settings, monkeypatch, caplog):
    """A machine that takes connections and says nothing."""
    monkeypatch.setattr("allauth.socialaccount.app_settings.AppSettings.REQUESTS_TIMEOUT", 0.3)
    silent = socket.create_server(("127.0.0.1", 0))
    settings.SINGLE_SIGN_ON = Provider(f"http://127.0.0.1:{silent.getsockname()[1]}", "a", "b")
    begun = time.monotonic()
    with caplog.at_level(logging.ERROR):
        assert at_the_door.get(BEGIN).status_code == 503
    assert time.monotonic() - begun < 5
    silent.close()


@pytest.mark.parametrize("error", ["access_denied", "server_error", "<script>", ""])
def test_what_it_says_of_an_error_is_not_repeated(at_the_door, error):
    asked = go(at_the_door)
    sent = {"error": error, "error_description": "<b>told</b>", "state": asked.values["state"]}
    answer = at_the_door.get(CALLBACK, sent)
    assert answer.status_code == 401
    assert "told" not in answer.text
    assert "&lt;script" not in answer.text


def test_whoever_stops_there_is_told_so(at_the_door):
    asked = go(at_the_door)
    sent = {"error": "access_denied", "state": asked.values["state"]}
    assert "was stopped" in at_the_door.get(CALLBACK, sent).text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_looking_is_allowed(at_the_door, method):
    for path in (BEGIN, CALLBACK):
        assert getattr(at_the_door, method)(path).status_code == 405


# --- Keys ----------------------------------------------------------------------------------------


def test_its_metadata_and_keys_are_not_fetched_for_each_sign_in(cast, provider, at_the_door):
    for _ in range(3):
        sign_in(at_the_door, provider)
        at_the_door.post("/accounts/logout/")
    paths = [path for path, _ in provider.requests]
    assert paths.count("/.well-known/openid-configuration") == 1
    assert paths.count("/keys") == 1


def test_a_key_that_came_meanwhile_is_fetched(at_the_door, provider, monkeypatch):
    monkeypatch.setattr(discovery, "KEYS_AGAIN", 0)
    sign_in(at_the_door, provider)
    at_the_door.post("/accounts/logout/")
    provider.keys = {"one": RSA_KEY, "two": EC_KEY, "new": NEW_RSA_KEY}
    sign_in(at_the_door, provider, key=NEW_RSA_KEY, headers={"kid": "new"})
    assert is_in(at_the_door)


def test_but_tokens_that_name_keys_without_end_make_no_flood(at_the_door, provider):
    for number in range(5):
        sign_in(at_the_door, provider, headers={"kid": f"unknown-{number}"})
    assert [path for path, _ in provider.requests].count("/keys") == 1


def test_a_key_that_the_provider_has_withdrawn_is_good_no_more(at_the_door, provider):
    provider.keys = {"two": EC_KEY}
    assert "could not be trusted" in sign_in(at_the_door, provider).text
    discovery.keys_at.cache_clear()
    cache.clear()
    assert not is_in(at_the_door)
