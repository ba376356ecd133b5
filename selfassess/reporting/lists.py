"""The lists of an area's chapter as plain data: evidence, strengths, actions, indicators, rating.

Everything is fetched for all areas at once; the functions here only put it into words.
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

HEAT_QUARTERS = 6  # the latest that the ratings table shows


def rating(assessment: Assessment, previous: Assessment | None) -> dict[str, Any]:
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
    """Area → its actions open in the quarter, in two queries for all areas."""
    found = action_states(areas, quarter)
    return {area: [_action(stands) for stands in found[area]] for area in areas}


def _action(stands: ActionState) -> dict[str, Any]:
    action, update = stands.action, stands.update
    return {
        "text": action.text,
        "impact": action.impact,
        "owner": action.owner_name,
        "owner_role": action.owner_role,
        "status": stands.status_name,
        "is_finished": stands.is_finished,
        "first_due": action.first_due.isoformat() if action.first_due else None,
        "due": stands.due.isoformat() if stands.due else None,
        "moved": stands.moved,
        "carried": stands.carried,
        "overdue": stands.overdue,
        "needs_update": stands.needs_update,
        "progress": update.progress if update else "",
        "reason": update.reason if update else "",
        "difference": update.difference if update else "",
    }


def indicator(found: Indicator) -> dict[str, Any]:
    kpi, adopted, remark = found.kpi, found.adopted, found.remark
    return {
        "code": kpi.code,
        "name": kpi.name,
        "core": kpi.core,
        "unit": kpi.unit,
        "direction": kpi.get_direction_display(),
        "status": str(found.status),
        "reason": found.judgement.reason,
        "target": found.target.shown if found.target else "",
        "target_value": _number(found.target.value) if found.target else None,
        "value": adopted.shown if adopted else "",
        "measure": _measure(adopted) if adopted else None,
        "others": [_measure(measure) for measure in found.others],
        "why_adopted": adopted.why_adopted if adopted else "",
        "settle": _settle(adopted) if found.others and adopted else None,
        "series": [
            {
                "quarter": QuarterPeriod.parse(code).name,
                "shown": measure.shown if measure else "",
                "value": _number(measure.value) if measure else None,
                "numerator": _number(measure.numerator) if measure else None,
                "denominator": _number(measure.denominator) if measure else None,
            }
            for code, measure in found.series
        ],
        "outturns": [{"year": o.year, "shown": o.shown} for o in found.outturns],
        "trend": found.trend,
        "comment": remark.comment if remark else "",
        "comparators": [
            {"period": period, "figures": [{"label": c.label, "shown": c.shown} for c in of]}
            for period, of in found.compared
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
    """Who finds out which of two sources is right, and by when."""
    by = adopted.settle_by.isoformat() if adopted.settle_by else None
    return {"owner": adopted.settle_owner, "by": by}


def counts(indicators: list[Indicator]) -> dict[str, int]:
    """How many indicators have each status, in the order in which statuses are told."""
    found = dict.fromkeys((str(status) for status in Status), 0)
    for one in indicators:
        found[str(one.status)] += 1
    return found


def heat(quarter: Quarter, left_out: Iterable[str] = ()) -> dict[str, Any]:
    """Ratings by area and quarter, for the latest quarters up to this one, in two queries.

    An area that is left out of this quarter's report shows none for it.
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
        (found.assessment.area, found.assessment.quarter_id): _number(found.value)
        for found in ratings.select_related("assessment")
    }
    return {
        "quarters": [QuarterPeriod.parse(code).name for code in codes],
        "by_area": {
            area: [given.get((area, code)) for code in codes] for area in {a for a, _ in given}
        },
    }


def _number(value: Decimal | None) -> str | None:
    """Figures are frozen as text: JSON's numbers would lose digits."""
    if value is None:
        return None
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
