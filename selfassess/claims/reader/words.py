"""Words as the vocabulary compares them: without their endings, without words that carry nothing,
and one word for what has many names."""

import re
from functools import lru_cache
from typing import NamedTuple

from .synonyms import SYNONYMS

WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?", re.IGNORECASE)
_LITTLE_WORDS = """
    a an the of our their its his her my your this that these those who whom which whose is
    are was were be been being am has have had having do does did for to with by at as and
    also all any both each every just only still now currently very we they it he she there
    here then so such some us them you i will would can could should may might get gets got s
    young
"""
LITTLE = frozenset(_LITTLE_WORDS.split())
IRREGULAR = {
    "children": "child",
    "people": "child",  # “young people”
    "ended": "end",
    "ending": "end",
    "ends": "end",
    "person": "child",
    "held": "hold",
    "begun": "begin",
    "began": "begin",
    "seen": "see",
    "left": "leav",
    "took": "take",
    "taken": "take",
    "made": "make",
    "kept": "keep",
}
ENDINGS = ("ings", "ions", "ing", "ion", "ies", "ed", "es", "e", "s", "y")
ANY = "*"
SENTENCES_KEPT = 2_000  # of which each process remembers what was read in them
SHORTEST = 4  # of what is left when an ending is taken off


Said = tuple[str, ...]


class Word(NamedTuple):
    """`start` and `end` are characters of the text that was read."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its ending: “reviewed”, “reviews” and “review” are one. It is rough on
    purpose; both sides of every comparison go through it."""
    word = word.casefold().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("n't").replace("'", "")
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("s") and not word.endswith("ss") and 3 < len(word) <= SHORTEST + 1:
        return word[:-1]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


def plain_words(text: str) -> list[Word]:
    """The words of a text that carry something, each on its own; “children and young people” is
    one word."""
    found: list[Word] = []
    for match in WORD.finditer(text):
        if match.group().casefold() in LITTLE:
            continue
        word = Word(stem(match.group()), match.start(), match.end())
        if found and word.stem == found[-1].stem == "child":
            word = Word(word.stem, found.pop().start, word.end)
        found.append(word)
    return found


def words(text: str) -> list[Word]:
    """The words of a text, with one word for what has many names."""
    plain, found, at, synonyms = plain_words(text), [], 0, _synonyms()
    stems = tuple(word.stem for word in plain)
    while at < len(plain):
        for said, meant in synonyms.get(stems[at], ()):
            upto = at + len(said)
            if _is_said(said, stems[at:upto]):
                found += [Word(one, plain[at].start, plain[upto - 1].end) for one in meant]
                at = upto
                break
        else:
            found.append(plain[at])
            at += 1
    return found


@lru_cache(maxsize=5_000)
def stems_of(text: str) -> frozenset[str]:
    """What the words of a name, or of a piece of a sentence, are compared by."""
    return frozenset(word.stem for word in words(text))


def _is_said(said: Said, stems: Said) -> bool:
    if ANY not in said:
        return said == stems
    return len(said) == len(stems) and all(
        one in (stem, ANY) for one, stem in zip(said, stems, strict=True)
    )


def _stems(text: str) -> Said:
    """“*” stands for any one word."""
    return tuple(
        stem
        for part in text.replace(ANY, f" {ANY} ").split(ANY)
        for stem in (*(word.stem for word in plain_words(part)), ANY)
    )[:-1]


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, list[tuple[Said, Said]]]:
    """By their first word, the longest first."""
    found: dict[str, list[tuple[Said, Said]]] = {}
    for meant, many in SYNONYMS.items():
        for said in many.split(";"):
            stems = _stems(said)
            found.setdefault(stems[0], []).append((stems, _stems(meant)))
    for pairs in found.values():
        pairs.sort(key=lambda pair: -len(pair[0]))
    return found
