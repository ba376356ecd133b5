"""Of two factors that are removed at the same moment one stays."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from selfassess.accounts import views
from selfassess.accounts.second_factor import factors_of, is_last
from tests.assessments.test_concurrency import together
from tests.factories import make_user

from .software_key import SoftwareKey
from .test_passkeys import ALONE, challenge

PAGES = "/accounts/second-factor/"


def look_slowly(user) -> bool:
    """Long enough for the other tab to look, too."""
    found = is_last(user)
    time.sleep(0.3)
    return found


@pytest.mark.django_db(transaction=True)
def test_two_tabs_do_not_take_away_each_others_last_one(settings, monkeypatch):
    settings.SECOND_FACTOR = True
    monkeypatch.setattr(views, "is_last", look_slowly)
    person = make_user()
    key = SoftwareKey(person).register()
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    one, other = Client(), Client()
    for client in (one, other):
        client.post(ALONE, {"credential": key.answer(challenge(client))})
    passkey = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    together(
        lambda: one.post(f"{PAGES}app/remove/"),
        lambda: other.post(f"{PAGES}passkeys/{passkey.pk}/remove/"),
    )
    assert len(factors_of(person)) == 1
