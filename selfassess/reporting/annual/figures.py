"""How ratings and indicators moved over the four quarters of a year.

A quarter without a figure stays blank, one without cases says so: neither counts as zero.
"""

from decimal import Decimal

from performance import number_format
from selfassess.reporting.content.schema import Comparison, IndicatorContent

from .answers import ByQuarter
from .schema import TOO_FEW, Change, FigureCell, IndicatorRow, RatingCell

UP, DOWN, SAME = "up", "down", "level"
POINTS = Decimal(50)  # 10 percentage points count as much as a fifth
NONE = Change("", TOO_FEW)


def change_of_ratings(cells: list[RatingCell]) -> Change:
    """Say how the rating moved from the first to the last one given in the year."""
    return _change([cell.value for cell in cells if cell.value is not None], "")


def indicators(by_quarter: ByQuarter, quarters: list[str]) -> list[IndicatorRow]:
    """Return a row for each indicator that had a figure or a target, in the newest report's order.

    `quarters`: the names of the year's quarters, one cell each.
    """
    by_code: dict[str, dict[str, IndicatorContent]] = {}
    for quarter, area in reversed(by_quarter.items()):
        for indicator in area.indicators:
            by_code.setdefault(indicator.code, {})[quarter] = indicator
    rows = (_row(of_quarter, quarters) for of_quarter in by_code.values())
    return [row for row in rows if row.target or any(cell.shown for cell in row.cells)]


def _row(of_quarter: dict[str, IndicatorContent], quarters: list[str]) -> IndicatorRow:
    """`of_quarter`: a quarter's name → the indicator as reported then, newest first."""
    last, newest = next(iter(of_quarter.items()))
    oldest_first = reversed(of_quarter.items())
    targets = [(q, reported.target) for q, reported in oldest_first if reported.target]
    figures = _comparable(of_quarter)
    values = figures if isinstance(figures, list) else []
    return IndicatorRow(
        code=newest.code,
        name=newest.name,
        unit=newest.unit,
        target=newest.target,
        target_due=newest.target_due,
        other_targets=[(q, t) for q, t in targets if t != newest.target],
        cells=[_cell(of_quarter.get(quarter)) for quarter in quarters],
        status=newest.status,
        status_code=newest.status_code,
        status_of=last,
        reason=newest.reason,
        over_the_year=_change(figures, newest.unit) if isinstance(figures, list) else figures,
        is_better=_is_better(values, newest.direction_code),
        moved_by=_moved_by(values, newest.unit),
        official=_official(of_quarter),
    )


def _cell(indicator: IndicatorContent | None) -> FigureCell:
    if indicator is None or not indicator.value:
        return FigureCell()
    provisional = indicator.measure.provisional if indicator.measure else False
    return FigureCell(indicator.value, provisional)


def _comparable(of_quarter: dict[str, IndicatorContent]) -> list[Decimal] | Change:
    """Return the year's figures, oldest first, or why its quarters cannot be compared."""
    known = [indicator for indicator in reversed(of_quarter.values()) if indicator.value]
    measures = [one.measure for one in known if one.measure and one.measure.denominator != 0]
    if any(measure.is_year_to_date for measure in measures):
        return Change("", "Adds up over the year")
    if len({measure.period_code for measure in measures}) > 1:
        return Change("", "Periods differ")
    return [measure.number for measure in measures if measure.number is not None]


def _is_better(values: list[Decimal], direction: str) -> bool | None:
    if len(values) < 2 or values[-1] == values[0] or direction not in ("higher", "lower"):
        return None
    return (values[-1] > values[0]) == (direction == "higher")


def _moved_by(values: list[Decimal], unit: str) -> Decimal:
    """A share of the first figure; of percentages, 10 points count as a fifth."""
    if len(values) < 2:
        return Decimal(0)
    whole = POINTS if unit == "%" else abs(values[0]) or Decimal(1)
    return (abs(values[-1] - values[0]) / whole).quantize(Decimal("0.001"))


def _official(of_quarter: dict[str, IndicatorContent]) -> Comparison | None:
    """Return the newest official figures that any report of the year has beside it."""
    lines = (line for indicator in of_quarter.values() for line in indicator.comparators[-1:])
    return next(lines, None)


def _change(values: list[Decimal], unit: str) -> Change:
    """Put the way from the first to the last value into words, such as “Up 3.1 points”."""
    if len(values) < 2:
        return NONE
    difference = values[-1] - values[0]
    if not difference:
        return Change(SAME, "No change")
    number = number_format.difference(difference)
    points = (" point" if number == "1" else " points") if unit == "%" else ""
    word = "Up" if difference > 0 else "Down"
    return Change(UP if difference > 0 else DOWN, f"{word} {number}{points}")
