"""The areas of a quarter as a table: how each stands, for those who work in it or read it.

A row says no more than its reader may read: whoever enters figures meets no words and no ratings.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from performance.indicator import Indicator
from performance.rag import Status
from performance.reading import indicators
from selfassess.access import OVERVIEW, Permission, areas_where
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.reading import sections_of
from selfassess.quarters.models import Quarter, QuarterState

from .blocks import areas_now_and_before
from .rating_change import rating_change

JUDGED = (Status.ON_TARGET, Status.WITHIN_TOLERANCE, Status.OFF_TARGET)


@dataclass(frozen=True)
class Words:
    """What only readers of an area's words are told of it."""

    completed: int
    sections: int
    rating: str
    value: Decimal | None
    change: Decimal | None
    last_saved: datetime | None


@dataclass(frozen=True)
class Figures:
    due: int
    entered: int
    judged: int
    off: int


@dataclass(frozen=True)
class AreaRow:
    assessment: Assessment
    words: Words | None
    figures: Figures | None

    @property
    def order(self) -> int:
        return getattr(self.assessment.config, "order", 0)

    @property
    def urgency(self) -> tuple[bool, bool, Decimal, int, int]:
        """Late first, then the lowest rating, then most figures off target."""
        value = self.words.value if self.words else None
        off = self.figures.off if self.figures else 0
        return not self.assessment.is_late, value is None, value or Decimal(0), -off, self.order


def area_rows(user: User, quarter: Quarter, *, worst_first: bool = True) -> list[AreaRow]:
    """In as many queries for one area as for all."""
    if quarter.state == QuarterState.PLANNED:
        return []
    areas = set(quarter.assessments.of_areas().values_list("area", flat=True))
    both = areas_now_and_before(quarter, areas)
    visible = Assessment.objects.visible_to(user).filter(pk__in=[one.pk for one in both])
    in_sight = set(visible.values_list("pk", flat=True))
    before = {one.area: one for one in both if _is_before(one, quarter) and one.pk in in_sight}
    of_figures = areas_where(user, Permission.READ_FIGURES)
    shown = [
        one
        for one in both
        if not _is_before(one, quarter) and (one.pk in in_sight or one.area in of_figures)
    ]
    found = indicators([one.area for one in shown], quarter.code)
    rows = [
        AreaRow(
            now,
            _words(now, before.get(now.area)) if now.pk in in_sight else None,
            _figures(found.get(now.area, [])),
        )
        for now in shown
    ]
    return sorted(rows, key=lambda row: row.urgency if worst_first else (row.order,))


def _is_before(assessment: Assessment, quarter: Quarter) -> bool:
    return assessment.quarter_id != quarter.code


def _words(now: Assessment, last: Assessment | None) -> Words:
    sections = sections_of(now)
    rating = now.rating_or_none
    saved = [one.last_saved.saved_at for one in sections if one.last_saved]
    return Words(
        completed=sum(section.is_completed for section in sections),
        sections=len(sections),
        rating=rating.shown if rating and rating.value is not None else "",
        value=rating.value if rating else None,
        change=rating_change(now, last),
        last_saved=max(saved, default=None),
    )


def _figures(found: list[Indicator]) -> Figures:
    due = [one for one in found if one.is_due]
    judged = [one for one in found if one.status in JUDGED]
    return Figures(
        due=len(due),
        entered=sum(one.is_entered for one in due),
        judged=len(judged),
        off=sum(one.status == Status.OFF_TARGET for one in judged),
    )


def overview_of(user: User, quarter: Quarter) -> Assessment | None:
    mine = Assessment.objects.visible_to(user).filter(quarter=quarter, area=OVERVIEW)
    return mine.prefetch_related("answers").select_related("quarter").first()
