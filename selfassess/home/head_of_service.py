"""For heads of service and deputies: what is left to do in each area, and by when."""

from collections.abc import Collection, Iterable
from typing import Any

from performance.indicator import Indicator
from performance.rag import Status
from selfassess.access import OVERVIEW, Permission, areas_where, can
from selfassess.assessments.changes import reopenings
from selfassess.assessments.models import Assessment
from selfassess.assessments.reading import next_to_write, sections_of
from selfassess.assessments.workflow import SENT, State
from selfassess.quarters.clock import today
from selfassess.quarters.dates import QuarterPeriod
from selfassess.records.action_state import ActionState

from .blocks import Visit, in_days
from .ratings import ratings_over_time

FEW = 4  # figures beside an area


class HeadBlock:
    template = "home/head.html"

    def concerns(self, visit: Visit) -> bool:
        return visit.quarter is not None and bool(self.areas(visit))

    def areas(self, visit: Visit) -> list[str]:
        return [a for a in areas_where(visit.user, Permission.WRITE_WORDS) if a != OVERVIEW]

    def context(self, visit: Visit) -> dict[str, Any]:
        areas = _shown(visit, self.areas(visit))
        return {"areas": sorted(areas, key=lambda area: area["urgency"])}


def _shown(visit: Visit, areas: Collection[str]) -> list[dict[str, Any]]:
    last = visit.before
    mine = [assessment for assessment in visit.assessments if assessment.area in areas]
    reopened = reopenings(mine)
    codes = visit.codes
    ratings = ratings_over_time(areas, codes)
    return [
        _area(assessment, last.get(assessment.area), visit.actions[assessment.area])
        | {
            "may_recall": _may_recall(visit, assessment),
            "reopened": reopened.get(assessment.pk),
            "ratings": [(_name(code), ratings.get((assessment.area, code))) for code in codes],
            "figures": worst_figures(visit.indicators.get(assessment.area, [])),
            "has_figures": any(one.adopted for one in visit.indicators.get(assessment.area, [])),
        }
        for assessment in mine
    ]


def _name(code: str) -> str:
    return QuarterPeriod.parse(code).name


def worst_figures(found: Iterable[Indicator]) -> list[Indicator]:
    """A few of those off target, in the order of the catalogue, which begins with what counts."""
    return [one for one in found if one.status == Status.OFF_TARGET][:FEW]


def _may_recall(visit: Visit, assessment: Assessment) -> bool:
    is_hers = can(visit.user, Permission.SEND, assessment.area)
    return is_hers and not assessment.stays_sent_because


def _area(now: Assessment, last: Assessment | None, stands: list[ActionState]) -> dict[str, Any]:
    sections = sections_of(now)
    open_actions = [s for s in stands if not s.is_finished]
    return {
        "assessment": now,
        "sections": sections,
        "completed": sum(section.is_completed for section in sections),
        "to_change": sum(bool(section.open_requests) for section in sections),
        "unfinished": [section for section in sections if not section.is_completed],
        "next": next_to_write(sections),
        "requests": [(s, comment) for s in sections for comment in s.open_requests],
        "due_in": in_days((now.due - today()).days),
        "saved": max((s.last_saved for s in sections if s.last_saved), **_LATEST),
        "open_actions": len(open_actions),
        "overdue": sum(s.overdue for s in open_actions),
        "silent": sum(s.needs_update for s in open_actions),
        "last": last,
        "urgency": _urgency(now),
    }


_LATEST: dict[str, Any] = {"key": lambda answer: answer.saved_at, "default": None}


def _urgency(now: Assessment) -> int:
    """What came back first, then what is being written; what is sent needs nobody here."""
    if now.state == State.RETURNED:
        return 0
    return 2 if now.state in SENT or now.locked_because else 1
