"""For heads of service and deputies: what is left to do in each area, and by when."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from selfassess.access import OVERVIEW, Permission, areas_where
from selfassess.assessments.models import Assessment, KeptText
from selfassess.assessments.reading import next_to_write, sections_of
from selfassess.assessments.workflow import SENT, State
from selfassess.quarters.clock import today
from selfassess.records.action_state import ActionState
from selfassess.records.parts import action_rows, action_states, actions_of

from .blocks import WORD_ROWS, Visit, areas_of, in_days, word_rows


class HeadBlock:
    template = "home/head.html"

    def concerns(self, visit: Visit) -> bool:
        return visit.quarter is not None and bool(_areas(visit))

    def rows(self, visit: Visit) -> Sequence[QuerySet]:
        kept = KeptText.objects.waiting_for(visit.user).filter(assessment__quarter=visit.quarter)
        areas = _areas(visit)
        return (
            *word_rows(visit.quarter, areas),
            *action_rows(areas, visit.quarter.code),
            kept.select_related("assessment"),
        )

    def context(self, visit: Visit, *rows: list) -> dict[str, Any]:
        *actions, kept = rows[WORD_ROWS:]
        stands = action_states(actions_of(*actions), visit.quarter)
        areas = [
            _area(now, last, [s for s in stands if s.action.area == now.area])
            for now, last in areas_of(visit.quarter, *rows[:WORD_ROWS])
        ]
        return {
            "areas": sorted(areas, key=lambda area: area["urgency"]),
            "kept": {text.assessment for text in kept},
        }


def _areas(visit: Visit) -> list[str]:
    return [a for a in areas_where(visit.user, Permission.WRITE_WORDS) if a != OVERVIEW]


def _area(now: Assessment, last: Assessment | None, stands: list[ActionState]) -> dict:
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
