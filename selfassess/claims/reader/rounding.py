"""Fair comparing: does what is written agree with what is recorded, as people round?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache
from math import ceil, floor

from .sentence import Hedge, Number

HALF = Decimal("0.5")
LARGEST_WHOLE = (
    1000  # cases: below it, is looked for counts that explain shares of an unknown whole
)


def either_way(value: Decimal, decimals: int) -> set[Decimal]:
    """What people may round it to: a half goes up with most, and to the even with some programs.
    `decimals` below 0 rounds to tens, hundreds …"""
    step = Decimal(1).scaleb(-decimals)
    exact = value / step
    return {step * ceil(exact - HALF), step * floor(exact + HALF)}


@cache
def half_step(decimals: int) -> Decimal:
    """How far what is written with so many decimals may lie from what it was rounded from."""
    return Decimal(1).scaleb(-decimals) / 2


def limits(number: Number) -> tuple[Decimal, Decimal]:
    """Between which values what is meant lies, by the number and its hedge."""
    slack = half_step(number.decimals)
    low, high = number.value - slack, (number.upper or number.value) + slack
    if number.hedge in (Hedge.NEARLY, Hedge.UNDER):
        return low + slack - number.about, high
    if number.hedge in (Hedge.JUST_OVER, Hedge.OVER):
        return low, high - slack + number.about
    return min(low, number.value - number.about), max(high, high - slack + number.about)


def agrees(number: Number, recorded: Decimal, decimals: int | None = None) -> bool:
    """Does a number say the same as a record that is shown with so many decimals?

    With fewer decimals than the record, what is written agrees if the record rounds to it; a half
    may go either way, because the record may have been rounded itself. With more, if it rounds to
    the record.
    """
    low, high = limits(number)
    slack = Decimal(0) if decimals is None else half_step(decimals)
    if decimals is None or decimals >= number.decimals:
        slack = Decimal(0)
    return low - slack <= recorded <= high + slack


def share_is_possible(number: Number, whole: Decimal) -> bool:
    """Is there a count of which this is the percentage of `whole`, rounded or cut off?"""
    return count_for_share(number, whole) is not None


def count_for_share(number: Number, whole: Decimal) -> int | None:
    """The count of `whole` things of which a percentage can be told, if there is one."""
    low, high = limits(number)
    if number.hedge is Hedge.NONE and number.upper is None:
        high = number.value + 2 * half_step(number.decimals)  # 91.66 for 11 of 12, cut off
    nearest = int((number.value * whole / 100).to_integral_value(ROUND_HALF_UP))
    for count in (nearest, nearest - 1, nearest + 1):
        if 0 <= count <= whole and low <= 100 * count / whole <= high:
            return count
    return None


def share_agrees(number: Number, part: Decimal, whole: Decimal) -> bool:
    """Is this the percentage that `part` is of `whole`? A rounded or a cut-off one is."""
    share = 100 * part / whole
    low, high = limits(number)
    cut_off = share.quantize(Decimal(1).scaleb(-max(number.decimals, 0)), ROUND_FLOOR)
    return low <= share <= high or cut_off == number.value


@dataclass(frozen=True)
class Counts:
    """Counts that explain shares which do not make 100%: 3, 10 and 3 of 16."""

    counts: tuple[int, ...]
    whole: int


def explained_by_rounding(shares: Sequence[Number], whole: int | None = None) -> Counts | None:
    """Counts of one whole that round to just these shares, or nothing when there are none."""
    slack = sum((half_step(share.decimals) for share in shares), start=Decimal(0))
    total = sum((share.value for share in shares), start=Decimal(0))
    if abs(total - 100) > slack:
        return None
    wholes = range(1, LARGEST_WHOLE + 1) if whole is None else (whole,)
    return next((found for cases in wholes if (found := _counts(shares, cases))), None)


def _counts(shares: Sequence[Number], whole: int) -> Counts | None:
    possible = [_counts_of_share(share, whole) for share in shares]
    if not all(possible):
        return None
    counts = [span[0] for span in possible]
    for at, span in enumerate(possible):
        counts[at] += min(len(span) - 1, max(0, whole - sum(counts)))
    return Counts(tuple(counts), whole) if sum(counts) == whole else None


def _counts_of_share(share: Number, whole: int) -> range:
    """All counts of `whole` that round to the share, whichever way a half is rounded."""
    slack = half_step(share.decimals)
    first = int((share.value - slack) * whole / 100)
    last = int((share.value + slack) * whole / 100) + 1
    fitting = [
        count
        for count in range(max(0, first), min(whole, last) + 1)
        if abs(Decimal(100 * count) / whole - share.value) <= slack
    ]
    return range(fitting[0], fitting[-1] + 1) if fitting else range(0)
