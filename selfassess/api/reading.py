"""The rows of each answer, for what a token may see."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from performance.indicator import Indicator
from performance.models import Kpi, Target
from performance.reading import indicators
from selfassess.access import Permission, areas_where
from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import State
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.action_state import ActionState
from selfassess.records.reading import action_states
from selfassess.reporting.content.schema import ActionContent, IndicatorContent
from services.registry import find_area

from .sight import Sight

Row = dict[str, Any]


def quarters(sight: Sight) -> Iterator[Row]:
    for quarter in sight.quarters:
        report = sight.issued.get(quarter.code)
        yield {
            "quarter": quarter.code,
            "name": quarter.name,
            "starts": quarter.period.starts,
            "ends": quarter.period.ends,
            "due": quarter.due,
            "state": QuarterState.ISSUED if report else quarter.state,
            "version": report and report.key,
            "issued_on": report and localdate(report.issued_at),
        }


def areas(sight: Sight) -> Iterator[Row]:
    """Those of the quarters that it sees; one that has left the settings too."""
    there = Assessment.objects.of_areas().filter(quarter__in=sight.quarters)
    for slug in sorted(set(there.values_list("area", flat=True))):
        area = find_area(slug)
        yield {"area": slug, "name": str(area.verbose_name), "order": area.order}


def kpis(sight: Sight) -> Iterator[Row]:
    """As they were defined in the newest issued quarter; for those who keep targets, and may read
    what is under way, as they are now."""
    known = Kpi.objects.in_force(max(sight.issued, default=""))
    found = {kpi.code: kpi for kpi in known.filter(area__in=_issued_areas(sight))}
    if sight.reads_open:
        found |= {kpi.code: kpi for kpi in Kpi.objects.visible_to(sight.user)}
    for kpi in found.values():
        yield {
            "kpi": kpi.code,
            "area": kpi.area,
            "name": kpi.name,
            "definition": kpi.definition or None,
            "counted": kpi.numerator or None,
            "out_of": kpi.denominator or None,
            "unit": kpi.unit,
            "direction": kpi.direction,
            "frequency": kpi.frequency,
            "smallest_denominator": kpi.smallest_denominator,
            "core": kpi.core,
        }


def targets(sight: Sight) -> Iterator[Row]:
    """Those that issued quarters were judged by; for those who keep targets, and may read what is
    under way, all of their areas."""
    seen = Q(from_quarter__lte=max(sight.issued, default=""), kpi__area__in=_issued_areas(sight))
    if sight.reads_open:
        seen |= Q(kpi__area__in=areas_where(sight.user, Permission.READ_TARGETS))
    for target in Target.objects.filter(seen).values(
        "kpi", "kpi__area", "from_quarter", "value", "low", "high", "tolerance", "due"
    ):
        yield {
            "kpi": target["kpi"],
            "area": target["kpi__area"],
            "from_quarter": target["from_quarter"],
            "target": target["value"],
            "target_low": target["low"],
            "target_high": target["high"],
            "tolerance": target["tolerance"],
            "target_due": target["due"],
        }


def _issued_areas(sight: Sight) -> set[str]:
    """The areas of which something is issued; one that is being revised was approved, and is not
    now."""
    approved = Assessment.objects.of_areas().filter(quarter__in=sight.issued, state=State.APPROVED)
    newest = [q for q in sight.quarters if q.code == max(sight.issued, default="")]
    in_newest = {chapter.slug for quarter in newest for chapter in sight.chapters(quarter)}
    return in_newest | set(approved.values_list("area", flat=True))


def measures(sight: Sight, quarter: Quarter) -> Iterator[Row]:
    issued = sight.chapters(quarter)
    for chapter in issued:
        for content in chapter.indicators:
            yield {"quarter": quarter.code, "area": chapter.slug} | _issued_measure(content)
    under_way = sight.areas_under_way(quarter, issued, Permission.READ_FIGURES)
    for area, found in indicators(under_way, quarter.code).items():
        for one in found:
            yield {"quarter": quarter.code, "area": area} | _measure(one)


def _issued_measure(content: IndicatorContent) -> Row:
    measure = content.measure
    return {
        "kpi": content.code,
        "issued": True,
        "value": measure and measure.number,
        "numerator": measure and measure.numerator,
        "denominator": measure and measure.denominator,
        "period": measure and (measure.period_code or None),
        "as_at": measure and measure.as_at,
        "source": measure and (measure.source or None),
        "provisional": measure and measure.provisional,
        "target": content.target_value,
        "target_low": content.target_low,
        "target_high": content.target_high,
        "target_due": content.target_due,
        "status": content.status_code,
        "status_reason": content.reason or None,
    }


def _measure(one: Indicator) -> Row:
    measure, target = one.adopted, one.target
    return {
        "kpi": one.kpi.code,
        "issued": False,
        "value": measure and measure.value,
        "numerator": measure and measure.numerator,
        "denominator": measure and measure.denominator,
        "period": measure and measure.period,
        "as_at": measure and measure.as_at,
        "source": measure and (measure.source or None),
        "provisional": measure and measure.provisional,
        "target": target and target.value,
        "target_low": target and target.low,
        "target_high": target and target.high,
        "target_due": target and target.due,
        "status": str(one.status),
        "status_reason": one.judgement.reason or None,
    }


def ratings(sight: Sight, quarter: Quarter) -> Iterator[Row]:
    """Of what is issued alone, whoever asks."""
    for chapter in sight.chapters(quarter):
        yield {
            "quarter": quarter.code,
            "area": chapter.slug,
            "rating": chapter.rating and chapter.rating.value,
            "approved_on": chapter.approved_at and localdate(chapter.approved_at),
        }


def actions(sight: Sight, quarter: Quarter) -> Iterator[Row]:
    """What people wrote of them only where it is issued."""
    issued = sight.chapters(quarter)
    for chapter in issued:
        for position, content in enumerate(chapter.actions, start=1):
            place = {"quarter": quarter.code, "area": chapter.slug, "position": position}
            yield place | _issued_action(content)
    under_way = sight.areas_under_way(quarter, issued, Permission.READ_ACTIONS)
    for area, found in action_states(under_way, quarter).items():
        for position, state in enumerate(found, start=1):
            place = {"quarter": quarter.code, "area": area, "position": position}
            yield place | _action(state)


def _issued_action(content: ActionContent) -> Row:
    return {
        "action": content.number,
        "issued": True,
        "status": content.status_code,
        "due": content.due,
        "first_due": content.first_due,
        "times_moved": content.moved,
        "quarters_carried": content.carried,
        "overdue": content.overdue,
        "from_inspection": content.is_recommendation,
        "text": content.text or None,
        "impact": content.impact or None,
        "owner": content.owner or None,
        "progress": content.progress or None,
        "difference": content.difference or None,
    }


WORDS = ("text", "impact", "owner", "progress", "difference")


def _action(state: ActionState) -> Row:
    return {
        "action": state.action.pk,
        "issued": False,
        "status": state.status,
        "due": state.due,
        "first_due": state.action.first_due,
        "times_moved": state.moved,
        "quarters_carried": state.carried,
        "overdue": state.overdue,
        "from_inspection": state.action.is_recommendation,
        **dict.fromkeys(WORDS),
    }
