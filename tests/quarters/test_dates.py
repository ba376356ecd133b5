"""Quarters are reckoned right for every day there is, and their codes sort as time."""

from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import default_due

DAYS = [date(2020, 1, 1) + timedelta(days=n) for n in range(29_585)]  # to 31 December 2100
periods = st.builds(QuarterPeriod, st.integers(2020, 2100), st.integers(1, 4))


def test_every_day_lies_in_its_quarter():
    assert DAYS[-1] == date(2100, 12, 31)
    for day in DAYS:
        period = QuarterPeriod.of(day)
        assert period.starts <= day <= period.ends


def test_the_next_quarter_begins_the_day_after_the_last_one_ends():
    for day in DAYS:
        following = QuarterPeriod.of(day + timedelta(days=1))
        assert following == QuarterPeriod.of(day) or (
            following == QuarterPeriod.of(day).after and following.starts == day + timedelta(days=1)
        )


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2020, 3, 31), "2019-20-q4"),
        (date(2020, 4, 1), "2020-21-q1"),
        (date(2020, 6, 30), "2020-21-q1"),
        (date(2020, 7, 1), "2020-21-q2"),
        (date(2020, 12, 31), "2020-21-q3"),
        (date(2021, 1, 1), "2020-21-q4"),
        (date(2028, 2, 29), "2027-28-q4"),
        (date(2099, 12, 31), "2099-00-q3"),
        (date(2100, 1, 1), "2099-00-q4"),
        (date(2100, 4, 1), "2100-01-q1"),
    ],
)
def test_a_financial_year_begins_in_april(day, code):
    assert QuarterPeriod.of(day).code == code


@given(periods)
def test_before_and_after_undo_each_other(period):
    assert period.after.before == period
    assert period.before.after == period
    assert period.before < period < period.after


@given(periods, periods)
def test_codes_sort_as_time_does(one, other):
    assert (one.code < other.code) == (one.starts < other.starts) == (one < other)


@given(periods)
def test_a_code_reads_back(period):
    assert QuarterPeriod.parse(period.code) == period


@given(st.one_of(st.text(max_size=12), st.from_regex(r"\A\d{4}-\d{2}-q\d\s?\Z")))
def test_whatever_is_read_as_a_quarter_is_one(code):
    try:
        period = QuarterPeriod.parse(code)
    except ValueError as error:
        assert "is not a quarter" in str(error)  # noqa: PT017 (most codes are refused, not all)
    else:
        assert period.code == code
        assert period.starts < period.ends


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "2020",
        "2020-21",
        "2020-21-q0",
        "2020-21-q5",
        "2020-22-q1",
        "2020-20-q1",
        "2020-21-Q1",
        " 2020-21-q1",
        "2020-21-q1\n",
        "2020/21-q1",
        "20-21-q1",
        "0001-02-q1",
        "9999-00-q4",
        "٢٠٢٠-٢١-q1",
    ],
)
def test_nonsense_is_refused(nonsense):
    with pytest.raises(ValueError, match="is not a quarter"):
        QuarterPeriod.parse(nonsense)


def test_a_wrong_year_is_put_right():
    with pytest.raises(ValueError, match="2020-21-q1 would be"):
        QuarterPeriod.parse("2020-22-q1")


def test_a_quarter_says_its_names():
    period = QuarterPeriod.parse("2020-21-q4")
    assert period.name == "Q4 2020/21"
    assert period.long_name == "Quarter 4, 2020 to 2021"
    assert period.months == "January to March 2021"


def test_the_turn_of_the_century_has_names_too():
    assert QuarterPeriod.parse("2099-00-q3").name == "Q3 2099/00"
    assert QuarterPeriod.parse("2099-00-q3").long_name == "Quarter 3, 2099 to 2100"


@given(periods)
def test_an_area_has_two_to_three_weeks_and_hands_in_on_a_friday(period):
    due = default_due(period)
    good_friday = easter(due.year) - timedelta(days=2)
    assert due.weekday() == 4
    assert due != good_friday
    was_good_friday = due - timedelta(days=7) == good_friday
    assert timedelta(days=14) <= due - period.ends
    assert due - period.ends <= timedelta(days=27 if was_good_friday else 20)


@pytest.mark.parametrize(
    ("code", "due"), [("2021-22-q4", date(2022, 4, 22)), ("2018-19-q4", date(2019, 4, 26))]
)
def test_nothing_is_due_on_good_friday(code, due):
    assert default_due(QuarterPeriod.parse(code)) == due


@pytest.mark.parametrize(
    ("code", "due"),
    [
        ("2020-21-q1", date(2020, 7, 17)),
        ("2020-21-q2", date(2020, 10, 16)),
        ("2025-26-q4", date(2026, 4, 17)),
    ],
)
def test_the_usual_due_date(code, due):
    assert default_due(QuarterPeriod.parse(code)) == due


@pytest.mark.parametrize(
    "typed",
    [
        "2020-21-q3",
        "Q3 2020/21",
        "q3 2020-21",
        "q3 2020/2021",
        "Quarter 3, 2020 to 2021",
        "quarter 3 of 2020/21",
        "2020/21 Q3",
        "2020-2021 quarter 3",
        " Q3  2020–21 ",
    ],
)
def test_a_quarter_is_read_however_people_write_it(typed):
    assert QuarterPeriod.read(typed).code == "2020-21-q3"
    assert QuarterPeriod.find(f"visits in {typed} again")[0] == QuarterPeriod(2020, 3)


@pytest.mark.parametrize(
    "typed", ["", "Q3", "Q5 2020/21", "Q3 2020/22", "Q3 2020/21 too", "q3 20/21"]
)
def test_what_is_no_quarter_is_not_taken_for_one(typed):
    with pytest.raises(ValueError, match="is not a quarter"):
        QuarterPeriod.read(typed)


def test_the_rest_of_a_text_stays():
    assert QuarterPeriod.find("late visits Q3 2020/21 lac") == (
        QuarterPeriod(2020, 3),
        "late visits   lac",
    )
