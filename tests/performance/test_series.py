"""What quarters say when they are read together, tried with figures nobody thought of."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.series import (
    Point,
    against,
    change,
    limits,
    quarters_between,
    rolling,
    run,
    series,
    trend,
)
from selfassess.quarters.dates import QuarterPeriod

values = st.decimals(0, 100, places=1)
maybe = st.one_of(st.none(), values)
starts = st.builds(QuarterPeriod, st.integers(2000, 2080), st.integers(1, 4))


def points(*figures, parts=()) -> list[Point]:
    found, period = [], QuarterPeriod(2018, 3)
    for number, figure in enumerate(figures):
        value = None if figure is None else Decimal(str(figure))
        numerator, denominator = parts[number] if parts else (None, None)
        found.append(Point(period.code, value, numerator, denominator))
        period = period.after
    return found


def said(*figures, direction="higher", unit="%", **more) -> str:
    return trend(points(*figures), direction=direction, unit=unit, **more).sentence


@pytest.mark.parametrize(
    ("figures", "direction", "sentence"),
    [
        ((80, 82.1), "higher", "Up 2.1 points."),
        ((92.66, 92.7), "higher", "Up 0.04 points."),
        ((92.7001, 92.7), "higher", "Down 0.0001 points."),
        ((78, 80, 81, 83.1), "higher", "Up 2.1 points, third quarter of improvement."),
        ((78, 80, 81, 83.1), "lower", "Up 2.1 points, third quarter of worsening."),
        ((83, 81, 80), "lower", "Down 1 point, second quarter of improvement."),
        ((20, 21, 22), "band", "Up 1 point, second quarter in a row."),
        ((20, 21, 22), "none", "Up 1 point, second quarter in a row."),
        ((80, 80), "higher", "No change since last quarter."),
        ((80, None, 82), "higher", ""),
        ((80,), "higher", ""),
    ],
)
def test_a_sentence_says_how_far_and_for_how_long(figures, direction, sentence):
    assert said(*figures, direction=direction) == sentence


@pytest.mark.parametrize(
    ("length", "nth"),
    [(2, "second"), (8, "eighth"), (9, "9th"), (11, "11th"), (21, "21st"), (22, "22nd")],
)
def test_a_long_run_is_counted_as_english_counts(length, nth):
    figures = range(100, 101 + length)
    assert said(*figures, unit="count") == f"Up 1, {nth} quarter of improvement."


def test_counts_and_rates_have_no_points():
    assert said(1872, 1938, unit="count", direction="none") == "Up 66."
    assert said(96, 98, unit="per 10,000", direction="none") == "Up 2."


def test_small_numbers_hold_the_judgement_back_and_say_why():
    few = points(50, 75, parts=[(Decimal(4), Decimal(8)), (Decimal(6), Decimal(8))])
    found = trend(few, direction="higher", unit="%", smallest_denominator=10)
    assert found.sentence == "Up 25 points, only 8 cases: too few to judge."


def test_a_year_ago_is_four_quarters_ago():
    found = trend(points(10, 20, 30, 40, 55), direction="higher", unit="%")
    assert found.year_change == 45
    assert change(series(points(10, 20, 30, 40)), 4) is None


def test_four_quarters_are_of_their_parts_where_they_have_them():
    parts = [(Decimal(1), Decimal(2)), (Decimal(90), Decimal(100))] * 2
    assert rolling(points(50, 90, 50, 90, parts=parts)) == (100 * Decimal(182) / 204, True)
    assert rolling(points(50, 90, 50, 90)) == (70, False)
    assert rolling(points(50, 90, None, 90)) == (None, False)
    assert rolling(points(50, 90, 50)) == (None, False)


def test_there_are_no_limits_below_twelve_points():
    assert limits(series(points(*range(11)))) is None
    low, mean, high = limits(series(points(*[10, 12] * 6)))
    assert (mean, round(high, 2), round(low, 2)) == (11, Decimal("16.32"), Decimal("5.68"))


def test_a_standing_against_another_names_it():
    assert against(Decimal("49.7"), Decimal(53), "England", "%") == "3.3 points below England"
    assert against(Decimal(53), Decimal(53), "England", "%") == "the same as England"


@given(starts, st.integers(0, 40))
def test_quarters_follow_each_other_without_gap_or_repeat(first, number):
    last = first
    for _ in range(number):
        last = last.after
    codes = quarters_between(first.code, last.code)
    assert len(codes) == number + 1 == len(set(codes))
    assert codes == sorted(codes)


@given(st.lists(maybe, min_size=1, max_size=12))
def test_a_series_has_every_quarter_once_and_every_value_where_it_was(figures):
    found = series(points(*figures))
    assert list(found) == [None if f is None else f for f in figures]


@given(st.lists(maybe, min_size=1, max_size=10), st.sampled_from(["higher", "lower"]))
def test_improvement_is_never_claimed_where_there_is_none(figures, direction):
    found = trend(points(*figures), direction=direction, unit="%")
    got_better = found.change is not None and (
        found.change > 0 if direction == "higher" else found.change < 0
    )
    assert ("improvement" in found.sentence) <= got_better
    assert ("worsening" in found.sentence) <= (bool(found.change) and not got_better)


@given(st.lists(values, min_size=2, max_size=10))
def test_lower_is_better_turns_every_run_round(figures):
    found = series(points(*figures))
    assert run(found, "lower") == -run(found, "higher")


@given(st.lists(values, min_size=2, max_size=10))
def test_changes_add_up(figures):
    found = series(points(*figures))
    steps = [change(found[: n + 1]) for n in range(1, len(found))]
    assert sum(steps) == found[-1] - found[0]


@given(st.lists(values, min_size=12, max_size=20))
def test_limits_lie_round_their_mean(figures):
    low, mean, high = limits(series(points(*figures)))
    assert low <= mean <= high
    assert min(figures) <= mean <= max(figures)
