"""Which figures moved most since last quarter. Pure: indicators in, a few of them out."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from performance.indicator import Indicator
from performance.models import Measure
from selfassess.quarters.dates import QuarterPeriod

MOST = 5
FEW = 10  # a count below it swings by itself


@dataclass(frozen=True)
class Move:
    indicator: Indicator
    before: Measure

    @property
    def size(self) -> Decimal:
        """Points of a percentage as they are; others as a share of what they were."""
        change = abs(self.indicator.adopted.value - self.before.value)
        if self.indicator.kpi.is_percent:
            return change / 100
        return change / max(abs(self.before.value), Decimal(1))


def moved(indicators: Iterable[Indicator]) -> list[Move]:
    """The largest moves first; what rests on few cases is left out."""
    found = [move for one in indicators if (move := _move(one)) and move.size]
    return sorted(found, key=lambda move: (-move.size, move.indicator.kpi.code))[:MOST]


def _move(one: Indicator) -> Move | None:
    before = QuarterPeriod.parse(one.quarter).before.code
    last = next((m for m in one.earlier if m.quarter_id == before), None)
    if one.adopted is None or last is None or _is_small(one, one.adopted, last):
        return None
    if one.alike.get(before) != last.value or one.alike.get(one.quarter) != one.adopted.value:
        return None  # of two periods, or no cases
    return Move(one, last)


def _is_small(one: Indicator, *measures: Measure) -> bool:
    if one.kpi.is_percent:
        small = one.kpi.smallest_denominator
        return any(m.denominator is not None and m.denominator < small for m in measures)
    return all(m.value < FEW for m in measures)
