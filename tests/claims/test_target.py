"""Check 6: “met the target”, “all of them in time”."""

import pytest

from selfassess.claims.checks import comparison, every, number, target
from selfassess.claims.known import What

from .record import figure, known, said

RECORD = known(
    figure("MA03", "74.6"),
    figure("MA03", "95", What.TARGET),
    figure("MA12", "96.1"),
    figure("MA12", "95", What.TARGET),
    figure("MA04", "18.3"),  # lower is better
    figure("MA04", "20", What.TARGET),
)


def found(text: str):
    return [*said(target.check, text, RECORD), *said(every.check, text, RECORD)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The target for decisions on contacts in time was met.", "target"),
        ("Decisions on contacts in time met the target.", "met the target"),
        ("Decisions on contacts in time are above our target of 95%.", "above our target"),
        ("Section 47 enquiries in time are below the target.", "below the target"),
        ("Re-referrals missed the target.", "missed the target"),
        ("All contacts were decided in time.", "All"),
        ("No contacts were decided in time.", "No"),
    ],
)
def test_what_the_record_denies(text, word):
    ((tier, beside),) = found(text)
    assert tier == "contradicts"
    assert word.lower() in beside.lower()


@pytest.mark.parametrize(
    "text",
    [
        "Section 47 enquiries in time met the target.",
        "Decisions on contacts in time are below our target.",
        "Decisions on contacts in time did not meet the target.",
        "Decisions on contacts in time should meet the target by March.",
        "Re-referrals are above target.",  # some mean “better than”
        "All contacts should be decided in time.",
        "Most contacts were decided in time.",
        "Not all contacts were decided in time.",
    ],
)
def test_what_it_does_not(text):
    assert found(text) == []


def test_a_backlog_that_was_cleared_is_gone():
    record = known(figure("LC19", "12"), area="lac")
    text = "The backlog of life story books has been cleared."
    ((_, beside),) = said(target.check, text, record)
    assert beside.endswith("has been cleared”. The record says 12 (weekly report).")
    assert said(target.check, text, known(figure("LC19", "0"), area="lac")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Decisions on contacts in time achieved the 95% target, with 88.1% made in a day.",
        "Decisions on contacts in time stand at 88.1% against a required 95%, so target met.",
        "Decisions on contacts in time, at 88.1%, are beating the target of 95%.",
        "Decisions on contacts in time were 88.1% and the target of 95% was reached.",
        "Decisions on contacts in time, at 97.2%, failed to meet our 95% target.",
        "Re-referrals, at 23.4%, are within our limit of 20%.",
        "Re-referrals were 16.3%, so we missed the 20% target.",
        "Re-referrals, at 22.1%, are better than our 20% target.",
    ],
)
def test_a_value_and_its_target_in_one_sentence(text):
    ((tier, beside),) = found(text)
    assert tier == "contradicts"
    assert "The value is" in beside


@pytest.mark.parametrize(
    "text",
    [
        "Decisions on contacts in time achieved the 85% target, with 88.1% made in a day.",
        "Re-referrals, at 18.4%, are within our limit of 20%.",
        "Re-referrals, at 22.1%, missed our 20% target.",
        "Three of our teams met the target of 95%; decisions on contacts in time are at 88.1%.",
        "In Q1 we met the 95% target; decisions on contacts in time are now at 88.1%.",
        "Decisions on contacts in time are at 88.1% and will hit the 95% target by March.",
        "Decisions on contacts in time, at 95%, met the 95% target.",
    ],
)
def test_a_value_that_fits_its_target(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The standard we set (95%) for decisions on contacts in time was met, at 88.1%.",
        "Decisions on contacts in time, at 88.1%, are four points short of our 95% target.",
        "Decisions on contacts in time, at 88.1%, are ahead of the 95% we aim for.",
        "Decisions on contacts in time, at 88.1%, exceed the 95% that we expect.",
        "Decisions on contacts in time, at 88.1%, satisfy our 95% standard.",
        "Decisions on contacts in time, at 88.1%, are in line with the target of 95%.",
        "Decisions on contacts in time are within two points of our target of 95%, at 88.1%.",
        "Section 47 enquiries in time, at 96.1%, are failing to reach the 95% target.",
        "Section 47 enquiries in time are no longer above the 95% target, at 96.1%.",
        "Section 47 enquiries in time, at 96.1%, have yet to meet the 95% target.",
        "Re-referrals, at 22.1%, are inside our maximum of 20%.",
        "Re-referrals, at 22.1%, are two points below our maximum.",
        "Re-referrals, at 18.4%, breach our 20% limit.",
        "Re-referrals, at 22.1%, do not exceed our 20% ceiling.",
        "Re-referrals, at 18.4%, are outside the tolerance of 20%.",
    ],
)
def test_other_words_for_a_target_and_how_far_off_it_is(text):
    ((tier, beside),) = found(text)
    assert tier == "contradicts"
    assert "The value is" in beside


@pytest.mark.parametrize(
    "text",
    [
        "The standard we set (95%) for decisions on contacts in time was not met, at 88.1%.",
        "Decisions on contacts in time, at 88.1%, are seven points short of our 95% target.",
        "Decisions on contacts in time, at 94.1%, are in line with the target of 95%.",
        "Decisions on contacts in time are within seven points of our target of 95%, at 88.1%.",
        "Decisions on contacts in time, at 88.1%, have yet to meet the 95% target.",
        "Decisions on contacts in time, at 88.1%, are nearly at the 95% target.",
        "We will not rest until decisions on contacts in time are above the 95% target.",
        "Work to lift decisions on contacts in time above the 95% target starts in January.",
        "In July decisions on contacts in time were above target.",
        "Section 47 enquiries in time, at 96.1%, did not miss the 95% target.",
        "Re-referrals, at 18.4%, do not exceed our 20% ceiling.",
        "The contacts met the threshold for a referral.",
    ],
)
def test_what_such_words_say_that_is_so(text):
    assert found(text) == []


def test_a_value_that_is_off_its_target_is_no_target():
    record = known(figure("MA03", "88.1"), figure("MA03", "95", What.TARGET))
    text = "Decisions on contacts in time are below target at 88.1%."
    assert said(number.check, text, record) == []


EARLIER = known(
    figure("MA04", "25"),  # lower is better
    figure("MA04", "18", What.BEFORE, period="2020-21-q1"),
    figure("MA04", "20", What.TARGET),
    figure("MA04", "22", What.ENGLAND, period="2019/20"),
)


@pytest.mark.parametrize(
    "text",
    [
        "In Q1 2020/21, re-referrals were 18%. That is below the target of 20%.",
        "In June re-referrals stood at 18%. It was within target.",
        "Re-referrals were 18% in Q1. That is well within our target.",
        "Last quarter re-referrals were 18%. That was below the England average.",
        "In Q1, 18% of referrals were re-referrals. This is better than England.",
    ],
)
def test_a_sentence_that_goes_on_about_last_quarter_tells_of_it(text):
    assert [*said(target.check, text, EARLIER), *said(comparison.check, text, EARLIER)] == []


@pytest.mark.parametrize(
    "text",
    [
        "In Q1 re-referrals were 18%. They are now within target.",
        "Re-referrals were 25%. That is below the target of 20%.",
        "Re-referrals were 25%, from 18% in Q1. That is better than England.",
        "In Q1 re-referrals were 18%. Re-referrals are within the target.",
    ],
)
def test_one_that_goes_on_about_this_quarter_does_not(text):
    assert [*said(target.check, text, EARLIER), *said(comparison.check, text, EARLIER)] != []
