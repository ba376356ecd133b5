"""By how much a figure moved, and shares in words: “rose by 20%”, “nine out of ten”."""

import pytest

from selfassess.claims.checks import sizes, spoken_shares
from selfassess.claims.known import What

from .record import BEFORE, BEFORE_THAT, figure, known, said

RECORD = known(
    figure("MA01", "1324"),
    figure("MA01", "1210", What.BEFORE),  # 114 fewer: 9.4%
    figure("MA01", "1100", What.BEFORE, period=BEFORE_THAT),  # 224 fewer: 20.4%
    figure("MA03", "74.6"),
    figure("MA03", "80.2", What.BEFORE),
    figure("MA14", "70.4"),
    figure("MA14", "19", What.PART),
    figure("MA14", "27", What.WHOLE),
)


@pytest.mark.parametrize(
    "text",
    [
        "Contacts rose by 20% since last quarter.",
        "Contacts rose by 20% this quarter.",
        "There was a 20% increase in contacts compared with Q1.",
        "Contacts rose by 150 compared with the quarter before.",
        "We received 1,324 contacts, 53 more than in Q1.",
        "Contacts went up by a third from the previous quarter.",
        "Contacts decided in time fell by nine points since last quarter.",
        "Contacts decided in time fell by 12% since last quarter.",
    ],
)
def test_a_wrong_size_contradicts_what_both_quarters_say(text):
    ((tier, beside),) = said(sizes.check, text, RECORD)
    assert tier == "contradicts"
    assert "a difference of" in beside


@pytest.mark.parametrize(
    "text",
    [
        "Contacts rose by 9% since last quarter.",
        "Contacts rose by nearly 10% this quarter.",
        "We received 1,324 contacts, 114 more than in Q1.",
        "Contacts decided in time fell by 5.6 points since last quarter.",
        "Contacts decided in time fell by six points since last quarter.",
        "Contacts decided in time fell by 7% since last quarter.",
        "Contacts rose by 20%.",  # since the quarter before that
        "Contacts have risen by 40% in two years.",
        "Contacts rose by 30% since 2018.",
        "Contacts from the police rose by 20% this quarter.",
        "We want contacts to fall by 20% next quarter.",
        "Contacts rose by 20% this quarter, from 1,100 to 1,320.",  # its own numbers are tested
        "Contacts decided in time are 20 points below target.",
    ],
)
def test_a_size_that_may_be_so_does_not(text):
    assert said(sizes.check, text, RECORD) == []


def test_without_a_time_it_is_on_no_record():
    ((tier, _),) = said(sizes.check, "Contacts rose by 33%.", RECORD)
    assert tier == "not on record"


def test_nothing_is_said_of_a_quarter_that_is_not_the_one_before():
    record = known(figure("MA01", "1324"), figure("MA01", "1100", What.BEFORE, period=BEFORE_THAT))
    assert BEFORE != BEFORE_THAT
    assert said(sizes.check, "Contacts rose by 50% since last quarter.", record) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nine out of ten audits were good or better.",
        "One of three audits was good or better.",
        "Two of every five audits were good or better.",
    ],
)
def test_a_share_in_words_is_set_beside_the_share_on_record(text):
    ((tier, beside),) = said(spoken_shares.check, text, RECORD)
    assert tier == "contradicts"
    assert beside.endswith("The record says 70.4% (Q2 2020/21, weekly report).")


@pytest.mark.parametrize(
    "text",
    [
        "Seven out of ten audits were good or better.",
        "Two of three audits were good or better.",
        "Nine out of 27 audits were good or better.",  # a count, which is tested as one
        "Nine out of ten audits of the North team were good or better.",
        "More than six out of ten audits were good or better.",
        "One of three audits was of a child on a plan.",
    ],
)
def test_a_share_in_words_that_is_said_of_it_is_not(text):
    assert said(spoken_shares.check, text, RECORD) == []


@pytest.mark.parametrize("points", ["3.9", "4", "3"])
def test_the_two_values_may_have_been_rounded_either_way(points):
    """80.5 less 76.6: 81 less 77, or 80 less 77."""
    record = known(figure("MA03", "80.5"), figure("MA03", "76.6", What.BEFORE))
    text = f"Contacts decided in time rose by {points} points since last quarter."
    assert said(sizes.check, text, record) == []
