"""Compares two texts word by word. Plain texts in, plain data out.

The parts that are the same or removed, joined, are exactly the old text; those that are the same
or added are exactly the new text. So nobody reads a difference that is not there.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from .plain_text import words

SAME, REMOVED, ADDED = "same", "removed", "added"
WORDS = re.compile(r"(\S+)(\s*)")  # a word, and the space after it
LINES = re.compile(r"([^\n]+)(\n*)")
# Pairs of equal words: the work that a comparison may cost. A page of one repeated word has so many
# that it would take minutes.
MOST_PAIRS = 400_000

Part = tuple[str, str]  # the kind, and the piece of text
Piece = tuple[str, str]  # a word (or line), and the space after it
Opcode = tuple[str, int, int, int, int]  # as difflib's SequenceMatcher.get_opcodes has them


@dataclass(frozen=True)
class Comparison:
    parts: list[Part]

    @property
    def is_same(self) -> bool:
        return all(kind == SAME for kind, _ in self.parts)

    @property
    def summary(self) -> str:
        """Sum the changes up, such as “9 words added, 4 removed.”"""
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
    """Compare word by word, or line by line where equal words are too many (MOST_PAIRS)."""
    for pattern in (WORDS, LINES):
        a, b = pattern.findall(old), pattern.findall(new)
        if _pairs(a, b) <= MOST_PAIRS:
            lead = old[: len(old) - _length(a)], new[: len(new) - _length(b)]
            return Comparison(list(_merged(_joined([lead, *_changes(a, b)]))))
    return Comparison([(kind, text) for kind, text in ((REMOVED, old), (ADDED, new)) if text])


def _length(pieces: list[Piece]) -> int:
    return sum(len(word) + len(space) for word, space in pieces)


def _pairs(a: list[Piece], b: list[Piece]) -> int:
    """Count the pairs of equal words, one in each text: what difflib's time depends on."""
    there = Counter(word for word, _ in b)
    return sum(n * there[word] for word, n in Counter(word for word, _ in a).items())


def _changes(a: list[Piece], b: list[Piece]) -> Iterator[tuple[str, str]]:
    """Yield pairs of an old piece and a new one; both are equal where nothing changed.

    Only words are matched. Spaces are all alike, so they would match where no word does.
    """
    matcher = SequenceMatcher(None, [w for w, _ in a], [w for w, _ in b], autojunk=False)
    for kind, a1, a2, b1, b2 in _without_islands(matcher.get_opcodes()):
        if kind == "equal":
            for (word, before), (_, after) in zip(a[a1:a2], b[b1:b2], strict=True):
                yield word, word
                yield before, after
        elif kind == "replace":
            (old, before), (new, after) = _text(a[a1:a2]), _text(b[b1:b2])
            yield old, new
            yield before, after
        else:
            yield "".join(_text(a[a1:a2])), "".join(_text(b[b1:b2]))


def _without_islands(opcodes: Iterable[Opcode]) -> list[Opcode]:
    """Merge changes that only a few equal words part, such as “the” in two different sentences.

    Equal words count as few when both the change before and the change after them are longer.
    """
    merged, index = list(opcodes), 1
    while index < len(merged) - 1:
        before, here, after = merged[index - 1 : index + 2]
        if here[0] == "equal" and _size(here) < min(_size(before), _size(after)):
            merged[index - 1 : index + 2] = [("replace", before[1], after[2], before[3], after[4])]
            index = max(1, index - 2)  # the change has grown, so judge the words before it again
        else:
            index += 1
    return merged


def _size(change: Opcode) -> int:
    """Return the number of words on the longer side."""
    _, a1, a2, b1, b2 = change
    return max(a2 - a1, b2 - b1)


def _text(pieces: list[Piece]) -> Piece:
    """Join pieces into one: their text, and the space after it."""
    if not pieces:
        return "", ""
    *most, (word, space) = pieces
    return "".join(w + s for w, s in most) + word, space


def _joined(changes: Iterable[tuple[str, str]]) -> Iterator[Part]:
    """Join changes that only a space parts into one, because people read phrases."""
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


def _merged(parts: Iterable[Part]) -> Iterator[Part]:
    for kind, of in groupby(parts, key=lambda part: part[0]):
        if text := "".join(text for _, text in of):
            yield kind, text
