"""What the evidence suggests as a rating: a sum that can be done by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassess.claims.suggested_rating import AuditedCases, Evidence, Rule, suggest

RULE = Rule({"indicators": 3, "improved": 1, "audits": 3, "actions": 1}, Decimal(1), Decimal(2))
PRE_BIRTH = AuditedCases("Pre-birth", Decimal(8), Decimal(1), Decimal(5))
EVIDENCE = Evidence(
    on_target=2,
    within_tolerance=1,
    off_target=6,
    improved=6,
    worsened=3,
    audits=(PRE_BIRTH, AuditedCases("Neglect", Decimal(26), Decimal(10))),
    dated_actions=9,
    overdue_actions=2,
    moved_actions=1,
)
small = st.integers(0, 12)
audits = st.builds(
    lambda cases, good: AuditedCases("One", Decimal(cases), Decimal(min(cases, good))),
    st.integers(1, 40),
    st.integers(0, 40),
)
evidence = st.builds(
    Evidence,
    on_target=small,
    within_tolerance=small,
    off_target=small,
    improved=small,
    worsened=small,
    audits=st.lists(audits, max_size=4).map(tuple),
    dated_actions=st.integers(6, 12),
    overdue_actions=st.integers(0, 6),
)


def said(found) -> dict[str, tuple[str, str]]:
    return {reason.key: (reason.shown, reason.said) for reason in found.reasons}


def test_the_band_lies_round_the_weighted_mean_of_four_shares():
    """(3 × 28% + 67% + 3 × 32% + 78%) of 8 is 40.5%, and 4 the nearest half."""
    assert suggest(EVIDENCE, RULE).shown == "3 to 5"


def test_a_half_of_a_share_is_rounded_up():
    one_of_eight = replace(EVIDENCE, on_target=1, within_tolerance=0, off_target=7)
    assert said(suggest(one_of_eight, RULE))["indicators"] == ("13%", "1 of 8.")


def test_so_is_half_a_case_of_a_graded_share():
    """12.5% good and 62.5% inadequate, of 20."""
    audit = AuditedCases("Plans", Decimal(20), Decimal("2.5"), Decimal("12.5"))
    assert said(suggest(replace(EVIDENCE, audits=(audit,)), RULE))["audits"] == (
        "13%",
        "3 of 20 cases, 1 audit. Plans: 13 of 20 inadequate.",
    )


def test_every_share_has_its_sentence():
    assert said(suggest(EVIDENCE, RULE)) == {
        "indicators": ("28%", "2 of 9. 1 more within tolerance, counted as half."),
        "improved": ("67%", "6 of 9 that moved since they were last reported."),
        "audits": ("32%", "11 of 34 cases, 2 audits. Pre-birth: 5 of 8 inadequate."),
        "actions": ("22%", "2 of 9 with a date. 1 moved more than once."),
    }


@pytest.mark.parametrize(
    "little",
    [
        Evidence(),
        Evidence(on_target=2, improved=6, dated_actions=9),  # two figures are too few
        Evidence(improved=6, worsened=3, dated_actions=9),  # a quarter of the weight
        Evidence(on_target=9, within_tolerance=1),  # figures alone: three eighths
        Evidence(on_target=9, audits=(PRE_BIRTH,)),  # eight cases are too few
    ],
)
def test_too_little_suggests_nothing(little):
    found = suggest(little, RULE)
    assert (found.low, found.high, found.shown) == (None, None, "")
    assert found.apart(Decimal(10)) == 0


def test_figures_and_actions_are_enough():
    assert suggest(Evidence(on_target=9, dated_actions=3), RULE).shown == "9 to 10"


def test_what_the_council_does_not_weigh_does_not_count():
    figures_alone = replace(RULE, weights={"indicators": 1, "improved": 0, "audits": 0})
    assert suggest(EVIDENCE, figures_alone).shown == "2 to 4"
    assert suggest(EVIDENCE, replace(RULE, weights={"indicators": 0})).shown == ""


def test_a_rating_is_apart_by_its_distance_from_the_band():
    found = suggest(EVIDENCE, RULE)
    distances = [found.apart(Decimal(rating)) for rating in ("0", "3", "4.5", "5", "7.5")]
    assert distances == [-3, 0, 0, 0, Decimal("2.5")]
    assert found.apart(None) == 0


@given(evidence)
def test_a_band_is_on_the_scale_and_in_halves(found):
    band = suggest(found, RULE)
    if band.low is not None:
        assert 0 <= band.low <= band.high <= 10
        assert (2 * band.low) % 1 == (2 * band.high) % 1 == 0


@given(evidence)
def test_better_evidence_never_suggests_less(found):
    better = replace(
        found, on_target=found.on_target + found.off_target, off_target=0, overdue_actions=0
    )
    worse, now = suggest(found, RULE), suggest(better, RULE)
    if worse.low is not None:
        assert (worse.low, worse.high) <= (now.low, now.high)
