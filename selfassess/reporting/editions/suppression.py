"""Counts of 1 to 5 can identify a child. Which figures a public report holds back.

Pure: numbers in, decisions out. Which figures of a report they are is in small_figures.py, and what
is done about them in suppressed_figures.py.
"""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

HELD = "c"  # as the DfE's own tables have it; zero is shown
LARGEST = 5
RULES = 3  # which rules these are: one more whenever more or less of a report is held back
SETS_OF = 3  # as many other figures, from anywhere in a list, as a reader would add up

Number = Decimal | int | None


def is_small(number: Number) -> bool:
    return number is not None and 0 < number <= LARGEST


def discloses(part: Number, whole: Number) -> bool:
    """Would “part of whole” tell a small number: the part, the whole, or those that are missing?"""
    return any(is_small(number) for number in (part, whole, missing(part, whole)))


def missing(part: Number, whole: Number) -> Number:
    return whole - part if part is not None and whole is not None else None


def share_discloses(share: Decimal, whole: Decimal) -> bool:
    """Would a percentage, as it is printed, tell a small number to whoever knows of how many?"""
    if not whole or not 0 < share < 100:
        return False
    few = [100 * part / whole for part in range(1, LARGEST + 1)]
    return any(reads_as(one, share) or reads_as(one, 100 - share) for one in few)


def reads_as(exact: Decimal, printed: Decimal) -> bool:
    """May it have been rounded to what is printed, whichever way a half is rounded?"""
    return abs(exact - printed) <= Decimal("0.5").scaleb(min(int(printed.as_tuple().exponent), 0))


def held_back_with(
    numbers: Sequence[Number], small: Collection[int], secrets: Collection[Number] = ()
) -> set[int]:
    """Places of all figures of a list to hold back: the small ones, and others until none of these
    can be worked out, nor one that went for another's sake. `secrets`: small numbers that stand
    nowhere in the list, such as those who are missing from a whole.
    """
    held = set(small)
    to_keep: list[tuple[Number, int | None]] = [(numbers[place], place) for place in sorted(held)]
    to_keep += [(number, None) for number in secrets]
    while to_keep:
        secret, place = to_keep.pop()
        while secret and (parts := parts_that_tell(secret, _shown(numbers, held), place)):
            smallest = min(parts, key=lambda part: numbers[part] or 0)
            held.add(smallest)
            to_keep.append((numbers[smallest], smallest))
    return held


def _shown(numbers: Sequence[Number], held: Collection[int]) -> list[Number]:
    return [None if place in held else number for place, number in enumerate(numbers)]


def parts_that_tell(
    secret: Decimal | int, shown: Sequence[Number], place: int | None = None
) -> tuple[int, ...]:
    """Places of shown figures that leave the secret when they are taken from another shown figure,
    or are the secret together. `place`: where in the list it stands, and is not shown."""
    for parts in _sets(shown, place):
        together = sum(shown[part] or 0 for part in parts)
        is_total = len(parts) > 1 and together == secret
        others = (number for at, number in enumerate(shown) if number and at not in parts)
        if is_total or together + secret in others:
            return parts
    return ()


def _sets(shown: Sequence[Number], place: int | None) -> Iterator[tuple[int, ...]]:
    """What a reader would add up: a few figures from anywhere, and a run of any length, because the
    parts of a whole stand beside each other."""
    known = [at for at, number in enumerate(shown) if number]
    for many in range(1, SETS_OF):
        yield from combinations(known, many)
    for start, end in combinations(range(len(shown) + 1), 2):
        run = [at for at in range(start, end) if at != place]
        if all(shown[at] is not None for at in run):
            parts = tuple(at for at in run if shown[at])
            if len(parts) >= SETS_OF:
                yield parts
