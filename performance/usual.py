"""What is usual for a KPI: what its figures are of, and whether one is to be asked about. That is a
question, never a refusal."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from selfassess.quarters.dates import QuarterPeriod

from . import number_format
from .comparisons import last_points
from .models import Frequency, Kpi, Period
from .number_format import half_up, with_unit
from .periods import like_with_like
from .series import ENOUGH_FOR_LIMITS, Point, limits

if TYPE_CHECKING:
    from .indicator import Indicator

MOST = 20  # quarters from which is told what is usual: five years
TIMES = 3  # its usual change; about where Shewhart's range chart (3.27) sees no chance
WORDS = {3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight", 9: "Nine"}

Past = dict[str, list[Point]]  # KPI → its last values before a quarter, oldest first


def past(codes: Iterable[str], quarter: str, most: int = MOST) -> Past:
    """Read what is needed for any number of KPIs, in one query."""
    return last_points(list(codes), quarter, most)


def usual_periods(kpis: Iterable[Kpi], quarter: str, known: Past | None = None) -> dict[str, str]:
    """KPI → what its figure is of, as far as somebody has said: an annual one of the year, others
    as the last quarter's. Nobody guesses: contacts received and children looked after are both
    counts, and of a quarter is only the first. `known`: their past, where it is read already."""
    others, found = [], {}
    for kpi in kpis:
        if kpi.frequency == Frequency.ANNUAL:
            found[kpi.code] = str(Period.YEAR)
        else:
            others.append(kpi.code)
    last = last_points(others, quarter, 1) if known is None and others else known or {}
    return found | {
        code: last[code][-1].period if code in last else str(Period.UNKNOWN) for code in others
    }


def questions(found: "list[Indicator]", quarter: str) -> dict[str, str]:
    """KPI → what to ask about its figure, where there is something to ask."""
    entered = [one for one in found if one.adopted]
    before = past([one.kpi.code for one in entered], quarter) if entered else {}
    asked = {
        one.kpi.code: question(one.recent[-1], before.get(one.kpi.code, []), one.kpi.unit)
        for one in entered
    }
    return {code: text for code, text in asked.items() if text}


def question(now: Point, before: Sequence[Point], unit: str) -> str:
    """Return what to ask about a figure; empty when it is as usual, or too little is known."""
    *earlier, last = like_with_like([*before, now], unit)
    known = [point for point in earlier if point.value is not None]
    if last.value is None or len(known) < ENOUGH_FOR_LIMITS:
        return ""
    return _about_change(last, known, unit) or _about_range(last.value, known, unit)


def _about_change(now: Point, known: list[Point], unit: str) -> str:
    moves = [abs(_move(a, b)) for a, b in pairwise(known) if _follows(a, b)]
    if not moves or not _follows(known[-1], now):
        return ""
    usual, change = sum(moves, Decimal(0)) / len(moves), abs(_move(known[-1], now))
    if not usual or change < TIMES * usual:
        return ""
    times = int(change / usual)
    words = WORDS.get(times, f"{times:,}")
    size, points = number_format.difference(change), " points" if unit == "%" else ""
    return f"{words} times its usual change ({size}{points} since last quarter): is it right?"


def _about_range(value: Decimal, known: list[Point], unit: str) -> str:
    found = limits([point.value for point in known])
    if found is None:
        return ""
    low, _, high = found
    if low <= value <= high:
        return ""
    low, high = max(low, Decimal(0)), min(high, Decimal(100)) if unit == "%" else high
    usual = f"{with_unit(half_up(low, 1), '')} to {with_unit(half_up(high, 1), unit)}"
    return f"Outside its usual range ({usual}): is it right?"


def _move(before: Point, now: Point) -> Decimal:
    return (now.value or Decimal(0)) - (before.value or Decimal(0))


def _follows(before: Point, now: Point) -> bool:
    return QuarterPeriod.parse(before.quarter).after.code == now.quarter
