"""When a number beside a KPI's name is not the KPI's value all the same."""

import re
from collections.abc import Collection, Sequence

from .clauses import STRONG, WEAK, Clauses
from .sentence import Number, Role, Sentence
from .slices import slice_around
from .words import words

SHORT = 25  # characters before a name in which “not” belongs to it
FAR = 160  # characters to “respectively”, which tells of several at once
NEAR = 60  # characters before and after a number
# “Missed the target” and “not above our limit” tell of all whom the KPI counts
_NO_TARGET = (
    r"(?![^,.;:]{0,40}\b(?:targets?|standard|goal|ambition|ceiling|limit|threshold|tolerance)\b)"
)
NOT = re.compile(
    r"(?:\b(?:not|never|without|later than|late|(?<!or )(?<!no )longer|outside|missed|overdue"
    r"|outstanding|unsuitabl[ey]|yet to|delayed|failed|neither|neet|out of (?:touch|time|timescale)"
    rf"|lost\s(?:touch|contact|track|sight)|no\s(?:contact|part))\b|n[’']t\b){_NO_TARGET}",
    re.IGNORECASE,
)
NEGATIVE = re.compile(r"\bnot\b", re.IGNORECASE)  # in a KPI's name: “not in touch”
OF_WHAT = re.compile(r"\s(?:\([^)]{0,20}\)\s)?of\s((?:[\w’'-]{1,30}\s?){1,4})", re.IGNORECASE)
OF_THESE = re.compile(
    r"\s(?:\([^)]{0,20}\)\s)?of\s(?:these|this|which|whom"
    r"|those(?!\s(?:looked|in|who|with|aged|placed|leaving|seen|held|due|on|living"
    r"|eligible|entitled|open|closed|reviewed|asked|completed|starting|ending)))\b",
    re.IGNORECASE,
)
OF_THESE_BEFORE = re.compile(r"\bof\s(?:whom|which|these|those)\b[^.;:]*$", re.IGNORECASE)
WITHIN = re.compile(  # another time than the KPI's: “5% were within 10 days”
    r"\b(?:within|took|takes|under|over|less than|more than|longer than)\s"
    r"(\d{1,3}\s(?:to|-|–)\s)?(\d{1,3})\s(?:working\s|calendar\s)?(?:hours?|days?|weeks?|months?)\b",
    re.IGNORECASE,
)
WISHED = re.compile(r"[^,.;:]*\b(?:would|should|must|needs? to|will)\b", re.IGNORECASE)
A_FEW = re.compile(
    r"\b(?:some|one|two|three|few|other|certain|individual)\s(?:of\s)?(?:our\s|the\s|these\s)?"
    r"(?:\w{2,20}\s){0,2}(?:teams?|workers|schools|districts?|areas|localit(?:y|ies)|offices?"
    r"|services?)\b"
    r"|\bin\sthe\s(?:[\w’'-]{1,20}\s){1,4}(?:team|locality|district|office|service)\b"
    r"|\bin-house\b",
    re.IGNORECASE,
)
NAME = re.compile(r"^(?:the\s)?(?:[A-Z][a-z]+(?:[’']s)?\s)+")  # “of Northtown’s children”
ANYBODY = frozenset(
    word.stem
    for word in words(
        "child; cases; families; workers; staff; total; whole; cohort; number; occasions; "
        "instances; times"
    )
)

Spans = Sequence[tuple[int, int]]  # characters of the sentence


def is_of_others(
    text: str, start: int, end: int, around: tuple[int, int], own: Collection[str]
) -> bool:
    """“40% of chronologies”, “60% in some teams”: of others than the KPI counts, or of a part of
    them. `around`: up to the figures on either side. `own`: the words of whom the KPI counts."""
    left, right = around
    if A_FEW.search(text, max(0, start - NEAR), min(right, end + NEAR)):
        return True
    if slice_around(text[left:right], start - left, end - left, own):
        return True
    if OF_THESE_BEFORE.search(text, max(0, start - NEAR), start):
        return True
    within = WITHIN.search(text, end, min(right, end + NEAR))
    if within and (within[1] or within[2] not in own):
        return True
    if "respectively" in text[max(0, start - FAR) : end + FAR]:
        return True
    if OF_THESE.match(text, end) or WISHED.match(text, end, end + NEAR):
        return True
    of_what = OF_WHAT.match(text, end)
    said = words(NAME.sub("", of_what[1])) if of_what else []
    said = [one for one in said if not one.stem.isdigit()]
    return bool(said) and said[0].stem not in ANYBODY and said[0].stem not in own


def is_apart_in_brackets(text: str, clauses: Clauses, start: int, spans: Spans) -> bool:
    """“Stability (70%) and visits (93%)”: in brackets stands a figure of what is before them."""
    if text[start - 1 : start] != "(":
        return False
    nearest = max((end for _, end in spans if end < start), default=None)
    return nearest is not None and clauses.between(nearest, start - 2) >= WEAK


def is_beside_a_count(sentence: Sentence, share: Number, number: Number) -> bool:
    """“41 families (17.6%), up from 36”: the share is told in brackets, the counts are not."""
    text, at = sentence.text, sentence.start
    opens = text[: share.start - at].endswith("(")
    return (
        not number.unit
        and share.role is Role.NOW
        and opens
        and ")" in text[share.end - at : number.start - at]
    )


def is_turned(text: str, clauses: Clauses, place: tuple[int, int], spans: Spans, name: str) -> bool:
    """Does the number count those of whom it is not true: “21% took longer”? `spans` are where
    the KPI's name stands."""
    start, end = place
    left, right = min(spans[0][0], start), max(spans[-1][1], end)
    first, last = clauses.around(left, right)
    found = list(NOT.finditer(text, max(first, left - SHORT), min(last, right + NEAR)))
    if NEGATIVE.search(name):
        return not found
    return any(
        not any(first <= one.start() < last for first, last in spans)
        and not _is_in_another_clause(clauses, one.start(), start, spans)
        for one in found
    )


def _is_in_another_clause(clauses: Clauses, place: int, start: int, spans: Spans) -> bool:
    """“Those that are not urgent take long: 75% of contacts …”."""
    if clauses.between(place, start) < STRONG:
        return False
    return any(clauses.between(first, start) < STRONG for first, _ in spans)
