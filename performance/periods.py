"""Compares like with like: a quarter with quarters, never with a year to date. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from selfassess.quarters.dates import QuarterPeriod

from .number_format import share
from .series import Point

QUARTER, YEAR_TO_DATE = "quarter", "ytd"  # codes of `Period`, which is a model's
ZERO = Decimal(0)
ADDITIVE = ("", "count")  # units of figures that add up over a year


def like_with_like(points: Sequence[Point], unit: str) -> list[Point]:
    """Return the points as they may stand beside the last: of another period they lose their value.

    A year to date becomes the quarter alone where what came before in the year is known.
    """
    if len({point.period for point in points}) < 2 and not _adds_up(points):
        return list(points)
    *earlier, last = alone(points, unit)
    if last.period != points[-1].period or last.period != YEAR_TO_DATE:
        return [_only(point, last.period) for point in earlier] + [last]
    return [replace(point, value=None) for point in earlier] + [last]


def _adds_up(points: Sequence[Point]) -> bool:
    return any(point.period == YEAR_TO_DATE for point in points)


def _only(point: Point, period: str) -> Point:
    return point if point.period == period else replace(point, value=None)


def alone(points: Sequence[Point], unit: str) -> list[Point]:
    """Return the points with every year to date turned into the quarter's own figure, where it
    can be. In the first quarter it is the same."""
    return list(_alone(points, unit))


def _alone(points: Sequence[Point], unit: str) -> Iterator[Point]:
    so_far: dict[str, Point] = {}  # quarter → the year up to and with it
    for point in points:
        period = QuarterPeriod.parse(point.quarter)
        nothing = Point(point.quarter, ZERO, ZERO, ZERO)
        before = so_far.get(period.before.code) if period.number > 1 else nothing
        own = point
        if point.period == YEAR_TO_DATE:
            so_far[point.quarter] = point
            own = (before and _less(point, before, unit)) or point
        elif point.period == QUARTER and before and (both := _combined(point, before, 1)):
            so_far[point.quarter] = both
        yield own


def _less(point: Point, before: Point, unit: str) -> Point | None:
    """Return what is left of a year to date; None where that cannot be known."""
    left = _combined(point, before, -1)
    if left is None:
        return None
    left = replace(left, period=QUARTER)
    if unit in ADDITIVE:
        return left if left.value is not None and left.value >= 0 else None
    if unit != "%" or left.numerator is None or not left.denominator:
        return None
    if left.denominator < 0 or not 0 <= left.numerator <= left.denominator:
        return None
    return replace(left, value=share(left.numerator, left.denominator))


def _combined(point: Point, other: Point, sign: int) -> Point | None:
    """Return the sum of two points, or for a sign of -1 what is left of the first."""
    value = _sum(point.value, other.value, sign)
    if value is None:
        return None
    numerator = _sum(point.numerator, other.numerator, sign)
    denominator = _sum(point.denominator, other.denominator, sign)
    return replace(point, value=value, numerator=numerator, denominator=denominator)


def _sum(one: Decimal | None, other: Decimal | None, sign: int) -> Decimal | None:
    return None if one is None or other is None else one + sign * other
