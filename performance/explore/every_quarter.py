"""One KPI quarter by quarter, for the table beside its chart: value, status, target, cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from performance.charts.chart_data import shown
from performance.indicator import Indicator
from performance.models import ApprovedStatus, Direction, Kpi, Measure, Target
from performance.rag import Goal, Status, judge
from selfassess.quarters.dates import QuarterPeriod


@dataclass(frozen=True)
class QuarterRow:
    quarter: str  # its name
    value: str
    status: Status | None
    target: str
    cases: str
    change: str
    note: str  # where it may not be compared with the others, or another source says something


def every_quarter(indicator: Indicator, codes: Sequence[str]) -> list[QuarterRow]:
    """The newest first, with the status that a quarter was approved with where it was."""
    kpi: Kpi = indicator.kpi
    found = list(Measure.objects.filter(kpi=kpi, quarter__in=codes))
    measures = {measure.quarter_id: measure for measure in found if measure.adopted}
    targets = list(Target.objects.filter(kpi=kpi).order_by("from_quarter"))
    said: list[Measure | Target] = [*found, *targets]
    for one in said:
        one.kpi = kpi  # with its definition, by which they are said
    approved = ApprovedStatus.objects.filter(kpi=kpi, quarter__in=codes)
    kept = {one.quarter_id: Status(one.status) for one in approved}  # type: ignore[call-arg]
    alike = indicator.alike
    rows, before = [], None
    for code in codes:
        measure = measures.get(code)
        target = next((t for t in reversed(targets) if t.from_quarter <= code), None)
        target = None if target is None or target.is_none else target
        value = measure.comparable if measure else None
        compared = alike.get(code)
        rows.append(
            QuarterRow(
                quarter=QuarterPeriod.parse(code).name,
                value=measure.shown if measure else "No figure",
                status=kept.get(code) or _judged(kpi, measure, target, code),
                target=target.shown if target else "–",
                cases=_cases(measure),
                change=_change(compared, before, kpi.unit),
                note=_note(measure, found, is_alike=value is None or compared == value),
            )
        )
        before = compared
    return rows[::-1]


def _note(counts: Measure | None, found: Sequence[Measure], *, is_alike: bool) -> str:
    said = ("" if is_alike else "of another period", _in_dispute(counts, found))
    return "; ".join(filter(None, said))


def _in_dispute(counts: Measure | None, found: Sequence[Measure]) -> str:
    if counts is None or counts.settled_because:
        return ""
    others = [one for one in found if not one.adopted and one.quarter_id == counts.quarter_id]
    said = [f"{one.source} says {one.shown}" for one in others]
    return f"in dispute: {', '.join(said)}" if said else ""


def _judged(kpi: Kpi, measure: Measure | None, target: Target | None, code: str) -> Status | None:
    if measure is None or measure.value is None or target is None:
        return None
    goal = Goal(target.value, target.low, target.high, target.tolerance, target.due)
    return judge(
        measure.value,
        goal,
        Direction(kpi.direction),
        denominator=measure.denominator if kpi.is_percent else None,
        smallest_denominator=kpi.smallest_denominator,
        on=QuarterPeriod.parse(code).ends,
    ).status


def _cases(measure: Measure | None) -> str:
    if measure is None or measure.numerator is None or measure.denominator is None:
        return "–"
    return f"{_plain(measure.numerator)} of {_plain(measure.denominator)}"


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _change(now: Decimal | None, before: Decimal | None, unit: str) -> str:
    if now is None or before is None:
        return "–"
    moved = now - before
    if not moved:
        return "No change"
    size = shown(abs(moved), "" if unit == "%" else unit)
    return f"{'Up' if moved > 0 else 'Down'} {size}{' points' if unit == '%' else ''}"
