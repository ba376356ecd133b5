"""Figures of earlier quarters that changed after an area was approved beside them. Where their
quarter is open again they can always be corrected, so whoever approved is told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from performance.models import Measure
from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import State
from selfassess.audit.models import Event
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import UNDER_WAY


@dataclass(frozen=True)
class MovedAfterApproval:
    """What an approved area, not yet issued, shows otherwise than its director read it."""

    assessment: Assessment
    figures: list[str]  # MA01 of Q1 2020/21


def moved_after_approval(areas: Collection[str]) -> list[MovedAfterApproval]:
    """In three queries at most, and in one while nothing is approved."""
    approved = Assessment.objects.filter(area__in=areas, state=State.APPROVED)
    approved = approved.filter(quarter__state__in=UNDER_WAY).select_related("quarter")
    told = list(approved.order_by("quarter", "id"))
    if not told:
        return []
    first = min(one.approved_at for one in told if one.approved_at)
    saved = Measure.objects.filter(kpi__area__in=areas, saved_at__gt=first)
    found = list(saved.values_list("kpi__area", "quarter_id", "kpi_id", "saved_at"))
    events = Event.objects.filter(area__in=areas, verb__startswith="measure.", at__gt=first)
    found += events.values_list("area", "quarter", "subject", "at")
    moved = [MovedAfterApproval(one, _figures(one, found)) for one in told]
    return [one for one in moved if one.figures]


def _figures(one: Assessment, found: list[tuple[str, str, str, datetime]]) -> list[str]:
    figures = {
        (quarter, code)
        for area, quarter, code, at in found
        if area == one.area and quarter < one.quarter_id
        if one.approved_at and at > one.approved_at
    }
    return [f"{code} of {QuarterPeriod.parse(quarter).name}" for quarter, code in sorted(figures)]
