"""Reads the indicators of a quarter, in as many queries for one area as for all."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Prefetch

from selfassess.quarters.dates import QuarterPeriod

from . import counted
from .comparisons import Beside
from .indicator import Indicator
from .models import Frequency, Kpi, Measure, Remark, Target
from .models.kpi import KpiQuerySet
from .rag import Judgement, Status


def is_due(kpi: Kpi, quarter: str) -> bool:
    """Annual figures are due in the quarter after the year's end, termly ones but in summer."""
    number = QuarterPeriod.parse(quarter).number
    if kpi.frequency == Frequency.ANNUAL:
        return number == 1
    return kpi.frequency == Frequency.QUARTERLY or number != 2


def indicators(areas: Iterable[str], quarter: str) -> dict[str, list[Indicator]]:
    """Area → its indicators in a quarter, in as many queries for one area as for all."""
    found: dict[str, list[Indicator]] = defaultdict(list)
    for one in indicators_of(Kpi.objects.filter(area__in=areas), quarter):
        found[one.kpi.area].append(one)
    return found


def indicators_of(kpis: KpiQuerySet, quarter: str) -> list[Indicator]:
    """Of these KPIs those that are asked in a quarter. Of their past the last year is read, and
    more where a sentence rests on it: a page costs the same after ten years as after two."""
    first = QuarterPeriod.parse(quarter).year_before.code
    remarks = Remark.objects.filter(assessment__quarter=quarter)
    asked = list(
        kpis.asked_in(quarter)
        .with_approved_status(quarter)
        .with_state_of(quarter)
        .prefetch_related(
            Prefetch("measures", Measure.objects.between(first, quarter), to_attr="recent"),
            Prefetch("targets", Target.objects.last_up_to(quarter), to_attr="last_targets"),
            Prefetch("remarks", remarks, to_attr="said"),
        )
    )
    beside = Beside(quarter)
    beside.indicators = [_indicator(kpi, quarter, beside) for kpi in asked]
    return beside.indicators


def _indicator(kpi: Any, quarter: str, beside: Beside) -> Indicator:
    target = next((target for target in kpi.last_targets if not target.is_none), None)
    return Indicator(
        kpi=kpi,
        quarter=quarter,
        measures=_measures(kpi, quarter),
        earlier=[m for m in kpi.recent if m.quarter_id < quarter and m.adopted],
        target=target,
        remark=next(iter(kpi.said), None),
        is_due=is_due(kpi, quarter),
        beside=beside,
        approved=_approved(kpi),
    )


def _measures(kpi: Any, quarter: str) -> list[Measure]:
    """What is stored of this quarter, or what the portal counts as long as it is under way."""
    stored = [m for m in kpi.recent if m.quarter_id == quarter]
    is_open = kpi.is_under_way and kpi.approved_status is None
    if not stored and is_open and counted.is_counted(kpi.code):
        return [counted.count_now(kpi, quarter)]
    return stored


def _approved(kpi: Any) -> Judgement | None:
    if kpi.approved_status is None:
        return None
    status = Status(kpi.approved_status)  # type: ignore[call-arg]
    return Judgement(status, kpi.approved_reason)


def with_whole_past(one: Indicator) -> Indicator:
    """With every value up to its quarter, for a chart over the years."""
    return replace(one, beside=Beside(one.quarter, [one], whole=True))
