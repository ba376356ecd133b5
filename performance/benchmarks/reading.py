"""Chooses the official figures with which a quarter's own figures are compared."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from performance.models import Kpi
from performance.number_format import half_up, with_unit
from selfassess.quarters.dates import QuarterPeriod

from .models import Benchmark, NeighbourSet, Place

# The DfE publishes the figures of a year about three quarters after its end: returns close in
# summer, statistics come out in autumn. So a quarter is compared with a year that ended nine months
# or more before the quarter did, and not with figures that nobody could know when it was written.
QUARTERS_UNTIL_PUBLISHED = 3


@dataclass(frozen=True)
class Comparator:
    """One official figure with which a quarter's own figure is compared."""

    place: str
    label: str
    period: str
    value: Decimal | None
    unit: str
    symbol: str = ""
    newest: str = ""  # the period of a newer figure, published too late for this quarter

    @property
    def shown(self) -> str:
        if self.value is None:
            return f"held back ({self.symbol})"
        return with_unit(half_up(self.value, 1), self.unit)


def last_published(quarter: str) -> date:
    """Return the last day on which a year can have ended whose figures a quarter could know."""
    period = QuarterPeriod.parse(quarter)
    for _ in range(QUARTERS_UNTIL_PUBLISHED):
        period = period.before
    return period.ends


def set_in_force(sets: Iterable[NeighbourSet], quarter: str) -> NeighbourSet | None:
    """Return the newest set published by the quarter's end, or else the oldest; None without sets.

    The figure's label has the set's name, so readers see when it was published.
    """
    ordered = sorted(sets, key=lambda neighbours: neighbours.published)
    ends = QuarterPeriod.parse(quarter).ends
    known = [neighbours for neighbours in ordered if neighbours.published <= ends]
    return known[-1] if known else next(iter(ordered), None)


def comparators(kpis: Iterable[Kpi], quarter: str) -> dict[str, list[Comparator]]:
    """Map KPI codes to the official figures of the newest year that the quarter could know.

    KPIs that are counts have none: the number of children that England looks after says nothing
    about one council.
    """
    compared = {kpi.pk: kpi for kpi in kpis if kpi.unit != "count"}
    until = last_published(quarter)
    newest = Benchmark.objects.in_force(quarter).filter(kpi__in=compared).newest_at(until)
    by_kpi: dict[str, list[Benchmark]] = defaultdict(list)
    for row in newest.select_related("neighbour_set"):
        row.kpi = compared[row.kpi_id]
        by_kpi[row.kpi_id].append(row)
    sets: dict[str, set[NeighbourSet]] = defaultdict(set)  # an approved area keeps its own
    for code, rows in by_kpi.items():
        sets[compared[code].area] |= {row.neighbour_set for row in rows if row.neighbour_set}
    in_force = {area: set_in_force(of_area, quarter) for area, of_area in sets.items()}
    return {
        code: _beside(rows, in_force[compared[code].area], until) for code, rows in by_kpi.items()
    }


def _beside(rows: list[Benchmark], in_force: NeighbourSet | None, until: date) -> list[Comparator]:
    """Return a comparator for each place. `rows`: of one KPI, oldest first."""
    known: dict[str, Benchmark] = {}
    newest = rows[-1]
    for row in rows:
        if row.ends <= until and row.neighbour_set in (None, in_force):
            known[row.place] = row
    newer = newest.period if newest.ends > until else ""
    return [
        Comparator(
            place=row.place,
            label=_label(row),
            period=row.period,
            value=row.value,
            unit=row.kpi.unit,
            symbol=row.symbol,
            newest=newer,
        )
        for place in Place.values
        if (row := known.get(place))
    ]


def _label(row: Benchmark) -> str:
    if row.neighbour_set:
        return f"Neighbours of {row.neighbour_set.name}"
    return str(Place.AUTHORITY.label) if row.place == Place.AUTHORITY else row.name


def by_period(compared: Iterable[Comparator]) -> list[tuple[str, list[Comparator]]]:
    """Group neighbouring comparators by period, so that pages show one line for each period."""
    return [(period, list(of)) for period, of in groupby(compared, key=lambda each: each.period)]
