"""Planning, opening, dating and closing a quarter: by administrators only, safe to repeat."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import give_longer
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.quarters.operations import close_quarter, open_quarter, plan_quarter, set_due
from services.registry import all_areas
from tests.factories import get_assessment, make_approved, make_quarter, write

Q2 = "2020-21-q2"
LATER = date(2020, 10, 23)


def test_planning_a_quarter_gives_it_its_usual_date(cast):
    quarter = plan_quarter(Q2, by=cast.administrator)
    assert (quarter.state, quarter.due) == (QuarterState.PLANNED, date(2020, 10, 16))
    assert not quarter.assessments.exists()


def test_planning_it_again_leaves_it_as_it_is(cast):
    plan_quarter(Q2, due=LATER, by=cast.administrator)
    assert plan_quarter(Q2, by=cast.administrator).due == LATER
    assert Event.objects.filter(verb="quarter.plan").count() == 1


def test_only_a_real_quarter_is_planned_whatever_its_date(cast):
    with pytest.raises(ValueError, match="2020-21-q2 would be"):
        plan_quarter("2020-23-q2", due=LATER, by=cast.administrator)
    assert not Quarter.objects.exists()


def test_opening_gives_every_area_and_the_director_an_empty_assessment(cast):
    plan_quarter(Q2, by=cast.administrator)
    made = open_quarter(Q2, by=cast.administrator)
    areas = set(Quarter.objects.get(code=Q2).assessments.values_list("area", flat=True))
    assert areas == {area.slug for area in all_areas()} | {"overview"}
    assert made == len(areas)
    assert set(Assessment.objects.values_list("state", flat=True)) == {"not_started"}


def test_opening_twice_does_no_harm(cast):
    quarter = make_quarter(Q2)
    write(get_assessment(quarter), "Ours.", by=cast.head)
    before = list(Assessment.objects.order_by("pk").values_list("pk", "state"))
    assert open_quarter(Q2, by=cast.administrator) == 0
    assert list(Assessment.objects.order_by("pk").values_list("pk", "state")) == before
    assert Event.objects.filter(verb="quarter.open").count() == 1
    assert not Event.objects.filter(verb="quarter.extend").exists()


def test_opening_an_open_quarter_adds_the_areas_that_are_new(cast):
    quarter = make_quarter(Q2)
    get_assessment(quarter, "lac").delete()
    assert open_quarter(Q2, by=cast.administrator) == 1
    assert get_assessment(quarter, "lac").area_name == "Looked After Children"
    assert Event.objects.get(verb="quarter.extend").after == {"areas": ["lac"]}


@pytest.mark.parametrize("state", [QuarterState.CLOSED, QuarterState.ISSUED])
def test_a_quarter_that_is_over_is_not_opened_again(cast, state):
    quarter = make_quarter(Q2, state=state)
    get_assessment(quarter, "lac").delete()
    with pytest.raises(Refused, match=f"Q2 2020/21 is {state}, so you cannot open it"):
        open_quarter(Q2, by=cast.administrator)
    assert not quarter.assessments.filter(area="lac").exists()


def test_closing_twice_does_no_harm(cast):
    make_quarter(Q2)
    close_quarter(Q2, by=cast.administrator)
    assert close_quarter(Q2, by=cast.administrator).state == QuarterState.CLOSED
    assert Event.objects.filter(verb="quarter.close").count() == 1


def test_a_planned_quarter_cannot_be_closed(cast):
    make_quarter(Q2, state=QuarterState.PLANNED)
    with pytest.raises(Refused, match="Q2 2020/21 is planned, so you cannot close it"):
        close_quarter(Q2, by=cast.administrator)


@pytest.mark.parametrize("state", [QuarterState.PLANNED, QuarterState.OPEN, QuarterState.CLOSED])
def test_the_date_can_be_moved_until_the_quarter_is_issued(cast, state):
    make_quarter(Q2, state=state)
    assert set_due(Q2, due=LATER, by=cast.administrator).due == LATER
    event = Event.objects.get(verb="quarter.due")
    assert (event.before, event.after) == ({"due": "2020-10-16"}, {"due": "2020-10-23"})


def test_the_date_of_an_issued_quarter_stands(cast):
    make_quarter(Q2, state=QuarterState.ISSUED)
    with pytest.raises(Refused, match="is issued"):
        set_due(Q2, due=LATER, by=cast.administrator)


def test_a_quarter_is_due_after_it_has_ended(cast):
    make_quarter(Q2)
    with pytest.raises(Refused, match="ends on 30 September 2020: choose a later day"):
        set_due(Q2, due=date(2020, 9, 30), by=cast.administrator)
    assert set_due(Q2, due=date(2020, 10, 1), by=cast.administrator).due == date(2020, 10, 1)


@pytest.mark.parametrize("state", [QuarterState.OPEN, QuarterState.CLOSED])
def test_one_area_can_be_given_longer(cast, state):
    quarter = make_quarter(Q2, state=state)
    give_longer(
        get_assessment(quarter), until=LATER, reason="The head is ill.", by=cast.administrator
    )
    assert get_assessment(quarter).due == LATER
    assert get_assessment(quarter, "lac").due == quarter.due
    event = Event.objects.get(verb="assessment.longer")
    assert (event.area, event.reason) == ("mash", "The head is ill.")
    assert (event.before, event.after) == ({"until": None}, {"until": "2020-10-23"})


@pytest.mark.parametrize("state", [QuarterState.PLANNED, QuarterState.ISSUED])
def test_longer_makes_sense_only_while_the_quarter_is_under_way(cast, state):
    quarter = make_quarter(Q2)
    Quarter.objects.update(state=state)
    with pytest.raises(Refused, match="is not under way"):
        give_longer(get_assessment(quarter), until=LATER, reason="Why not", by=cast.administrator)


def test_longer_is_later_than_everybodys_date_and_has_a_reason(cast):
    assessment = get_assessment(make_quarter(Q2))
    with pytest.raises(Refused, match="Everybody has until 16 October 2020"):
        give_longer(assessment, until=date(2020, 10, 16), reason="x", by=cast.administrator)
    with pytest.raises(Refused, match="Give a reason"):
        give_longer(assessment, until=LATER, reason="", by=cast.administrator)
    assert get_assessment(assessment.quarter).longer_until is None


@pytest.mark.parametrize("who", ["head", "deputy", "director", "analyst", "viewer", "nobody"])
def test_only_administrators_move_a_quarter(cast, who):
    person, quarter = getattr(cast, who), make_quarter(Q2)
    assessment = get_assessment(quarter)
    for refused in (
        lambda: plan_quarter("2020-21-q3", by=person),
        lambda: open_quarter(Q2, by=person),
        lambda: close_quarter(Q2, by=person),
        lambda: set_due(Q2, due=LATER, by=person),
        lambda: give_longer(assessment, until=LATER, reason="x", by=person),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    quarter.refresh_from_db()
    assert (quarter.state, quarter.due) == (QuarterState.OPEN, date(2020, 10, 16))


def test_an_approved_area_stays_approved_when_the_quarter_closes(cast):
    quarter = make_quarter(Q2)
    make_approved(quarter, head=cast.head, director=cast.director)
    close_quarter(Q2, by=cast.administrator)
    assert get_assessment(quarter).is_approved


def test_a_timer_can_open_a_quarter_as_often_as_it_likes(db, capsys):
    call_command("open_quarter", Q2)
    call_command("open_quarter", Q2)
    assert capsys.readouterr().out.splitlines() == [
        f"2020-21-q2 is open. Assessments made: {len(all_areas()) + 1}.",
        "2020-21-q2 is open. Assessments made: 0.",
    ]


@pytest.mark.parametrize(
    ("code", "problem"),
    [("nonsense", "is not a quarter"), ("9999-00-q4", "is not a quarter"), (Q2, "is closed")],
)
def test_the_timer_hears_why_not(db, code, problem):
    make_quarter(Q2, state=QuarterState.CLOSED)
    with pytest.raises(CommandError, match=problem):
        call_command("open_quarter", code)
