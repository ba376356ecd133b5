"""What a block of the first page is: who it concerns, and what it shows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from django.db.models import Q

from performance.indicator import Indicator
from performance.reading import indicators
from selfassess.assessments.models import Assessment
from selfassess.quarters.clock import today
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.action_state import ActionState
from selfassess.records.reading import action_states

OVER_TIME = 6  # quarters of which ratings are shown


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
    def _now_and_before(self) -> list[Assessment]:
        return areas_now_and_before(self.quarter, self.areas)

    @property
    def assessments(self) -> list[Assessment]:
        """Of the quarter, in the order of the areas."""
        return [one for one in self._now_and_before if one.quarter_id == self.quarter.code]

    @property
    def before(self) -> dict[str, Assessment]:
        """Area → its assessment in the last quarter in which any of these areas was assessed."""
        before = (one for one in self._now_and_before if one.quarter_id != self.quarter.code)
        return {one.area: one for one in before}

    @property
    def also_under_way(self) -> list[str]:
        """The codes of other quarters that are not issued yet, or no more."""
        under_way = (q.code for q in self.quarters if q.is_under_way)
        return [code for code in under_way if code != self.quarter.code]

    @property
    def codes(self) -> list[str]:
        """The latest quarters up to this one, the oldest first."""
        begun = (q.code for q in self.quarters if q.state != QuarterState.PLANNED)
        return [code for code in begun if code <= self.quarter.code][:OVER_TIME][::-1]

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


def areas_now_and_before(quarter: Quarter, areas: Iterable[str]) -> list[Assessment]:
    """Each of these areas in a quarter, and in the last one in which any of them was assessed, in
    its order, with its words and what is said of them: read at once, for they stand beside each
    other."""
    mine = Assessment.objects.filter(area__in=areas).of_areas()
    last = mine.before(quarter.code).values("quarter_id")[:1]
    both = mine.filter(Q(quarter=quarter) | Q(quarter_id__in=last))
    both = both.with_words().with_comments().prefetch_related("section_marks")
    return sorted(both, key=lambda a: getattr(a.config, "order", 0))


def in_days(number: int) -> str:
    if number == 0:
        return "today"
    days = f"{abs(number)} day{'' if abs(number) == 1 else 's'}"
    return f"in {days}" if number > 0 else f"{days} ago"
