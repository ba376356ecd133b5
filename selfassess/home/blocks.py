"""What a block of the first page is: who it concerns, and what it shows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from performance.indicator import Indicator
from performance.reading import indicators
from selfassess.assessments.models import Assessment, AssessmentQuerySet
from selfassess.quarters.clock import today
from selfassess.quarters.models import Quarter
from selfassess.records.action_state import ActionState
from selfassess.records.reading import action_states


@dataclass(frozen=True)
class Visit:
    """Who looks, and at which quarter."""

    user: Any
    quarter: Any  # the one under way, or None
    quarters: list[Quarter]  # all that this person may see, newest first
    sort: str = ""
    areas: frozenset[str] = frozenset()  # of all her blocks: each thing is read once for them

    @property
    def days_left(self) -> str:
        """In 11 days, today, 3 days ago; empty while nothing is under way."""
        return in_days((self.quarter.due - today()).days) if self.quarter else ""

    @property
    def is_past_due(self) -> bool:
        return bool(self.quarter) and self.quarter.due < today()

    @cached_property
    def assessments(self) -> list[Assessment]:
        return areas_now(self.quarter, self.areas)

    @cached_property
    def actions(self) -> dict[str, list[ActionState]]:
        return action_states(self.areas, self.quarter)

    @cached_property
    def indicators(self) -> dict[str, list[Indicator]]:
        return indicators(self.areas, self.quarter.code)


class Block(Protocol):
    template: str

    def concerns(self, visit: Visit) -> bool:
        """Has this person anything to do here?"""

    def areas(self, visit: Visit) -> Collection[str]:
        """Those that it shows."""

    def context(self, visit: Visit) -> dict[str, Any]:
        """What its template shows."""


def areas_now(quarter: Quarter, areas: Iterable[str]) -> list[Assessment]:
    """Each of these areas in a quarter, in its order, with its words and what is said of them."""
    found = Assessment.objects.filter(quarter=quarter, area__in=areas).of_areas()
    found = found.with_words().with_comments()
    return sorted(found, key=lambda a: getattr(a.config, "order", 0))


def areas_before(quarter: Quarter, areas: Iterable[str]) -> AssessmentQuerySet:
    """The same areas in the last quarter in which any of them was assessed, with their ratings."""
    mine = Assessment.objects.filter(area__in=areas).of_areas()
    last = mine.before(quarter.code).values("quarter_id")[:1]
    return mine.filter(quarter_id__in=last).select_related("quarter", "rating")


def in_days(number: int) -> str:
    if number == 0:
        return "today"
    days = f"{abs(number)} day{'' if abs(number) == 1 else 's'}"
    return f"in {days}" if number > 0 else f"{days} ago"
