"""A passage of a sentence that is marked, and why."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """`start` and `end` are characters of the sentence. `why` is a clause for the director."""

    start: int
    end: int
    why: str


def in_order(passages: Iterable[Passage]) -> list[Passage]:
    """From left to right. Those of a subclass say more, and stand among the others."""
    return sorted(passages, key=lambda one: (one.start, one.end, one.why))
