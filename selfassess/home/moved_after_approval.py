"""Figures of earlier quarters that changed after an area was approved beside them, and live figures
that the record no longer bears out. Where their quarter is open again figures can always be
corrected, so whoever approved is told."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from performance.models import Measure
from selfassess.assessments.models import Assessment, share_figures
from selfassess.assessments.workflow import State
from selfassess.audit.models import Event
from selfassess.quarters.dates import QuarterPeriod

Figure = tuple[str, str, str, datetime]  # area, quarter and code, and when it changed


@dataclass(frozen=True)
class MovedAfterApproval:
    """What an approved area, not yet issued, shows otherwise than its director read it."""

    assessment: Assessment
    figures: list[str]  # MA01 of Q1 2020/21
    words: list[str]  # its words say 70% for {MA01 last quarter}, the record says 72%


def moved_after_approval(
    now: Collection[Assessment], also_under_way: Collection[str]
) -> list[MovedAfterApproval]:
    """`now`: the areas of the quarter under way. Of other quarters that are (open again), the same
    areas are read. In as many queries for one area as for all, and in none while nothing is
    approved."""
    areas = {one.area for one in now}
    told = [one for one in now if one.is_approved]
    if also_under_way:
        others = Assessment.objects.filter(area__in=areas, quarter__in=also_under_way)
        approved = list(others.filter(state=State.APPROVED).select_related("quarter"))
        share_figures(approved)
        told += approved
    told.sort(key=lambda one: (one.quarter_id, one.pk))
    if not told:
        return []
    first = min(one.approved_at for one in told if one.approved_at)
    saved = Measure.objects.filter(kpi__area__in=areas, saved_at__gt=first)
    found = list(saved.values_list("kpi__area", "quarter_id", "kpi_id", "saved_at"))
    found += _told(areas, first)
    moved = [MovedAfterApproval(one, _figures(one, found), _words(one, found)) for one in told]
    return [one for one in moved if one.figures or one.words]


def _told(areas: Collection[str], first: datetime) -> Iterator[Figure]:
    """What the trail says since then: a figure that was removed is in no table any more."""
    of_one = Q(area__in=areas, verb__startswith="measure.")
    events = Event.objects.filter(of_one | Q(verb="import.undo"), at__gt=first)
    for event in events.only("verb", "area", "quarter", "subject", "at", "before"):
        if event.verb == "import.undo":
            for area, code in event.before.get("figures", []):
                yield area, event.quarter, code, event.at
        else:
            yield event.area, event.quarter, event.subject, event.at


def _words(one: Assessment, found: list[Figure]) -> list[str]:
    """Its words may have figures of other areas, too, of quarters that are issued."""
    return one.live_figures.moved(one.area) if _moved(one, found) else []


def _moved(one: Assessment, found: list[Figure]) -> set[tuple[str, str, str]]:
    """Area, quarter and code of every earlier figure that changed after the approval."""
    return {
        (area, quarter, code)
        for area, quarter, code, at in found
        if quarter < one.quarter_id and one.approved_at and at > one.approved_at
    }


def _figures(one: Assessment, found: list[Figure]) -> list[str]:
    figures = {(quarter, code) for area, quarter, code in _moved(one, found) if area == one.area}
    return [f"{code} of {QuarterPeriod.parse(quarter).name}" for quarter, code in sorted(figures)]
