"""For the director: what waits, what has not come, what moved, what does not add up."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects

from performance.indicator import Indicator
from performance.rag import Status
from selfassess.access import OVERVIEW, Permission, areas_where, can
from selfassess.assessments.models import Comment, share_figures
from selfassess.assessments.reading import SectionView, sections_of
from selfassess.assessments.workflow import State

from .blocks import Visit
from .contradictions import contradictions
from .figures_that_moved import moved
from .inconsistencies import Area, Inconsistency, inconsistencies, worst_first
from .moved_after_approval import moved_after_approval
from .next_step import next_step
from .rating_change import rating_change
from .ratings import ratings_over_time

SHOWN = 6  # things that do not add up; the others can be opened


class DirectorBlock:
    template = "home/director.html"

    def concerns(self, visit: Visit) -> bool:
        return visit.quarter is not None and can(visit.user, Permission.REVIEW)

    def areas(self, visit: Visit) -> list[str]:
        return [a for a in areas_where(visit.user, Permission.READ_WORDS) if a != OVERVIEW]

    def context(self, visit: Visit) -> dict[str, Any]:
        areas = _read(visit, self.areas(visit))
        found = [one for area in areas for one in inconsistencies(area)]
        in_words = contradictions(areas)
        found = worst_first([*in_words, *found])
        waiting = [_waiting(a, found) for a in areas if a.now.state == State.WITH_DIRECTOR]
        not_sent = [area for area in areas if area.now.is_with_its_head]
        approved = [area for area in areas if area.now.is_approved]
        all_approved = bool(areas) and len(approved) == len(areas)
        return {
            "next_step": next_step(visit.quarter) if all_approved else None,
            "waiting": waiting,
            "not_sent": not_sent,
            "approved": approved,
            "number": len(areas),
            "sent": len(waiting) + len(approved),
            "open_in_words": len(in_words),
            "inconsistencies": found[:SHOWN],
            "more_inconsistencies": found[SHOWN:],
            "moved_after_approval": moved_after_approval(
                [area.now for area in areas], visit.also_under_way
            ),
            "moved": moved(one for area in areas for one in area.indicators),
            "heat": _heat(visit, areas),
            "counts": _counts(waiting, not_sent, found, approved),
        }


def _read(visit: Visit, areas: Collection[str]) -> list[Area]:
    """Every area of the quarter with all that is set side by side, in a fixed number of queries."""
    assessments = [assessment for assessment in visit.assessments if assessment.area in areas]
    prefetch_related_objects(assessments, "audits", "facts")
    before = visit.before
    share_figures([*assessments, *before.values()], {visit.quarter.code: visit.indicators})
    return [
        Area(
            now,
            before.get(now.area),
            sections_of(now, before.get(now.area)),
            visit.indicators.get(now.area, []),
            visit.actions[now.area],
        )
        for now in assessments
    ]


def _counts(
    waiting: list[Any], not_sent: list[Any], found: list[Any], approved: list[Any]
) -> list[dict[str, Any]]:
    return [
        {"number": len(waiting), "label": "waiting for you", "url": "#waiting"},
        {"number": len(not_sent), "label": "not sent", "url": "#not-sent"},
        {"number": len(found), "label": "do not add up", "url": "#inconsistencies"},
        {"number": len(approved), "label": "approved", "url": "#ratings"},
    ]


def _waiting(area: Area, found: list[Inconsistency]) -> dict[str, Any]:
    """One line of the queue: enough to choose what to open first."""
    judged = [one for one in area.indicators if _is_judged(one)]
    asked = [c for section in area.sections for c in _changes(section)]
    return {
        "area": area,
        "rating": area.now.rating_or_none,
        "change": rating_change(area.now, area.last),
        "judged": len(judged),
        "off": sum(one.status == Status.OFF_TARGET for one in judged),
        "overdue": sum(s.overdue for s in area.action_states),
        "again": bool(area.now.returned_at),
        "asked": len(asked),
        "unmet": sum(comment.is_open_request for comment in asked),
        "first": next((o for o in found if o.area is area), None),
    }


def _changes(section: SectionView) -> list[Comment]:
    comments = [c for row in section.rows for c in row.comments] + section.comments
    return [comment for comment in comments if comment.kind == "change"]


def _is_judged(one: Indicator) -> bool:
    return one.status in (Status.ON_TARGET, Status.WITHIN_TOLERANCE, Status.OFF_TARGET)


def _heat(visit: Visit, areas: list[Area]) -> dict[str, Any]:
    """Ratings, area by quarter, oldest quarter first."""
    codes = visit.codes
    given = ratings_over_time([area.now.area for area in areas], codes)
    rows: list[dict[str, Any]] = [
        {
            "title": area.now.name,
            "url": area.now.get_absolute_url(),
            "ratings": [given.get((area.now.area, code)) for code in codes],
            "state": area.now.get_state_display(),
            "change": rating_change(area.now, area.last) or Decimal(0),
        }
        for area in areas
    ]
    if visit.sort == "change":
        rows.sort(key=lambda row: row["change"])
    names = {quarter.code: quarter.name for quarter in visit.quarters}
    return {
        "quarters": [names[code] for code in codes],
        "rows": rows,
        "by_change": visit.sort == "change",
    }
