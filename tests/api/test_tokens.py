"""Tokens are made and revoked by administrators, shown once, and end by themselves."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.api.models import Token, digest
from selfassess.api.operations import LONGEST, make_token, revoke_token
from selfassess.assessments.models import KeptPost
from selfassess.audit.models import AccessEntry, Event
from selfassess.errors import Refused
from selfassess.people.operations.leaving import come_back, leave
from selfassess.quarters import clock
from selfassess.quarters.clock import today
from tests.factories import PASSWORD
from tests.pages import form_on
from tests.sessions import age

from .program import make_program

ADD = "/people/tokens/add/"


def in_a_month():
    return today() + timedelta(days=30)


def form(**fields) -> dict:
    day = f"{in_a_month():%-d %B %Y}"
    usual = {"name": "Warehouse", "reads_as": "analyst", "scopes": ["figures"], "expires_on": day}
    return usual | fields


@pytest.fixture
def office(cast, sign_in) -> Client:
    return sign_in(cast.administrator)


def test_a_token_is_shown_once_and_stored_as_a_digest(office):
    page = office.post(ADD, form()).text
    secret = page.partition('sa-key">')[2].partition("<")[0]
    token = Token.objects.get()
    assert secret.startswith("selfassess_")
    assert token.digest == digest(secret)
    assert secret.endswith(token.ends_in)
    assert secret not in str(list(Token.objects.values()))
    assert secret not in str(list(Event.objects.values()))
    assert secret not in office.get("/people/tokens/").text
    headers = {"authorization": f"Bearer {secret}"}
    assert Client().get("/api/v1/quarters", headers=headers).status_code == 200


def test_sent_twice_the_form_makes_one(office):
    office.post(ADD, form())
    again = office.post(ADD, form())
    assert "There is a token “Warehouse” already" in again.text
    assert Token.objects.count() == 1


def test_the_trail_says_who_made_it_and_what_it_may(office, cast):
    office.post(ADD, form(reads_as="account", account=cast.analyst.pk))
    event = Event.objects.get(verb="token.make")
    assert (event.by, event.subject) == (cast.administrator, "Warehouse")
    assert event.after["reads_as"] == "analyst@example.org"
    assert event.after["scopes"] == ["figures"]
    assert "made the access token “Warehouse”" in office.get("/audit/").text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Enter what reads with it"),
        ({"reads_as": ""}, "Select as whom it reads"),
        ({"reads_as": "director"}, "Select a valid choice"),
        ({"reads_as": "account"}, "Select whose account it is"),
        ({"reads_as": "account", "account": "999"}, "Select a valid choice"),
        ({"scopes": []}, "Select at least one thing"),
        ({"scopes": ["everything"]}, "Select a valid choice"),
        ({"expires_on": ""}, "Enter the last day"),
        ({"expires_on": "1 January 2020"}, "Enter a day that is not over"),
        ({"expires_on": "1 January 2999"}, "or an earlier day"),
    ],
)
def test_the_form_says_what_is_missing(office, fields, said):
    page = office.post(ADD, form(**fields))
    assert said in page.text
    assert not Token.objects.exists()


def test_a_day_a_year_from_now_is_the_last_that_is_taken(cast):
    what = {"name": "A", "role": "viewer", "scopes": ["figures"], "by": cast.administrator}
    make_token(expires_on=today() + LONGEST, **what)
    with pytest.raises(Refused, match="within a year"):
        make_token(**what | {"name": "B", "expires_on": today() + LONGEST + timedelta(days=1)})


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "director"},
        {"role": ""},
        {"scopes": []},
        {"scopes": ["words"]},
    ],
)
def test_an_operation_refuses_what_no_form_of_ours_sends(cast, wrong):
    what = {"name": "A", "role": "viewer", "scopes": ["figures"], "expires_on": in_a_month()}
    with pytest.raises(Refused):
        make_token(**what | wrong, by=cast.administrator)


def test_nobody_reads_with_a_closed_account(cast):
    User.objects.filter(pk=cast.viewer.pk).update(is_active=False)
    with pytest.raises(Refused, match="closed"):
        make_program(cast.viewer)


def test_it_asks_again_who_makes_one_and_keeps_no_form(office, cast):
    age(office, signed_in=16 * 60)
    asking = office.post(ADD, form_on(office.get(ADD)) | form()).headers["Location"]
    assert not Token.objects.exists()
    proved = office.post(asking, form_on(office.get(asking)) | {"password": PASSWORD})
    page = proved.headers["Location"]
    assert form_on(office.get(page))["name"] == "Warehouse"
    assert "sa-key" in office.post(page, form_on(office.get(page)) | form()).text
    assert not KeptPost.objects.filter(settled_at=None).exists()


# --- How a token ends ---------------------------------------------------------------------------


def status(program) -> int:
    return program.ask("quarters").status_code


def test_a_revoked_one_opens_nothing(office):
    program = make_program()
    assert status(program) == 200
    assert office.post(f"/people/tokens/{program.token.pk}/revoke/").status_code == 302
    assert status(program) == 401
    assert Event.objects.filter(verb="token.revoke", subject=program.token.name).count() == 1
    revoke_token(program.token, by=User.objects.command_line())  # a double click
    assert Event.objects.filter(verb="token.revoke").count() == 1


def test_it_works_until_the_end_of_its_last_day(db):
    program = make_program(expires_on=today())
    assert status(program) == 200
    with clock.at(clock.now() + timedelta(days=1)):
        assert status(program) == 401


def test_an_account_that_is_closed_takes_it_along(cast):
    program = make_program(cast.analyst)
    assert status(program) == 200
    leave(cast.analyst, by=cast.administrator)
    assert status(program) == 401
    come_back(cast.analyst, roles=[(Role.ANALYST, "")], by=cast.administrator)
    assert status(program) == 401


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(cast):
    program = make_program(cast.viewer)
    assert status(program) == 200
    cast.viewer.assignments.all().delete()
    assert status(program) == 403


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic dmlld2VyOnBhc3N3b3Jk",
        "Bearer selfassess_",
        "Bearer {secret}x",
        "Bearer x{secret}",
        "Bearer {upper}",
        "Token {secret}",
        "{secret}",
        "Bearer {digest}",
        "Bearer " + "x" * 100_000,
        "Bearer \x00",
        "Bearer é",
    ],
)
def test_nothing_but_the_token_opens(db, authorization):
    program = make_program()
    words = {"secret": program.secret, "upper": program.secret.upper()}
    sent = authorization.format(**words, digest=program.token.digest)
    answer = Client().get("/api/v1/quarters", headers={"authorization": sent})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="selfassess"'
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_answer_does_not_tell_what_is_wrong_with_it(office):
    good, late = make_program(), make_program(expires_on=today())
    revoke_token(good.token, by=User.objects.command_line())
    Token.objects.filter(pk=late.token.pk).update(expires_on=today() - timedelta(days=1))
    unknown = Client().get("/api/v1/quarters", headers={"authorization": "Bearer selfassess_no"})
    assert good.ask("quarters").content == late.ask("quarters").content == unknown.content


def test_a_session_opens_no_list(cast, sign_in):
    assert sign_in(cast.administrator).get("/api/v1/quarters").status_code == 401


def test_and_a_token_opens_no_page(cast):
    program = make_program(cast.administrator)
    headers = {"authorization": f"Bearer {program.secret}"}
    assert Client().get("/", headers=headers).status_code == 302
    assert Client().get("/people/", headers=headers).status_code == 302


# --- What is noted ------------------------------------------------------------------------------


def test_reading_is_noted_with_the_token_and_its_account(cast, office):
    program = make_program(cast.analyst)
    program.ask("quarters")
    [entry] = AccessEntry.objects.filter(kind="read")
    assert entry.person == cast.analyst
    assert entry.token == program.token.name
    assert entry.about == "/api/v1/quarters"
    told = f"The token “{program.token.name}” of Analyst read /api/v1/quarters."
    assert told in office.get("/audit/access/?kind=read").text


def test_so_is_what_is_refused(cast):
    program = make_program(scopes=["figures"])
    program.ask("ratings")
    Client().get("/api/v1/quarters", headers={"authorization": "Bearer selfassess_no"})
    revoke_token(program.token, by=cast.administrator)
    program.ask("quarters")
    found = AccessEntry.objects.order_by("pk").values_list("kind", "token", "person")
    name = program.token.name
    assert list(found) == [("refused", name, None), ("token", "", None), ("token", name, None)]


def test_when_it_was_used_last_is_told(office):
    program = make_program()
    assert "Not yet" in office.get("/people/tokens/").text
    program.ask("quarters")
    assert "Not yet" not in office.get("/people/tokens/").text


# --- What the database promises -----------------------------------------------------------------


def refused(name: str):
    match = name if connection.vendor == "postgresql" else f"{name}|UNIQUE constraint failed"
    return pytest.raises(IntegrityError, match=match)


@pytest.mark.parametrize("role", ["", "director"])
def test_a_token_reads_as_an_account_or_in_a_role(cast, role):
    program = make_program()
    with refused("a_token_reads_as_an_account_or_in_a_role"), transaction.atomic():
        Token.objects.filter(pk=program.token.pk).update(role=role)
    with refused("a_token_reads_as_an_account_or_in_a_role"), transaction.atomic():
        Token.objects.filter(pk=program.token.pk).update(account=cast.viewer)


def test_a_token_in_use_has_its_own_name(cast):
    one, other = make_program(), make_program()
    with refused("a_token_in_use_has_its_own_name"), transaction.atomic():
        Token.objects.filter(pk=one.token.pk).update(name=other.token.name)
    revoke_token(other.token, by=cast.administrator)
    Token.objects.filter(pk=one.token.pk).update(name=other.token.name)


def test_revoking_has_a_person_and_a_time(db):
    program = make_program()
    with refused("revoking_has_a_person_and_a_time"), transaction.atomic():
        Token.objects.filter(pk=program.token.pk).update(revoked_at=clock.now())


def test_two_tokens_never_have_the_same_digest(db):
    one, other = make_program(), make_program()
    with pytest.raises(IntegrityError), transaction.atomic():
        Token.objects.filter(pk=one.token.pk).update(digest=other.token.digest)
