"""Check 1: each figure agrees with the record, contradicts it, or is not on record."""

from dataclasses import replace

import pytest

from selfassess.claims.checks.number import check
from selfassess.claims.known import What

from .record import figure, known, read_with, said

RECORD = known(
    figure("MA03", "74.6"),
    figure("MA03", "71.2", What.BEFORE),
    figure("MA03", "95", What.TARGET),
    figure("MA04", "18.3"),
    figure("MA04", "22.6", What.ENGLAND, period="2019/20"),
    figure("MA04", "20.1", What.NEIGHBOURS, period="2019/20"),
    figure("MA01", "1204"),
)


def found(text: str, record=RECORD):
    return said(check, text, record)


@pytest.mark.parametrize(
    "text",
    [
        "74.6% of contacts were decided in time.",
        "75% of contacts were decided in time.",  # rounded
        "Three quarters of contacts were decided in time.",
        "Contacts decided in time: 74.6% (71.2% before).",
        "Decisions on contacts in time rose from 71.2% to 74.6%, and the target is 95%.",
        "Re-referrals are 18.3%, below England at 22.6% and neighbours at 20.1%.",
        "1,204 contacts came in.",
        "In half of the schools a governor asks about it.",
    ],
)
def test_what_agrees_is_not_found(text):
    assert found(text) == []


def test_a_figure_beside_its_kpi_s_name_contradicts():
    assert found("99.9% of contacts were decided in time.") == [
        (
            "contradicts",
            "You write 99.9%. The record says 74.6% (Q2 2020/21, weekly report).",
        )
    ]


def test_so_do_a_target_and_official_figures():
    assert [
        beside for _, beside in found("Our target for decisions on contacts in time is 90%.")
    ] == ["You write 90%. The target is 95% (Q2 2020/21, weekly report)."]
    text = "Re-referrals are 18.3%, and in England 24%."
    assert [beside for _, beside in found(text)] == [
        "You write 24%. The official figure of England is 22.6% (2019/20, weekly report)."
    ]


def test_the_neighbours_figure_is_not_england_s():
    (finding,) = found("Re-referrals are 18.3%, below the England average of 20.1%.")
    assert finding[0] == "contradicts"
    assert "statistical neighbours is 20.1%" in finding[1]


def test_now_and_before_swapped_contradict_both():
    text = "Decisions on contacts in time went from 74.6% to 71.2%."
    assert [tier for tier, _ in found(text)] == ["contradicts", "contradicts"]


def test_last_quarter_s_figure_told_as_this_one_s():
    assert [tier for tier, _ in found("71.2% of contacts were decided in time.")] == ["contradicts"]
    assert found("In Q1, 71.2% of contacts were decided in time.") == []


def test_another_unit_is_said():
    (finding,) = found("Re-referrals are at 18.3 per 10,000.")
    assert finding[1].startswith("You write 18.3 per 10,000. The record says 18.3%")


def test_a_percentage_of_nothing_on_record():
    assert found("37% of schools have a lead.") == [
        ("not on record", "No figure on record is 37%.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "60% of contacts in some teams were decided in time.",  # of a part of them
        "40% of chronologies about contacts decided in time were good.",  # of something else
        "90% of contacts should be decided in time.",  # wished
        "Of 1,204 contacts, 31 were decided in time by telephone.",  # a count of a percentage
        "Contacts rose by 12%.",  # a change
        "In 2014/15, 60% of contacts were decided in time; in 2020/21 it is 74.6%.",  # not kept
        "4 contacts came by post.",  # far from the record: another quantity
    ],
)
def test_what_is_said_of_something_else_never_contradicts(text):
    assert "contradicts" not in [tier for tier, _ in found(text)]


def test_if_one_number_agrees_the_others_are_parts():
    text = "74.6% of contacts were decided in time, 60% of them on the day they came."
    assert "contradicts" not in [tier for tier, _ in found(text)]


def test_another_source_s_figure_agrees():
    record = known(figure("MA03", "74.6"), figure("MA03", "96", adopted=False))
    assert found("96% of contacts were decided in time.", record) == []


def test_a_target_of_100_excuses_no_99_9():
    record = known(figure("MA13", "88.2"), figure("MA13", "100", What.TARGET))
    assert [tier for tier, _ in found("Case supervision in time: 99.9%.", record)] == [
        "contradicts"
    ]
    assert found("Case supervision in time is at 88.2%; we aim at 100%.", record) == []


def test_what_there_was_by_an_earlier_month_is_not_the_quarter_s():
    record = known(figure("LC18", "11"), area="lac")
    ((tier, _),) = said(check, "10 matches were approved at panel by the end of July.", record)
    assert tier == "not on record"
    ((tier, _),) = said(check, "10 matches were approved at panel by the end of September.", record)
    assert tier == "contradicts"


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("The rate of children looked after is 80 per 10,000.", "95"),
        ("There are 80 children looked after per 10,000.", "95"),
        ("The rate of children looked after is 95%.", "95 per 10,000"),
        ("Average duration of care proceedings: 55 weeks.", "40"),
        ("Average duration of care proceedings: 40 per cent.", "40 weeks"),
        ("Average caseload per FTE social worker was 55 cases.", "40"),
        ("Average caseload per FTE social worker was 55.", "40 cases"),
    ],
)
def test_what_would_agree_has_its_unit_once(text, instead):
    record = known(figure("LC02", "95"), figure("CP09", "40"), figure("PW01", "40"))
    assert {one.instead for one in check(read_with(text, record), record)} == {instead}


COUNTS = {What.PART: "15", What.WHOLE: "22", What.REST: "7"}
OF_A_WHOLE = known(
    figure("MA14", "68.2"),
    *(replace(figure("MA14", value, what), unit="count") for what, value in COUNTS.items()),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("13 of the 22 audits were good or better.", "15"),
        ("15 of 26 audits were good or better.", "22"),
    ],
)
def test_a_part_or_a_whole_that_is_not_the_record_s(text, value):
    told = said(check, text, OF_A_WHOLE)
    assert [(tier, value in beside) for tier, beside in told] == [("contradicts", True)]


@pytest.mark.parametrize(
    "text",
    [
        "15 of the 22 audits were good or better.",
        "13 of the 22 audits had a voice of the child.",
        "Of 22 audits 7 were not good or better.",
        "5 of 9 audits in one team were good or better.",
    ],
)
def test_a_part_of_something_else(text):
    assert "contradicts" not in [tier for tier, _ in said(check, text, OF_A_WHOLE)]
