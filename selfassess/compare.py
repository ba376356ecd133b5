"""What changed between two texts, word by word. Pure calculation: nothing here knows an answer.

Put together, what is the same and what was removed give the old text, what is the same and what was
added the new one: to the letter, so that nobody reads a difference that is not there.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from .prose import words

SAME, REMOVED, ADDED = "same", "removed", "added"
WORDS = re.compile(r"\s+|[^\s]+")
LINES = re.compile(r"[^\n]+|\n+")
MOST_PAIRS = 400_000  # of equal pieces; a page of one word repeated would take minutes

Part = tuple[str, str]  # the kind, and the piece of text


@dataclass(frozen=True)
class Comparison:
    parts: list[Part]

    @property
    def is_same(self) -> bool:
        return all(kind == SAME for kind, _ in self.parts)

    @property
    def summary(self) -> str:
        """9 words added, 4 removed."""
        added, removed = self._count(ADDED), self._count(REMOVED)
        if not added and not removed:
            return "No words changed." if self.is_same else "Only spaces or signs changed."
        if not removed:
            return f"{_counted(added)} added."
        if not added:
            return f"{_counted(removed)} removed."
        return f"{_counted(added)} added, {removed:,} removed."

    def _count(self, wanted: str) -> int:
        return sum(words(text) for kind, text in self.parts if kind == wanted)


def _counted(number: int) -> str:
    return f"{number:,} word{'' if number == 1 else 's'}"


def compare(old: str, new: str) -> Comparison:
    """Word by word; line by line where the words are so many alike that it would take too long."""
    for pieces in (WORDS, LINES):
        a, b = pieces.findall(old), pieces.findall(new)
        if _pairs(a, b) <= MOST_PAIRS:
            return Comparison(list(_joined(_changes(a, b))))
    return Comparison([(kind, text) for kind, text in ((REMOVED, old), (ADDED, new)) if text])


def _pairs(a: list[str], b: list[str]) -> int:
    """How many times a piece of one text meets its like in the other (spaces do not count)."""
    there = Counter(b)
    return sum(n * there[piece] for piece, n in Counter(a).items() if not piece.isspace())


def _changes(a: list[str], b: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of an old piece and a new one; the same text in both where nothing changed."""
    matcher = SequenceMatcher(str.isspace, a, b, autojunk=False)
    for _, a1, a2, b1, b2 in matcher.get_opcodes():
        yield "".join(a[a1:a2]), "".join(b[b1:b2])


def _joined(changes: Iterator[tuple[str, str]]) -> Iterator[Part]:
    """Changes with nothing but a space between them are one change: people read phrases."""
    old = new = space = ""
    for before, after in changes:
        if before != after:
            old, new, space = old + space + before, new + space + after, ""
        elif before.isspace() and (old or new):
            space += before
        else:
            yield from _change(old, new)
            yield SAME, space + before
            old = new = space = ""
    yield from _change(old, new)
    if space:
        yield SAME, space


def _change(old: str, new: str) -> Iterator[Part]:
    if old:
        yield REMOVED, old
    if new:
        yield ADDED, new
