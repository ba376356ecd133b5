"""Check 5: “improved”, “fell”, “for the third quarter running”."""

import pytest

from selfassess.claims.checks.trend import check
from selfassess.claims.known import What

from .record import BEFORE, BEFORE_THAT, figure, known, said

RECORD = known(
    figure("MA03", "74.6"),
    figure("MA03", "81", What.BEFORE),
    figure("MA03", "70", What.BEFORE, period=BEFORE_THAT),
    figure("MA04", "18.3"),  # lower is better
    figure("MA04", "21", What.BEFORE),
    figure("MA04", "24", What.BEFORE, period=BEFORE_THAT),
)


def found(text: str, record=RECORD):
    return said(check, text, record)


def test_improved_where_the_record_says_worse():
    assert found("Decisions on contacts in time have improved.") == [
        (
            "contradicts",
            "You write “improved”. The record says 81% in Q1 2020/21, 74.6% in Q2 2020/21, which "
            "is worse.",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Re-referrals have improved.",  # lower is better
        "Re-referrals fell again.",
        "Re-referrals fell for the second consecutive quarter.",
        "Decisions on contacts in time need to improve.",
        "Decisions on contacts in time will have improved by spring.",
        "Decisions on contacts in time have not improved.",
        "Decisions on contacts in time have improved since last year.",  # another time
        "The form for contacts decided in time was discussed; practice has improved.",
    ],
)
def test_what_the_record_does_not_deny(text):
    assert found(text) == []


def test_a_run_that_was_broken():
    (finding,) = found("Decisions on contacts in time rose for the second consecutive quarter.")
    assert "70% in Q4 2019/20, 81% in Q1 2020/21, 74.6% in Q2 2020/21" in finding[1]


def test_a_sentence_may_deny_itself():
    (finding,) = found("Re-referrals have worsened from 24% to 21%.")
    assert finding[1] == "You write “worsened”. From 24% to 21% it went down, which is better."


def test_stable_has_bounds():
    assert found("Decisions on contacts in time remained stable.") != []
    assert found("Re-referrals remained stable.") == []


def test_without_a_figure_of_this_quarter_years_are_asked():
    years = (
        figure("CL03", "44", What.OUTTURN, period="2018/19"),
        figure("CL03", "43", What.OUTTURN, period="2019/20"),
    )
    text = "The number of care leavers in EET has improved significantly."
    ((_, beside),) = said(check, text, known(*years, area="care-leavers"))
    assert "44% in 2018/19, 43% in 2019/20, which is worse" in beside


def test_what_is_told_of_another_quarter_is_not_compared():
    assert found("Decisions on contacts in time improved in Q1.") == []
    assert found("Decisions on contacts in time have improved since Q1.") != []


@pytest.mark.parametrize(
    "text",
    [
        "Timeliness of decisions on contacts in time strengthened again.",
        "Decisions on contacts in time have climbed.",
        "Re-referrals crept up.",
        "Decisions on contacts in time are getting better.",
        "Decisions on contacts in time improved since last quarter.",
        "Decisions on contacts rose to 74.6% in time.",
        "More contacts had a decision in time than last quarter.",
    ],
)
def test_other_words_for_up_and_down(text):
    ((tier, _),) = found(text)
    assert tier == "contradicts"


@pytest.mark.parametrize(
    "text",
    [
        "We have strengthened decisions on contacts in time.",
        "Decisions on contacts in time have been strengthened.",
        "Late forms for decisions on contacts in time were picked up in audits.",
        "Re-referrals dipped.",
        "Decisions on contacts in time weakened.",
        "Fewer contacts had a decision in time than last quarter.",
        "More contacts had no decision in time than last quarter.",
    ],
)
def test_words_that_the_record_bears_out(text):
    assert found(text) == []


def test_more_may_be_true_of_a_smaller_share():
    parts = (figure("MA03", "812", What.PART), figure("MA03", "790", What.PART, period=BEFORE))
    record = known(*RECORD.figures, *parts)
    assert found("More contacts had a decision in time than last quarter.", record) == []


def test_an_increase_in_what_the_sentence_tells_of_is_no_increase_in_what_it_counts():
    record = known(
        figure("MA03", "74.6"),
        figure("MA03", "68.1", What.BEFORE, period=BEFORE),
        figure("MA01", "1872"),
        figure("MA01", "1938", What.BEFORE, period=BEFORE),
    )
    text = "Contacts decided within 24 hours are at 74.6%, an increase in contacts decided sooner."
    assert said(check, text, record) == []
