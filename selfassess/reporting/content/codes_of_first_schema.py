"""Codes for content of schema 1, which has the words alone.

The words are those that the releases of that schema printed. They are written out here, because a
label of today may change, and what is stored does not.
"""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from performance.charts.chart_data import Bars

from .schema import (
    ActionContent,
    AreaContent,
    AuditContent,
    IndicatorContent,
    MeasureContent,
    ReportContent,
)

ACTIONS = {
    "Not started": "not_started",
    "Under way": "under_way",
    "Done": "done",
    "Stopped": "stopped",
}
VOICES = {
    "Children and young people": "children",
    "Families and carers": "families",
    "Staff": "staff",
    "Partners": "partners",
}
DIRECTIONS = {
    "Higher is better": "higher",
    "Lower is better": "lower",
    "Best inside a band": "band",
    "Neither is better": "none",
}
PERIODS = {
    "the quarter": "quarter",
    "at the end of the quarter": "at_end",
    "year to date": "ytd",
    "12 months": "12m",
    "the year": "year",
}
PLACES = {"This council": "authority", "England": "england"}
FIRST = 1  # the number of that schema
NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")
QUARTER = re.compile(r"Q([1-4]) (\d{4})/(\d\d)")


def add_codes(content: ReportContent) -> None:
    """Put codes and numbers beside the words of content that was just read."""
    for area in content.areas:
        _evidence(area)
        for action in area.actions:
            _action(action)
        for indicator in area.indicators:
            _indicator(indicator)
        _charts(area)


def _evidence(area: AreaContent) -> None:
    for audit in area.evidence.audits:
        audit.unit = audit.unit or _unit(audit)
    for voice in area.evidence.voices:
        voice.whose_code = voice.whose_code or VOICES.get(voice.whose, "")


def _unit(audit: AuditContent) -> str:
    return "percent" if any(shown.endswith("%") for shown in audit.grades.values()) else "cases"


def _action(action: ActionContent) -> None:
    action.status_code = action.status_code or ACTIONS.get(action.status, "")


def _indicator(indicator: IndicatorContent) -> None:
    indicator.status_code = indicator.status_code or indicator.status
    indicator.direction_code = indicator.direction_code or DIRECTIONS.get(indicator.direction, "")
    for measure in filter(None, [indicator.measure, *indicator.others]):
        _measure(measure)
    for past in indicator.series:
        past.quarter_code = past.quarter_code or _quarter(past.quarter)
    for outturn in indicator.outturns:
        outturn.value = _number(outturn.shown)
    for comparison in indicator.comparators:
        for one in comparison.figures:
            one.place, one.value = PLACES.get(one.label, ""), _number(one.shown)


def _measure(measure: MeasureContent) -> None:
    measure.period_code = measure.period_code or PERIODS.get(measure.period, "")
    measure.number = _number(measure.shown)


def _quarter(name: str) -> str:
    found = QUARTER.fullmatch(name)
    return f"{found[2]}-{found[3]}-q{found[1]}" if found else ""


def _number(shown: str) -> Decimal | None:
    """Read the number at the start of a figure as it was printed: 86.4%, 1,938, 12 weeks."""
    found = NUMBER.match(shown)
    try:
        return Decimal(found[0].replace(",", "")) if found else None
    except InvalidOperation:
        return None


def _charts(area: AreaContent) -> None:
    """A chart of further figures is labelled with what somebody called them."""
    typed = set(_labels(fact.label for fact in area.evidence.facts))
    for chart in area.charts:
        if isinstance(chart, Bars):
            chart.is_typed = any(row.label in typed for row in chart.rows)


def _labels(labels: Iterable[str]) -> Iterable[str]:
    """Charts shorten “Key workers: health visitors” to “Health visitors”."""
    for label in labels:
        yield label.rpartition(": ")[2].capitalize() if ": " in label else label
