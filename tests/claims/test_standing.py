"""What was decided about a finding holds while the same is found, whatever words are quoted."""

from dataclasses import replace

from selfassess.claims.finding import Finding, Tier
from selfassess.claims.models import Decision, Verdict
from selfassess.claims.standing import State, standings

FINDING = Finding(
    kind="target",
    tier=Tier.CONTRADICTS,
    area="mash",
    question="know",
    start=0,
    end=12,
    quoted="Decisions have met the target.",
    beside="You write “met the target”. The record says 74.6%, and the target is 95%.",
    kpi="MA03",
    values=("met the target", "74.6%", "95%"),
)
LONGER = replace(
    FINDING,
    beside=FINDING.beside.replace("met the", "have met the"),
    values=("have met the target", "74.6%", "95%"),
)


def explained(finding: Finding) -> Decision:
    return Decision(
        key=finding.key,
        kind=finding.kind,
        tier=finding.tier,
        question=finding.question,
        kpi=finding.kpi,
        verdict=Verdict.STAYS,
        reason="Of all teams.",
        quoted=finding.quoted,
        beside=finding.beside,
    )


def states(*findings: Finding) -> list[State]:
    return [one.state for one in standings(findings, [explained(FINDING)])]


def test_a_decision_holds_where_other_words_of_the_sentence_are_quoted_now():
    assert LONGER.key != FINDING.key
    assert states(LONGER) == [State.EXPLAINED]


def test_it_does_not_where_the_record_or_the_kpi_is_another_one():
    another = FINDING.beside.replace("74.6%", "70.1%")
    assert states(replace(LONGER, beside=another)) == [State.OPEN]
    assert states(replace(LONGER, kpi="MA04")) == [State.OPEN]


def test_it_is_of_one_finding_alone():
    assert sorted(states(FINDING, LONGER)) == [State.EXPLAINED, State.OPEN]
    other = replace(LONGER, values=("had met the target", "74.6%", "95%"))
    assert states(LONGER, other) == [State.OPEN, State.OPEN]
