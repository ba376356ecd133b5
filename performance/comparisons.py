"""What the values of a quarter are set beside, read when a page shows it."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from selfassess.quarters.dates import QuarterPeriod

from .benchmarks.reading import Comparator, comparators
from .models import Measure, Outturn
from .series import Point

if TYPE_CHECKING:
    from .indicator import Indicator

COLUMNS = ("kpi_id", "quarter_id", "value", "numerator", "denominator", "period")
FEW = 12  # older values that are read where a sentence rests on older ones


class Beside:
    """What the values of a quarter are set beside: years, official figures and values of long ago.
    Each is read for all of a page's KPIs when the page shows the first of it. Many pages only
    count how many figures there are."""

    def __init__(
        self, quarter: str, indicators: "Iterable[Indicator]" = (), *, whole: bool = False
    ) -> None:
        self.quarter, self.indicators, self.whole = quarter, list(indicators), whole

    @cached_property
    def outturns(self) -> dict[str, list[Outturn]]:
        found: dict[str, list[Outturn]] = defaultdict(list)
        kpis = {one.kpi.pk: one.kpi for one in self.indicators}
        for outturn in Outturn.objects.filter(kpi__in=kpis):
            outturn.kpi = kpis[outturn.kpi_id]
            found[outturn.kpi_id].append(outturn)
        return found

    @cached_property
    def comparators(self) -> dict[str, list[Comparator]]:
        return comparators([one.kpi for one in self.indicators], self.quarter)

    @cached_property
    def older(self) -> dict[str, list[Point]]:
        """The last few values of KPIs whose sentence rests on them, and all where a run goes
        through these too: a run is counted to its beginning."""
        first = QuarterPeriod.parse(self.quarter).year_before.code
        if self.whole:
            return last_points(self._codes, first)
        found = last_points(self._resting_on_older({}), first, FEW)
        to_the_end = [
            code for code in self._resting_on_older(found) if len(found.get(code, ())) == FEW
        ]
        return found | last_points(to_the_end, first)

    def _resting_on_older(self, found: dict[str, list[Point]]) -> list[str]:
        """KPIs whose sentence rests on more than what was found of them."""
        return [
            one.kpi.pk
            for one in self.indicators
            if one.rests_on_more_than(found.get(one.kpi.pk, []))
        ]

    @property
    def _codes(self) -> list[str]:
        return [one.kpi.pk for one in self.indicators]


def point_of(measure: Measure) -> Point:
    return Point(
        measure.quarter_id,
        measure.comparable,
        measure.numerator,
        measure.denominator,
        measure.period,
    )


def last_points(codes: list[str], first: str, most: int | None = None) -> dict[str, list[Point]]:
    """KPI → its last adopted values before a quarter, oldest first."""
    rows = Measure.objects.adopted().filter(kpi__in=codes, quarter_id__lt=first)
    if most:
        place = Window(RowNumber(), partition_by="kpi_id", order_by=F("quarter_id").desc())
        rows = rows.annotate(place=place).filter(place__lte=most)
    found: dict[str, list[Point]] = defaultdict(list)
    for kpi, quarter, value, numerator, denominator, period in rows.order_by(
        "quarter_id"
    ).values_list(*COLUMNS):  # rows, not objects: an import reads five years of every KPI
        answer = value if denominator != 0 else None
        found[kpi].append(Point(quarter, answer, numerator, denominator, period))
    return found
