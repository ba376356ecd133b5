"""What a KPI's quarters say when they are read together. Pure: numbers in, plain sentences out.

A whole year's figure is never a quarter, so it has no place in a series.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.contrib.humanize.templatetags.humanize import ordinal

from selfassess.quarters.dates import QuarterPeriod

from . import number_format

ENOUGH_FOR_LIMITS = 12  # points; limits from fewer are as uncertain as the figures themselves
WIDTH_OF_LIMITS = Decimal("2.66")  # times the mean moving range: an XmR chart's natural limits
ORDINALS = ("", "", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@dataclass(frozen=True)
class Point:
    quarter: str
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    period: str = ""  # a code of `Period`: what it counts


@dataclass(frozen=True)
class Trend:
    """`run` counts quarters of improvement (above 0) or worsening (below 0) in a row; where no
    direction is better, of going up or down. None stands for what cannot be said."""

    change: Decimal | None  # since the quarter before
    year_change: Decimal | None  # since the same quarter last year
    rolling: Decimal | None  # over four quarters
    rolling_is_exact: bool  # worked out from parts, not the mean of four percentages
    run: int
    held_back: str  # why nothing is judged; empty when it is
    sentence: str


Values = list[Decimal | None]


def series(points: Sequence[Point]) -> Values:
    """Values quarter by quarter, oldest first, with a gap for every quarter that has none."""
    known = {point.quarter: point.value for point in points}
    return [known.get(code) for code in quarters_between(min(known), max(known))] if known else []


def quarters_between(first: str, last: str) -> list[str]:
    """Every quarter's code from the first to the last, both included."""
    codes, period = [], QuarterPeriod.parse(first)
    while period.code <= last:
        codes.append(period.code)
        period = period.after
    return codes


def change(values: Values, quarters: int = 1) -> Decimal | None:
    """How the latest value differs from the one so many quarters before; None over a gap."""
    if len(values) <= quarters:
        return None
    now, before = values[-1], values[-1 - quarters]
    return None if now is None or before is None else now - before


def rolling(points: Sequence[Point]) -> tuple[Decimal | None, bool]:
    """Four quarters together: of the parts where every quarter has them, else the mean of the
    values. The second says which."""
    last = list(points)[-4:]
    whole = len(last) == 4 and quarters_between(last[0].quarter, last[-1].quarter) == [
        point.quarter for point in last
    ]
    if not whole or any(point.value is None for point in last):
        return None, False
    if all(p.numerator is not None and p.denominator for p in last):
        top = sum((p.numerator or Decimal(0) for p in last), Decimal(0))
        bottom = sum((p.denominator or Decimal(0) for p in last), Decimal(0))
        return 100 * top / bottom, True
    return sum((p.value for p in last if p.value is not None), Decimal(0)) / 4, False


def run(values: Values, direction: str) -> int:
    """How many changes in a row point the same way, up to the latest: better or worse, and where no
    direction is better, up or down. A gap or a standstill ends a run."""
    count, sign = 0, 0
    for before, now in reversed(list(pairwise(values))):
        if now is None or before is None or now == before:
            break
        this = 1 if now > before else -1
        if sign and this != sign:
            break
        sign, count = this, count + 1
    return -sign * count if direction == "lower" else sign * count


def limits(values: Values) -> tuple[Decimal, Decimal, Decimal] | None:
    """Lower natural limit, mean, upper natural limit (individuals and moving range, Shewhart; the
    constant is 3 / d2 with d2 = 1.128 for two points). None below twelve points or over a gap."""
    found = [value for value in values if value is not None]
    if len(found) < ENOUGH_FOR_LIMITS or len(found) < len(values):
        return None
    mean = sum(found, Decimal(0)) / len(found)
    moves = [abs(b - a) for a, b in pairwise(found)]
    spread = WIDTH_OF_LIMITS * sum(moves, Decimal(0)) / len(moves)
    return mean - spread, mean, mean + spread


def trend(
    points: Sequence[Point], *, direction: str, unit: str, smallest_denominator: int = 0
) -> Trend:
    """Everything that can be said of a series up to its last point, and one sentence of it. Points
    come oldest first."""
    values = series(points)
    over_four, exact = rolling(points)
    found = Trend(
        change=change(values),
        year_change=change(values, 4),
        rolling=over_four,
        rolling_is_exact=exact,
        run=run(values, direction),
        held_back=_too_few(_last_two(points), unit, smallest_denominator),
        sentence="",
    )
    return Trend(**{**vars(found), "sentence": _sentence(found, direction, unit)})


def _last_two(points: Sequence[Point]) -> list[Point]:
    """The latest point, and that of the quarter before it where there is one."""
    if not points:
        return []
    both = (QuarterPeriod.parse(points[-1].quarter).before.code, points[-1].quarter)
    return [point for point in points[-2:] if point.quarter in both]


def _too_few(latest: Sequence[Point], unit: str, smallest: int) -> str:
    """A percentage of few cases swings by itself."""
    if unit != "%":
        return ""
    small = [p.denominator for p in latest if p.denominator and p.denominator < smallest]
    return f"only {min(small):f} cases".replace(".0000", "") if small else ""


def _sentence(found: Trend, direction: str, unit: str) -> str:
    if found.change is None:
        return ""
    if not found.change:
        return "No change since last quarter."
    size = f"{'Up' if found.change > 0 else 'Down'} {_amount(found.change, unit)}"
    if found.held_back:
        return f"{size}, {found.held_back}: too few to judge."
    return f"{size}{_run_in_words(found, direction)}."


def _run_in_words(found: Trend, direction: str) -> str:
    length = abs(found.run)
    if length < 2:
        return ""
    nth = ORDINALS[length] if length < len(ORDINALS) else ordinal(length)
    if direction in ("higher", "lower"):
        return f", {nth} quarter of {'improvement' if found.run > 0 else 'worsening'}"
    return f", {nth} quarter in a row"


def _amount(difference: Decimal, unit: str) -> str:
    """2.1 points, 12, 3 per 10,000: without a sign."""
    number = number_format.difference(difference)
    if unit == "%":
        return f"{number} point{'' if number == '1' else 's'}"
    return number


def against(value: Decimal, other: Decimal, name: str, unit: str) -> str:
    """3.3 points below England; empty when they are the same."""
    difference = value - other
    if not number_format.half_up(difference, 1):
        return f"the same as {name}"
    return f"{_amount(difference, unit)} {'above' if difference > 0 else 'below'} {name}"
