"""How far an indicator is from its target and how much it moved, so that the worst stands first.

Pure: worked out from frozen content, so that old reports are ranked in the same way.
"""

from decimal import Decimal

from .content.schema import IndicatorContent

POINTS = Decimal(50)  # a move of 10 points counts as much as one of a fifth
LEAST = Decimal(10)  # of fewer than ten, each one counts as a tenth
WHOLE = Decimal(1)

Rank = tuple[bool | Decimal, ...]


def gap(one: IndicatorContent) -> Decimal:
    """How far an indicator is from its target, or from its band, as a share of that and at most 1;
    0 where there is none."""
    value, target = number(one), _nearest(one)
    if value is None or target is None:
        return Decimal(0)
    return min(abs(value - target) / _whole(one, target), WHOLE)


def by_gap(one: IndicatorContent) -> Rank:
    """The widest gap first; of two alike what is getting worse, and then what is further off."""
    value, target = number(one) or Decimal(0), _nearest(one) or Decimal(0)
    return (-gap(one), not is_worse(one), -abs(value - target))


def change(one: IndicatorContent) -> Decimal | None:
    """How an indicator moved since last quarter, where the two may be compared."""
    past = one.series[-2].beside if len(one.series) > 1 else None
    now = one.series[-1].beside if one.series else None
    return None if past is None or now is None else now - past


def by_move(one: IndicatorContent) -> Rank:
    """First what chance does not explain, last what is within its usual range, and in between that
    of which too few quarters are known; of these the largest moves first."""
    within = one.usual is not None and not is_special(one)
    return (not is_special(one), within, -_size(one))


def is_special(one: IndicatorContent) -> bool:
    """Is there something in its figure that chance does not explain?"""
    return one.usual is not None and bool(one.usual.said)


def is_worse(one: IndicatorContent) -> bool:
    return _towards(one) < 0


def is_better(one: IndicatorContent) -> bool:
    return _towards(one) > 0


def number(one: IndicatorContent) -> Decimal | None:
    return one.measure.comparable if one.measure else None


def _towards(one: IndicatorContent) -> Decimal:
    """Its move as progress: below 0 where it got worse, 0 where no direction is better."""
    moved = change(one) or Decimal(0)
    return {"higher": moved, "lower": -moved}.get(one.direction_code, Decimal(0))


def _nearest(one: IndicatorContent) -> Decimal | None:
    """The target, or the end of its band that is nearest to the value."""
    value, low, high = number(one), one.target_low, one.target_high
    if one.target_value is not None or value is None or low is None or high is None:
        return one.target_value
    return min(max(value, low), high)


def _size(one: IndicatorContent) -> Decimal:
    """How much a move counts beside those of other indicators."""
    before = one.series[-2].beside if len(one.series) > 1 else None
    return abs(change(one) or Decimal(0)) / _whole(one, before or Decimal(0))


def _whole(one: IndicatorContent, of: Decimal) -> Decimal:
    return POINTS if one.unit == "%" else max(abs(of), LEAST)
