"""What is usual for a KPI, and what chance does not explain: seen on series of 16 quarters."""

from decimal import Decimal

import pytest

from performance.usual_range import UsualRange, usual_range

from .test_usual import SWINGING, before
from .test_usual import Point as P

FIFTEEN = [80, 82, 81, 83, 82, 80, 81, 83, 82, 84, 83, 82, 81, 83, 82]


def found(now: object, *values: object, unit: str = "%") -> UsualRange | None:
    return usual_range(P("2020-21-q2", Decimal(str(now))), before(*values), unit)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (83, ""),
        (85, ""),
        (70, "below its usual range"),
        (95, "above its usual range"),
    ],
)
def test_the_sixteenth_quarter_is_usual_or_it_is_not(now, said):
    range_ = found(now, *FIFTEEN)
    assert (range_.said, range_.quarters) == (said, 15)
    assert range_.shown == "78.1 to 85.7%"
    assert range_.low < range_.mean < range_.high


def test_eight_quarters_on_one_side_of_the_mean_are_no_chance():
    values = [78, 80, 79, 80, 78, 80, 79, 82, 82, 83, 82, 83, 82, 83, 82]
    assert found(83, *values).said == "ninth quarter in a row above its mean"
    assert found(80, *values).said == ""


def test_seven_may_be():
    values = [78, 80, 79, 80, 78, 80, 79, 81, 79, 83, 82, 83, 82, 83, 82]
    assert found(83, *values).said == ""


def test_of_eleven_quarters_or_with_one_missing_nothing_is_usual():
    assert found(70, *SWINGING[1:]) is None
    assert found(70, *SWINGING[:6], None, *SWINGING[6:]) is None


def test_no_range_is_below_nought_or_a_share_above_100():
    assert found(100, *([98, 100] * 7)).high == 100
    assert found(2, *([1, 5] * 7), unit="count").low == 0
