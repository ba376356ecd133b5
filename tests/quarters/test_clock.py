"""One clock for the whole portal: it runs by itself, can be held for the demo and set for tests."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from selfassess.quarters import clock

SUMMER_NIGHT = datetime(2026, 7, 17, 23, 30, tzinfo=UTC)  # half past midnight on the 18th in London


@time_machine.travel(SUMMER_NIGHT, tick=False)
def test_the_day_is_londons():
    assert clock.now() == SUMMER_NIGHT
    assert clock.today() == date(2026, 7, 18)


def test_a_moment_that_is_set_lies_on_a_day_in_london_too():
    with clock.at(SUMMER_NIGHT):
        assert clock.today() == date(2026, 7, 18)


@time_machine.travel(datetime(2026, 3, 31, 23, 30, tzinfo=UTC), tick=False)
def test_a_financial_year_begins_by_londons_clock():
    assert clock.today() == date(2026, 4, 1)


def test_a_held_day_stands_still(settings):
    settings.TODAY = date(2020, 10, 5)
    assert clock.today() == date(2020, 10, 5)


def test_on_a_held_day_later_is_still_later(settings):
    settings.TODAY = date(2020, 10, 5)
    with time_machine.travel(datetime(2026, 7, 17, 12, 0, tzinfo=UTC), tick=False) as traveller:
        before = clock.now()
        traveller.shift(timedelta(minutes=1))
        assert clock.now() - before == timedelta(minutes=1)


@pytest.mark.parametrize("hour", range(24))
def test_a_held_day_is_the_same_day_at_every_hour(settings, hour):
    settings.TODAY = date(2026, 3, 29)  # which has no hour between one and two
    with time_machine.travel(datetime(2026, 7, 17, hour, 30, tzinfo=UTC), tick=False):
        assert clock.today() == date(2026, 3, 29)


def test_a_moment_that_is_set_ends_with_its_block(settings):
    settings.TODAY = date(2020, 10, 5)
    moment = datetime(2019, 1, 1, 12, 0, tzinfo=UTC)
    with clock.at(moment):
        assert clock.now() == moment
        with clock.at(SUMMER_NIGHT):
            assert clock.now() == SUMMER_NIGHT
        assert clock.now() == moment
    assert clock.today() == date(2020, 10, 5)


def test_a_moment_ends_with_its_block_also_when_something_goes_wrong():
    with pytest.raises(ZeroDivisionError), clock.at(SUMMER_NIGHT):
        _ = 1 / 0
    assert clock.now() != SUMMER_NIGHT
