from dataclasses import replace

from selfassess.claims.finding import Finding, Tier
from selfassess.reporting.content.freeze_findings import to_readers

FINDING = Finding(
    kind="number",
    tier=Tier.CONTRADICTS,
    area="mash",
    question="know",
    start=0,
    end=30,
    quoted="99.9% were decided in time.",
    beside="The record says 74.6%.",
    values=("99.9", "74.6"),
)


def test_a_finding_keeps_its_key_when_its_sentence_moves():
    assert replace(FINDING, start=10, end=40).key == FINDING.key


def test_a_finding_is_another_one_when_its_sentence_or_the_record_changes():
    assert replace(FINDING, quoted="99.8% were decided in time.").key != FINDING.key
    assert replace(FINDING, values=("99.9", "75.1")).key != FINDING.key
    assert replace(FINDING, area="lac").key != FINDING.key


def test_readers_of_a_report_are_not_told_that_they_write_it():
    own = "You write that 484 is lower than 465. It is higher."
    assert to_readers(own) == "The text says that 484 is lower than 465. It is higher."
    assert to_readers("You write 99.9%. The record says 74.6%.") == "The record says 74.6%."
    assert to_readers("3 + 5 = 8, not 7.") == "3 + 5 = 8, not 7."
