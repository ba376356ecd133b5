"""What a block of the first page is: who it concerns, what it reads, what it shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Q, QuerySet

from selfassess.assessments.models import Answer, Assessment, Comment, SectionMark
from selfassess.quarters.clock import today
from selfassess.quarters.models import Quarter
from selfassess.together import attach


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

    def rows(self, visit: Visit) -> Sequence[QuerySet]:
        """The tables it needs, to be read together with the other blocks'."""

    def context(self, visit: Visit, *rows: list) -> dict[str, Any]:
        """What its template shows, made of what `rows` asked for."""


def word_rows(quarter: Quarter, areas: Iterable[str]) -> tuple[QuerySet, ...]:
    """These areas' assessments of a quarter and of the one before, and what is written in them."""
    earlier = Quarter.objects.before(quarter.code).filter(assessments__area__in=areas)
    last = Q(quarter_id__in=earlier.order_by("-code").values("code")[:1])
    both = Assessment.objects.filter(Q(quarter=quarter) | last, area__in=areas).of_areas()
    return (
        both.select_related("quarter", "sent_by", "approved_by", "rating"),
        Answer.objects.filter(assessment__in=both).select_related("saved_by"),
        SectionMark.objects.filter(assessment__in=both),
        Comment.objects.filter(assessment__in=both).select_related("by"),
    )


WORD_ROWS = 4


def areas_of(
    quarter: Quarter,
    both: list[Assessment],
    answers: list[Answer],
    marks: list[SectionMark],
    comments: list[Comment],
) -> list[tuple[Assessment, Assessment | None]]:
    """Each area of the quarter, in its order, with what it was the last time."""
    attach(both, "answers", answers)
    attach(both, "section_marks", marks)
    attach(both, "comments", comments)
    last = {a.area: a for a in both if a.quarter_id != quarter.code}
    now = [a for a in both if a.quarter_id == quarter.code]
    return [(a, last.get(a.area)) for a in sorted(now, key=lambda a: getattr(a.config, "order", 0))]


def in_days(number: int) -> str:
    if number == 0:
        return "today"
    days = f"{abs(number)} day{'' if abs(number) == 1 else 's'}"
    return f"in {days}" if number > 0 else f"{days} ago"
