"""What is wanted, and what is told of a slice of a KPI, is no contradiction of its figure."""

import pytest

from selfassess.claims.engine import check_texts
from selfassess.claims.known import What
from selfassess.claims.paragraph import Paragraph

from .record import figure, known

RECORD = known(
    figure("MA01", "1324"),
    figure("MA01", "1210", What.BEFORE),
    figure("MA03", "74.6"),
    figure("MA03", "80.1", What.BEFORE),
    figure("MA03", "90", What.TARGET),
    figure("MA04", "19.8"),
    figure("MA04", "22.4", What.BEFORE),
    figure("MA04", "25", What.OUTTURN, "2018/19"),
    figure("MA08", "86"),
)
AIMS = [
    "By December we want 85% of contacts decided in time.",
    "We expect 95% of contacts to be decided in time next quarter.",
    "Next quarter 95% of contacts decided in time is our ambition.",
    "Our forecast is that re-referrals fall to 15%.",
    "Re-referrals should reach 15% by March.",
]
SLICES = [
    "At weekends 61% of contacts were decided in time.",
    "In our best week 91% of contacts were decided in time.",
    "In August 68% of contacts were decided in time.",
    "The North team decided 91% of contacts in time.",
    "Of contacts from schools 82% were decided in time.",
    "Contacts from the police decided in time were 88%.",
    "For children under five, 92% of assessments were completed within 45 days.",
]
TRENDS_OF_SLICES = [
    "Contacts from schools fell this quarter.",
    "Re-referrals of teenagers rose.",
    "Contacts decided in time at weekends improved.",
    "In September contacts fell.",
]
WRONG = [
    "At the end of September 68% of contacts were decided in time.",
    "We expected more, but 61% of contacts were decided in time.",
    "Contacts fell this quarter.",
    "Re-referrals rose.",
]


def contradicting(text: str) -> list[str]:
    found = check_texts([Paragraph(text, "mash", "know")], RECORD).findings
    return [one.beside for one in found if one.tier == "contradicts"]


@pytest.mark.parametrize("text", [*AIMS, *SLICES, *TRENDS_OF_SLICES])
def test_it_is_set_beside_nothing(text):
    assert contradicting(text) == []


@pytest.mark.parametrize("text", WRONG)
def test_what_is_told_of_all_is_tested(text):
    assert contradicting(text)


def test_what_a_live_figure_says_is_not_accused():
    said = "Contacts decided in time: up from 28%74.6%."
    place = said.index("28%"), said.index("28%") + 3
    assert contradicting(said)
    text = Paragraph(said, "mash", "know", live=(place,))
    assert [one for one in check_texts([text], RECORD).findings if one.kind == "number"] == []


@pytest.mark.parametrize(
    "text",
    [
        "We rate ourselves 6 out of 10.",
        "Our rating is 7.",
        "One of our two managers left.",
    ],
)
def test_what_is_no_figure_is_not_accused(text):
    found = check_texts([Paragraph(text, "mash", "know")], RECORD).findings
    assert [one.beside for one in found if one.tier in ("contradicts", "not on record")] == []


def test_two_counts_that_make_the_record_s_are_not_accused():
    assert contradicting("Contacts were 1,300, and 24 more came after the deadline.") == []


def test_an_earlier_figure_without_a_time_is_not_that_of_a_year():
    record = known(figure("MA04", "19.8"), figure("MA04", "25", What.OUTTURN, "2018/19"))
    text = Paragraph("Re-referrals are 19.8%, down from 21%.", "mash", "know")
    assert [one for one in check_texts([text], record).findings if one.tier == "contradicts"] == []
