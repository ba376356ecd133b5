"""Where the clauses of a sentence part, and how far apart two places in it are for that."""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

BOUNDARY = re.compile(
    r"(?P<strong>[;:]|\s[–—-]\s"
    r"|,\s(?:and|but|while|whilst|although|though|with|compared|whereas|which|where|then)\b"
    r"|\b(?:but|while|whilst|although|though|whereas|however)\b)"
    r"|(?P<weak>[,()]|\band\b)",
    re.IGNORECASE,
)
STRONG, WEAK = 3.0, 1.0  # as many words as a boundary counts for


class Clauses:
    def __init__(self, text: str) -> None:
        self.length = len(text)
        marks = list(BOUNDARY.finditer(text))
        self.places = [mark.start() for mark in marks]
        sizes = (STRONG if mark["strong"] else WEAK for mark in marks)
        self.apart = [0.0, *accumulate(sizes)]

    def between(self, one: int, other: int) -> float:
        """How much parts two characters of the sentence."""
        start, end = min(one, other), max(one, other)
        first, last = bisect_left(self.places, start), bisect_right(self.places, end)
        return self.apart[max(first, last)] - self.apart[first]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """From the boundary before a stretch to the one after it."""
        first, last = bisect_left(self.places, start) - 1, bisect_left(self.places, end)
        return (
            self.places[first] if first >= 0 else 0,
            self.places[last] if last < len(self.places) else self.length,
        )
