"""The portal does not start with a provider that is set up by halves, or open to everybody."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from selfassess import oidc
from tests.project.test_settings import read as settings_of  # noqa: F401 (a fixture)

GOOD = {
    "OIDC_ISSUER": "https://login.example.org/tenant/v2.0",
    "OIDC_CLIENT_ID": "selfassess",
    "OIDC_CLIENT_SECRET": "a secret of the tests",
    "OIDC_APP_ROLES": "User, Administrator",
}


def read(monkeypatch, *, production: bool = True, **changes: str) -> oidc.Provider | None:
    for name, value in (GOOD | changes).items():
        monkeypatch.setenv(name, value)
    return oidc.read(production=production)


def test_without_an_issuer_people_have_passwords(monkeypatch):
    assert read(monkeypatch, OIDC_ISSUER="") is None


def test_with_everything_it_is_on(monkeypatch):
    provider = read(monkeypatch)
    assert provider is not None
    assert provider.origin == "https://login.example.org"
    assert provider.roles == ("User", "Administrator")
    assert (provider.name, provider.tenant, provider.userinfo) == (
        "your council account",
        "",
        False,
    )


def test_its_secret_stands_in_no_traceback(monkeypatch):
    assert "a secret of the tests" not in repr(read(monkeypatch))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"OIDC_CLIENT_ID": ""}, "OIDC_CLIENT_ID is missing"),
        ({"OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET is missing"),
        ({"OIDC_ISSUER": "http://login.example.org"}, "does not begin with https"),
        ({"OIDC_ISSUER": "login.example.org"}, "it is no address"),
        ({"OIDC_ISSUER": "https://login.example.org/?a=b"}, "it is no address"),
        ({"OIDC_ISSUER": "https://login.example.org/common/v2.0"}, "open to every directory"),
        ({"OIDC_ISSUER": "https://login.example.org/organizations/v2.0"}, "every directory"),
        ({"OIDC_ISSUER": f"https://login.example.org/{'a' * 200}"}, "longer than 200"),
    ],
)
def test_anything_else_is_said_at_the_start(monkeypatch, changes, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        read(monkeypatch, **changes)


def test_a_trial_on_one_machine_needs_no_tls(monkeypatch):
    assert read(monkeypatch, production=False, OIDC_ISSUER="http://127.0.0.1:9400")


def test_a_form_leads_to_the_provider_alone_and_only_where_there_is_one(settings_of):  # noqa: F811
    """Signing out is a form that ends there."""
    allowed = settings_of(**GOOD)["SECURE_CSP"]["form-action"]
    assert allowed == ["'self'", "https://login.example.org"]
    assert settings_of()["SECURE_CSP"]["form-action"] == ["'self'"]


def test_with_it_whoever_still_has_a_password_has_a_second_factor(settings_of):  # noqa: F811
    assert settings_of(**GOOD, SECOND_FACTOR="false")["SECOND_FACTOR"] is True
