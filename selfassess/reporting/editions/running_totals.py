"""What a figure of the year to date tells beside those that were published of the quarters before:
how many came since. Pure."""

from collections.abc import Iterator

from performance.models.measure import Period
from selfassess.reporting.content.schema import IndicatorContent

from .small_figures import Cell
from .suppression import Number, missing

YEAR = len("2020-21")  # of a quarter's code
FIRST = "q1"
MAY_ADD_UP = ("", Period.UNKNOWN, Period.YEAR_TO_DATE)


def since(one: IndicatorContent, quarter: str) -> Iterator[Cell]:
    """What is left of the year to date without each of its earlier ends: of a count its value, of a
    share its parts. A figure of which nobody has said the period may be one of them."""
    measure = one.measure
    if measure is None or measure.period_code not in MAY_ADD_UP:
        return
    for so_far in _earlier(one, quarter):
        yield Cell(
            one,
            missing(so_far.value, measure.number) if one.is_count else None,
            missing(so_far.part, measure.numerator),
            missing(so_far.whole, measure.denominator),
        )


def _earlier(one: IndicatorContent, quarter: str) -> Iterator[Cell]:
    """The year up to each earlier quarter. Quarters that were reported alone are added up."""
    so_far: Cell | None = None
    for point in sorted(one.series, key=lambda point: point.quarter_code):
        code = point.quarter_code
        if code[:YEAR] != quarter[:YEAR] or code >= quarter:
            continue
        found = Cell(one, point.value, point.numerator, point.denominator)
        is_alone = point.period_code == Period.QUARTER and not code.endswith(FIRST)
        so_far = _together(so_far, found) if is_alone else found
        if so_far:
            yield so_far


def _together(one: Cell | None, other: Cell) -> Cell | None:
    if one is None:
        return None
    parts = (_sum(one.part, other.part), _sum(one.whole, other.whole))
    return Cell(one.of, _sum(one.value, other.value), *parts)


def _sum(one: Number, other: Number) -> Number:
    return None if one is None or other is None else one + other
