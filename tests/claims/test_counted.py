"""A number is counted as agreeing only where something on record says the same of what it tells."""

import pytest

from selfassess.claims.counted import Counted
from selfassess.claims.engine import check_texts
from selfassess.claims.known import What
from selfassess.claims.paragraph import Paragraph
from selfassess.claims.sentences import in_three

from .record import figure, known

CONTACTS = figure("MA03", "74.6")
BEFORE_THIS = figure("MA03", "57", What.BEFORE)
RECORD = known(
    CONTACTS,
    BEFORE_THIS,
    figure("MA03", "90", What.TARGET),
    figure("MA04", "15", What.BEFORE),  # re-referrals, of which this quarter has no figure
)

AGREE = [
    "74.6% of contacts were decided in time.",
    "75% of contacts were decided in time.",
    "Contacts decided in time rose from 57%.",
    "The share of contacts decided in time is below our target of 90%.",
]
CANNOT_BE_CHECKED = [
    "Re-referrals fell to 12%.",
    "Re-referrals fell to 15%.",  # it was last quarter's
    "57% of parents liked the new leaflet.",
    "We held 3 sessions.",
    "We held 74 sessions.",
    "12 of 20 (60%) came.",
]


def counted(text: str) -> Counted:
    return check_texts([Paragraph(text, "mash", "know")], RECORD).in_all


@pytest.mark.parametrize("text", AGREE)
def test_what_was_set_beside_the_record_and_is_the_same_agrees(text):
    found = counted(text)
    assert (found.agree, found.contradict, found.unchecked) == (found.numbers, 0, 0)
    assert found.numbers == 1


@pytest.mark.parametrize("text", CANNOT_BE_CHECKED)
def test_what_nothing_could_be_set_beside_cannot_be_checked(text):
    found = counted(text)
    assert found.numbers
    assert (found.agree, found.contradict) == (0, 0)


def test_what_contradicts_is_counted_apart():
    found = counted("99.9% of contacts were decided in time, above our target of 90%.")
    assert found == Counted(numbers=2, agree=1, contradict=1)


def test_a_further_figure_agrees_where_the_text_has_words_of_its_name():
    fact = figure("MA03", "31", What.FACT)
    fact = type(fact)(**{**vars(fact), "kpi": "", "unit": "count", "name": "Leaflets handed out"})
    record = known(fact)

    def agree(text: str) -> int:
        return check_texts([Paragraph(text, "mash", "know")], record).in_all.agree

    assert agree("We handed out 31 leaflets.") == 1
    assert agree("We met 31 partners.") == 0


def test_the_three_counts_are_told_together():
    said = "Of 5 numbers, 1 agrees with the record and 4 cannot be checked."
    assert in_three(Counted(5, 1, 0)) == said
    assert in_three(Counted(9, 6, 1)) == (
        "Of 9 numbers, 6 agree with the record, 1 contradicts it and 2 cannot be checked."
    )
    assert in_three(Counted(8, 0, 8)) == "Of 8 numbers, 8 contradict the record."
    assert in_three(Counted(1, 1, 0)) == "The number agrees with the record."
    assert in_three(Counted(1, 0, 0)) == "The number cannot be checked."
    assert in_three(Counted()) == ""
