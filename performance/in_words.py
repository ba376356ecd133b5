"""An indicator as plain text: its figure, target and status, and all that stands beside them."""

from collections.abc import Iterator

from selfassess.quarters.dates import QuarterPeriod

from .models import Measure
from .number_format import with_unit
from .reading import Indicator


def of_indicator(one: Indicator) -> str:
    return "\n".join(line for line in _lines(one) if line)


def _lines(one: Indicator) -> Iterator[str]:
    yield f"This quarter: {_figure(one, one.adopted) if one.adopted else 'no figure'}"
    yield from (f"Another source: {_figure(one, other)}" for other in one.others)
    yield f"Target: {_target(one)}"
    yield f"Status: {one.status}{f', {one.judgement.reason}' if one.judgement.reason else ''}"
    if one.remark and one.remark.missing:
        yield f"No figure because: {one.remark.get_missing_display()}"
    if one.remark and one.remark.comment:
        yield f"Comment: {one.remark.comment}"
    for code, measure in one.series[:-1]:
        if measure:
            yield f"{QuarterPeriod.parse(code).name}: {measure.shown}"
    yield from (f"Year: {outturn.shown}" for outturn in one.outturns)
    for period, figures in one.compared:
        yield f"{period}: {', '.join(f'{each.label} {each.shown}' for each in figures)}"


def _figure(one: Indicator, measure: Measure) -> str:
    """With its parts, and where it comes from."""
    said = [with_unit(measure.value, one.kpi.unit)]
    parts = [part for part in (measure.numerator, measure.denominator) if part is not None]
    said += [" of ".join(with_unit(part, "") for part in parts)] if parts else []
    said += [measure.get_period_display(), measure.source, f"{measure.as_at:%-d %B %Y}"]
    said += ["provisional"] if measure.provisional else []
    said += [f"it counts because: {measure.why_adopted}"] if measure.why_adopted else []
    said += [measure.note] if measure.note else []
    return ", ".join(said)


def _target(one: Indicator) -> str:
    if one.target is None:
        return "none"
    within = with_unit(one.target.tolerance, one.kpi.unit) if one.target.tolerance else ""
    return f"{one.target.shown} {one.good_side}{f', tolerance {within}' if within else ''}"
