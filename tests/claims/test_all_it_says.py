"""A sentence is understood by all its words and values, not by a name beside each number; and each
wrong one has a true twin that nobody is asked about."""

import pytest

from selfassess.claims.checks.trend_says import moves
from selfassess.claims.engine import check_texts
from selfassess.claims.finding import Finding, Tier
from selfassess.claims.known import What
from selfassess.claims.paragraph import Paragraph
from selfassess.claims.reader.cues import cues
from selfassess.claims.reader.linking import link
from selfassess.claims.reader.read import read

from .record import figure, known

RECORD = known(
    figure("CP01", "93.2"),
    figure("CP01", "87.5", What.BEFORE),
    figure("CP01", "90", What.TARGET),
    figure("CP08", "80.7"),
    figure("CP08", "84.5", What.BEFORE),
    figure("CP08", "90", What.TARGET),
    figure("CP09", "38.6"),
    figure("CP09", "34.6", What.BEFORE),
    figure("CP09", "35.1", What.ENGLAND),
    figure("CP09", "37.2", What.NEIGHBOURS),
    figure("CP12", "16.3"),
    figure("CP12", "25.5", What.BEFORE),
    figure("CP12", "10", What.TARGET),
    area="cp-court",
)


def contradicting(text: str) -> list[str]:
    found = check_texts([Paragraph(text, "cp-court", "know")], RECORD).findings
    return [one.kpi for one in found if one.tier is Tier.CONTRADICTS]


WRONG_AND_TRUE = [
    (
        "CP08",
        "Core groups have picked up nicely, with 80.7% held when they should be.",
        "Core groups have slipped, with 80.7% held when they should be.",
    ),
    (
        "CP12",
        "A larger share of workers hold more than sixteen cases than was so in June.",
        "A smaller share of workers hold more than sixteen cases than was so in June.",
    ),
    (
        "CP09",
        "Our proceedings are over sooner than England’s, and sooner than the neighbours’ too.",
        "Our proceedings take longer than England’s, and longer than the neighbours’ too.",
    ),
    (
        "CP09",
        "A set of proceedings lasts 38.6 weeks. That leaves us ahead of the national picture.",
        "A set of proceedings lasts 38.6 weeks. That leaves us behind the national picture.",
    ),
    (
        "CP01",
        "Child protection visits stand at 93.2%, a whisker below what we ask of ourselves.",
        "Child protection visits stand at 93.2%, comfortably above what we ask of ourselves.",
    ),
    (
        "CP12",
        "At 16.3%, workers with more than 16 cases are now on the right side of the limit.",
        "At 16.3%, workers with more than 16 cases are still on the wrong side of the limit.",
    ),
    (
        "CP08",
        "On core groups it is 80.7% in time. Last time round it had been 91.4%.",
        "On core groups it is 80.7% in time. Last time round it had been 84.5%.",
    ),
    (
        "CP09",
        "Proceedings lengthened by nine weeks when set beside the preceding three months.",
        "Proceedings lengthened by four weeks when set beside the preceding three months.",
    ),
    (
        "CP08",
        "Hardly any of the core groups were held in time.",
        "The great majority of core groups met in time.",
    ),
    (
        "CP08",
        "More than half of core groups were late.",
        "About one core group in five was late.",
    ),
    (
        "CP01",
        "Nothing has changed since June in the share of child protection visits made in time.",
        "The share of child protection visits made in time is up on where it was in June.",
    ),
]


@pytest.mark.parametrize(("kpi", "wrong"), [(kpi, wrong) for kpi, wrong, _ in WRONG_AND_TRUE])
def test_what_the_record_denies_is_found(kpi, wrong):
    assert kpi in contradicting(wrong)


@pytest.mark.parametrize("true", [true for _, _, true in WRONG_AND_TRUE])
def test_its_true_twin_is_left_alone(true):
    assert contradicting(true) == []


@pytest.mark.parametrize(
    "text",
    [
        "In June we were quicker than neighbours with our proceedings.",
        "Having been below our target, child protection visits are now above it.",
        "Core groups fell outside the standard on eight occasions out of 41.",
        "Improving core groups is a priority for the new manager.",
        "Managers improved how core groups are minuted, and morale has risen.",
        "Thirty-four managers were trained in core groups, three fewer than we had wanted.",
    ],
)
def test_other_times_and_other_things_are_left_alone(text):
    assert contradicting(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Visits were good or requires improvement in 92% of cases, inadequate in 8%.",
        "Oversight by supervisors in case files was good in 19%, requires improvement in 63%.",
    ],
)
def test_grades_of_what_an_audit_looked_at_are_no_figures_of_it(text):
    record = known(figure("MA13", "95.2"), figure("MA13", "91.7", What.BEFORE))
    found = check_texts([Paragraph(text, "mash", "evidence")], record).findings
    assert [one for one in found if one.tier is Tier.CONTRADICTS] == []


@pytest.mark.parametrize(
    "text",
    [
        "Half of core groups had been held when they should be.",
        "Core groups had improved where a manager took part.",
    ],
)
def test_what_an_audit_or_those_asked_tell_in_words_is_not_of_everybody(text):
    def found(*, of_some: bool) -> tuple[Finding, ...]:
        paragraph = Paragraph(text, "cp-court", "audit-1", of_some=of_some)
        return check_texts([paragraph], RECORD).findings

    assert len(found(of_some=False)) == 1
    assert found(of_some=True) == ()


def test_a_number_in_digits_beside_its_kpi_is_tested_in_every_text():
    text = "In the audit, 60.7% of core groups were held in time."
    paragraph = Paragraph(text, "cp-court", "audit-1", of_some=True)
    assert [one.kpi for one in check_texts([paragraph], RECORD).findings] == ["CP08"]


def test_a_sentence_without_a_name_means_the_kpi_of_which_it_has_words_and_a_value():
    (sentence,) = link(
        read("Of all that was due for families, 80.7% of groups met in time."), RECORD
    )
    assert sentence.meant == "CP08"
    (sentence,) = link(read("Of all that was due, much was done in time."), RECORD)
    assert sentence.meant == ""


def test_verbs_are_inflected_by_rule():
    said = "It slips, slipped, is slipping, lagged, strengthened; it rises and has risen."
    ways = [one.says for one in cues(said)]
    assert ways == ["slip", "slip", "slip", "behind", "gain", "up", "up"]


def test_what_is_wanted_or_a_thing_is_no_movement():
    said = "They rise early to increase it. An improvement plan is required."
    assert list(moves(said, RECORD.period)) == []


def test_an_adjective_orders_where_its_than_stands():
    (cue,) = cues("A bigger share of our visits than in June")
    assert (cue.says, cue.how, cue.end) == ("above", "adjective", 33)
