"""The demo tells the document's quarter as it was, and says what is made up."""

from collections import Counter
from decimal import Decimal

import pytest

from performance.counted import SOURCE
from performance.models import Kpi, Measure, Outturn, Period, Target
from performance.rag import Status
from performance.reading import indicators
from selfassess.assessments.models import Assessment, Rating
from selfassess.assessments.reading import check_context, sections_of
from selfassess.assessments.workflow import State
from selfassess.demo.load import ISSUED, OPEN, london
from selfassess.quarters import clock
from selfassess.quarters.models import Quarter
from selfassess.records.models import Action, ActionStatus, Audit, Strength, Voice
from selfassess.records.reading import action_state
from services.registry import all_areas

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

STRENGTHS = {
    "early-help": 4,
    "mash": 11,
    "safeguarding": 5,
    "cp-court": 7,
    "lac": 7,
    "care-leavers": 7,
    "cwd": 4,
    "performance": 3,
}
ACTIONS = {
    "early-help": 3,
    "mash": 11,
    "safeguarding": 5,
    "cp-court": 5,
    "lac": 6,
    "care-leavers": 9,
    "cwd": 5,
    "performance": 6,
}
TARGETS = {
    "MA02": 20,
    "MA03": 95,
    "MA08": 95,
    "MA09": 95,
    "MA10": 95,
    "MA12": 95,
    "MA13": 100,
    "CP06": 100,
    "CP07": 100,
    "CL05": 95,
    "LC18": 12,
    "LC19": 0,
}


def standing(area: str, number: int, quarter: str = ISSUED):
    """How the area's action with this number stood, looked at on 5 October 2020."""
    actions = Action.objects.filter(area=area, raised_in=ISSUED, position=number)
    with clock.at(london(2020, 10, 5, 9, 0)):
        return action_state(actions.with_updates().get(), Quarter.objects.get(code=quarter))


def judged(quarter: str = ISSUED) -> dict[str, Status]:
    found = indicators([area.slug for area in all_areas()], quarter)
    return {one.kpi.code: one.status for rows in found.values() for one in rows}


def test_there_are_48_strengths():
    strengths = Strength.objects.filter(assessment__quarter=ISSUED)
    assert Counter(strengths.values_list("assessment__area", flat=True)) == STRENGTHS
    assert sum(STRENGTHS.values()) == 48


def test_there_are_50_actions_all_raised_in_the_issued_quarter():
    actions = Action.objects.filter(raised_in=ISSUED)
    assert Counter(actions.values_list("area", flat=True)) == ACTIONS
    assert sum(ACTIONS.values()) == 50


def test_six_actions_have_an_owner_and_26_have_a_date():
    actions = Action.objects.filter(raised_in=ISSUED).select_related("owner_person")
    assert sum(bool(action.owner_name) for action in actions) == 6
    assert sum(bool(action.first_due) for action in actions) == 26


@pytest.mark.parametrize(
    ("area", "number", "first", "then"),
    [
        ("early-help", 1, "2020-06-01", "2020-09-21"),
        ("mash", 3, "2020-06-01", "2020-09-21"),
        ("mash", 8, "2020-06-30", "2020-09-30"),
        ("performance", 1, "2020-04-30", "2020-07-31"),
        ("performance", 3, "2020-01-31", "2020-05-31"),
    ],
)
def test_a_date_that_slipped_keeps_its_first_day_and_a_reason(area, number, first, then):
    stood = standing(area, number)
    assert (str(stood.action.first_due), str(stood.due), stood.moved) == (first, then, 1)
    assert stood.update.reason


def test_an_action_already_done_is_done_and_one_past_its_date_is_overdue():
    assert standing("mash", 7).status == ActionStatus.DONE
    assert [n for n in range(1, 7) if standing("performance", n).overdue] == [3, 4]


def test_ratings_are_the_documents_own_and_0_is_there_once():
    ratings = Rating.objects.filter(assessment__quarter=ISSUED)
    given = dict(ratings.exclude(value=None).values_list("assessment__area", "value"))
    assert given == {"lac": 6, "care-leavers": 0, "cwd": Decimal("6.5")}
    assert ratings.filter(not_rated=True).count() == 5


def test_targets_are_the_twelve_that_the_document_states():
    assert dict(Target.objects.values_list("kpi_id", "value")) == TARGETS
    assert all(Target.objects.values_list("reason", flat=True))
    later = Target.objects.exclude(from_quarter=ISSUED)
    assert [target.kpi_id for target in later] == ["LC18"]  # a number for the summer


def test_other_targets_of_the_catalogue_stay_suggestions():
    suggested = Kpi.objects.exclude(suggested_value=None).filter(targets=None)
    assert suggested.count() > 50


def test_every_target_missed_is_explained_and_a_band_without_bounds_judges_nothing():
    status = judged()
    off = {code for code, one in status.items() if one == Status.OFF_TARGET}
    assert off == {"MA03", "MA08", "MA09", "CP07"}
    assert status["MA02"] == Status.NOT_JUDGED
    found = indicators([area.slug for area in all_areas()], ISSUED)
    assert not [one for rows in found.values() for one in rows if one.needs_comment]


