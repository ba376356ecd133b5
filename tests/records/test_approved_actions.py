"""What a director approved in one quarter stays as she read it, whatever is done to its actions in
another."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import reopen
from selfassess.assessments.reading import shown_now
from selfassess.errors import Refused
from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.models import Action, ActionUpdate
from selfassess.records.operations import hand_over, raise_action, remove_action, update_action
from selfassess.records.operations.bringing import bring_action, take_out_action
from selfassess.records.reading import action_state
from tests.factories import freeze_now, get_assessment, make_approved, make_quarter, make_user

FIRST, THEN = "2020-21-q1", "2020-21-q2"
STOPPED = {"status": "stopped", "difference": "None: it was raised twice."}
MOVED = {"status": "under_way", "due": date(2031, 1, 1), "reason": "Illness."}


@pytest.fixture(autouse=True)
def _october():
    with clock.at(datetime(2020, 10, 5, 9, tzinfo=LONDON)):
        yield


@pytest.fixture
def approve(cast) -> Callable[[str], Assessment]:
    def approve(quarter: str) -> Assessment:
        found = Quarter.objects.get(pk=quarter)
        return make_approved(found, head=cast.head, director=cast.director)

    return approve


@pytest.fixture
def action(approve, cast) -> Action:
    """Of an approved quarter, and gone on with in the next, which is approved too. The first is
    open again."""
    make_quarter(FIRST)
    make_quarter(THEN)
    values = {"text": "Ask sooner.", "first_due": date(2030, 1, 1), "owner": "Managers"}
    action = raise_action(get_assessment(FIRST), values, by=cast.head)
    approve(FIRST)
    said = {"status": "under_way", "progress": "Managers ask on the first day."}
    update_action(action, get_assessment(THEN), said, version=0, by=cast.head)
    approve(THEN)
    reopen(get_assessment(FIRST), reason="It was raised twice.", by=cast.director)
    return Action.objects.get()


@pytest.fixture
def shown(action) -> dict:
    return shown_now(get_assessment(THEN))


@pytest.mark.parametrize("state", [QuarterState.CLOSED, QuarterState.ISSUED])
def test_an_action_with_later_words_is_not_removed(action, cast, state):
    Quarter.objects.filter(pk=THEN).update(state=state)
    with pytest.raises(Refused, match="Q2 2020/21 has this action too"):
        remove_action(action, get_assessment(FIRST), version=1, by=cast.head)
    assert ActionUpdate.objects.get().progress == "Managers ask on the first day."


def test_an_action_on_an_approved_page_is_not_removed_though_nothing_was_said(action, cast):
    ActionUpdate.objects.all().delete()
    with pytest.raises(Refused, match="Q2 2020/21 has this action too"):
        remove_action(action, get_assessment(FIRST), version=1, by=cast.head)


def test_an_action_finished_before_the_approved_quarter_can_be_removed(approve, cast):
    make_quarter(FIRST)
    make_quarter(THEN)
    action = raise_action(get_assessment(FIRST), {"text": "Ask."}, by=cast.head)
    update_action(action, get_assessment(FIRST), STOPPED, version=0, by=cast.head)
    approve(THEN)
    remove_action(action, get_assessment(FIRST), version=1, update_version=1, by=cast.head)
    assert not Action.objects.exists()


def test_an_action_raised_earlier_does_not_come_onto_an_approved_page(action, shown, cast):
    with pytest.raises(Refused, match="Q2 2020/21 is approved and would show its actions other"):
        raise_action(get_assessment(FIRST), {"text": "A late idea."}, by=cast.head)
    with pytest.raises(Refused, match="Q2 2020/21 is approved"):
        bring_action(get_assessment(FIRST), {"text": "A late idea."}, by=cast.administrator)
    assert shown_now(get_assessment(THEN)) == shown


def test_a_document_is_not_undone_under_an_approved_page(action, shown, cast):
    ActionUpdate.objects.all().delete()
    args = get_assessment(FIRST), action.pk
    assert not take_out_action(*args, version=action.version, by=cast.administrator)


def test_a_date_moved_earlier_does_not_move_on_an_approved_page(action, shown, cast):
    with pytest.raises(Refused, match="ask the director to reopen Q2 2020/21"):
        update_action(action, get_assessment(FIRST), MOVED, version=0, by=cast.head)
    assert shown_now(get_assessment(THEN)) == shown


def test_what_an_approved_page_does_not_show_can_be_said_earlier(action, shown, cast):
    said = {"status": "under_way", "progress": "Begun in May."}
    update_action(action, get_assessment(FIRST), said, version=0, by=cast.head)
    assert shown_now(get_assessment(THEN)) == shown


def owner(quarter: str) -> str:
    found = freeze_now(Quarter.objects.get(pk=quarter))
    action = next(area for area in found.areas if area.slug == "mash").actions[0]
    return f"{action.owner}, {action.owner_role}"


def test_who_leaves_hands_over_and_an_approved_quarter_names_her_still(approve, cast):
    make_quarter(FIRST)
    leaving = make_user(("head", "mash"), name="Ann Example", job_title="Old head")
    values = {"text": "Ask sooner.", "owner_person": leaving}
    raise_action(get_assessment(FIRST), values, by=cast.head)
    shown = shown_now(approve(FIRST))
    make_quarter(THEN)
    hand_over([Action.objects.get()], by=cast.administrator, owner="New manager")
    assert shown_now(get_assessment(FIRST)) == shown
    assert (owner(FIRST), owner(THEN)) == ("Old head, Old head", "New manager, New manager")
    reopen(get_assessment(FIRST), reason="Another owner.", by=cast.director)
    assert owner(FIRST) == "New manager, New manager"


def test_another_title_does_not_alter_what_is_approved(approve, cast):
    make_quarter(FIRST)
    values = {"text": "Ask sooner.", "owner_person": cast.deputy}
    raise_action(get_assessment(FIRST), values, by=cast.head)
    shown = shown_now(approve(FIRST))
    type(cast.deputy).objects.filter(pk=cast.deputy.pk).update(job_title="Head of another area")
    assert shown_now(get_assessment(FIRST)) == shown


def test_an_approved_quarter_is_not_overdue_with_the_calendar(approve, cast):
    """A day that passes between the approval and the areas' last day."""
    with clock.at(datetime(2020, 7, 3, 9, tzinfo=LONDON)):
        make_quarter(FIRST)
        values = {"text": "Ask sooner.", "first_due": date(2020, 7, 3)}
        action = raise_action(get_assessment(FIRST), values, by=cast.head)
        shown = shown_now(approve(FIRST))
    assert shown_now(get_assessment(FIRST)) == shown
    assert not action_state(action, Quarter.objects.get(pk=FIRST)).overdue
    reopen(get_assessment(FIRST), reason="Too early.", by=cast.director)
    assert action_state(action, Quarter.objects.get(pk=FIRST)).overdue
