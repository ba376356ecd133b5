"""Makes the charts that an area declares (services/base.py) of its indicators and figures."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from performance.benchmarks.models import Place
from performance.indicator import Indicator
from performance.models import Direction
from performance.number_format import half_up
from performance.series import quarters_between
from selfassess.quarters.dates import QuarterPeriod
from services.base import Chart

from .chart_data import OTHER, OWN, TARGET, Drawing, bars, lines

Indicators = dict[str, Indicator]
STEPS = 3  # two bars say no more than their two numbers
Row = tuple[str, Decimal, Decimal | None]  # label, value, mark (a target or a mean)


def drawings(
    charts: Iterable[Chart], indicators: list[Indicator], facts: Iterable[Any]
) -> list[Drawing]:
    """Return the charts that have enough figures to draw. `facts`: the area's further figures."""
    by_code, facts = {indicator.kpi.code: indicator for indicator in indicators}, list(facts)
    made = [MAKERS[chart.kind](chart, by_code, facts) for chart in charts]
    return [drawing for drawing in made if drawing]


def _funnel(chart: Chart, by_code: Indicators, facts: list[Any]) -> Drawing | None:
    """Draw steps from many to few: the value of each KPI, or a part of it (CODE.numerator)."""
    rows = []
    for label, which in chart.steps:
        code, _, part = which.partition(".")
        measure = by_code[code].adopted if code in by_code else None
        value = getattr(measure, part or "comparable", None) if measure else None
        if value is not None:
            rows.append((label, value, None))
    return bars(chart.key, chart.title, rows, unit="") if len(rows) >= STEPS else None


def _group(chart: Chart, by_code: Indicators, facts: list[Any]) -> Drawing | None:
    """Draw the further figures of one set, the largest first."""
    own = [f for f in facts if f.set_key == chart.group and f.value is not None]
    own.sort(key=lambda fact: -fact.value)
    rows = [(bar_label(fact.label), fact.value, None) for fact in own]
    unit = own[0].unit if own else ""
    note = own[0].period if own else ""
    if len(rows) < 2:
        return None
    return bars(chart.key, chart.title, rows, unit=unit, note=note, is_typed=True)


def bar_label(label: str) -> str:
    """Return the part that differs: “Health visitors” of “Key workers: health visitors”."""
    return label.rpartition(": ")[2].capitalize() if ": " in label else label


def _targets(chart: Chart, by_code: Indicators, facts: list[Any]) -> Drawing | None:
    """Draw this quarter's values beside their targets."""
    rows = [
        (indicator.kpi.name, indicator.value, indicator.target.value if indicator.target else None)
        for code in chart.kpis
        if (indicator := by_code.get(code)) and indicator.value is not None
    ]
    by = {one.kpi.name: one.target.by for one in by_code.values() if one.target}
    better = _better(by_code[code] for code in chart.kpis if code in by_code)
    return (
        bars(chart.key, chart.title, rows, unit="%", by=by, better=better)
        if len(rows) > 1
        else None
    )


def _compared(chart: Chart, by_code: Indicators, facts: list[Any]) -> Drawing | None:
    """Draw one KPI of the quarter beside the official figures of the newest known year.

    Their periods differ, so each label names its own.
    """
    indicator = by_code.get(chart.kpis[0])
    if indicator is None or not indicator.comparators:
        return None
    rows: list[Row] = [
        (f"{c.label}, {c.period}", half_up(c.value, 1), None)
        for c in indicator.comparators
        if c.value is not None
    ]
    if indicator.value is not None:
        quarter = QuarterPeriod.parse(indicator.quarter).name
        rows.insert(0, (f"Here, {quarter}", indicator.value, None))
    return bars(chart.key, chart.title, rows, unit=_sign(indicator)) if len(rows) > 1 else None


def _official(chart: Chart, by_code: Indicators, facts: list[Any]) -> Drawing | None:
    """Draw the council's official figures, marked with the neighbours' mean of the same year."""
    rows, period = [], ""
    for code in chart.kpis:
        places = {c.place: c for c in by_code[code].comparators} if code in by_code else {}
        own, others = places.get(Place.AUTHORITY), places.get(Place.NEIGHBOURS)
        if own and own.value is not None:
            mean = others.value if others and others.period == own.period else None
            mean = half_up(mean, 1) if mean is not None else None
            rows.append((by_code[code].kpi.name, own.value, mean))
            period = own.period
    if not rows:
        return None
    mark = "Mean of the statistical neighbours"
    note = f"{period[0].upper()}{period[1:]}"
    better = _better(by_code[code] for code in chart.kpis if code in by_code)
    return bars(chart.key, chart.title, rows, unit="%", note=note, mark=mark, better=better)


def _better(indicators: Iterable[Indicator]) -> dict[str, str]:
    """Name → whether higher or lower is better, where one of them is."""
    sides = {str(Direction.HIGHER), str(Direction.LOWER)}
    return {one.kpi.name: one.kpi.direction for one in indicators if one.kpi.direction in sides}


def _sign(indicator: Indicator) -> str:
    return "%" if indicator.kpi.is_percent else ""


MAKERS = {
    "funnel": _funnel,
    "group": _group,
    "targets": _targets,
    "compared": _compared,
    "official": _official,
}


def of_indicator(
    indicator: Indicator, targets: dict[str, Decimal | None], last: int = 0
) -> Drawing | None:
    """Draw a KPI over quarters: its values, targets, and the newest official figures as lines.

    `targets`: quarter → the target in force. `last`: how many quarters; 0 for all.
    """
    points = {point.quarter: point.value for point in indicator.points}
    if not points:
        return None
    codes = quarters_between(min(points), indicator.quarter)[-last:]
    series = [(OWN, "This council", [points.get(code) for code in codes])]
    aims = [targets.get(code) for code in codes]
    if any(aim is not None for aim in aims):
        series.append((TARGET, "Target", aims))
    for other in indicator.comparators:
        if other.place in (Place.NEIGHBOURS, Place.ENGLAND) and other.value is not None:
            name = "Neighbours" if other.place == Place.NEIGHBOURS else other.label
            value = half_up(other.value, 1)  # as the tables print it
            series.append((OTHER, f"{name}, {other.period}", [value] * len(codes)))
    names = [QuarterPeriod.parse(code).name for code in codes]
    kpi, sign, unit = indicator.kpi, _sign(indicator), _unit(indicator)
    return lines(kpi.code, kpi.name, names, series, unit=sign, note=_note(unit, indicator))


def _note(unit: str, indicator: Indicator) -> str:
    target = indicator.target
    aimed = f"Target {target.in_full}." if target and target.due else ""
    said = " ".join(filter(None, (indicator.about_periods, aimed)))
    return f"{unit[:1].upper()}{unit[1:]}. {said}" if unit and said else unit or said


def _unit(indicator: Indicator) -> str:
    return "" if indicator.kpi.unit in ("%", "count") else indicator.kpi.unit


def of_ratings(names: list[str], quarters: list[str], ratings: dict[str, list[Any]]) -> Drawing:
    """Draw the ratings of areas over quarters. `ratings`: area's name → one for each quarter."""
    series = [(OWN, name, ratings[name]) for name in names]
    return lines("ratings", "Ratings from 0 to 10", quarters, series, unit="")
