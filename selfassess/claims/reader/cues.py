"""The words of a sentence that say that a figure moved, or where it lies to another one.

They stand in cues.toml. A sentence is gone through once, word by word, however many there are.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from .words import SENTENCES_KEPT

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*|[^\s\w-]")
ANY = "*"
DOUBLED = frozenset("bdgmnprt")  # “slipped”, “dropped”
VOWELS = frozenset("aeiou")
KEEPS_ONE = ("er", "en", "on", "or")  # “strengthened”
# “We trail England” is said bare; of what moved, “to rise” is wanted and “rise” a noun
SAID_BARE = frozenset(("above", "ahead", "behind"))
FARTHEST_THAN = 18  # words from “a bigger share” to its “than”
STOPS = frozenset(";:.!?")


@dataclass(frozen=True)
class Token:
    word: str  # in lower case
    start: int
    end: int


@dataclass(frozen=True)
class Cue:
    """`start` and `end` are characters of the sentence."""

    says: str  # the table that has it
    how: str  # as a verb, a noun, an adjective or other words
    start: int
    end: int


@lru_cache(maxsize=SENTENCES_KEPT)
def tokens(text: str) -> tuple[Token, ...]:
    return tuple(
        Token(match[0].lower().replace("'", "’"), match.start(), match.end())
        for match in TOKEN.finditer(text)
    )


@lru_cache(maxsize=SENTENCES_KEPT)
def cues(text: str) -> tuple[Cue, ...]:
    """In order; of two that begin at the same word the longer one."""
    said, table = tokens(text), _table()
    found: list[Cue] = []
    at = 0
    while at < len(said):
        for phrase, says, how in table.get(said[at].word, ()):
            last = _end(said, at, phrase, how)
            if last < 0:
                found.append(Cue(says, "comparative", said[at].start, said[-last - 1].end))
                at += 1
                break
            if last:
                found.append(Cue(says, how, said[at].start, said[last - 1].end))
                at = last if how != "adjective" else at + 1
                break
        else:
            at += 1
    return tuple(found)


def _end(said: Sequence[Token], at: int, phrase: Sequence[str], how: str) -> int:
    """The word after the phrase, if it stands there; 0 if not. Of an adjective: after its “than”,
    or below 0 if it has none."""
    last = at + len(phrase)
    if len(said) < last or any(
        one not in (ANY, token.word)
        for one, token in zip(phrase[1:], said[at + 1 : last], strict=True)
    ):
        return 0
    if how != "adjective":
        return last
    for place in range(last, min(len(said), last + FARTHEST_THAN)):
        if said[place].word == "than":
            return place + 1
        if said[place].word in STOPS:
            break
    return -last


@cache
def _table() -> Mapping[str, Sequence[tuple[tuple[str, ...], str, str]]]:
    """By their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    text = (Path(__file__).parent / "cues.toml").read_text(encoding="utf-8")
    for says, of in tomllib.loads(text).items():
        for kind, many in of.items():
            how = kind.removesuffix("s")
            for phrase in _phrases(many, is_verb=how == "verb", bare=says in SAID_BARE):
                found.setdefault(phrase[0], []).append((phrase, says, how))
    for phrases in found.values():
        phrases.sort(key=lambda one: -len(one[0]))
    return found


def _phrases(many: str, *, is_verb: bool, bare: bool) -> Iterator[tuple[str, ...]]:
    for one in many.split(";"):
        first, *others = one.split()
        choices = [word.split("/") for word in others]
        firsts = _forms(first) if is_verb else first.split("/")
        if is_verb and bare:
            firsts.append(first.partition("/")[0])
        yield from product(firsts, *choices)


def _forms(verb: str) -> list[str]:
    """“Rises”, “rising” and what stands behind “/”, or “increased”, without the bare verb."""
    base, *irregular = verb.split("/")
    stem = base.removesuffix("e")
    if _is_doubled(base):
        stem = base + base[-1]
    third = f"{base}es" if base.endswith(("s", "sh", "ch", "x", "o")) else f"{base}s"
    return [third, f"{stem}ing", *(irregular or [f"{stem}ed"])]


def _is_doubled(base: str) -> bool:
    if len(base) < 3 or base.endswith(KEEPS_ONE):
        return False
    ends = base[-1] in DOUBLED and base[-2] in VOWELS and base[-3] not in VOWELS
    return ends and sum(letter in VOWELS for letter in base) == 1