def test_targets_that_were_to_be_met_later_are_judged_when_their_day_has_come():
    """The document states them with a day; at the end of June none had come."""
    found = indicators([area.slug for area in all_areas()], ISSUED)
    early = {one.kpi.code: one for rows in found.values() for one in rows if one.target}
    early = {code: one for code, one in early.items() if one.target.due}
    assert set(early) == {"MA10", "MA12", "MA13", "CP06", "CL05", "LC19"}
    told = {code: one.judgement.reason for code, one in early.items() if one.adopted}
    assert told == {
        "MA13": "target due by 30 September 2020",
        "CP06": "target due by 30 September 2020",
        "LC19": "target due by 31 August 2020",
    }
    assert judged(OPEN)["LC18"] == Status.ON_TARGET


@pytest.mark.parametrize(("kpi", "adopted", "other"), [("SR11", 96, 75), ("LC01", 345, 349)])
def test_two_sources_are_kept_and_one_is_adopted_with_a_reason(kpi, adopted, other):
    measures = Measure.objects.filter(quarter=ISSUED, kpi=kpi)
    assert {measure.value: measure.adopted for measure in measures} == {adopted: True, other: False}
    assert measures.adopted().get().why_adopted


def test_it_is_said_of_every_figure_what_it_is_of():
    assert not Measure.objects.filter(period=Period.UNKNOWN).exists()


def test_earlier_values_are_outturns_of_a_year_and_no_quarter_before_has_any():
    outturns = {row.kpi_id: (row.year, row.value) for row in Outturn.objects.all()}
    assert outturns == {
        "SR09": ("2019/20", 68),
        "SR10": ("2019/20", 77),
        "SR11": ("2019/20", 88),
        "SR12": ("2019/20", 17),
    }
    assert set(Measure.objects.values_list("quarter", flat=True)) == {ISSUED, OPEN}


def test_audits_are_kept_as_reported_also_where_they_do_not_add_up():
    odd = [a for a in Audit.objects.filter(assessment__quarter=ISSUED) if a.inconsistency]
    assert {(str(audit), audit.inconsistency) for audit in odd} == {
        ("Re-referrals", "The grades add up to 7 of 8 cases."),
        ("Neglect: management oversight", "The grades add up to 101%."),
    }


def test_readers_are_told_what_is_retold_and_what_is_made_up():
    assert "published 2020 self-assessment" in Quarter.objects.get(code=ISSUED).note
    assert "made up" in Quarter.objects.get(code=OPEN).note


def test_figures_are_the_analysts_and_words_the_heads():
    counted = Measure.objects.filter(source=SOURCE)  # by the portal, kept at the approval
    assert set(counted.values_list("kpi", "saved_by__email")) == {
        ("PW07", "director@example.org"),
        ("PW12", "director@example.org"),
    }
    typed = Measure.objects.exclude(source=SOURCE)
    assert set(typed.values_list("saved_by__email", flat=True)) == {"analyst@example.org"}
    strength = Strength.objects.filter(assessment__area="care-leavers").first()
    assert strength.saved_by.email == "head.lac@example.org"


def test_the_open_quarter_is_under_way_in_three_areas():
    states = dict(Assessment.objects.filter(quarter=OPEN).of_areas().values_list("area", "state"))
    begun = {area for area, state in states.items() if state != State.NOT_STARTED}
    assert begun == {"mash", "lac", "performance"}
    assert all(states[area] == State.IN_PROGRESS for area in begun)
    assert not Rating.objects.filter(assessment__quarter=OPEN).exists()


def test_the_open_quarter_has_something_of_everything():
    assert Measure.objects.filter(quarter=OPEN, kpi__area="mash").count() == 5
    assert Audit.objects.filter(assessment__quarter=OPEN).count() == 1
    assert Voice.objects.filter(assessment__quarter=OPEN).count() == 2
    assert Strength.objects.filter(assessment__quarter=OPEN).count() == 4
    assert Action.objects.filter(raised_in=OPEN).count() == 2


def test_carried_actions_are_updated_silent_moved_again_or_overdue():
    assert standing("mash", 3, OPEN).status == ActionStatus.DONE
    assert standing("mash", 8, OPEN).moved == 2
    silent = standing("mash", 5, OPEN)
    assert (silent.needs_update, silent.overdue, silent.carried) == (True, True, 1)


def test_what_is_not_ready_yet_says_so():
    assert judged(OPEN)["MA09"] == Status.NO_DATA
    assert judged(OPEN)["LC18"] == Status.ON_TARGET


def test_early_help_is_asked_who_the_other_key_workers_are():
    assessment = Assessment.objects.get(quarter=ISSUED, area="early-help")
    found = assessment.config.problems(check_context(assessment, sections_of(assessment)))
    assert any("add up to 89.2%" in problem.text for problem in found)
