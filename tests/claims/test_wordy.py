"""Claims without a number: all, nobody, doubled, the highest for a year, no change."""

import pytest

from selfassess.claims.engine import check_texts
from selfassess.claims.known import What
from selfassess.claims.paragraph import Paragraph

from .record import figure, known

QUARTERS = ("2020-21-q2", "2020-21-q1", "2019-20-q4", "2019-20-q3")


def series(kpi: str, *values: str):
    return [
        figure(kpi, value, What.BEFORE if at else What.NOW, QUARTERS[at])
        for at, value in enumerate(values)
    ]


RECORD = known(
    *series("MA01", "1324", "1210", "1190"),
    *series("MA03", "74.6", "80.1", "82", "79"),
    figure("MA03", "90", What.TARGET),
    *series("MA04", "19.8", "22.4", "21"),
    figure("MA04", "21.9", What.ENGLAND, "2019/20"),
    figure("MA04", "23.5", What.NEIGHBOURS, "2019/20"),
    *series("MA08", "86", "83", "81"),
)
WRONG = [
    "Contacts were all decided in time.",
    "Every contact was decided in time.",
    "Assessments are always completed within 45 days.",
    "Not one assessment was late.",
    "No assessment was late.",
    "Most contacts were late.",
    "A majority of contacts were not decided in time.",
    "Nobody was referred again within twelve months.",
    "Contacts doubled.",
    "The number of contacts halved this quarter.",
    "Re-referrals are the highest for a year.",
    "Contacts decided in time are at their highest for a year.",
    "The re-referral rate is the highest in England.",
    "Re-referrals rose for the third quarter running.",
    "There was no change in contacts decided in time.",
    "Re-referrals are unchanged.",
    "Re-referrals got worse.",
    "We compare poorly with neighbours on re-referrals.",
]
RIGHT_OR_OF_SOMETHING_ELSE = [
    "Few contacts were late.",
    "Hardly any assessments were late.",
    "The majority of assessments were completed in time.",
    "Re-referrals are the lowest for three quarters.",
    "Assessments in time are the highest for a year.",
    "The best month for contacts in time was May.",
    "Contacts nearly doubled in 2018.",
    "We doubled our efforts on contacts decided in time.",
    "All late contacts are reviewed by a manager.",
    "Every late assessment is discussed.",
    "Late assessments fell.",
    "There is no change in how contacts are decided.",
    "Re-referrals did not change our practice.",
    "Re-referrals compare favourably with England.",
    "All contacts should be decided in time.",
]


def contradicting(text: str) -> list[str]:
    found = check_texts([Paragraph(text, "mash", "know")], RECORD)
    assert found.left_out == ()
    return [one.beside for one in found.findings if one.tier == "contradicts"]


@pytest.mark.parametrize("text", WRONG)
def test_what_the_record_does_not_bear_out_contradicts_it(text):
    assert contradicting(text)


@pytest.mark.parametrize("text", RIGHT_OR_OF_SOMETHING_ELSE)
def test_what_it_bears_out_or_does_not_know_is_left_alone(text):
    assert contradicting(text) == []


def test_both_values_are_told():
    (said,) = contradicting("Contacts doubled.")
    assert (
        said == "You write “doubled”. The record says 1,324 (Q2 2020/21), and 1,210 (Q1 2020/21)."
    )


def test_those_who_are_late_agree_with_the_rest_of_the_share():
    rest = figure("MA08", "14", What.REST)
    text = Paragraph("14% of assessments were late.", "mash", "know")
    assert check_texts([text], known(*series("MA08", "86"), rest)).in_all.agree == 1
