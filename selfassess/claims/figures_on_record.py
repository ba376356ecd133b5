"""Figures, targets and official figures as they are set beside words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from django.db.models import Exists, OuterRef
from django.urls import reverse

from performance.benchmarks.models import Benchmark, NeighbourSet, Place
from performance.benchmarks.reading import last_published, set_in_force
from performance.models import Measure, Outturn, Period, Target
from performance.number_format import half_up
from performance.periods import like_with_like
from performance.reading import Indicator
from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import State
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter, QuarterState

from .known import KpiWords, Recorded, What
from .reader.rounding import either_way
from .recorded import recorded, with_parts

Words = Mapping[str, KpiWords]
PLACES = {
    Place.ENGLAND: What.ENGLAND,
    Place.REGION: What.REGION,
    Place.NEIGHBOURS: What.NEIGHBOURS,
    Place.AUTHORITY: What.OUTTURN,
}
YEARS = 2  # before the newest official figure that a quarter could know


def figures_of(
    quarter: Quarter, read: Mapping[str, list[Indicator]], words: Words
) -> dict[str, list[Recorded]]:
    """Area → its own figures and targets, of this quarter and of the year before it."""
    targets = _targets(quarter, [one for of in read.values() for one in of], words)
    found: dict[str, list[Recorded]] = defaultdict(list)
    for area, of in read.items():
        for one in of:
            found[area] += _figures(one, words[one.kpi.code], quarter.code)
            found[area] += targets[one.kpi.code]
            found[area] += (_outturn(o, words[one.kpi.code]) for o in one.outturns)
    return found


def _figures(one: Indicator, kpi: KpiWords, quarter: str) -> Iterator[Recorded]:
    alike = {p.quarter: p.value for p in like_with_like(one.recent, kpi.unit)}
    for measure in (*one.measures, *one.earlier):
        yield from _measure(measure, kpi, quarter, alike)
    alone = alike.get(quarter)
    if one.adopted and alone is not None and alone != one.adopted.value:
        yield recorded(
            alone,
            What.NOW,
            unit=kpi.unit,
            period=quarter,
            source="the quarter alone, worked out from the year to date",
            kpi=kpi.code,
            name=kpi.name,
            area=kpi.area,
            address=page_of(quarter, kpi.area),
            adopted=False,
            of=str(Period.QUARTER),
        )


def _measure(
    measure: Measure, kpi: KpiWords, quarter: str, alike: Mapping[str, object]
) -> Iterator[Recorded]:
    """0 of 0 is no value: there was no case."""
    code = measure.quarter_id
    if measure.denominator == 0:
        return
    one = recorded(
        measure.value,
        What.NOW if code == quarter else What.BEFORE,
        unit=kpi.unit,
        period=code,
        source=measure.source,
        kpi=kpi.code,
        name=kpi.name,
        area=kpi.area,
        address=page_of(code, kpi.area),
        denominator=measure.denominator,
        adopted=measure.adopted,
        of=measure.period,
        alike=alike.get(code) == measure.value,
    )
    yield from with_parts(one, kpi, measure.numerator, measure.denominator)


def issued_figures(quarter: Quarter, words: Words, *, but: Collection[str]) -> list[Recorded]:
    """What issued quarters say of all areas but these, of this quarter and of the year before. An
    area that a report leaves out is not issued."""
    columns = ("kpi_id", "quarter_id", "value", "numerator", "denominator", "source", "period")
    rows = Measure.objects.adopted().between(quarter.period.year_before.code, quarter.code)
    found: list[Recorded] = []
    approved = Assessment.objects.filter(
        area=OuterRef("kpi__area"), quarter=OuterRef("quarter"), state=State.APPROVED
    )
    issued = rows.filter(Exists(approved), quarter__state=QuarterState.ISSUED)
    issued = issued.exclude(kpi__area__in=but)
    for row in issued.values_list(*columns):
        code, of_quarter, value, numerator, denominator, source, period = row
        kpi = words.get(code)
        if kpi is None or denominator == 0:
            continue
        one = recorded(
            value,
            What.NOW if of_quarter == quarter.code else What.BEFORE,
            unit=kpi.unit,
            period=of_quarter,
            source=source,
            kpi=code,
            name=kpi.name,
            area=kpi.area,
            address=page_of(of_quarter, kpi.area),
            denominator=denominator,
            of=period,
        )
        found += with_parts(one, kpi, numerator, denominator)
    return found


def _targets(
    quarter: Quarter, read: Iterable[Indicator], words: Words
) -> dict[str, list[Recorded]]:
    """KPI → its targets of this quarter and of the year before it. The last is in force, if it is
    one: a target without a value takes an earlier one away."""
    by_kpi: dict[str, list[Target]] = defaultdict(list)
    codes = [one.kpi.code for one in read]
    rows = Target.objects.in_force_between(quarter.period.year_before.code, quarter.code)
    for target in rows.filter(kpi__in=codes).order_by("from_quarter"):
        by_kpi[target.kpi_id].append(target)
    found: dict[str, list[Recorded]] = defaultdict(list)
    for code, targets in by_kpi.items():
        for target in targets:
            found[code] += _target(target, words[code], in_force=target is targets[-1])
    return found


def _target(target: Target, kpi: KpiWords, *, in_force: bool) -> Iterator[Recorded]:
    ends = {"target": target.value, "band from": target.low, "band to": target.high}
    for name, value in ends.items():
        if value is not None:
            yield recorded(
                value,
                What.TARGET,
                unit=kpi.unit,
                period=target.from_quarter,
                source=f"{name}, from {QuarterPeriod.parse(target.from_quarter).name}",
                kpi=kpi.code,
                name=kpi.name,
                area=kpi.area,
                address=page_of_kpi(kpi.code),
                adopted=in_force,
            )


def _outturn(outturn: Outturn, kpi: KpiWords) -> Recorded:
    return recorded(
        outturn.value,
        What.OUTTURN,
        unit=kpi.unit,
        period=outturn.year,
        source=outturn.source,
        kpi=kpi.code,
        name=kpi.name,
        area=kpi.area,
    )


def official_figures(quarter: str, words: Words) -> tuple[Recorded, ...]:
    """What is published of England, the region, the neighbours and this council, of all areas: the
    newest that the quarter could know, of the year before it, and what came later. KPIs that are
    counts have none."""
    until = last_published(quarter)
    rows = [
        row
        for row in Benchmark.objects.in_force(quarter)
        .filter(ends__gt=until.replace(year=until.year - YEARS, day=1), value__isnull=False)
        .select_related("neighbour_set")
        .order_by("ends")
        if row.kpi_id in words and words[row.kpi_id].unit != "count"
    ]
    newest = _newest_known(rows, until, quarter, words)
    return tuple(_official(row, words[row.kpi_id], row.pk in newest) for row in rows)


def _newest_known(rows: list[Benchmark], until: date, quarter: str, words: Words) -> set[int]:
    """Those with which the quarter is compared: see `performance.benchmarks.reading`."""
    sets: dict[str, set[NeighbourSet]] = defaultdict(set)
    for row in rows:
        if row.neighbour_set:
            sets[words[row.kpi_id].area].add(row.neighbour_set)
    in_force = {area: set_in_force(of_area, quarter) for area, of_area in sets.items()}
    newest = {
        (row.kpi_id, row.place): row.pk
        for row in rows
        if row.ends <= until and row.neighbour_set in (None, in_force.get(words[row.kpi_id].area))
    }
    return {*newest.values()}


def _to_a_tenth(value: Decimal) -> Decimal:
    """As pages show it. A half stays: people may have read it rounded down."""
    return value if len(either_way(value, 1)) > 1 else half_up(value, 1)


def _official(row: Benchmark, kpi: KpiWords, is_newest: bool) -> Recorded:
    of = f"neighbours of {row.neighbour_set.name}" if row.neighbour_set else row.name
    return recorded(
        _to_a_tenth(row.value or Decimal(0)),
        PLACES[Place(row.place)],
        unit=kpi.unit,
        period=row.period.removeprefix("year "),
        source=f"{row.source.partition(' (')[0]}, {of}",  # without its licence
        kpi=kpi.code,
        name=kpi.name,
        area=kpi.area,
        address=page_of_kpi(kpi.code),
        adopted=is_newest,
    )


@cache
def page_of(quarter: str, area: str) -> str:
    return reverse("indicators", args=[quarter, area])


@cache
def page_of_kpi(code: str) -> str:
    return reverse("kpi", args=[code])
