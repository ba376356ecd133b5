"""Words for how many of all, without a number: `reader/quantities.toml`."""

import pytest

from selfassess.claims.checks import every, trend
from selfassess.claims.known import What

from .record import BEFORE, figure, known, said

RECORD = known(
    figure("MA03", "74.6"),
    figure("MA12", "96.1"),
    figure("MA04", "18.3"),
)


@pytest.mark.parametrize(
    "text",
    [
        "Only a minority of contacts were decided in time.",
        "Just a handful of contacts were decided in time.",
        "Every single one of our contacts was decided in time.",
        "We saw next to no section 47 enquiries in time.",
        "Barely any section 47 enquiries in time is what we have to report.",
        "The bulk of our contacts were not decided in time.",
        "Contacts are seldom decided in time.",
        "Section 47 enquiries in time are almost never seen.",
    ],
)
def test_what_the_record_denies(text):
    ((tier, _),) = said(every.check, text, RECORD)
    assert tier == "contradicts"


@pytest.mark.parametrize(
    "text",
    [
        "The bulk of our contacts were decided in time.",
        "The lion’s share of our contacts were decided in time.",
        "Only a minority of contacts were not decided in time.",
        "For the most part contacts are decided in time.",
        "Every single late contact is looked at.",
        "The minority of contacts from schools were decided in time.",
    ],
)
def test_what_it_does_not(text):
    assert said(every.check, text, RECORD) == []


TOUCH = known(figure("CL01", "6.1"), area="care-leavers")


def test_not_any_is_none():
    ((tier, _),) = said(every.check, "We have not lost touch with any of our care leavers.", TOUCH)
    assert tier == "contradicts"
    text = "We have not lost touch with any of our care leavers in custody."
    assert said(every.check, text, TOUCH) == []


STEADY = known(figure("MA12", "85.2"), figure("MA12", "90.7", What.BEFORE, period=BEFORE))


@pytest.mark.parametrize(
    "text",
    [
        "Section 47 enquiries in time rallied.",
        "Section 47 enquiries in time crept upwards after June.",
        "Section 47 enquiries in time edged higher.",
        "Section 47 enquiries in time held steady, exactly as it was in June.",
        "Section 47 enquiries in time have become more common.",
        "There has been headway on section 47 enquiries in time.",
        "For young people of twelve to seventeen years old, section 47 enquiries in time improved.",
    ],
)
def test_a_way_that_the_record_did_not_go(text):
    ((tier, _),) = said(trend.check, text, STEADY)
    assert tier == "contradicts"


@pytest.mark.parametrize(
    "text",
    [
        "Section 47 enquiries in time inched lower.",
        "Section 47 enquiries in time fell after June.",
        "Section 47 enquiries in time were not exactly as in June.",
    ],
)
def test_a_way_that_it_went(text):
    assert said(trend.check, text, STEADY) == []
