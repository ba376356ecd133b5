"""Which official figures may stand beside a quarter, and what they say of the council's own."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from performance.models import Kpi
from performance.numbers import with_unit
from selfassess.quarters.dates import QuarterPeriod

from .models import Benchmark, NeighbourSet, Place

# Official figures of a year are published some three quarters after it: returns close in summer,
# statistics come in autumn. So a quarter is compared with a year that had ended nine months before
# the quarter did, and not with figures that nobody could know when it was written.
QUARTERS_UNTIL_PUBLISHED = 3


@dataclass(frozen=True)
class Comparator:
    """One official figure beside a quarter's own."""

    place: str
    label: str
    period: str
    value: Decimal | None
    unit: str
    symbol: str = ""
    newest: str = ""  # the period of a newer figure, which came too late for this quarter

    @property
    def shown(self) -> str:
        if self.value is None:
            return f"held back ({self.symbol})"
        return with_unit(round(self.value, 1), self.unit)


def last_published(quarter: str) -> date:
    """The last day on which a year may have ended to be known at the quarter's end."""
    period = QuarterPeriod.parse(quarter)
    for _ in range(QUARTERS_UNTIL_PUBLISHED):
        period = period.before
    return period.ends


def set_in_force(sets: Iterable[NeighbourSet], quarter: str) -> NeighbourSet | None:
    """The newest set that was published by the quarter's end; before the first one, the first:
    its name, which stands beside the figure, says how old it is."""
    ordered = sorted(sets, key=lambda one: one.published)
    known = [one for one in ordered if one.published <= QuarterPeriod.parse(quarter).ends]
    return known[-1] if known else next(iter(ordered), None)


def comparators(kpis: Iterable[Kpi], quarter: str) -> dict[str, list[Comparator]]:
    """KPI code → England, region and neighbours for the newest year that was known. Counts have
    none: how many children England looks after says nothing about a county."""
    compared = [kpi.pk for kpi in kpis if kpi.unit != "count"]
    until = last_published(quarter)
    found = Benchmark.objects.filter(kpi__in=compared).newest_at(until)
    by_kpi: dict[str, list[Benchmark]] = defaultdict(list)
    for one in found.select_related("neighbour_set", "kpi"):
        by_kpi[one.kpi_id].append(one)
    sets = {one.neighbour_set for rows in by_kpi.values() for one in rows if one.neighbour_set}
    in_force = set_in_force(sets, quarter)
    return {code: _beside(rows, in_force, until) for code, rows in by_kpi.items()}


def _beside(rows: list[Benchmark], in_force: NeighbourSet | None, until: date) -> list[Comparator]:
    known: dict[str, Benchmark] = {}
    newest = rows[-1]
    for one in rows:
        if one.ends <= until and one.neighbour_set in (None, in_force):
            known[one.place] = one
    newer = newest.period if newest.ends > until else ""
    return [
        Comparator(
            place=one.place,
            label=_label(one),
            period=one.period,
            value=one.value,
            unit=one.kpi.unit,
            symbol=one.symbol,
            newest=newer,
        )
        for place in Place.values
        if (one := known.get(place))
    ]


def _label(one: Benchmark) -> str:
    if one.neighbour_set:
        return f"Neighbours of {one.neighbour_set.name}"
    return str(Place.AUTHORITY.label) if one.place == Place.AUTHORITY else one.name


def by_period(found: Iterable[Comparator]) -> list[tuple[str, list[Comparator]]]:
    """For one line a period: the official figures of a year belong together."""
    return [(period, list(of)) for period, of in groupby(found, key=lambda one: one.period)]
