"""A due date lasts to its end in London: an area is late from midnight there, not a moment sooner.

The clocks change on 29 March and 25 October 2026, so midnight in London is not always midnight in
UTC, and the last day of a financial year is summer time already.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import State
from selfassess.quarters import clock
from selfassess.quarters.dates import end_of_day
from selfassess.quarters.models import Quarter

MOMENT = timedelta(microseconds=1)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


DEADLINES = [
    (date(2026, 1, 16), utc(2026, 1, 17, 0)),  # winter
    (date(2026, 7, 17), utc(2026, 7, 17, 23)),  # summer
    (date(2026, 3, 28), utc(2026, 3, 29, 0)),  # the night in which summer begins
    (date(2026, 3, 29), utc(2026, 3, 29, 23)),  # a day of 23 hours
    (date(2026, 10, 24), utc(2026, 10, 24, 23)),  # the night in which summer ends
    (date(2026, 10, 25), utc(2026, 10, 26, 0)),  # a day of 25 hours
    (date(2026, 3, 31), utc(2026, 3, 31, 23)),
    (date(2026, 4, 1), utc(2026, 4, 1, 23)),
    (date(2028, 2, 28), utc(2028, 2, 29, 0)),
    (date(2028, 2, 29), utc(2028, 3, 1, 0)),
    (date(2026, 12, 31), utc(2027, 1, 1, 0)),
]


def due_on(day: date, **fields) -> Assessment:
    """An assessment that is in no database: being late needs none."""
    return Assessment(quarter=Quarter(code="2025-26-q3", due=day), area="mash", **fields)


@pytest.mark.parametrize(("day", "passed"), DEADLINES)
def test_a_deadline_passes_at_midnight_in_london(day, passed):
    assert end_of_day(day) == passed
    assert Quarter(code="2025-26-q3", due=day).deadline == passed


@pytest.mark.parametrize(("day", "passed"), DEADLINES)
def test_an_area_is_late_from_that_moment(day, passed):
    with clock.at(passed - MOMENT):
        assert not due_on(day).is_late
    with clock.at(passed):
        assert due_on(day).is_late


@pytest.mark.parametrize("state", [State.WITH_DIRECTOR, State.APPROVED])
def test_what_was_sent_is_never_late(state):
    with clock.at(utc(2030, 1, 1)):
        assert not due_on(date(2026, 1, 16), state=state).is_late


@pytest.mark.parametrize("state", [State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED])
def test_what_is_still_being_written_is_late(state):
    with clock.at(utc(2030, 1, 1)):
        assert due_on(date(2026, 1, 16), state=state).is_late


def test_one_area_can_have_longer():
    assessment = due_on(date(2026, 7, 17), longer_until=date(2026, 7, 24))
    with clock.at(utc(2026, 7, 24, 22, 59)):
        assert not assessment.is_late
    with clock.at(utc(2026, 7, 24, 23)):
        assert assessment.is_late


def test_longer_is_never_shorter_than_what_everybody_has():
    assessment = due_on(date(2026, 7, 31), longer_until=date(2026, 7, 24))
    assert assessment.due == date(2026, 7, 31)
