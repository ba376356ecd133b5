"""With a password alone nobody gets in where a second factor is asked for."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from selfassess.access import Role
from selfassess.audit.models import AccessEntry, AccessKind, Event
from tests.factories import PASSWORD, make_quarter, make_user
from tests.tasks import work_off

SET_UP = "/accounts/second-factor/"
APP = "/accounts/second-factor/app/"
CODE = "/accounts/second-factor/code/"


@pytest.fixture(autouse=True)
def _asked_for(settings, monkeypatch):
    """allauth tells of an app when its transaction has ended; a test's never does."""
    settings.SECOND_FACTOR = True
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **kwargs: work())


def enter(user, client: Client | None = None) -> Client:
    client = client or Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def code_of(secret: str, *, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def set_up_app(client: Client) -> str:
    """Returns its secret."""
    client.get(APP)
    secret: str = client.session["mfa.totp.secret"]
    client.post(APP, {"code": code_of(secret, later=-1)})
    return secret


def is_in(client: Client) -> bool:
    return client.get("/reports/").status_code == 200


def test_whoever_has_none_gets_no_further_than_to_setting_one_up(cast):
    client = enter(cast.viewer)
    for path in ("/", "/reports/", "/people/", "/accounts/password/change/"):
        assert client.get(path).headers["Location"] == SET_UP, path
    assert "Set up a second factor" in client.get(SET_UP).text
    assert client.get("/help/").status_code == 200


def test_a_script_of_an_open_page_is_told_that_it_is_signed_out(cast):
    make_quarter("2020-21-q2")
    answer = enter(cast.head).post("/2020-21-q2/mash/know/autosave/", {"text": "Ours."})
    assert (answer.status_code, answer.json()["reason"]) == (401, "signed_out")


def test_where_none_is_asked_for_a_password_is_enough(cast, settings):
    settings.SECOND_FACTOR = False
    assert is_in(enter(cast.viewer))


def test_an_app_is_set_up_with_its_code_and_then_one_is_in(cast):
    client = enter(cast.viewer)
    set_up_app(client)
    assert is_in(client)
    assert client.get(SET_UP + "codes/").text.count("<li><code>") == 10


@pytest.mark.parametrize("address", ["app/", "passkeys/add/"])
def test_an_address_that_was_never_confirmed_by_a_link_is_no_hindrance(cast, address):
    """allauth notes every address that signs in, and calls it unverified."""
    EmailAddress.objects.create(user=cast.viewer, email=cast.viewer.email, verified=False)
    assert enter(cast.viewer).get(SET_UP + address).status_code == 200


def test_recovery_codes_are_shown_once(cast):
    client = enter(cast.viewer)
    set_up_app(client)
    client.get(SET_UP + "codes/")
    assert "<li><code>" not in client.get(SET_UP + "codes/").text


def test_a_wrong_code_sets_nothing_up(cast):
    client = enter(cast.viewer)
    client.get(APP)
    assert "The code is not right" in client.post(APP, {"code": "000000"}).text
    assert not is_in(client)


def test_the_next_sign_in_asks_for_a_code(cast):
    secret = set_up_app(enter(cast.viewer))
    client = enter(cast.viewer)
    assert client.get("/reports/").headers["Location"].startswith("/accounts/login/")
    client.post(CODE, {"code": code_of(secret)})
    assert is_in(client)


def test_a_code_is_good_once(cast):
    secret = set_up_app(enter(cast.viewer))
    code = code_of(secret, later=1)
    first, second = enter(cast.viewer), enter(cast.viewer)
    first.post(CODE, {"code": code})
    assert is_in(first)
    assert "has been used" in second.post(CODE, {"code": f"{code[:3]} {code[3:]}"}).text
    assert not is_in(second)


def test_a_recovery_code_lets_in_once(cast):
    client = enter(cast.viewer)
    set_up_app(client)
    page = client.get(SET_UP + "codes/").text
    code = page.split("<li><code>")[1].split("<")[0]
    other = enter(cast.viewer)
    other.post(CODE, {"code": code})
    assert is_in(other)
    assert "The code is not right" in enter(cast.viewer).post(CODE, {"code": code}).text


def test_wrong_codes_are_noted_and_stopped(cast):
    secret = set_up_app(enter(cast.viewer))
    client = enter(cast.viewer)
    answers = [client.post(CODE, {"code": "000000"}).text for _ in range(8)]
    assert "Too many attempts" in answers[-1]
    client.post(CODE, {"code": code_of(secret)})
    assert not is_in(client)
    failed = AccessEntry.objects.filter(kind=AccessKind.FAILED, person=cast.viewer)
    assert failed.count() == 9


def test_the_only_one_stays(cast):
    client = enter(cast.viewer)
    set_up_app(client)
    answer = client.post(APP + "remove/", follow=True)
    assert "This is your only second factor" in answer.text
    assert Authenticator.objects.filter(user=cast.viewer, type="totp").exists()


def test_where_none_is_asked_for_it_may_go(cast, settings):
    client = enter(cast.viewer)
    set_up_app(client)
    settings.SECOND_FACTOR = False
    client.post(APP + "remove/")
    assert not Authenticator.objects.filter(user=cast.viewer).exists()


def test_its_key_is_not_readable_in_the_database(cast):
    secret = set_up_app(enter(cast.viewer))
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_an_old_secret_key_still_reads_it(cast, settings):
    secret = set_up_app(enter(cast.viewer))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another " * 9, [settings.SECRET_KEY]
    client = enter(cast.viewer)
    client.post(CODE, {"code": code_of(secret)})
    assert is_in(client)


def test_without_it_no_code_is_right_and_nothing_breaks(cast, settings):
    secret = set_up_app(enter(cast.viewer))
    settings.SECRET_KEY = "another " * 9
    client = enter(cast.viewer)
    assert "The code is not right" in client.post(CODE, {"code": code_of(secret)}).text


def test_she_is_told_of_a_new_one_and_the_access_log_has_it(cast):
    set_up_app(enter(cast.viewer))
    work_off()
    assert [(m.to, "second factor added" in m.body) for m in mail.outbox] == [
        ([cast.viewer.email], True)
    ]
    assert AccessEntry.objects.filter(kind=AccessKind.FACTOR_ADDED, person=cast.viewer).exists()


def test_a_session_made_without_one_is_asked_when_the_setting_comes(cast, settings, sign_in):
    settings.SECOND_FACTOR = False
    client = enter(cast.viewer)
    settings.SECOND_FACTOR = True
    assert client.get("/").headers["Location"] == SET_UP


def test_a_session_from_before_it_was_set_up_elsewhere_ends(cast):
    """Whoever only knows the password could set up a factor of their own there."""
    before = enter(cast.viewer)
    set_up_app(enter(cast.viewer))
    assert before.get(APP).headers["Location"] == "/accounts/login/"
    assert not before.session.get("_auth_user_id")


# --- A lost one --------------------------------------------------------------------------------


def test_a_lost_one_is_taken_off_by_command(cast):
    client = enter(cast.viewer)
    set_up_app(client)
    call_command("forget_second_factor", "Viewer@example.org")
    assert not is_in(client)  # whoever found the phone may be signed in
    assert not Authenticator.objects.filter(user=cast.viewer).exists()
    assert enter(cast.viewer).get("/").headers["Location"] == SET_UP


def test_that_is_an_event_and_told_to_her_and_all_administrators(cast):
    second = make_user(Role.ADMINISTRATOR, name="Second administrator")
    set_up_app(enter(cast.viewer))
    work_off()
    mail.outbox.clear()
    call_command("forget_second_factor", cast.viewer.email)
    work_off()
    event = Event.objects.get(verb="person.forget_factor")
    assert (event.subject, str(event.by)) == (cast.viewer.email, "Command line")
    told = {to for message in mail.outbox for to in message.to}
    assert told == {cast.viewer.email, cast.administrator.email, second.email}


@pytest.mark.parametrize("email", ["viewer@example.org", "nobody.at.all@example.org"])
def test_where_there_is_none_the_command_says_so(cast, email):
    with pytest.raises(CommandError, match=r"no second factor|No account"):
        call_command("forget_second_factor", email)
    assert Session.objects.count() == 0
