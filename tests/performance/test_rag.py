"""A KPI's status, tried with figures nobody thought of."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.rag import Goal, Status, judge

figures = st.decimals(-1000, 1000, places=2)
tolerances = st.decimals(0, 50, places=2)
COLOURED = {Status.ON_TARGET, Status.WITHIN_TOLERANCE, Status.OFF_TARGET}
ORDER = [Status.OFF_TARGET, Status.WITHIN_TOLERANCE, Status.ON_TARGET]


@given(figures, figures, figures, tolerances)
def test_more_is_never_worse_where_higher_is_better(one, other, target, tolerance):
    goal = Goal(value=target, tolerance=tolerance)
    low, high = sorted((one, other))
    better = ORDER.index(judge(high, goal, "higher").status)
    assert better >= ORDER.index(judge(low, goal, "higher").status)


@given(figures, figures, tolerances)
def test_lower_is_higher_turned_round(value, target, tolerance):
    up = judge(value, Goal(value=target, tolerance=tolerance), "higher")
    down = judge(-value, Goal(value=-target, tolerance=tolerance), "lower")
    assert up == down


@given(figures, figures, st.decimals(0, 100, places=2), tolerances)
def test_a_band_treats_both_its_sides_alike(middle, half, away, tolerance):
    half = abs(half)
    goal = Goal(low=middle - half, high=middle + half, tolerance=tolerance)
    below = judge(middle - half - away, goal, "band")
    above = judge(middle + half + away, goal, "band")
    assert below == above
    assert judge(middle, goal, "band").status == Status.ON_TARGET


@given(figures, tolerances)
def test_the_target_itself_and_the_edge_of_its_tolerance_count(target, tolerance):
    goal = Goal(value=target, tolerance=tolerance)
    assert judge(target, goal, "higher").status == Status.ON_TARGET
    edge = judge(target - tolerance, goal, "higher").status
    assert edge == (Status.WITHIN_TOLERANCE if tolerance else Status.ON_TARGET)
    beyond = judge(target - tolerance - Decimal("0.01"), goal, "higher").status
    assert beyond == Status.OFF_TARGET


@given(figures, st.sampled_from(["higher", "lower", "band", "none"]))
def test_without_a_target_nothing_is_coloured(value, direction):
    judgement = judge(value, None, direction)
    assert judgement.status == Status.NOT_JUDGED
    assert judgement.reason


@given(figures, figures)
def test_where_neither_is_better_nothing_is_coloured(value, target):
    assert judge(value, Goal(value=target), "none").status == Status.NOT_JUDGED


@given(figures, figures, st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 4000))
def test_before_its_day_nobody_has_met_or_missed_a_target(value, target, due, days):
    goal = Goal(value=target, due=due)
    early = judge(value, goal, "higher", on=due - timedelta(days))
    assert early.status == Status.NOT_JUDGED
    assert early.reason == f"target due by {due:%-d %B %Y}"
    at_once = judge(value, Goal(value=target), "higher")
    assert judge(value, goal, "higher", on=due) == at_once
    assert judge(value, goal, "higher", on=due + timedelta(days)) == at_once


@given(figures, figures, st.integers(1, 100), st.integers(1, 100))
def test_small_numbers_are_shown_and_not_judged(value, target, cases, smallest):
    judgement = judge(
        value,
        Goal(value=target),
        "higher",
        denominator=Decimal(cases),
        smallest_denominator=smallest,
    )
    assert (judgement.status == Status.NOT_JUDGED) is (cases < smallest)
    assert (judgement.status in COLOURED) is (cases >= smallest)


@pytest.mark.parametrize(
    ("due", "missing", "status"),
    [
        (True, "", Status.NO_DATA),
        (True, "We do not collect it", Status.NO_DATA),
        (False, "", Status.NOT_DUE),
        (False, "We do not collect it", Status.NO_DATA),
    ],
)
def test_a_missing_figure_is_due_or_not_and_says_why(due, missing, status):
    judgement = judge(None, Goal(value=Decimal(1)), "higher", due=due, missing=missing)
    assert (judgement.status, judgement.reason) == (status, missing)


@given(figures, figures)
def test_a_single_figure_for_a_band_judges_nothing(value, target):
    judgement = judge(value, Goal(value=target), "band")
    assert judgement.status == Status.NOT_JUDGED
    assert judgement.reason == "target is one number, not a range"


@pytest.mark.parametrize(("stored", "said"), [("9.0000", "9"), ("7.5", "7.5"), ("1E+1", "10")])
def test_too_few_cases_are_counted_as_people_write_them(stored, said):
    goal, few = Goal(value=Decimal(90)), Decimal(stored)
    judgement = judge(Decimal(50), goal, "higher", denominator=few, smallest_denominator=12)
    assert judgement.status == Status.NOT_JUDGED
    assert judgement.reason == f"only {said} cases"
