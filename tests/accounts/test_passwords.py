"""Which passwords somebody may choose, and what it costs to try one: docs/passwords.md."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client, override_settings

from selfassess.accounts.models import User
from selfassess.accounts.passwords import CONTEXT_WORDS
from tests.factories import PASSWORD

POLICY = Path(settings.BASE_DIR, "docs", "passwords.md").read_text()
GOOD = "lantern-otter-ninety"


def codes(password: str, user: User | None = None) -> set[str]:
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return {error.code or "" for error in refused.error_list}
    return set()


def change(person: User, old: str, new: str, client: Client):
    return client.post(
        "/accounts/password/change/", {"oldpassword": old, "password1": new, "password2": new}
    )


def test_eleven_characters_are_too_few():
    assert codes("otter-lante") == {"password_too_short"}
    assert codes("otter-lanter") == set()


@pytest.mark.parametrize(
    "password", ["justinbieber", "Liverpool2020!", "123456123456", "!!princess!!1"]
)
def test_a_common_one_is_refused(password):
    assert "password_too_common" in codes(password)


@pytest.mark.parametrize(
    "password",
    [
        "Safeguarding2020!",
        "ofsted-ofsted-1",
        "ChildrensServices1",
        "Selfassessment.7",
        "Summer2020-2021!",
        "WelcomeToMash20",
        "Middleshire2020!",
        "MiddleshireCouncil",
    ],
)
@override_settings(AUTHORITY_NAME="Middleshire Council")
def test_what_everybody_here_would_think_of_is_refused(password):
    assert codes(password) & {"password_of_context_words", "password_too_common"}


@pytest.mark.parametrize(
    "password",
    [
        "lanternotterninety",
        "LANTERNOTTERNINETY",
        "839 201 774 652",
        "safeguarding lantern otter",
        "§±£€ ±§£€ §±£€",
        "фонарь-выдра-сорок",
    ],
)
def test_any_composition_will_do(password):
    assert codes(password) == set()


def test_it_may_be_long():
    assert codes("lantern otter " * 14) == set()


def test_ones_own_name_is_refused(cast):
    cast.viewer.name = "Wilhelmina Longbottom"
    assert codes("WilhelminaLong", cast.viewer) == {"password_too_similar"}


def test_a_change_asks_for_the_current_one(cast, sign_in):
    client = sign_in(cast.viewer)
    refused = change(cast.viewer, "not-the-current-one", GOOD, client)
    assert refused.status_code == 200
    cast.viewer.refresh_from_db()
    assert cast.viewer.check_password(PASSWORD)
    assert change(cast.viewer, PASSWORD, GOOD, client).status_code == 302
    cast.viewer.refresh_from_db()
    assert cast.viewer.check_password(GOOD)


def test_it_is_taken_as_typed(cast, sign_in):
    """Neither cut at its end or at a length, nor tidied, nor in other letters."""
    typed = "  Lantern  OTTER ﬁn " + "x" * 80 + " "
    assert change(cast.viewer, PASSWORD, typed, sign_in(cast.viewer)).status_code == 302
    cast.viewer.refresh_from_db()
    assert cast.viewer.check_password(typed)
    for other in (typed.strip(), typed.lower(), typed[:-2], typed.replace("ﬁ", "fi")):
        assert not cast.viewer.check_password(other)


def test_why_it_is_refused_stands_beside_the_field(cast, sign_in):
    page = change(cast.viewer, PASSWORD, "Safeguarding2020!", sign_in(cast.viewer))
    assert "made of words that everybody here would think of" in page.text


def test_managers_are_told_which_password_it_is(cast, sign_in):
    page = sign_in(cast.viewer).get("/accounts/password/change/").text
    assert 'autocomplete="current-password"' in page
    assert page.count('autocomplete="new-password"') == 2
    assert "onpaste" not in page


def test_a_guess_costs_what_the_policy_says():
    """At least as much as OWASP asks of scrypt."""
    assert settings.PASSWORD_HASHERS  # quick ones in tests; what is installed is read below
    source = Path(settings.BASE_DIR, "selfassess", "settings", "sign_in.py").read_text()
    assert "hashers.ScryptPasswordHasher" in source
    hasher = ScryptPasswordHasher()
    assert hasher.work_factor * hasher.block_size * hasher.parallelism >= 2**14 * 8 * 5
    assert "N = 16,384, r = 8, p = 5" in POLICY


def test_the_policy_lists_every_context_word():
    listed = set(re.search(r"```\n(.+?)```", POLICY, re.S)[1].split())
    assert listed == set(CONTEXT_WORDS)
