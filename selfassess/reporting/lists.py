"""The lists of an area's chapter as plain data: evidence, strengths, actions, indicators, rating.

The rows are read for all areas at once, by `content` or here; figures and dates become text.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from performance.models import Measure
from performance.rag import Status
from performance.reading import Indicator
from selfassess.assessments.models import Assessment, Rating
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter
from selfassess.records.action_state import ActionState
from selfassess.records.models import GRADES, Audit, Fact, Strength, Unit, Voice, plain
from selfassess.records.reading import action_states

HEAT_QUARTERS = 6  # how many quarters the ratings table shows


def rating(assessment: Assessment, previous: Assessment | None) -> dict[str, Any]:
    """Describe the rating, and its change since `previous`: last quarter's assessment, if any."""
    now, before = assessment.rating_or_none, previous.rating_or_none if previous else None
    value, earlier = (r.value if r else None for r in (now, before))
    change = value - earlier if value is not None and earlier is not None else None
    return {
        "value": _number(value),
        "shown": now.shown if now else "Not rated",
        "previous": before.shown if before and earlier is not None else "",
        "change": _number(change),
    }


def evidence(assessment: Assessment) -> dict[str, Any]:
    return {
        "audits": [_audit(audit) for audit in assessment.audits.all()],
        "voices": [_voice(voice) for voice in assessment.voices.all()],
        "facts": [_fact(fact) for fact in assessment.facts.all()],
    }


def _audit(audit: Audit) -> dict[str, Any]:
    sign = "%" if audit.unit == Unit.PERCENT else ""
    return {
        "theme": audit.theme,
        "aspect": audit.aspect,
        "month": f"{audit.month:%B %Y}",
        "method": audit.method,
        "cases": audit.cases,
        "grades": {
            field: f"{plain(audit.grades[field])}{sign}" if field in audit.grades else ""
            for field in GRADES
        },
        "oddity": audit.inconsistency,
        "learning": audit.learning,
    }


def _voice(voice: Voice) -> dict[str, Any]:
    return {
        "whose": voice.get_whose_display(),
        "how": voice.how,
        "said": voice.said,
        "changed": voice.changed,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "label": fact.label,
        "group": fact.group,
        "shown": fact.shown,
        "period": fact.period,
        "source": fact.source,
        "earlier": fact.earlier,
        "note": fact.note,
    }


def strengths(assessment: Assessment) -> list[dict[str, Any]]:
    found: list[Strength] = list(assessment.strengths.all())
    return [{"text": strength.text, "evidence": strength.evidence} for strength in found]


def actions(areas: list[str], quarter: Quarter) -> dict[str, list[dict[str, Any]]]:
    """Map areas to their actions in the quarter, in two queries for all areas."""
    states = action_states(areas, quarter)
    return {area: [_action(state) for state in states[area]] for area in areas}


def _action(state: ActionState) -> dict[str, Any]:
    action, update = state.action, state.update
    return {
        "text": action.text,
        "impact": action.impact,
        "owner": action.owner_name,
        "owner_role": action.owner_role,
        "status": state.status_name,
        "is_finished": state.is_finished,
        "first_due": action.first_due.isoformat() if action.first_due else None,
        "due": state.due.isoformat() if state.due else None,
        "moved": state.moved,
        "carried": state.carried,
        "overdue": state.overdue,
        "needs_update": state.needs_update,
        "progress": update.progress if update else "",
        "reason": update.reason if update else "",
        "difference": update.difference if update else "",
    }


def indicator(row: Indicator) -> dict[str, Any]:
    """Describe an indicator: figures as shown, and as text for calculating (`value`, `series`)."""
    kpi, adopted, remark = row.kpi, row.adopted, row.remark
    return {
        "code": kpi.code,
        "name": kpi.name,
        "core": kpi.core,
        "unit": kpi.unit,
        "direction": kpi.get_direction_display(),
        "status": str(row.status),
        "reason": row.judgement.reason,
        "target": row.target.shown if row.target else "",
        "target_value": _number(row.target.value) if row.target else None,
        "value": adopted.shown if adopted else "",
        "measure": _measure(adopted) if adopted else None,
        "others": [_measure(measure) for measure in row.others],
        "why_adopted": adopted.why_adopted if adopted else "",
        "settle": _settle(adopted) if row.others and adopted else None,
        "series": [
            {
                "quarter": QuarterPeriod.parse(code).name,
                "shown": measure.shown if measure else "",
                "value": _number(measure.value) if measure else None,
                "numerator": _number(measure.numerator) if measure else None,
                "denominator": _number(measure.denominator) if measure else None,
            }
            for code, measure in row.series
        ],
        "outturns": [{"year": o.year, "shown": o.shown} for o in row.outturns],
        "trend": row.trend,
        "comment": remark.comment if remark else "",
        "comparators": [
            {"period": period, "figures": [{"label": c.label, "shown": c.shown} for c in of]}
            for period, of in row.compared
        ],
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "shown": measure.shown,
        "source": measure.source,
        "period": measure.get_period_display(),
        "period_code": measure.period,
        "as_at": measure.as_at.isoformat(),
        "provisional": measure.provisional,
        "numerator": _number(measure.numerator),
        "denominator": _number(measure.denominator),
        "note": measure.note,
    }


def _settle(adopted: Measure) -> dict[str, Any]:
    """Say who is to find out which of two sources is right, and by when."""
    by = adopted.settle_by.isoformat() if adopted.settle_by else None
    return {"owner": adopted.settle_owner, "by": by}


def counts(indicators: list[Indicator]) -> dict[str, int]:
    """Count the indicators of each status, zeros too, in the order of `Status`."""
    numbers = dict.fromkeys((str(status) for status in Status), 0)
    for indicator in indicators:
        numbers[str(indicator.status)] += 1
    return numbers


def heat(quarter: Quarter, left_out: Iterable[str] = ()) -> dict[str, Any]:
    """Return the ratings of the latest quarters up to this one, by area, in two queries.

    An area in `left_out` shows no rating for this quarter.
    """
    codes = list(
        Quarter.objects.filter(code__lte=quarter.code)
        .exclude(state="planned")
        .order_by("-code")
        .values_list("code", flat=True)[:HEAT_QUARTERS]
    )[::-1]
    ratings = Rating.objects.filter(assessment__quarter__in=codes).exclude(
        assessment__quarter=quarter, assessment__area__in=left_out
    )
    given = {
        (rating.assessment.area, rating.assessment.quarter_id): _number(rating.value)
        for rating in ratings.select_related("assessment")
    }
    return {
        "quarters": [QuarterPeriod.parse(code).name for code in codes],
        "by_area": {
            area: [given.get((area, code)) for code in codes] for area in {a for a, _ in given}
        },
    }


def _number(value: Decimal | None) -> str | None:
    """Write a figure as text without trailing zeros: JSON's numbers would lose digits."""
    if value is None:
        return None
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
