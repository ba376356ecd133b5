"""Between what a KPI varies by itself, and what of its newest figure chance does not explain.

These are the limits of an individuals chart (Shewhart), from twelve quarters on: `series.limits`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .number_format import half_up, with_unit
from .periods import like_with_like
from .series import Point, limits

RUN = 8  # quarters in a row on one side of the mean: of 256 KPIs chance gives that to two
ORDINALS = {8: "eighth", 9: "ninth", 10: "tenth", 11: "eleventh", 12: "twelfth"}
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class UsualRange:
    low: Decimal
    mean: Decimal
    high: Decimal
    quarters: int  # from which it is worked out, all before the newest
    unit: str
    said: str  # what chance does not explain, as a clause; empty where all is as usual

    @property
    def shown(self) -> str:
        return f"{with_unit(self.low, '')} to {with_unit(self.high, self.unit)}"


def usual_range(now: Point, before: Sequence[Point], unit: str) -> UsualRange | None:
    """What is usual for a KPI, from its quarters before `now`, oldest first. None where too few are
    known, or one of them is missing."""
    *earlier, last = like_with_like([*before, now], unit)
    found = limits([point.value for point in earlier])
    if found is None or last.value is None:
        return None
    low, mean, high = found
    values = [point.value for point in earlier if point.value is not None]
    said = _outside(last.value, low, high) or _run(mean, [*values, last.value])
    low, high = max(low, Decimal(0)), min(high, HUNDRED) if unit == "%" else high
    low, mean, high = (half_up(value, 1) for value in (low, mean, high))
    return UsualRange(low, mean, high, len(values), unit, said)


def _outside(value: Decimal, low: Decimal, high: Decimal) -> str:
    side = "above" if value > high else "below" if value < low else ""
    return f"{side} its usual range" if side else ""


def _run(mean: Decimal, values: Sequence[Decimal]) -> str:
    """Has it stayed on one side of its mean for longer than chance would leave it there?"""
    side, length = values[-1] > mean, 0
    for value in reversed(values):
        if value == mean or (value > mean) is not side:
            break
        length += 1
    if length < RUN:
        return ""
    nth = ORDINALS.get(length, f"{length}th")
    return f"{nth} quarter in a row {'above' if side else 'below'} its mean"
