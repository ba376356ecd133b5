"""Which states lead to which. Whoever tries another way is told where the assessment stands."""

import pytest
from django.db import transaction

from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import (
    approve,
    lock,
    move,
    reopen,
    return_for_changes,
    send,
)
from selfassess.assessments.operations.recalling import recall
from selfassess.assessments.workflow import MOVES, State
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter, QuarterState
from tests.factories import get_assessment
from tests.stage import scene

GOES = {
    ("not_started", "start"): "in_progress",
    ("in_progress", "send"): "with_director",
    ("with_director", "recall"): "in_progress",
    ("with_director", "return"): "returned",
    ("with_director", "approve"): "approved",
    ("returned", "start"): "in_progress",
    ("returned", "send"): "with_director",
    ("approved", "reopen"): "returned",
}
ALL = [(state, name) for state in State.values for name in MOVES]
WORDS = {
    "not_started": "not started",
    "in_progress": "in progress",
    "with_director": "with the director",
    "returned": "returned",
    "approved": "approved",
}


def put(assessment: Assessment, state: str, *, by) -> Assessment:
    """Into a state, whatever the way there."""
    fields = {"approved_at": now(), "approved_by": by} if state == State.APPROVED else {}
    Assessment.objects.filter(pk=assessment.pk).update(state=state, **fields)
    return get_assessment(assessment.quarter)


def make_move(assessment: Assessment, name: str, *, by) -> None:
    changes = {
        "approve": {"approved_at": now(), "approved_by": by},
        "reopen": {"approved_at": None, "approved_by": None},
    }
    with transaction.atomic():
        move(lock(assessment), name, by=by, **changes.get(name, {}))


def test_it_goes_where_the_table_says(cast, mash, subtests):
    for (state, name), then in GOES.items():
        with subtests.test(state=state, name=name), scene():
            make_move(put(mash, state, by=cast.director), name, by=cast.director)
            assert get_assessment(mash.quarter).state == then
            event = Event.objects.get(verb=f"assessment.{name}")
            assert (event.before, event.after) == ({"state": state}, {"state": then})
            assert (event.quarter, event.area, event.by) == (mash.quarter_id, "mash", cast.director)


def test_any_other_move_is_refused_with_a_reason(cast, mash, subtests):
    for state, name in set(ALL) - set(GOES):
        sentence = f"^MASH & Assessment is {WORDS[state]}, so you cannot {name} it.$"
        with subtests.test(state=state, name=name), scene():
            with pytest.raises(Refused, match=sentence):
                make_move(put(mash, state, by=cast.director), name, by=cast.director)
            assert get_assessment(mash.quarter).state == state
            assert not Event.objects.filter(verb=f"assessment.{name}").exists()


DECISIONS = {
    "send": lambda mash, cast: send(mash, by=cast.head),
    "recall": lambda mash, cast: recall(mash, by=cast.head),
    "return": lambda mash, cast: return_for_changes(
        mash, comments={"know": "Why?"}, by=cast.director
    ),
    "approve": lambda mash, cast: approve(mash, by=cast.director),
    "reopen": lambda mash, cast: reopen(mash, reason="A wrong figure", by=cast.director),
}
HARMLESS = {
    ("with_director", "send"),
    ("approved", "approve"),
    ("in_progress", "recall"),
}  # a double click
REFUSED = [
    (state, name)
    for state in State.values
    for name in DECISIONS
    if (state, name) not in GOES and (state, name) not in HARMLESS
]


def test_what_people_may_not_do_now_changes_nothing(cast, mash, subtests):
    for state, name in REFUSED:
        with subtests.test(state=state, name=name), scene():
            put(mash, state, by=cast.director)
            with pytest.raises(Refused) as refusal:
                DECISIONS[name](mash, cast)
            assert str(refusal.value).endswith(".")
            assert get_assessment(mash.quarter).state == state


@pytest.mark.parametrize("state", [QuarterState.PLANNED, QuarterState.ISSUED])
@pytest.mark.parametrize("name", ["return", "approve"])
def test_nothing_is_decided_in_a_quarter_that_is_not_under_way(cast, mash, state, name):
    put(mash, "with_director", by=cast.director)
    Quarter.objects.update(state=state)
    with pytest.raises(Refused, match="Q2 2020/21 is not under way, so nothing can be decided"):
        DECISIONS[name](mash, cast)


LOCKED = {
    ("planned", "not_started"): "Q2 2020/21 is not open yet.",
    ("open", "with_director"): "MASH & Assessment is with the director. It can be changed if it "
    "is returned.",
    ("open", "approved"): "MASH & Assessment is approved and locked.",
    ("closed", "not_started"): "Q2 2020/21 is closed. Only what the director returned can be "
    "changed.",
    ("closed", "in_progress"): "Q2 2020/21 is closed. Only what the director returned can be "
    "changed.",
    ("closed", "with_director"): "MASH & Assessment is with the director. It can be changed if it "
    "is returned.",
    ("closed", "approved"): "MASH & Assessment is approved and locked.",
} | {
    ("issued", state): "Q2 2020/21 is issued. Its words stand as they are."
    for state in State.values
}


def test_locked_words_say_why():
    said = {
        (quarter_state, state): Assessment(
            quarter=Quarter(code="2020-21-q2", state=quarter_state), area="mash", state=state
        ).locked_because
        for quarter_state, state in LOCKED
    }
    assert said == LOCKED


@pytest.mark.parametrize("state", ["not_started", "in_progress", "returned"])
def test_in_an_open_quarter_the_words_are_open(state):
    quarter = Quarter(code="2020-21-q2", state="open")
    assert Assessment(quarter=quarter, area="mash", state=state).locked_because == ""


@pytest.mark.parametrize("state", ["returned", "in_progress"])
def test_in_a_closed_quarter_what_was_returned_is_open(state):
    quarter = Quarter(code="2020-21-q2", state="closed")
    assessment = Assessment(quarter=quarter, area="mash", state=state, returned_at=now())
    assert assessment.locked_because == ""


@pytest.mark.parametrize("state", ["open", "closed"])
def test_the_overview_is_open_until_the_quarter_is_issued(state):
    quarter = Quarter(code="2020-21-q2", state=state)
    assert Assessment(quarter=quarter, area="overview").locked_because == ""
