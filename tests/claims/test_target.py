"""Check 6: “met the target”, “all of them in time”."""

import pytest

from selfassess.claims.checks.target import check
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
    return said(check, text, RECORD)


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
    ((_, beside),) = said(check, text, record)
    assert beside.endswith("has been cleared”. The record says 12 (weekly report).")
    assert said(check, text, known(figure("LC19", "0"), area="lac")) == []
