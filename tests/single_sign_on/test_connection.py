"""The administrator's page that tries the connection out, and says what is wrong in words."""

import html
import re
from email.utils import formatdate
from time import time

import pytest
from django.test import Client

from selfassess.oidc import Provider
from selfassess.single_sign_on.connection import _clock, examine

from .provider import OTHERS_KEY, FakeProvider
from .steps import bound, sign_in


def wrong(provider: FakeProvider, **changes) -> dict[str, str]:
    found = examine(provider.configuration(**changes))
    return {finding.about: finding.says for finding in found if not finding.is_good}


def words_of(provider: FakeProvider) -> dict[str, str]:
    return {finding.about: finding.says for finding in examine(provider.configuration())}


def test_where_everything_works_it_says_so_step_by_step(provider):
    assert wrong(provider) == {}
    assert list(words_of(provider)) == [
        *("Redirect address", "Metadata", "Clock", "Signatures", "PKCE", "Keys"),
        *("Client and secret", "Signing out"),
    ]
    assert "/accounts/single-sign-on/callback/" in words_of(provider)["Redirect address"]


METADATA = {
    "not there": ((404, {}), "answers with 404"),
    "an error": ((500, {}), "answers with 500"),
    "led elsewhere": ((302, {}), "answers with 302"),
    "no JSON": ((200, b"<html>"), "cannot be reached"),
    "a list": ((200, []), "not the metadata of a provider"),
}


@pytest.mark.parametrize("what", METADATA)
def test_of_metadata_that_are_none(provider, what):
    provider.answers["/.well-known/openid-configuration"], said = METADATA[what]
    found = wrong(provider)
    assert list(found) == ["Metadata"]
    assert said in found["Metadata"]


CHANGED = {
    "another issuer": ({"issuer": "https://example.org"}, "Metadata", "names another issuer"),
    "no address": ({"token_endpoint": None}, "Metadata", "lacks the address"),
    "an address without TLS": ({"jwks_uri": "ftp://a/"}, "Metadata", "without TLS"),
    "another signature": (
        {"id_token_signing_alg_values_supported": ["HS256"]},
        "Signatures",
        "signs with HS256",
    ),
    "no signature": ({"id_token_signing_alg_values_supported": None}, "Signatures", "nothing"),
    "no PKCE": ({"code_challenge_methods_supported": ["plain"]}, "PKCE", "does not take S256"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_of_what_does_not_fit(provider, what):
    provider.metadata, about, said = CHANGED[what]
    assert said in wrong(provider)[about]


@pytest.mark.parametrize(("fast", "said"), [(90, "seconds slow"), (-3700, "seconds fast")])
def test_of_clocks_that_differ(fast, said):

    assert said in _clock(formatdate(time() + fast, usegmt=True)).says
    assert _clock(formatdate(time() + 30, usegmt=True)).is_good
    assert _clock("").is_good


@pytest.mark.parametrize("keys", [{}, {"one": None}])
def test_of_keys_that_are_no_good(provider, keys):
    content = {"keys": [] if not keys else [{"kty": "oct", "k": "c2VjcmV0", "kid": "one"}]}
    provider.answers["/keys"] = (200, content)
    assert "Keys" in wrong(provider)


def test_of_a_secret_that_has_expired(provider):
    changed = Provider(provider.issuer, "selfassess", "another secret")
    found = {finding.about: finding for finding in examine(changed)}
    assert not found["Client and secret"].is_good
    assert "Has the secret expired?" in found["Client and secret"].says


@pytest.mark.parametrize(
    ("answer", "is_good"),
    [
        ((400, {"error": "temporarily_unavailable"}), True),
        ((400, []), True),
        ((500, b"oops"), False),
    ],
)
def test_of_an_answer_that_does_not_tell(provider, answer, is_good):
    provider.answers["/token"] = answer
    assert ("Client and secret" not in wrong(provider)) is is_good


def test_a_provider_that_wants_them_in_a_header_gets_them_there(provider):
    provider.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_basic"]}
    examine(provider.configuration())
    sent = next(form for path, form in provider.requests if path == "/token")
    assert "client_secret" not in sent


def test_of_a_redirect_address_without_tls(settings):
    """Before anybody is asked."""
    settings.SINGLE_SIGN_ON = Provider("https://127.0.0.1:1", "selfassess", "a secret")
    redirect, metadata = examine(settings.SINGLE_SIGN_ON)
    assert "has no TLS. Set PUBLIC_URL" in redirect.says
    assert "cannot be reached" in metadata.says


def test_of_no_sign_out(provider):
    provider.metadata = {"end_session_endpoint": None}
    assert "no address for it" in words_of(provider)["Signing out"]
    provider.metadata = {"end_session_endpoint": "https://elsewhere.example.org/"}
    assert "another host" in words_of(provider)["Signing out"]


# --- The page ------------------------------------------------------------------------------------


@pytest.fixture
def administrators(cast, provider, visitor) -> Client:
    """The browser of the administrator."""
    bound(cast.administrator, provider, "the administrator")
    sign_in(visitor, provider, sub="the administrator")
    return visitor


def page_of(client: Client) -> str:
    text = client.get("/people/single-sign-on/").text
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def test_the_page_says_what_works_and_what_does_not(provider, administrators):
    assert "works, as far as can be told without signing in" in page_of(administrators)
    provider.keys = {"one": OTHERS_KEY}
    provider.metadata = {"issuer": "https://example.org"}
    assert "Something is wrong, so people may not be able to sign in" in page_of(administrators)


def test_and_never_the_secret(provider, administrators):
    for answer in [
        None,
        (400, {"error": "a secret of the tests"}),
        (500, b"a secret of the tests"),
    ]:
        provider.answers = {"/token": answer} if answer else {}
        assert "a secret of the tests" not in page_of(administrators)


def test_where_it_is_not_set_up_it_says_how(administrators, settings):
    settings.SINGLE_SIGN_ON = None
    assert "It is not set up" in page_of(administrators)
    assert "OIDC_ISSUER" in page_of(administrators)
