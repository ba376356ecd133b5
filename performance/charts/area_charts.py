"""The charts that an area declares (services/base.py), from its indicators and further figures."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from performance.benchmarks.models import Place
from performance.reading import Indicator
from performance.series import quarters_between
from selfassess.quarters.dates import QuarterPeriod
from services.base import Chart

from .data import OTHER, OWN, TARGET, Drawing, bars, lines

Indicators = dict[str, Indicator]
Row = tuple[str, Decimal, Decimal | None]


def drawings(
    charts: Iterable[Chart], indicators: list[Indicator], facts: Iterable[Any]
) -> list[Drawing]:
    """Every chart for which there is enough to draw."""
    by_code, facts = {one.kpi.code: one for one in indicators}, list(facts)
    found = [MAKERS[chart.kind](chart, by_code, facts) for chart in charts]
    return [drawing for drawing in found if drawing]


def _funnel(chart: Chart, found: Indicators, facts: list[Any]) -> Drawing | None:
    """Steps from many to few: of each KPI its value, or a part of it (CODE.numerator)."""
    rows = []
    for label, which in chart.steps:
        code, _, part = which.partition(".")
        measure = found[code].adopted if code in found else None
        value = getattr(measure, part or "value", None) if measure else None
        if value is not None:
            rows.append((label, value, None))
    return bars(chart.key, chart.title, rows, unit="") if len(rows) > 1 else None


def _group(chart: Chart, found: Indicators, facts: list[Any]) -> Drawing | None:
    """Further figures that belong together, the largest first."""
    own = [f for f in facts if f.set_key == chart.group and f.value is not None]
    own.sort(key=lambda fact: -fact.value)
    rows = [(bar_label(fact.label), fact.value, None) for fact in own]
    unit = own[0].unit if own else ""
    note = own[0].period if own else ""
    return bars(chart.key, chart.title, rows, unit=unit, note=note) if len(rows) > 1 else None


def bar_label(label: str) -> str:
    """Of “Key workers: health visitors” what tells one bar from the next."""
    return label.rpartition(": ")[2].capitalize() if ": " in label else label


def _targets(chart: Chart, found: Indicators, facts: list[Any]) -> Drawing | None:
    """This quarter's values beside their targets."""
    rows = [
        (one.kpi.name, one.value, one.target.value if one.target else None)
        for code in chart.kpis
        if (one := found.get(code)) and one.value is not None
    ]
    return bars(chart.key, chart.title, rows, unit="%") if len(rows) > 1 else None


def _compared(chart: Chart, found: Indicators, facts: list[Any]) -> Drawing | None:
    """One KPI beside the official figures: the quarter's own and those of the newest known year,
    which are another period and say so."""
    one = found.get(chart.kpis[0])
    if one is None or not one.comparators:
        return None
    rows: list[Row] = [
        (f"{c.label}, {c.period}", round(c.value, 1), None)
        for c in one.comparators
        if c.value is not None
    ]
    if one.value is not None:
        rows.insert(0, (f"Here, {QuarterPeriod.parse(one.quarter).name}", one.value, None))
    return bars(chart.key, chart.title, rows, unit=_sign(one)) if len(rows) > 1 else None


def _official(chart: Chart, found: Indicators, facts: list[Any]) -> Drawing | None:
    """The council's own official figures, marked with the neighbours' mean of the same year."""
    rows, period = [], ""
    for code in chart.kpis:
        places = {c.place: c for c in found[code].comparators} if code in found else {}
        own, others = places.get(Place.AUTHORITY), places.get(Place.NEIGHBOURS)
        if own and own.value is not None:
            mean = others.value if others and others.period == own.period else None
            mean = round(mean, 1) if mean is not None else None
            rows.append((found[code].kpi.name, own.value, mean))
            period = own.period
    if not rows:
        return None
    mark = "Mean of the statistical neighbours"
    note = f"{period[0].upper()}{period[1:]}"
    return bars(chart.key, chart.title, rows, unit="%", note=note, mark=mark)


def _sign(one: Indicator) -> str:
    return "%" if one.kpi.is_percent else ""


MAKERS = {
    "funnel": _funnel,
    "group": _group,
    "targets": _targets,
    "compared": _compared,
    "official": _official,
}


def of_indicator(
    one: Indicator, targets: dict[str, Decimal | None], last: int = 0
) -> Drawing | None:
    """A KPI's quarters as lines: its values, the target in force in each, and beside them the
    newest official figures. `last` keeps to so many quarters; 0 is all."""
    points = {point.quarter: point.value for point in one.points}
    if not points:
        return None
    codes = quarters_between(min(points), one.quarter)[-last:]
    series = [(OWN, "This council", [points.get(code) for code in codes])]
    aims = [targets.get(code) for code in codes]
    if any(aim is not None for aim in aims):
        series.append((TARGET, "Target", aims))
    for other in one.comparators:
        if other.place in (Place.NEIGHBOURS, Place.ENGLAND) and other.value is not None:
            name = "Neighbours" if other.place == Place.NEIGHBOURS else other.label
            series.append((OTHER, f"{name}, {other.period}", [other.value] * len(codes)))
    names = [QuarterPeriod.parse(code).name for code in codes]
    return lines(one.kpi.code, one.kpi.name, names, series, unit=_sign(one), note=_unit(one))


def _unit(one: Indicator) -> str:
    return "" if one.kpi.unit in ("%", "count") else one.kpi.unit


def of_ratings(names: list[str], quarters: list[str], ratings: dict[str, list[Any]]) -> Drawing:
    """Every area's rating over the quarters."""
    series = [(OWN, name, ratings[name]) for name in names]
    return lines("ratings", "Ratings from 0 to 10", quarters, series, unit="")
