"""A half is rounded up, as people and Excel do, wherever a number is shown."""

from decimal import Decimal

import pytest

from performance.number_format import difference, half_up
from performance.series import against
from selfassess.reporting.templatetags.annual import percent


@pytest.mark.parametrize(
    ("number", "places", "shown"),
    [
        *[("12.5", 0, "13"), ("13.5", 0, "14"), ("12.49", 0, "12")],
        *[("0.25", 1, "0.3"), ("3.125", 2, "3.13"), ("-2.5", 0, "-3"), ("80", 1, "80.0")],
    ],
)
def test_a_half_goes_up(number, places, shown):
    assert str(half_up(Decimal(number), places)) == shown


@pytest.mark.parametrize(
    ("apart", "shown"),
    [("0.25", "0.3"), ("-0.25", "0.3"), ("0.05", "0.1"), ("0.04", "0.04"), ("0.00045", "0.0005")],
)
def test_how_far_two_figures_are_apart(apart, shown):
    assert difference(Decimal(apart)) == shown


def test_half_of_a_tenth_is_a_difference():
    assert against(Decimal("80.25"), Decimal("80.2"), "England", "%") == "0.1 points above England"
    assert against(Decimal("80.24"), Decimal("80.2"), "England", "%") == "the same as England"


def test_a_share_of_audited_cases_in_the_annual_report():
    assert percent(5, 40) == "13%"
    assert percent(0, 0) == ""
