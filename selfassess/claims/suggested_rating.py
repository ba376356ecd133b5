"""What figures, audits and actions suggest as a rating: a band from 0 to 10, and why.

A sum, not a judgement, and a council sets how it is worked out (`Rule`). Pure: no database. Earlier
ratings are no part of it, or they would confirm themselves; they stand beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from performance.number_format import half_up, with_unit

FEWEST_FIGURES = 3  # that are judged, or that moved: fewer say nothing
FEWEST_CASES = 10  # audited and graded
FEWEST_ACTIONS = 3  # with a date
HIGHEST = Decimal(10)


@dataclass(frozen=True)
class Rule:
    """How the band is worked out. The settings RATING_… hold it."""

    weights: Mapping[str, int]  # how often each kind of evidence counts; 0: not at all
    either_side: Decimal  # points from the middle of the band to its ends
    gap: Decimal  # so far from the band, or from the last rating, a sentence is asked for


@dataclass(frozen=True)
class AuditedCases:
    """The cases of one audit that were graded."""

    name: str
    cases: Decimal
    good: Decimal  # good or outstanding
    inadequate: Decimal = Decimal(0)


@dataclass(frozen=True)
class Evidence:
    """What an area's rating stands beside, counted."""

    on_target: int = 0
    within_tolerance: int = 0
    off_target: int = 0
    improved: int = 0  # figures that moved the right way since they were last reported
    worsened: int = 0
    audits: tuple[AuditedCases, ...] = ()
    dated_actions: int = 0  # that have, or had, a date
    overdue_actions: int = 0
    moved_actions: int = 0  # whose date was moved more than once

    @property
    def judged(self) -> int:
        return self.on_target + self.within_tolerance + self.off_target


@dataclass(frozen=True)
class Reason:
    """One kind of evidence: the share that speaks for good practice, and the sentence for it."""

    key: str
    name: str
    share: Decimal  # 0 to 1
    shown: str  # as the table prints it: 22%
    said: str
    counts: bool  # is there enough of it, and does the rule count it?


@dataclass(frozen=True)
class Suggested:
    """`low` and `high` are nothing where there is too little to suggest one."""

    low: Decimal | None
    high: Decimal | None
    reasons: tuple[Reason, ...]

    @property
    def shown(self) -> str:
        return (
            ""
            if self.low is None or self.high is None
            else f"{with_unit(self.low, '')} to {with_unit(self.high, '')}"
        )

    def apart(self, rating: Decimal | None) -> Decimal:
        """How far a rating is above the band; below it, with a minus; 0 inside."""
        if rating is None or self.low is None or self.high is None:
            return Decimal(0)
        return max(rating - self.high, Decimal(0)) - max(self.low - rating, Decimal(0))


def suggest(evidence: Evidence, rule: Rule) -> Suggested:
    """A band around the weighted mean of what there is enough of. At least half of all weight must
    be there, so that two or three figures alone suggest nothing."""
    reasons = tuple(_reasons(evidence, rule))
    counted = [reason for reason in reasons if reason.counts]
    weight = sum(rule.weights[reason.key] for reason in counted)
    if not weight or 2 * weight < sum(rule.weights.values()):
        return Suggested(None, None, reasons)
    shares = (rule.weights[reason.key] * reason.share for reason in counted)
    mean = sum(shares, Decimal(0)) / weight
    middle = _to_half(HIGHEST * mean)
    low, high = middle - rule.either_side, middle + rule.either_side
    return Suggested(max(low, Decimal(0)), min(high, HIGHEST), reasons)


def _to_half(value: Decimal) -> Decimal:
    return half_up(2 * value) / 2


def _reasons(evidence: Evidence, rule: Rule) -> Iterator[Reason]:
    for key, name, part, whole, enough, said in (
        _figures(evidence),
        _movement(evidence),
        _audits(evidence),
        _actions(evidence),
    ):
        if not whole:
            continue
        share = Decimal(part) / Decimal(whole)
        counts = enough and rule.weights.get(key, 0) > 0
        shown = f"{half_up(100 * share)}%"
        if key == "actions":  # printed as what is wrong, counted as what is right
            share = 1 - share
        yield Reason(key, name, share, shown, said if enough else f"{said} Too few.", counts)


Counted = tuple[str, str, Decimal | int, Decimal | int, bool, str]


def _figures(found: Evidence) -> Counted:
    on, near, judged = found.on_target, found.within_tolerance, found.judged
    said = f"{on} of {judged}."
    if near:
        said += f" {near} more within tolerance, counted as half."
    part = on + Decimal(near) / 2
    enough = judged >= FEWEST_FIGURES
    return "indicators", "Indicators on target", part, judged, enough, said


def _movement(found: Evidence) -> Counted:
    moved = found.improved + found.worsened
    said = f"{found.improved} of {moved} that moved since they were last reported."
    enough = moved >= FEWEST_FIGURES
    return "improved", "Indicators that improved", found.improved, moved, enough, said


def _audits(found: Evidence) -> Counted:
    cases = sum((audit.cases for audit in found.audits), Decimal(0))
    good = sum((audit.good for audit in found.audits), Decimal(0))
    audits = f"{len(found.audits)} audit{'' if len(found.audits) == 1 else 's'}"
    said = f"{half_up(good)} of {half_up(cases)} cases, {audits}."
    worst = max(found.audits, key=lambda audit: audit.inadequate / audit.cases, default=None)
    if worst and 2 * worst.inadequate >= worst.cases:
        said += f" {worst.name}: {half_up(worst.inadequate)} of {half_up(worst.cases)} inadequate."
    return "audits", "Audits good or better", good, cases, cases >= FEWEST_CASES, said


def _actions(found: Evidence) -> Counted:
    overdue, dated = found.overdue_actions, found.dated_actions
    said = f"{overdue} of {dated} with a date."
    if found.moved_actions:
        said += f" {found.moved_actions} moved more than once."
    enough = dated >= FEWEST_ACTIONS
    return "actions", "Actions overdue", overdue, dated, enough, said
