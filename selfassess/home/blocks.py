"""What a block of the first page is: who it concerns, and what it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from selfassess.assessments.models import Assessment
from selfassess.quarters.clock import today
from selfassess.quarters.models import Quarter


@dataclass(frozen=True)
class Visit:
    """Who looks, and at which quarter."""

    user: Any
    quarter: Any  # the one under way, or None
    quarters: list[Quarter]  # all that this person may see, newest first
    sort: str = ""

    @property
    def days_left(self) -> str:
        """In 11 days, today, 3 days ago; empty while nothing is under way."""
        return in_days((self.quarter.due - today()).days) if self.quarter else ""


class Block(Protocol):
    template: str

    def concerns(self, visit: Visit) -> bool:
        """Has this person anything to do here?"""

    def context(self, visit: Visit) -> dict[str, Any]:
        """What its template shows."""


def areas_with_last(
    quarter: Quarter, areas: Iterable[str]
) -> list[tuple[Assessment, Assessment | None]]:
    """Each of these areas in a quarter, in its order and with its words, and what it was in the
    last quarter in which any of them was assessed."""
    mine = Assessment.objects.filter(area__in=areas).of_areas()
    now = mine.filter(quarter=quarter).with_words().with_comments()
    earlier = mine.before(quarter.code).values("quarter_id")[:1]
    last = {a.area: a for a in mine.filter(quarter_id__in=earlier).with_answers()}
    return [(a, last.get(a.area)) for a in sorted(now, key=lambda a: getattr(a.config, "order", 0))]


def in_days(number: int) -> str:
    if number == 0:
        return "today"
    days = f"{abs(number)} day{'' if abs(number) == 1 else 's'}"
    return f"in {days}" if number > 0 else f"{days} ago"
