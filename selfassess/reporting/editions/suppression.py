"""Counts of 1 to 5 can identify a child. Which figures and sentences a public report holds back.

Pure: numbers and texts in, decisions out. What is done about them is in scrutiny.py.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

HELD = "c"  # as the DfE's own tables have it; zero is shown
LARGEST = 5
SETS_OF = 3  # as many other figures as a reader would add up

Number = Decimal | int | None

TIME = r"(?:working |school |calendar )?(?:minute|hour|day|week|month|quarter|year|term|time)s?\b"
SMALL_WORDS = re.compile(
    r"(?<![\w.,/£:])(?:[1-5]|two|three|four|five)"
    r"(?![\w/:]|[.,]\d| ?%| per ?cent| per 1)"
    rf"(?![ -]{TIME}(?![ -]olds?))",
    re.IGNORECASE,
)
CHILD = r"(?:child|young|person|people|famil|bab|infant|sibling|boy|girl|teenager|care leaver|case)"
ONE = re.compile(rf"\b(?:one|a single)(?: [\w’'-]+){{0,2}} {CHILD}", re.IGNORECASE)
ABOUT_CHILDREN = re.compile(rf"\b{CHILD}|\b(?:parent|mother|father|carer|sister|brother)", re.I)
OF = re.compile(
    r"(?<![\d.,])(\d[\d,]*)%? (?:out )?of (?:the |these |those |its |our |all )?(\d[\d,]*)"
)
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[\dA-Z“\"‘(])")
LIST_MARK = re.compile(r"(?:- |\d{1,3}\. )?")


def is_small(number: Number) -> bool:
    return number is not None and 0 < number <= LARGEST


def discloses(part: Number, whole: Number) -> bool:
    """Would “part of whole” tell a small number: the part, the whole, or those that are missing?"""
    missing = whole - part if part is not None and whole is not None else None
    return is_small(part) or is_small(whole) or is_small(missing)


def held_back(counts: Sequence[Number]) -> set[int]:
    """Which cells of a set that adds up to a known total are held back.

    The small ones; and when what is left of the total would give one away, the next smallest too.
    """
    hidden = {place for place, count in enumerate(counts) if is_small(count)}
    rest = sorted((count, place) for place, count in enumerate(counts) if (count or 0) > LARGEST)
    while hidden and rest and given_away([counts[place] for place in hidden]):
        hidden.add(rest.pop(0)[1])
    return hidden


def given_away(hidden: Sequence[Number]) -> bool:
    """Does the sum of hidden cells, none of which is zero, tell each of them?"""
    total = sum(count or 0 for count in hidden)
    return len(hidden) == 1 or total == len(hidden)


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


def sentences(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        body = line[LIST_MARK.match(line).end() :]
        yield from (one for one in SENTENCE_END.split(body) if one.strip())


def without(text: str, held: Iterable[str], stands_for: str) -> str:
    """The text with these sentences replaced; the lines of a list stay lines of a list."""
    held = set(held)
    lines = []
    for line in text.split("\n"):
        start = LIST_MARK.match(line).end()
        kept: list[str] = []
        for one in SENTENCE_END.split(line[start:]):
            put = stands_for if one in held else one
            if not (put == stands_for and kept and kept[-1] == stands_for):
                kept.append(put)
        lines.append(line[:start] + " ".join(kept))
    return "\n".join(lines)


def to_check(sentence: str, figures: Iterable[str] = ()) -> bool:
    """May it tell a small number? `figures` are those that tables hold back, as they are shown."""
    return bool(
        SMALL_WORDS.search(sentence)
        or ONE.search(sentence)
        or any(discloses(*map(_number, found)) for found in OF.findall(sentence))
        or any(_says(sentence, figure) for figure in figures)
    )


def is_likely(sentence: str, figures: Iterable[str] = ()) -> bool:
    """Does it speak of children or their families, or tell what a table holds back?"""
    return bool(ABOUT_CHILDREN.search(sentence)) or any(_says(sentence, f) for f in figures)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _says(sentence: str, figure: str) -> bool:
    return bool(re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d%]|[.,]\d)", sentence))
