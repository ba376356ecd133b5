"""What agrees with what by fair rounding."""

from decimal import Decimal

import pytest

from selfassess.claims.reader import rounding
from selfassess.claims.reader.read import read
from selfassess.claims.reader.sentence import Number

# What is written, what is on record, and whether they say the same.
PAIRS = [
    ("68%", "68.4", True),
    ("68%", "68.5", True),  # a half may have been rounded before
    ("68%", "68.6", False),
    ("68.4%", "68.44", True),
    ("about 40%", "36", True),
    ("about 40%", "31", False),
    ("about 41%", "38", False),
    ("nearly 40%", "37", True),
    ("nearly 40%", "43", False),
    ("nearly two thirds", "64.9", True),
    ("nearly two thirds", "72", False),
    ("a third of them", "35", True),
    ("a third of them", "40", False),
    ("half of them", "46", False),
    ("just over 80%", "82.1", True),
    ("just over 80%", "79", False),
    ("over 80%", "91", True),
    ("over 80%", "74", False),
    ("fewer than 20 cases", "17", True),
    ("fewer than 20 cases", "22", False),
    ("20 to 25%", "22", True),
    ("20 to 25%", "27", False),
    ("£2.4m", "2412900", True),
    ("£2.4m", "2512900", False),
    ("1,300 letters", "1300", True),
    ("1,300 letters", "1312", False),
]


def test_what_is_written_agrees_with_what_it_may_have_been_rounded_from():
    assert [(text, recorded, agrees(text, recorded)) for text, recorded, _ in PAIRS] == PAIRS


def test_more_decimals_than_the_record_shows_agree_when_they_round_to_it():
    assert rounding.agrees(number("74.62%"), Decimal("74.6"), decimals=1)
    assert not rounding.agrees(number("74.72%"), Decimal("74.6"), decimals=1)


@pytest.mark.parametrize(
    ("share", "whole", "possible"),
    [("43%", 7, True), ("45%", 7, False), ("91.66%", 12, True), ("57%", 91, True)],
)
def test_a_percentage_is_possible_if_a_count_gives_it(share, whole, possible):
    assert rounding.share_is_possible(number(share), Decimal(whole)) is possible


def test_a_percentage_of_a_part_may_be_rounded_or_cut_off():
    assert rounding.share_agrees(number("91.67%"), Decimal(11), Decimal(12))
    assert rounding.share_agrees(number("91.66%"), Decimal(11), Decimal(12))
    assert not rounding.share_agrees(number("38%"), Decimal(137), Decimal(398))


def test_rounding_explains_shares_that_make_a_little_more_or_less_than_all():
    assert rounding.explained_by_rounding(shares("19% 63% 19%")) == rounding.Counts((3, 10, 3), 16)
    assert rounding.explained_by_rounding(shares("33% 33% 33%")) == rounding.Counts((1, 1, 1), 3)
    assert rounding.explained_by_rounding(shares("20% 63% 19%")) is None
    assert rounding.explained_by_rounding(shares("19% 63% 19%"), whole=20) is None


def test_a_half_may_be_rounded_down_as_well():
    """5 and 35 of 40."""
    assert rounding.explained_by_rounding(shares("12% 88%"), whole=40) == rounding.Counts(
        (5, 35), 40
    )


@pytest.mark.parametrize(
    ("value", "decimals", "either"),
    [
        *[("12.5", 0, ["12", "13"]), ("13.5", 0, ["13", "14"]), ("12.4", 0, ["12"])],
        *[("52.85", 1, ["52.8", "52.9"]), ("52.9", 1, ["52.9"]), ("1250", -2, ["1200", "1300"])],
    ],
)
def test_what_a_value_may_be_rounded_to(value, decimals, either):
    found = rounding.either_way(Decimal(value), decimals)
    assert found == {Decimal(one) for one in either}


def agrees(text: str, recorded: str) -> bool:
    return rounding.agrees(number(text), Decimal(recorded))


def number(text: str) -> Number:
    return read(text)[0].numbers[0]


def shares(text: str) -> tuple[Number, ...]:
    return read(text)[0].numbers
