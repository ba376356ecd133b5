"""Nobody becomes director or administrator unseen: all of them are told at once, and home says so
for a week."""

from datetime import timedelta

import pytest
from django.core import mail

from selfassess.access import Role
from selfassess.notifications import operations
from selfassess.notifications.models import Wanted
from selfassess.notifications.operations import choose_emails, tell
from selfassess.people.operations.accounts import assign, change_person, invite, unassign
from selfassess.people.operations.leaving import come_back, leave
from selfassess.quarters import clock
from tests.factories import make_quarter, make_user

THOSE = {"director@example.org", "administrator@example.org"}


def told() -> dict[str, str]:
    """Address → subject of the e-mails that go out now."""
    mail.outbox.clear()
    tell()
    return {message.to[0]: message.subject for message in mail.outbox}


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ADMINISTRATOR])
def test_every_director_and_administrator_is_told_of_another(cast, role):
    assign(cast.viewer, role=role, by=cast.administrator)
    found = told()
    assert set(found) == THOSE | {"viewer@example.org"}
    label = Role(role).label
    says = f"Self-assessment: Administrator gave viewer@example.org the role “{label}”"
    assert set(found.values()) == {says}
    assert told() == {}


def test_also_of_an_administrator_who_makes_herself_the_director(cast):
    assign(cast.administrator, role=Role.DIRECTOR, by=cast.administrator)
    assert set(told()) == THOSE


def test_of_other_roles_nobody_is_told(cast):
    assign(cast.viewer, role=Role.ANALYST, by=cast.administrator)
    assign(cast.viewer, role=Role.HEAD, area="lac", by=cast.administrator)
    assert told() == {}


def test_an_invitation_and_a_return_are_told_as_well(cast):
    other = make_user(Role.ADMINISTRATOR, name="Other")
    leave(other, by=cast.administrator)
    told()
    invite(email="new@example.org", role=Role.DIRECTOR, by=cast.administrator)
    assert "new@example.org" in told()["director@example.org"]
    come_back(other, roles=[("administrator", "")], by=cast.administrator)
    assert set(told()) == THOSE | {"new@example.org", "other@example.org"}


def test_whoever_loses_the_role_is_told_too(cast):
    """Otherwise the only ones left to be told might be those who took it."""
    unassign(cast.director.assignments.get(), by=cast.administrator)
    assign(cast.administrator, role=Role.DIRECTOR, by=cast.administrator)
    says = "Administrator took the role “Director” from director@example.org"
    assert says in told()["director@example.org"]


def test_also_when_her_account_is_closed_with_it(cast):
    leave(cast.director, by=cast.administrator)
    assert "took the role “Director”" in told()["director@example.org"]


def test_a_directors_new_address_is_told(cast):
    """With it somebody else could ask for a new password."""
    change_person(cast.director, email="thief@example.org", by=cast.administrator)
    found = told()
    assert set(found) == {"thief@example.org", "administrator@example.org"}
    assert found["administrator@example.org"] == (
        "Self-assessment: Administrator changed the address of director@example.org "
        "to thief@example.org"
    )
    change_person(cast.viewer, email="lead@example.org", by=cast.administrator)
    change_person(cast.director, name="The director", by=cast.administrator)
    assert told() == {}


def test_it_is_told_whatever_e_mails_somebody_wants_and_beside_that_of_the_day(cast):
    choose_emails(cast.director, wanted=Wanted.NOTHING, by=cast.director)
    for person in (cast.viewer, cast.analyst):
        assign(person, role=Role.DIRECTOR, by=cast.administrator)
        assert "director@example.org" in told()


def test_what_could_not_be_sent_is_tried_again(cast, monkeypatch):
    def refuse(*args):
        raise OSError("The mail server is down.")

    assign(cast.viewer, role=Role.DIRECTOR, by=cast.administrator)
    with monkeypatch.context() as patch:
        patch.setattr(operations.mail, "send", refuse)
        assert told() == {}
    assert len(told()) == 3


# --- On home ------------------------------------------------------------------------------------


@pytest.mark.parametrize("with_quarter", [True, False])
def test_home_says_so_for_a_week(cast, sign_in, with_quarter):
    if with_quarter:
        make_quarter()
    assign(cast.viewer, role=Role.DIRECTOR, by=cast.administrator)
    says = "Administrator gave viewer@example.org the role “Director”."
    for person in (cast.director, cast.administrator):
        assert says in sign_in(person).get("/").text
    for person in (cast.head, cast.analyst):
        assert says not in sign_in(person).get("/").text
    with clock.at(clock.now() + timedelta(days=8)):
        assert says not in sign_in(cast.director).get("/").text


def test_home_says_so_too_when_it_was_taken_back(cast, sign_in):
    given = assign(cast.viewer, role=Role.DIRECTOR, by=cast.administrator)
    unassign(given, by=cast.administrator)
    assert "gave viewer@example.org" in sign_in(cast.director).get("/").text
