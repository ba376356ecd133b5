"""A sentence with its numbers taken out, so that a pattern can look at the words between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..finding import Finding, Tier
from ..reader.sentence import Number, Role, Sentence
from .base import ReadParagraph

FIGURE, CHANGE, OTHER = "#", "±", "~"
A_FEW = r"(?:[a-z~(’'%/-]{1,20}\s){0,5}"

FROM = re.compile(rf"\bfrom\s[(]?{A_FEW}[(£]?$")
NO_WAY = (
    r"(?<!compared\s)(?<!compares\s)(?<!relative\s)(?<!similar\s)(?<!close\s)(?<!contrast\s)"
    r"(?<!due\s)"
)
TO = re.compile(rf"{NO_WAY}\bto\s[(]?{A_FEW}[(£]?$")
FARTHEST = 140  # characters: figures that stand farther apart are not set beside each other


@dataclass(frozen=True)
class Neighbours:
    """Two figures, one after the other, and the words around them in lower case: in `before` and
    `after` no figure stands, in `between` none either."""

    first: Number
    second: Number
    before: str
    between: str
    after: str


def neighbours(sentence: Sentence) -> Iterator[Neighbours]:
    """The figures that say where something stands, two by two."""
    levels = [
        number
        for number in sentence.figures
        if number.role is not Role.CHANGE and not _is_of_a_name(sentence, number)
    ]
    if len(levels) < 2:
        return
    gaps = _gaps(sentence)
    for at, (first, second) in enumerate(pairwise(levels)):
        if len(gaps[at + 1]) <= FARTHEST:
            before, after = gaps[at][-FARTHEST:], gaps[at + 2][:FARTHEST]
            yield Neighbours(first, second, before, gaps[at + 1], after)


def _is_of_a_name(sentence: Sentence, number: Number) -> bool:
    """The 16 of “workers with more than 16 cases”."""
    return number.role is Role.OTHER and any(
        one.start <= number.start < one.end for one in sentence.named
    )


def comparable(pair: Neighbours) -> bool:
    """Two percentages, two counts of the same; one of them may leave its unit to the other, but in
    digits: “91% had one, up from 89%”."""
    one, other = pair.first, pair.second
    if one.unit == other.unit:
        return True
    unsaid, said = (other, one) if one.unit else (one, other)
    if unsaid.unit or (said.unit == "%" and _is_a_count(unsaid, pair)):
        return False
    return unsaid.written[0].isdigit() or said.unit != "%"


def _is_a_count(number: Number, pair: Neighbours) -> bool:
    """Beside a percentage: “1,312 of 1,458”, or the “76” of “83 children (17.6%), up from 76”."""
    if number.value > 100 or number.whole is not None or number.role in (Role.PART, Role.WHOLE):
        return True
    return pair.before.endswith("(") and ")" in pair.between


def _gaps(sentence: Sentence) -> list[str]:
    """The words before, between and after those figures. Other numbers are signs in them."""
    pieces, at = [""], sentence.start
    for number in sentence.numbers:
        pieces[-1] += sentence.text[at - sentence.start : number.start - sentence.start].lower()
        at = number.end
        if (
            number.is_figure
            and number.role is not Role.CHANGE
            and not _is_of_a_name(sentence, number)
        ):
            pieces.append("")
        else:
            pieces[-1] += CHANGE if number.role is Role.CHANGE else OTHER
    pieces[-1] += sentence.text[at - sentence.start :].lower()
    return pieces


def between(sentence: Sentence, one: Number, other: Number) -> str:
    """The words between two numbers, as many as matter."""
    return sentence.text[one.end - sentence.start : other.start - sentence.start][-200:]


@dataclass(frozen=True)
class Problem:
    """What a sentence says that its own numbers do not."""

    tier: Tier
    beside: str
    numbers: tuple[Number, ...]


def finding(kind: str, read: ReadParagraph, sentence: Sentence, problem: Problem) -> Finding:
    return Finding(
        kind=kind,
        tier=problem.tier,
        area=read.paragraph.area,
        question=read.paragraph.question,
        start=sentence.start,
        end=sentence.end,
        quoted=sentence.text,
        beside=problem.beside,
        source="the text itself",
        values=tuple(number.written for number in problem.numbers),
    )
