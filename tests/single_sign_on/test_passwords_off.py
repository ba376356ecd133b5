"""Where people sign in at the council's provider, passwords of the portal's own open nothing, but
for an account that is made for emergencies."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.audit.models import AccessEntry, AccessKind, Event
from tests.accounts.test_second_factor import set_up_app
from tests.factories import PASSWORD
from tests.tasks import work_off

from .steps import is_in, path_of

EMERGENCY = "/accounts/break-glass/"


def enter(browser: Client, email: str, path: str = EMERGENCY):
    return browser.post(path, {"login": email, "password": PASSWORD})


@pytest.fixture
def emergency(provider, cast, capsys) -> User:
    """Made by command, and its password chosen."""
    call_command("break_glass", "emergency@example.org")
    link = path_of(re.search(r"http\S+", capsys.readouterr().out)[0])
    browser = Client()
    form = browser.get(link, follow=True)
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    browser.post(form.redirect_chain[-1][0], passwords)
    return User.objects.get(email="emergency@example.org")


def test_the_sign_in_page_leads_to_the_provider_and_has_no_form(cast, visitor):
    page = visitor.get("/accounts/login/?next=/reports/")
    assert 'href="/accounts/single-sign-on/?next=%2Freports%2F"' in page.text
    assert "<form" not in page.text
    assert enter(visitor, cast.viewer.email, "/accounts/login/").status_code == 200
    assert not is_in(visitor)


def test_the_right_password_is_as_wrong_as_any_other(cast, visitor):
    answer = enter(visitor, cast.viewer.email)
    assert "The e-mail address or the password is not right" in answer.text
    assert not is_in(visitor)
    assert AccessEntry.objects.get().kind == AccessKind.FAILED


@pytest.mark.parametrize(
    "path",
    [
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/1-x/",
        "password/reset/key/0-0/",
    ],
)
def test_no_new_password_is_to_be_had(cast, visitor, path):
    for answer in (visitor.get(f"/accounts/{path}"), visitor.post(f"/accounts/{path}")):
        assert (answer.status_code, "Passwords are not used here" in answer.text) == (404, True)
    work_off()
    assert mail.outbox == []


def test_nor_by_a_link_from_before(cast, provider, settings, visitor):
    from selfassess.people.links import invitation_link

    settings.SINGLE_SIGN_ON = None
    link = path_of(invitation_link(cast.viewer))
    settings.SINGLE_SIGN_ON = provider.configuration()
    assert "Passwords are not used here" in visitor.get(link).text


def test_a_passkey_from_before_opens_nothing(cast, visitor, rf):
    """allauth asks the adapter before anybody comes in, whichever way."""
    from selfassess.people.adapter import InvitedOnly

    request = visitor.get("/help/").wsgi_request
    how = {"email_verification": "none", "email": None, "signup": False, "redirect_url": None}
    answer = InvitedOnly(request).pre_login(request, cast.viewer, signal_kwargs=None, **how)
    assert answer.status_code == 404
    emergency = User(is_break_glass=True)
    assert InvitedOnly(request).pre_login(request, emergency, signal_kwargs=None, **how) is None


# --- The account for emergencies ------------------------------------------------------------------


def test_one_is_made_by_command_and_everybody_who_administers_is_told(cast, emergency):
    assert [held.role for held in emergency.held_roles] == [Role.ADMINISTRATOR]
    assert Event.objects.get(verb="person.break_glass").subject == "emergency@example.org"
    work_off()
    told = {to for letter in mail.outbox for to in letter.to if "break-glass" in letter.subject}
    assert told == {cast.administrator.email, "emergency@example.org"}


def test_it_gets_in_with_password_and_a_second_factor_and_everybody_is_told(
    cast, emergency, visitor, monkeypatch
):
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **kwargs: work())
    work_off()
    mail.outbox.clear()
    enter(visitor, emergency.email)
    assert not is_in(visitor)
    set_up_app(visitor)
    assert is_in(visitor)
    work_off()
    assert {
        letter.subject for letter in mail.outbox if letter.to == [cast.administrator.email]
    } == {"A break-glass account of Self-assessment was used"}
    assert "Change your password" in visitor.get("/").text


def test_the_command_prints_another_link_when_it_is_run_again(emergency, capsys):
    call_command("break_glass", "emergency@example.org")
    assert "/password/reset/key/" in capsys.readouterr().out
    assert Event.objects.filter(verb="person.break_glass").count() == 1


def test_nobody_who_works_here_becomes_one(cast, provider):
    with pytest.raises(CommandError, match="is the account of a person"):
        call_command("break_glass", cast.director.email)
    cast.director.refresh_from_db()
    assert not cast.director.is_break_glass


def test_nobody_of_the_provider_is_bound_to_one(emergency, visitor, provider):
    from selfassess.errors import Refused
    from selfassess.people.operations.binding import bind

    with pytest.raises(Refused):
        bind(emergency, issuer=provider.issuer, subject="x", by=emergency)


def test_without_single_sign_on_there_is_no_such_door(cast, settings):
    settings.SINGLE_SIGN_ON = None
    assert Client().get(EMERGENCY).status_code == 404
    assert not EmailAddress.objects.filter(email="emergency@example.org").exists()
