"""Other quarters that are not issued yet. A new one is opened while the last is still being written
or reviewed; what is left to do there must not leave the first page."""

from dataclasses import dataclass
from typing import Any

from performance.operations.figures import SECTION as INDICATORS
from performance.reading import indicators
from selfassess.access import Permission, areas_where, can
from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import State
from selfassess.quarters.clock import today
from selfassess.quarters.models import Quarter, QuarterState

from .blocks import Visit, in_days


@dataclass(frozen=True)
class Unfinished:
    """One such quarter, and what this person has left to do in it."""

    quarter: Quarter
    due_in: str
    to_write: list[Assessment]
    to_review: list[Assessment]
    not_sent: list[Assessment]  # by others, for those who see to it
    to_enter: list[tuple[Assessment, int]]  # figures still missing, for those who write no words
    may_close: bool
    may_issue: bool  # every area is approved

    @property
    def concerns_her(self) -> bool:
        with_others = (self.not_sent, self.to_enter, self.may_close, self.may_issue)
        return any((self.to_write, self.to_review, *with_others))


def unfinished(visit: Visit) -> list[Unfinished]:
    """Those in which this person has something left to do, the newest first."""
    others = [q for q in visit.quarters if q.is_under_way and q != visit.quarter]
    if not others:
        return []
    found = Assessment.objects.filter(quarter__in=others).of_areas().select_related("quarter")
    areas = sorted(found, key=lambda a: getattr(a.config, "order", 0))
    left = [_left(visit.user, q, [a for a in areas if a.quarter_id == q.code]) for q in others]
    return [one for one in left if one.concerns_her]


def _left(user: Any, quarter: Quarter, areas: list[Assessment]) -> Unfinished:
    reviews, administers = can(user, Permission.REVIEW), can(user, Permission.ADMINISTER)
    hers = areas_where(user, Permission.WRITE_WORDS)
    open_to_her = [a for a in areas if a.area in hers and not a.locked_because]
    with_others = [a for a in areas if a.is_with_its_head and a not in open_to_her]
    return Unfinished(
        quarter=quarter,
        due_in=in_days((quarter.due - today()).days),
        to_write=open_to_her,
        to_review=[a for a in areas if reviews and a.state == State.WITH_DIRECTOR],
        not_sent=with_others if reviews or administers else [],
        to_enter=_figures_missing(user, quarter, [a for a in areas if a.area not in hers]),
        may_close=administers and quarter.state == QuarterState.OPEN,
        may_issue=reviews and bool(areas) and all(a.is_approved for a in areas),
    )


def _figures_missing(
    user: Any, quarter: Quarter, areas: list[Assessment]
) -> list[tuple[Assessment, int]]:
    hers = areas_where(user, Permission.WRITE_FIGURES)
    takes = [a for a in areas if a.area in hers and not a.locked_in(INDICATORS)]
    found = indicators([a.area for a in takes], quarter.code) if takes else {}
    missing = [
        (a, sum(one.is_due and not one.is_entered for one in found.get(a.area, []))) for a in takes
    ]
    return [(a, number) for a, number in missing if number]
