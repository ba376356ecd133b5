"""What somebody's browser does at a sign-in, as one would say it."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client

from selfassess.accounts.models import User

from .provider import Asked, FakeProvider

BEGIN = "/accounts/single-sign-on/"
CALLBACK = "/accounts/single-sign-on/callback/"


def asked_by(answer: HttpResponse) -> Asked:
    """What the portal asks of the provider, in the address to which it leads."""
    assert answer.status_code == 302, answer.text
    address, _, query = answer.headers["Location"].partition("?")
    values = {name: values[0] for name, values in parse_qs(query).items()}
    return Asked(address, values)


def go(browser: Client, path: str = BEGIN) -> Asked:
    return asked_by(browser.get(path))


def come_back(browser: Client, provider: FakeProvider, asked: Asked, token: str) -> HttpResponse:
    code = provider.code_for(asked, token)
    return browser.get(CALLBACK, {"code": code, "state": asked.values["state"]})


def sign_in(
    browser: Client, provider: FakeProvider, path: str = BEGIN, **token: Any
) -> HttpResponse:
    asked = go(browser, path)
    return come_back(browser, provider, asked, provider.token(asked, **token))


def bound(person: User, provider: FakeProvider, subject: str = "subject-of-the-viewer") -> User:
    """As if an invitation had been accepted."""
    SocialAccount.objects.create(user=person, provider=provider.issuer, uid=subject)
    return person


def is_in(browser: Client) -> bool:
    return browser.get("/reports/").status_code == 200


def path_of(link: str) -> str:
    return urlsplit(link).path
