"""Signing in at the council's provider."""

from .steps import bound, go, is_in, sign_in


def test_whoever_is_bound_comes_in(cast, provider, visitor):
    bound(cast.viewer, provider)
    answer = sign_in(visitor, provider)
    assert answer.headers["Location"] == "/", answer.text
    assert is_in(visitor)
    assert visitor.get("/").wsgi_request.user == cast.viewer


def test_the_provider_is_asked_with_pkce_state_and_nonce(provider, visitor):
    asked = go(visitor)
    assert asked.address == f"{provider.issuer}/authorize"
    assert asked.values["redirect_uri"] == "http://127.0.0.1:8000/accounts/single-sign-on/callback/"
    assert set(asked.values["scope"].split()) == {"openid", "profile"}
    assert asked.values["response_type"] == "code"
    assert asked.values["code_challenge_method"] == "S256"
    assert len(asked.values["code_challenge"]) == len(asked.values["nonce"]) == 43
    assert len(asked.values["state"]) >= 16
    assert go(visitor).values["nonce"] != asked.values["nonce"]
