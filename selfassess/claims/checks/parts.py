"""Parts and wholes within a sentence: “6 of 8 (85%)”, “of 7 cases 3 were good and 5 were not”,
shares that do not make 100%."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from performance.number_format import half_up

from ..finding import Finding, Tier
from ..known import Known
from ..reader.places import PLACE_ROLES
from ..reader.rounding import limits, share_agrees, share_is_possible
from ..reader.sentence import Hedge, Number, Role, Sentence
from .base import ReadParagraph
from .outline import Problem, between, finding
from .shares import wrong_grades, wrong_lists
from .totals import grades_and_cases, wrong_totals

KIND = "parts"

IN_BRACKETS = re.compile(
    r"[^();]{0,60}\((?:or\s|i\.e\.\s|about\s|just\s)?$"
    r"|[^();,\d]{0,40}(?:,\s(?:or|i\.e\.,?|that\sis|which\sis|equal\sto)|\s=|\s–)\s$",
    re.I,
)
OPENS_BRACKET = re.compile(r"\s?[^();,]{0,60}\($")
LEADS_TO_SHARE = re.compile(r"\s(?:[a-z’'-]{1,20}\s){0,5}\(", re.I)
# “(246)”: a count beside its percentage, either way round.
COUNT_BESIDE = re.compile(r"\s?\((?:or\s)?", re.I)
FEWEST_PAIRS = 3
# “Seven out of ten (70.3%)” is a way to say a share, and no count of ten
OUT_OF = re.compile(r"\bout\sof\s(?:every\s)?$", re.I)
ROUND_WHOLES, SPOKEN = (3, 4, 5, 10), Decimal(5)  # how many points it may be off


def check(read: ReadParagraph, known: Known) -> Iterator[Finding]:
    """Each place where the parts that a sentence tells do not fit their whole."""
    for sentence in read.sentences:
        for problem in problems(sentence):
            yield finding(KIND, read, sentence, problem)
    for sentence, problem in grades_and_cases(read.sentences):
        yield finding(KIND, read, sentence, problem)


def problems(sentence: Sentence) -> Iterator[Problem]:
    figures = sentence.figures
    yield from _impossible_parts(sentence, figures)
    yield from _wrong_shares(sentence, figures)
    yield from _wrong_words(sentence, figures)
    yield from _wrong_pairs(sentence, figures)
    yield from wrong_totals(sentence, figures)
    yield from wrong_grades(sentence, figures)
    yield from wrong_lists(sentence, figures)


def _impossible_parts(sentence: Sentence, figures: Sequence[Number]) -> Iterator[Problem]:
    """A part that is greater than its whole; a percentage that no count of the whole gives."""
    for number in figures:
        if number.whole is None:
            continue
        if number.unit != "%" and number.value > number.whole:
            beside = f"{number.written} is more than the {number.whole:,} of which it is a part."
            yield Problem(Tier.CONTRADICTS, beside, (number,))
        elif number.unit == "%" and _is_spoken(sentence, figures, number.whole):
            continue
        elif number.unit == "%" and not _is_possible(number, number.whole):
            beside = f"No number of {number.whole:,} gives {number.written}."
            yield Problem(Tier.CONTRADICTS, beside, (number,))


def _is_possible(share: Number, whole: Decimal) -> bool:
    """Round percentages are said of what is near them: 50% of 45, 30% of 7."""
    if share.role is Role.CHANGE or share.value > 100 or whole < 1:
        return True
    if share.decimals == 0 and share.value % 5 == 0:
        nearest = round(share.value * whole / 100)
        return abs(100 * nearest / whole - share.value) <= Decimal("2.5")
    return share_is_possible(share, whole)


def _is_spoken(sentence: Sentence, figures: Sequence[Number], whole: Decimal) -> bool:
    """Is a share told by it, as in “seven out of ten”, rather than a count of so many?"""
    return whole in ROUND_WHOLES and any(
        one.value == whole
        and OUT_OF.search(
            sentence.text, max(0, one.start - sentence.start - 20), one.start - sentence.start
        )
        for one in figures
    )


def _wrong_shares(sentence: Sentence, figures: Sequence[Number]) -> Iterator[Problem]:
    """“137 out of 398 (38%)”, “38% (137 of 398)”: the percentage and its counts."""
    for at, number in enumerate(figures):
        if number.whole is None or number.unit == "%" or not 0 < number.value <= number.whole:
            continue
        for share in (_share_before(sentence, figures, at), _share_after(sentence, figures, at)):
            true = 100 * number.value / number.whole
            if share and share.role in (Role.TARGET, Role.BEFORE, *PLACE_ROLES):
                continue  # “32 of 131, above England (21.9)”
            if share and _is_spoken(sentence, figures, number.whole):
                share = None if abs(share.value - true) <= SPOKEN else share
            if share and not share_agrees(share, number.value, number.whole):
                shown = half_up(true, max(1, share.decimals))
                beside = f"{number.written} of {number.whole:,} is {shown}%, not {share.written}."
                yield Problem(Tier.CONTRADICTS, beside, (number, share))


def _wrong_words(sentence: Sentence, figures: Sequence[Number]) -> Iterator[Problem]:
    """“A third (45%) of children”: a share in words and its percentage."""
    for words, share in pairwise(figures):
        in_words = words.unit == "%" and "%" not in words.written and words.hedge is not Hedge.NONE
        beside_it = LEADS_TO_SHARE.fullmatch(between(sentence, words, share))
        if not (in_words and share.unit == "%" and beside_it and _closes(sentence, share)):
            continue
        low, high = limits(replace(words, about=2 * words.about))
        share_low, share_high = limits(share)
        if share_high < low or high < share_low:
            beside = f"“{words.written}” is not said of {share.written}."
            yield Problem(Tier.CONTRADICTS, beside, (words, share))


def _closes(sentence: Sentence, number: Number) -> bool:
    return sentence.text.startswith(")", number.end - sentence.start)


def _share_before(sentence: Sentence, figures: Sequence[Number], at: int) -> Number | None:
    if at == 0 or figures[at - 1].unit != "%":
        return None
    last = figures[at - 1]
    words = between(sentence, last, figures[at])
    return last if OPENS_BRACKET.fullmatch(words) else None


def _share_after(sentence: Sentence, figures: Sequence[Number], at: int) -> Number | None:
    """The percentage in brackets after “137 of 398” or after “137” of a whole that came before."""
    previous = figures[at]
    for number in figures[at + 1 : at + 3]:
        words = between(sentence, previous, number)
        if number.unit == "%":
            return number if IN_BRACKETS.fullmatch(words) else None
        if number.value != figures[at].whole or "(" in words:
            return None
        previous = number
    return None


def _wrong_pairs(sentence: Sentence, figures: Sequence[Number]) -> Iterator[Problem]:
    """“42% (246) …, 19% (132) … and 41% (290)”: percentages with their counts that seem to be all
    of one whole."""
    pairs = [pair for pair in map(_as_pair, *_shifted(figures)) if pair]
    pairs = [pair for pair in pairs if COUNT_BESIDE.fullmatch(between(sentence, *pair))]
    counts = [pair[0] if pair[1].unit == "%" else pair[1] for pair in pairs]
    shares = [pair[1] if pair[1].unit == "%" else pair[0] for pair in pairs]
    whole = sum((count.value for count in counts), start=Decimal(0))
    of_all = abs(sum((share.value for share in shares), start=Decimal(0)) - 100) <= len(shares)
    if len(pairs) < FEWEST_PAIRS or not of_all or not whole:
        return
    if not all(map(share_agrees, shares, [count.value for count in counts], [whole] * len(pairs))):
        told = " + ".join(count.written for count in counts)
        true = ", ".join(f"{half_up(100 * count.value / whole, 1)}%" for count in counts)
        beside = f"{told} = {whole:,}; of that they are {true}."
        yield Problem(Tier.CONTRADICTS, beside, (*counts, *shares))


def _shifted(figures: Sequence[Number]) -> tuple[Sequence[Number], Sequence[Number]]:
    return figures[:-1], figures[1:]


def _as_pair(one: Number, other: Number) -> tuple[Number, Number] | None:
    """A count and a percentage, in the order in which they stand."""
    is_pair = (one.unit == "%") != (other.unit == "%")
    return (one, other) if is_pair and Role.CHANGE not in (one.role, other.role) else None
