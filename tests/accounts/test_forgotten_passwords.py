"""Asking for a new password tells nobody whether an address is known here."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.audit.models import AccessEntry
from selfassess.people.operations.accounts import change_person
from tests.factories import PASSWORD, make_user
from tests.pages import words_on
from tests.tasks import work_off


def ask(email: str, client: Client | None = None):
    """The answer; the worker has done by then what it has to do."""
    response = (client or Client()).post("/accounts/password/reset/", {"email": email})
    work_off()
    return response


@pytest.fixture
def closed(cast) -> User:
    return make_user(Role.DIRECTOR, name="Gone", is_active=False)


@pytest.fixture
def invited(cast) -> User:
    """Somebody who has not chosen a password yet."""
    user = make_user(Role.VIEWER, name="Invited")
    user.set_unusable_password()
    user.save()
    return user


def test_the_known_get_a_mail_and_nobody_else_does(cast, closed, invited):
    for email in (
        "viewer@example.org",
        "VIEWER@example.ORG",
        invited.email,
        "stranger@example.org",
        closed.email,
        User.objects.command_line().email,
    ):
        ask(email)
    sent_to = [address for message in mail.outbox for address in message.to]
    assert [address.lower() for address in sent_to] == [
        "viewer@example.org",
        "viewer@example.org",
        invited.email,
    ]


def headers_of(answer) -> str:
    """All but the number of its request."""
    return str(sorted(one for one in answer.headers.items() if one[0] != "X-Request-ID"))


def test_the_answer_is_the_same_for_everybody(cast, closed):
    answers = set()
    for email in ("viewer@example.org", "stranger@example.org", closed.email):
        client = Client()
        first = ask(email, client)
        second = client.get(first.headers["Location"])
        answers.add(
            (
                first.status_code,
                headers_of(first),
                first.content,
                tuple(sorted(client.cookies)),
                second.status_code,
                headers_of(second),
                second.content,
            )
        )
    assert len(answers) == 1
    assert "If there is an account with this address" in answers.pop()[-1].decode()


def test_the_answer_does_the_same_work_for_everybody(cast, closed):
    """Sending takes a while, and looking who has an address takes a moment: each would tell."""
    work = set()
    for email in ("viewer@example.org", "stranger@example.org", closed.email):
        with CaptureQueriesContext(connection) as queries:
            Client().post("/accounts/password/reset/", {"email": email})
        assert mail.outbox == []
        work.add(tuple(query["sql"].split("(")[0].split("WHERE")[0] for query in queries))
    assert len(work) == 1


def test_what_was_asked_for_is_in_the_access_log_and_what_was_sent(cast):
    ask("viewer@example.org")
    ask("stranger@example.org")
    found = AccessEntry.objects.order_by("id").values_list("kind", "person__email", "email")
    assert list(found) == [
        ("asked", "viewer@example.org", ""),
        ("sent", "viewer@example.org", ""),
        ("asked", None, "stranger@example.org"),
    ]


@pytest.mark.parametrize("email", ["", "nonsense"])
def test_what_is_no_address_is_said_to_be_none(db, email):
    response = ask(email)
    assert response.status_code == 200
    assert "govuk-error-message" in response.text


def test_the_mail_carries_a_link_to_the_portals_own_address(cast, settings):
    settings.PUBLIC_URL = "https://portal.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    Client().post(
        "/accounts/password/reset/",
        {"email": "viewer@example.org"},
        headers={"host": "evil.example"},
    )
    work_off()
    links = re.findall(r"\S+://\S+", mail.outbox[0].body)
    assert len(links) == 1
    assert links[0].startswith("https://portal.example.org/accounts/password/reset/key/")
    client = Client()
    page = client.get(links[0].removeprefix("https://portal.example.org")).headers["Location"]
    client.post(page, {"password1": "a new long password", "password2": "a new long password"})
    typed = {"login": "viewer@example.org", "password": "a new long password"}
    assert Client().post("/accounts/login/", typed).headers["Location"] == "/"


def test_asking_alone_changes_nothing(cast):
    ask("viewer@example.org")
    typed = {"login": "viewer@example.org", "password": PASSWORD}
    assert Client().post("/accounts/login/", typed).headers["Location"] == "/"


def test_an_address_that_was_changed_is_of_no_use_any_more(cast):
    """A former address may belong to somebody else by now."""
    ask("viewer@example.org")
    change_person(cast.viewer, email="married@example.org", by=cast.administrator)
    work_off()
    mail.outbox.clear()
    ask("viewer@example.org")
    assert mail.outbox == []
    typed = {"login": "viewer@example.org", "password": PASSWORD}
    assert Client().post("/accounts/login/", typed).status_code == 200
    typed = {"login": "married@example.org", "password": PASSWORD}
    assert Client().post("/accounts/login/", typed).status_code == 302


def test_nobodys_mailbox_is_flooded(cast):
    answers = [ask("viewer@example.org") for _ in range(8)]
    assert len(mail.outbox) == 5
    assert answers[-1].status_code == 429
    assert "Wait a few minutes, then try again." in words_on(answers[-1])
