"""Counts of 1 to 5 can identify a child. Which figures a public report holds back.

Pure: numbers in, decisions out. What is done about them is in suppressed_figures.py.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

HELD = "c"  # as the DfE's own tables have it; zero is shown
LARGEST = 5
SETS_OF = 3  # as many other figures as a reader would add up

Number = Decimal | int | None


def is_small(number: Number) -> bool:
    return number is not None and 0 < number <= LARGEST


def discloses(part: Number, whole: Number) -> bool:
    """Would “part of whole” tell a small number: the part, the whole, or those that are missing?"""
    missing = whole - part if part is not None and whole is not None else None
    return is_small(part) or is_small(whole) or is_small(missing)


def parts_that_tell(secret: Decimal | int, shown: Sequence[Number]) -> tuple[int, ...]:
    """Places of shown figures that, taken from another shown figure, leave the secret."""
    known = [(place, count) for place, count in enumerate(shown) if count]
    for many in range(1, SETS_OF):
        for parts in combinations(known, many):
            total = sum((count for _, count in parts), start=secret)
            places = tuple(place for place, _ in parts)
            if any(count == total and place not in places for place, count in known):
                return places
    return ()
