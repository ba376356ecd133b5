"""Counts that do not make their whole: “of 7 cases 3 were good and 5 were inadequate”."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..finding import Tier
from ..reader.pairs import may_be_whole
from ..reader.rounding import limits
from ..reader.sentence import Number, Role, Sentence
from .grades import grade_of
from .outline import Problem, between

BREAKS_DOWN = re.compile(r"(?::|\s[-–—]|\()\s?(?:[a-z’'-]{1,20}\s){0,3}$", re.I)
NEXT_PART = re.compile(r"[^;:]{1,60}(?:,|\band\b|&)[^;:]{0,40}$")
# “12 applications will be made in May 9 for X and 5 for Y”: parts without a noun of their own.
RUNS_ON = re.compile(
    r"(?!.*\b(?:and|or|from|to|of|than|against|compared|over|in|by)\s$)[^.;,()]{1,60}$", re.I
)
VERB = re.compile(
    r"(?:\s[a-z-]{1,20}){0,2}?\s(?:had|have|has|were|was|are|is|did|do|does|received|needed|came|went|took"
    r"|moved|left|lived|live|said|spoke)\b",
    re.I,
)
ARE = re.compile(r"\s(?:\([^()]{1,20}\)\s)?(?:of\swhich\s|of\swhom\s)?(?:were|was|are|is)\b", re.I)
CASES = re.compile(r"\s(?:cases?|audits?|files?|children|assessments?|plans?)\b", re.I)
EITHER_OR = ("boy", "girl", "male", "female")  # “45 children, 20 girls and 25 boys”
NEARLY_ALL = Decimal("0.9")  # of a whole: parts that make less may not be all that are told
SENTENCES_ON = 2  # after grades, how far “6 of 8 cases” is still about them


def wrong_totals(sentence: Sentence, figures: Sequence[Number]) -> Iterator[Problem]:
    """“Of 7 cases 3 were good and 5 were inadequate”; “12 cases: 9 boys and 5 girls”."""
    for at, whole in enumerate(figures):
        parts = _parts_after(sentence, figures, at)
        if len(parts) < 2:
            continue
        total = sum((part.value for part in parts), start=Decimal(0))
        low, high = limits(whole)
        if low <= total <= high:
            continue
        told = " + ".join(part.written for part in parts)
        beside = f"{told} = {total:,}, not {whole.written}."
        tier = _tier_of(sentence, parts)
        if tier and total > high:
            yield Problem(tier, beside, (whole, *parts))
        elif tier and total >= NEARLY_ALL * whole.value and not _are_grades(sentence, parts):
            yield Problem(Tier.QUESTION, beside, (whole, *parts))


def _parts_after(sentence: Sentence, figures: Sequence[Number], at: int) -> list[Number]:
    """The counts right after a whole that the sentence gives as its parts."""
    whole, previous = figures[at], figures[at]
    if not may_be_whole(whole):
        return []
    parts: list[Number] = []
    for number in figures[at + 1 :]:
        words = between(sentence, previous, number)
        if number.unit == "%" and words.endswith("("):
            continue
        if not may_be_whole(number):
            break
        is_told = number.whole == whole.value and number.role is Role.PART
        runs_on = bool(whole.unit) and not number.unit and RUNS_ON.match(words)
        runs_on = runs_on or number.unit in EITHER_OR
        if not parts and not (is_told or BREAKS_DOWN.search(words) or runs_on):
            break
        if parts and not NEXT_PART.fullmatch(words) and not is_told:
            break
        if number.value >= whole.value or number.role in (Role.CHANGE, Role.WHOLE):
            break
        parts.append(number)
        previous = number
    return parts


def _tier_of(sentence: Sentence, parts: Sequence[Number]) -> Tier | None:
    """Nothing is of two grades, and “9 for carers and 5 for schools” are not the same; “20 were new
    and 14 were young” may be, “15 had a plan and 12 had a visit” often are."""
    if _are_grades(sentence, parts):
        return Tier.CONTRADICTS
    ends = [part.end - sentence.start for part in parts]
    if any(
        part.role is Role.PART or VERB.match(sentence.text, end)
        for part, end in zip(parts, ends, strict=True)
    ):
        are = all(ARE.match(sentence.text, end) for end in ends)
        return Tier.QUESTION if are else None
    return Tier.CONTRADICTS


def _are_grades(sentence: Sentence, parts: Sequence[Number]) -> bool:
    return all(grade_of(sentence, part) for part in parts)


def grades_and_cases(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Problem]]:
    """Grades of so many cases, and “6 of 8 cases” right after them."""
    for at, sentence in enumerate(sentences):
        graded = [n for n in sentence.figures if may_be_whole(n) and grade_of(sentence, n)]
        if len({grade_of(sentence, number) for number in graded}) < 2:
            continue
        total = sum((number.value for number in graded), start=Decimal(0))
        for following in sentences[at + 1 : at + 1 + SENTENCES_ON]:
            for number in following.figures:
                if number.role is Role.WHOLE and _counts_cases(following, number, total):
                    told = " + ".join(number.written for number in graded)
                    beside = f"The grades before make {told} = {total}, not {number.written}."
                    yield following, Problem(Tier.QUESTION, beside, (number, *graded))


def _counts_cases(sentence: Sentence, whole: Number, total: Decimal) -> bool:
    return whole.value != total and bool(CASES.match(sentence.text, whole.end - sentence.start))
