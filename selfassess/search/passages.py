"""The sentence in which something was found, with the words marked. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass

OPEN, CLOSE = "\ue000", "\ue001"  # round what the database found; nobody types them
MARKED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
ENDS = re.compile(r"(?<=[.!?])\s+|\n+(?:- )?")  # of sentences, and of items of lists
LONGEST = 300  # characters of a passage


@dataclass(frozen=True)
class Passage:
    """Pieces of text, and whether each was looked for."""

    pieces: tuple[tuple[str, bool], ...]
    cut_before: bool
    cut_after: bool

    def __str__(self) -> str:
        return "".join(text for text, _ in self.pieces)


def words_marked(text: str) -> set[str]:
    return {found.casefold() for found in MARKED.findall(text)}


def passage(text: str, found: Collection[str]) -> Passage:
    """The sentence round the first of these words, or the beginning of the text."""
    words = _any_of(found)
    first = words.search(text) if words else None
    start, end = _sentence(text, first.start() if first else 0)
    if end - start > LONGEST:
        at = first.start() if first else start
        start = max(start, _space(text, at - LONGEST // 2)) if at - start > LONGEST // 2 else start
        end = min(end, _space(text, start + LONGEST))
    cut = text[start:end]
    pieces, last = [], 0
    for one in words.finditer(cut) if words else ():
        pieces += [(cut[last : one.start()], False), (one[0], True)]
        last = one.end()
    pieces.append((cut[last:], False))
    return Passage(
        tuple(piece for piece in pieces if piece[0]),
        cut_before=bool(text[:start].strip()),
        cut_after=bool(text[end:].strip()),
    )


def _any_of(found: Collection[str]) -> re.Pattern[str] | None:
    longest_first = sorted(filter(str.strip, found), key=len, reverse=True)
    if not longest_first:
        return None
    choices = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE)


def _sentence(text: str, at: int) -> tuple[int, int]:
    breaks = [(one.start(), one.end()) for one in ENDS.finditer(text)]
    first = 2 if text.startswith("- ") else 0
    start = max((end for _, end in breaks if end <= at), default=min(first, at))
    end = min((begin for begin, _ in breaks if begin > at), default=len(text))
    return start, end


def _space(text: str, at: int) -> int:
    """A place between words, at or after this one."""
    found = re.compile(r"\s").search(text, max(at, 0))
    return found.end() if found else len(text)
