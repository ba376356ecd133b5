"""For heads of service and deputies: what is left to do in each area, and by when."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from selfassess.access import OVERVIEW, Permission, areas_where
from selfassess.assessments.models import Assessment, KeptText
from selfassess.assessments.reading import next_to_write, sections_of
from selfassess.assessments.workflow import SENT, State
from selfassess.quarters.clock import today
from selfassess.records.action_state import Standing
from selfassess.records.parts import action_rows, actions_of, standings

from .blocks import WORD_ROWS, Place, areas_of, in_days, word_rows


class Writing:
    template = "home/writing.html"

    def concerns(self, place: Place) -> bool:
        return place.quarter is not None and bool(_areas(place))

    def rows(self, place: Place) -> Sequence[QuerySet]:
        kept = KeptText.objects.waiting_for(place.user).filter(assessment__quarter=place.quarter)
        areas = _areas(place)
        return (
            *word_rows(place.quarter, areas),
            *action_rows(areas, place.quarter.code),
            kept.select_related("assessment"),
        )

    def matter(self, place: Place, *rows: list) -> dict[str, Any]:
        *actions, kept = rows[WORD_ROWS:]
        stands = standings(actions_of(*actions), place.quarter)
        areas = [
            _area(now, last, [s for s in stands if s.action.area == now.area])
            for now, last in areas_of(place.quarter, *rows[:WORD_ROWS])
        ]
        return {
            "areas": sorted(areas, key=lambda area: area["urgency"]),
            "kept": {text.assessment for text in kept},
        }


def _areas(place: Place) -> list[str]:
    return [a for a in areas_where(place.user, Permission.WRITE_WORDS) if a != OVERVIEW]


def _area(now: Assessment, last: Assessment | None, stands: list[Standing]) -> dict:
    sections = sections_of(now, last)
    open_actions = [s for s in stands if not s.is_finished]
    return {
        "assessment": now,
        "sections": sections,
        "completed": sum(section.is_completed for section in sections),
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
