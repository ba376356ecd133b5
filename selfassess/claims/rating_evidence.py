"""What stands beside an area's rating, counted from its indicators, audits and actions."""

from collections.abc import Iterable
from decimal import Decimal

from django.conf import settings
from django.urls import reverse

from performance.models import Direction
from performance.rag import Status
from performance.reading import Indicator
from selfassess.assessments.models import Assessment
from selfassess.records.action_state import ActionState
from selfassess.records.models import Audit, Unit

from .known import RatingOnRecord
from .suggested_rating import AuditedCases, Evidence, Rule


def rule() -> Rule:
    """As the council has set it."""
    return Rule(settings.RATING_WEIGHTS, settings.RATING_EITHER_SIDE, settings.RATING_GAP)


def evidence_of(
    indicators: Iterable[Indicator], audits: Iterable[Audit], actions: Iterable[ActionState]
) -> Evidence:
    indicators, actions = list(indicators), list(actions)
    statuses = [one.status for one in indicators]
    moves = [_better(one) for one in indicators]
    dated = [state for state in actions if state.due]
    return Evidence(
        on_target=statuses.count(Status.ON_TARGET),
        within_tolerance=statuses.count(Status.WITHIN_TOLERANCE),
        off_target=statuses.count(Status.OFF_TARGET),
        improved=moves.count(True),
        worsened=moves.count(False),
        audits=tuple(cases for audit in audits if (cases := audited_cases(audit))),
        dated_actions=len(dated),
        overdue_actions=sum(state.overdue for state in dated),
        moved_actions=sum(state.moved > 1 for state in dated),
    )


def rating_on_record(
    assessment: Assessment, previous: Assessment | None, evidence: Evidence
) -> RatingOnRecord | None:
    """The rating of an assessment fetched `with_words`, beside all that stands there; None where
    none was given. `previous`: the same area before, if any."""
    now, before = assessment.rating_or_none, previous.rating_or_none if previous else None
    if now is None or now.value is None:
        return None
    reason = assessment.answer_to("rating")
    return RatingOnRecord(
        value=now.value,
        area=assessment.area,
        evidence=evidence,
        rule=rule(),
        has_reason=bool(reason and reason.text.strip()),
        why_apart=now.why_apart,
        last=before.value if before else None,
        last_quarter=previous.quarter.name if previous else "",
        address=reverse("section", args=[assessment.quarter_id, assessment.area, "rating"]),
    )


def _better(one: Indicator) -> bool | None:
    """Did the figure move the right way? None where it did not move, or nobody can say."""
    points = [point for point in one.points if point.value is not None]
    if len(points) < 2 or points[-1].quarter != one.quarter:
        return None
    if one.kpi.direction not in (Direction.HIGHER, Direction.LOWER):
        return None
    before, now = points[-2:]
    smallest = one.kpi.smallest_denominator if one.kpi.is_percent else 0
    if any(p.denominator is not None and p.denominator < smallest for p in (before, now)):
        return None
    change = (now.value or Decimal(0)) - (before.value or Decimal(0))
    return None if not change else (change > 0) == (one.kpi.direction == Direction.HIGHER)


def audited_cases(audit: Audit) -> AuditedCases | None:
    """The graded cases of an audit; None where it says of too few how they were graded, or its
    percentages not of how many."""
    graded, whole = audit.grades, Decimal(audit.cases or 0)
    given = sum(graded.values(), Decimal(0))
    ungraded = graded.get("not_graded", Decimal(0))
    if audit.unit == Unit.PERCENT:
        factor, of = whole / 100, Decimal(100)
    else:
        factor, of = Decimal(1), max(whole, given)
    says_good = "good" in graded or "outstanding" in graded or given >= of
    cases = factor * (of - ungraded)
    if not says_good or cases <= 0:
        return None
    good = graded.get("good", Decimal(0)) + graded.get("outstanding", Decimal(0))
    inadequate = graded.get("inadequate", Decimal(0))
    return AuditedCases(
        str(audit), cases, min(factor * good, cases), min(factor * inadequate, cases)
    )
