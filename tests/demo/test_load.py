"""load_demo makes the demo that people were promised, over itself as often as one likes."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, Assessment
from selfassess.assessments.operations.lifecycle import reopen
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.assessments.workflow import State
from selfassess.demo.cast import CAST
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.quarters.operations import close_quarter
from selfassess.reporting.models import Report
from tests.factories import get_assessment, make_user

from .picture import Q1, Q2, picture

pytestmark = pytest.mark.django_db

UNDER_WAY = {"mash", "lac", "performance"}


def load_demo() -> str:
    output = StringIO()
    call_command("load_demo", stdout=output)
    return output.getvalue()


def person(account: str) -> User:
    return User.objects.get(email=f"{account}@example.org")


@pytest.mark.usefixtures("demo")
class TestTheDemo:
    def test_everybody_is_there_and_signs_in_with_what_is_printed(self):
        said = load_demo()
        password = said.split()[-1]
        for member in CAST:
            assert member.email in said
            user = User.objects.get(email=member.email)
            assert user.check_password(password)
            held = {(role.role, role.area) for role in user.assignments.all()}
            assert held == {(member.role, area) for area in member.areas or ("",)}

    def test_the_first_quarter_is_issued(self):
        assert Quarter.objects.get(code=Q1).is_issued
        report = Report.objects.get()
        assert (report.key, report.is_issued) == ("v1", True)
        included = [area for area in report.content["areas"] if area["included"]]
        assert {area["state"] for area in included} == {"approved"}
        assert len(included) >= 8
        assert report.content["overview"]["text"]

    def test_the_second_is_open_with_three_areas_under_way(self):
        assert Quarter.objects.get(code=Q2).state == QuarterState.OPEN
        states = dict(Assessment.objects.filter(quarter=Q2).of_areas().values_list("area", "state"))
        assert {area for area in states if states[area] == State.IN_PROGRESS} == UNDER_WAY
        assert set(states.values()) == {State.IN_PROGRESS, State.NOT_STARTED}

    def test_those_who_write_the_open_areas_may_go_on(self):
        for area in UNDER_WAY:
            assert not get_assessment(Q2, area).locked_because

    def test_it_happened_when_it_should_have(self):
        years = {at.year for at in Answer.objects.values_list("saved_at", flat=True)}
        assert years == {2020}
        content = Report.objects.get().content
        assert content["version"]["compiled_at"] == "2020-07-31T16:40:00+01:00"
        assert content["areas"][0]["sent_at"] < content["areas"][0]["approved_at"]


@pytest.mark.usefixtures("demo")
class TestLoadingAgain:
    def test_changes_nothing_but_the_password(self):
        before = picture()
        passwords = [load_demo().split()[-1] for _ in range(2)]
        assert picture() == before
        checks = [person("director").check_password(password) for password in passwords]
        assert checks == [False, True]

    def test_the_password_can_be_chosen(self, monkeypatch):
        monkeypatch.setenv("DEMO_PASSWORD", "a password of my own")
        assert load_demo().endswith("The password of all of them is a password of my own\n")
        assert person("viewer").check_password("a password of my own")

    def test_leaves_what_was_tried_out_in_the_open_quarter(self):
        mash = get_assessment(Q2)
        version = mash.answer_to("know").version
        save_section(mash, [Draft("know", "Tried out.", version)], by=person("head.mash"))
        load_demo()
        assert get_assessment(Q2).answer_to("know").text == "Tried out."

    def test_is_not_stopped_by_a_revision_that_was_tried_out(self):
        mash = get_assessment(Q1)
        reopen(mash, reason="Tried out.", by=person("director"))
        save_section(mash, [], by=person("head.mash"), completed={"know": False})
        before = picture()
        load_demo()
        assert picture() == before

    def test_is_not_stopped_by_a_quarter_that_was_closed(self):
        close_quarter(Q2, by=person("admin"))
        before = picture()
        load_demo()
        assert picture() == before

    def test_refuses_a_demo_that_has_become_something_else(self):
        password = load_demo().split()[-1]
        make_user(name="A stranger")
        with pytest.raises(CommandError, match="1 other accounts"):
            load_demo()
        assert person("director").check_password(password)
