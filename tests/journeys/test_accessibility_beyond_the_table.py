"""Pages without a fault for accessibility that no line of the access matrix leads to: those of
somebody who has a second factor, and those that stand in for a page that could not be shown."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.template.loader import render_to_string

from selfassess.kept_forms.sent import Sent

from .conftest import Browse
from .inspection import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FACTORS = "/accounts/second-factor/"
STAND_INS = ("400.html", "429.html", "500.html", "503.html", "errors/403_csrf.html")
SENT = [Sent("know-text", "We know our practice. " * 40)]
TYPED = {"sent": SENT, "typed": SENT, "path": "/", "kept": 1, "files": True}


@pytest.fixture
def scripts() -> bool:
    return True


@pytest.mark.long
def test_the_pages_of_somebody_with_second_factors(cast, browse: Browse):
    person = cast.viewer
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    passkey = Authenticator.objects.create(
        user=person,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "A laptop of the department of children’s services", "credential": {}},
    )
    page = browse(person)
    faults = []
    for path in (
        *("", "app/remove/", "codes/", "codes/new/", "again/"),
        *(f"passkeys/{passkey.pk}/", f"passkeys/{passkey.pk}/remove/"),
    ):
        answer = page.goto(f"{FACTORS}{path}")
        assert answer
        assert answer.status == 200, path
        faults += faults_of(page, names=[person.name])
    assert faults == []


@pytest.mark.long
@pytest.mark.parametrize("template", STAND_INS)
def test_pages_in_the_place_of_others(db, browse: Browse, template: str):
    page = browse()
    for context in ({}, TYPED):
        body = render_to_string(template, context)
        page.route("**/help/", lambda route: route.fulfill(body=body, content_type="text/html"))  # noqa: B023
        page.goto("/help/")
        assert faults_of(page, names=[]) == []
