"""Numbers that tell a small one together: a part and its whole, two counts of the same."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from selfassess.claims.reader.sentence import Kind, Number, Role
from selfassess.reporting.editions.suppression import discloses, is_small

from . import counted
from .passage import Passage
from .read_again import TIMES

FIRST_YEAR = 10  # “10/11” may be a year
# Between two numbers of which none is a part of the other: “14 now, 12 last year”.
APART = re.compile(
    r"""\b(?:to|up|down|than|last|compared|against|fell|rose|before|previous\w{0,2}|now|earlier
    |after|increas\w{1,4}|decreas\w{1,4}|reduc\w{1,4}|while|whereas|average|target|in\s20\d\d)\b
    |[;:]""",
    re.IGNORECASE | re.VERBOSE,
)
# “17 children; 14 are boys”: what has no noun is a part for all that.
IS_PART = re.compile(r"\s(?:are|were|is|was|have|had|has)\b(?!\s(?:than|now))", re.IGNORECASE)
FROM_TO = re.compile(
    r"""\b(?:rose|fell|up|down|grew|dropped|went|increas\w{1,4}|decreas\w{1,4}|reduc\w{1,4}
    |declined
    |changed|moved|climbed|shrank)\b[^.;]{0,30}\sfrom\s$""",
    re.IGNORECASE | re.VERBOSE,
)
TO = re.compile(r"\s(?:[^.;,\d]{1,40}\s)?to\s", re.IGNORECASE)
MEASURED = re.compile(
    r"\b(?:rates?|per|average\w{0,2}|mean|median|scores?|ratings?|ages?|percent\w{0,3}|proportion"
    r"|days|weeks|months|hours|share|average\scaseloads?|caseloads?\s(?:of|are|is|averaged?|fell|rose|stood|stands?|now|were|was|went)"
    r")\b|%",
    re.IGNORECASE,
)
BEFORE_AND_NOW = re.compile(
    r"""\b(?:(?:down|up)\sfrom|compared|against|last\s(?:year|quarter|month|time)|year\s(?:ago
    |earlier|before)
    |(?:quarter|month)\s(?:before|earlier)|previous\w{0,2}|start\w{0,3}|beg[aiu]n\w{0,4}
    |end(?:ed|ing)?|finish\w{0,3}
    |instead\sof|in\s(?:january|february|march|april|june|july|august|september|october|november
    |december|may)|from)\b""",
    re.IGNORECASE | re.VERBOSE,
)
NONE_ELSE = re.compile(r"\b(?:none|no\s(?:new|more|other|others)|nobody)\b", re.IGNORECASE)
OF_THEM = re.compile(r"\b(\d{1,3})\sof\s(?:them|these|those|whom)\b", re.IGNORECASE)
MANY_AND_NONE = 200  # with “and added none” the change is all who left
SO_FEW = 50  # among as many, who came or left may be known
SLASH = re.compile(r"(?<![\d/.£])(\d{1,3})\s?/\s?(\d{1,3})(?![\d/]|\.\d)")
PARTED = re.compile(
    r"\s(?:were|was|had|have|of\b|child\w{0,3}|young|cases|plans|audits|visits|reviews|\()",
    re.IGNORECASE,
)
OF_THOSE_BEFORE = re.compile(
    r"\b(?:of|among)\s(?:these|those|them|whom|which)\b|\bthe\s(?:rest|others?)\b", re.IGNORECASE
)


def of_each_other(numbers: list[Number], text: str) -> Iterator[Passage]:
    """“Nine cases were audited and eight were good”: the second tells what is missing."""
    if counted.is_of_others(text):
        return
    for at, number in enumerate(numbers):
        for whole in numbers[max(0, at - 2) : at]:
            if (
                is_small(whole.value - number.value)
                and (is_plain(whole) or whole.kind is Kind.WORD)
                and is_plain(number)
                and whole.whole is number.whole is None
                and number.unit in ("", whole.unit)
                and not counted.tells_no_child(whole.unit)
                and not _are_apart(whole, number, text)
            ):
                why = f"it tells what is missing from {whole.value:f}"
                yield Passage(number.start, number.end, why)


def _are_apart(whole: Number, number: Number, text: str) -> bool:
    between = text[whole.end : number.start]
    if not number.unit and IS_PART.match(text, number.end):
        between = between.replace(";", ",")
    return APART.search(between) is not None


def small_changes(numbers: list[Number], text: str) -> Iterator[Passage]:
    """“Children in custody rose from 11 to 14”: few are few that came, too."""
    if MEASURED.search(text) or not counted.NAMES_CHILDREN.search(text):
        return
    for one, other in pairwise(numbers):
        if (
            is_small(abs(one.value - other.value))
            and max(one.value, other.value) <= SO_FEW
            and is_plain(one)
            and is_plain(other)
            and not counted.tells_no_child(one.unit or other.unit)
            and FROM_TO.search(text, max(0, one.start - 60), one.start)
            and TO.fullmatch(text, one.end, other.start)
        ):
            yield Passage(one.start, other.end, "it tells by how few the number changed")


def changes_by_few(numbers: list[Number], text: str) -> Iterator[Passage]:
    """“22 children, down from 24”, “18 in custody; last year it was 21”."""
    if MEASURED.search(text) or not counted.NAMES_CHILDREN.search(text):
        return
    most = MANY_AND_NONE if NONE_ELSE.search(text) else SO_FEW
    for one, other in pairwise(numbers):
        if (
            is_small(abs(one.value - other.value))
            and max(one.value, other.value) <= most
            and is_plain(one, changes=True)
            and is_plain(other, changes=True)
            and other.unit in ("", one.unit)
            and not counted.tells_no_child(one.unit)
            and BEFORE_AND_NOW.search(text, one.end, other.end + 20)
        ):
            yield Passage(one.start, other.end, "it tells by how few the number changed")


def of_them(numbers: list[Number], text: str) -> Iterator[Passage]:
    """“Eighteen turned 18 and 16 of them stayed”, which reads like two ages."""
    for match in OF_THEM.finditer(text):
        part = Decimal(match[1])
        wholes = (one for one in numbers if one.end < match.start() and is_plain(one))
        if any(is_small(one.value - part) for one in wholes) and not counted.is_of_others(text):
            yield Passage(match.start(), match.end(), "it tells what is missing from a whole")


def is_plain(number: Number, *, changes: bool = False) -> bool:
    """Does it count? `changes`: “two more” counts as well."""
    measured = number.unit in ("%", "£", "points", "times", "FTE", "mile", *TIMES)
    counts = number.is_figure and not measured and not number.unit.startswith("per ")
    return counts and not number.decimals and (changes or number.role is not Role.CHANGE)


def slashes(text: str) -> Iterator[Passage]:
    """“7/8 were good”, “11/12”; “2019/20” and “in 19/20” are years."""
    for match in SLASH.finditer(text):
        part, whole = Decimal(match[1]), Decimal(match[2])
        may_be_year = whole == part + 1 and part >= FIRST_YEAR
        ends = match.end() == len(text.rstrip("."))
        of_share = text[: match.start()].endswith("% (")
        is_year = may_be_year and not (PARTED.match(text, match.end()) or ends or of_share)
        if part <= whole and discloses(part, whole) and not is_year:
            yield Passage(match.start(), match.end(), f"it tells a small part of {whole:f}")


def parts_of_the_whole_before(
    numbers: list[Number], text: str, whole: Decimal | int | None
) -> Iterator[Passage]:
    """“Of these, 24 had a plan”, after “There were 27 children”."""
    if whole is None or not OF_THOSE_BEFORE.search(text):
        return
    for number in numbers:
        if is_plain(number) and is_small(whole - number.value):
            yield Passage(number.start, number.end, f"it tells what is missing from {whole:f}")
