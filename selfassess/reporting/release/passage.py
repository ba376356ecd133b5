"""A passage of a sentence that is marked, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Passage:
    """`start` and `end` are characters of the sentence. `why` is a clause for the director."""

    start: int
    end: int
    why: str
