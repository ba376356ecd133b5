"""The words of a sentence that say that a figure moved, or where it lies to another one.

They stand in cues.toml, those about a target in targets.toml, those for how many of all in
quantities.toml. A sentence is gone through once for each, word by word, however many there are.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from .words import SENTENCES_KEPT

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*|[^\s\w-]")
ANY = "*"
DOUBLED = frozenset("bdgmnprt")  # “slipped”, “dropped”
VOWELS = frozenset("aeiou")
KEEPS_ONE = ("er", "en", "on", "or")  # “strengthened”
# “Continues to strengthen”: it does; what merely is “to strengthen” is wanted
GOES_ON = ("continue", "continues", "continued", "continuing", "begun", "began", "started")
# “We trail England” is said bare; of what moved, “to rise” is wanted and “rise” a noun
SAID_BARE = frozenset(("above", "ahead", "behind"))
FARTHEST_THAN = 18  # words from “a bigger share” to its “than”
Phrase = tuple[str, ...]
BySecond = Mapping[str, Sequence[tuple[Phrase, str, str]]]
# “A larger share hold more than sixteen cases than in June”: the first “than” is of “more”
COMPARATIVES = frozenset(
    ("more", "less", "fewer", "greater", "higher", "lower", "longer", "older", "later", "rather")
)
STOPS = frozenset(";:.!?")


class Token(NamedTuple):
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
    return _cues(tokens(text), _table("cues.toml"))


@lru_cache(maxsize=SENTENCES_KEPT)
def target_cues(text: str) -> tuple[Cue, ...]:
    """The same of words for what is aimed at, and of what is said of it."""
    return _cues(tokens(text), _table("targets.toml"))


@lru_cache(maxsize=SENTENCES_KEPT)
def quantity_cues(text: str) -> tuple[Cue, ...]:
    """The same of words for how many of all; `how` says whether before or after these."""
    return _cues(tokens(text), _table("quantities.toml"))


def _cues(said: Sequence[Token], table: Mapping[str, BySecond]) -> tuple[Cue, ...]:
    found: list[Cue] = []
    at = 0
    while at < len(said):
        by_second = table.get(said[at].word)
        cue, at = _cue(said, at, by_second) if by_second else (None, at + 1)
        if cue:
            found.append(cue)
    return tuple(found)


def _cue(said: Sequence[Token], at: int, by_second: BySecond) -> tuple[Cue | None, int]:
    """What is said from a word on, and the word from which is looked for more."""
    second = said[at + 1].word if at + 1 < len(said) else ""
    for key in (second, ANY, ""):
        for phrase, says, how in by_second.get(key, ()):
            last = at + len(phrase)
            if not _stands(phrase, said, at):
                continue
            if how != "adjective":
                return Cue(says, how, said[at].start, said[last - 1].end), last
            if than := _than(said, last):
                return Cue(says, how, said[at].start, said[than - 1].end), at + 1
            return Cue(says, "comparative", said[at].start, said[last - 1].end), at + 1
    return None, at + 1


def _stands(phrase: Phrase, said: Sequence[Token], at: int) -> bool:
    last = at + len(phrase)
    if len(phrase) < 3:
        return last <= len(said)  # by its first two words it was found
    return last <= len(said) and all(
        one in (ANY, token.word) for one, token in zip(phrase[2:], said[at + 2 : last], strict=True)
    )


def _than(said: Sequence[Token], first: int) -> int:
    """The word after the “than” of “a bigger share of our visits than”."""
    for place in range(first, min(len(said), first + FARTHEST_THAN)):
        if said[place].word == "than" and not (
            place > first and said[place - 1].word in COMPARATIVES
        ):
            return place + 1
        if said[place].word in STOPS:
            break
    return 0


@cache
def _table(name: str) -> Mapping[str, BySecond]:
    """By their first word and their second, the longest first."""
    found: dict[str, dict[str, list[tuple[Phrase, str, str]]]] = {}
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    bare = SAID_BARE if name == "cues.toml" else tables.keys()
    for says, of in tables.items():
        for kind, many in of.items():
            how = kind.removesuffix("s")
            for phrase in _phrases(many, is_verb=how == "verb", bare=says in bare):
                second = phrase[1] if len(phrase) > 1 else ""
                by_second = found.setdefault(phrase[0], {})
                by_second.setdefault(second, []).append((phrase, says, how))
    for by_second in found.values():
        for phrases in by_second.values():
            phrases.sort(key=lambda one: -len(one[0]))
    return found


def _phrases(many: str, *, is_verb: bool, bare: bool) -> Iterator[Phrase]:
    for one in many.split(";"):
        first, *others = one.split()
        choices = [word.split("/") for word in others]
        firsts = _forms(first) if is_verb else first.split("/")
        base = first.partition("/")[0]
        if is_verb and bare:
            firsts.append(base)
        yield from product(firsts, *choices)
        if is_verb:
            yield from product(GOES_ON, ["to"], [base], *choices)


def _forms(word: str) -> list[str]:
    """“Rises”, “rising” and what stands behind “/”, or “increased”, without the bare verb."""
    base, *irregular = word.split("/")
    if base.endswith("y") and base[-2] not in VOWELS:
        stem = base.removesuffix("y")
        return [f"{stem}ies", f"{base}ing", *(irregular or [f"{stem}ied"])]
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
