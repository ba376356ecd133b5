"""What two numbers say together: “20 to 25%”, “6 of 8 cases”, “27 children, of whom 24 …”."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .sentence import Number, Role

DASH = re.compile(r"%?[-–—]$|%?\s?–\s?$")
TO = re.compile(r"%?\sto\s$", re.I)
FROM = re.compile(r"\bfrom\s$", re.I)
AND = re.compile(r"%?\sand\s$", re.I)
BETWEEN = re.compile(r"\bbetween\s(?:about\s|around\s)?£?$", re.I)
# With these before it, “40 to 45” tells of a change and not of a range.
CHANGES = re.compile(
    r"\b(?:from|rose|risen|rising|increas\w{1,4}|improv\w{1,6}|reduc\w{1,4}|fell|fall\w{0,3}|decreas\w{1,4}"
    r"|dropp\w{1,3}|declin\w{1,4}|grew|grown|up|down|mov\w{1,4}|chang\w{1,4}|went|gone|going)\b[^\d]{0,40}$",
    re.I,
)
OF = re.compile(
    r"\s(?:[^\W\d][\w’'-]{0,20}\s){0,3}[(]?out\sof\s(?:every\s|the\s|our\s|all\s|these\s|a\stotal\sof\s){0,2}$"
    r"|\s?/\s?$|[^().;,\d]{0,40}\(n\s?=\s?$"
    r"|\sof\s(?:every\s|(?:the|this)\s(?:quarter|period|month)[’']s\s|the\s|our\s|these\s|those\s|all\s|its\s|their\s|a\stotal\sof\s|a\spossible\s){0,2}"
    r"(?:over\s|about\s|around\s)?$",
    re.I,
)
OF_WHOM = re.compile(
    r",?\s(?:and\s)?of\s(?:whom|which|these|those),?"
    r"(?:\s(?:only|just|about|around|some|nearly|almost|over|the|at\sleast|approximately|a\sfurther)){0,2}"
    r",?\s[(]?$",
    re.I,
)
WHOM_AFTER = re.compile(r"\sof\s(?:whom|which)\b", re.I)
OPENS_WITH_OF = re.compile(
    r"(?:^|[.,;:(]\s?|\b(?:that|which|in\swhich|and),?\s)of\s(?:the\s|these\s|those\s|all\s|our\s){0,2}"
    r"(?:over\s|about\s|around\s|some\s)?$",
    re.I,
)
CLAUSE = re.compile(r"[().;,]")
# “81 of which were initial and 183 review”: parts of the same whole.
AND_THE_OTHER = re.compile(r"\sof\s(?:whom|which)\s[^;.]{0,60}\sand\s$", re.I)
THESE = re.compile(r"\b(?:these|those),?\s$", re.I)
FARTHEST = 160  # characters between a whole and its part


def ranges(text: str, found: Sequence[Number]) -> list[Number]:
    """The numbers, with the two ends of a range as one."""
    joined: list[Number] = []
    for number in found:
        if joined and _is_range(text, joined[-1], number):
            last = joined[-1]
            joined[-1] = replace(
                last,
                end=number.end,
                written=text[last.start : number.end],
                upper=number.value,
                decimals=max(last.decimals, number.decimals),
            )
        else:
            joined.append(number)
    return joined


def _is_range(text: str, first: Number, second: Number) -> bool:
    plain = first.is_figure and second.is_figure and first.upper is None
    if not plain or first.unit or second.unit or second.value <= first.value:
        return False
    between = text[first.end : second.start]
    before = text[max(0, first.start - 60) : first.start]
    if DASH.match(between):
        return True
    if AND.match(between):
        return BETWEEN.search(before) is not None
    return TO.match(between) is not None and not CHANGES.search(before)


def wholes(text: str, found: Sequence[Number]) -> list[Number]:
    """The numbers, with the whole of which each is a part as far as the sentence says it."""
    numbers = list(found)
    opening: Number | None = None  # “Of 27 children, …”: the whole of all that follow
    for at, number in enumerate(numbers):
        if at and ";" in text[numbers[at - 1].end : number.start]:
            opening = None
        if _opens(text, number):
            opening = number
            numbers[at] = replace(number, role=Role.WHOLE)
        elif at and _is_of(text, numbers[at - 1], number):
            numbers[at - 1] = _as_part(numbers[at - 1], number)
            numbers[at] = replace(number, role=Role.WHOLE)
        elif at and (whole := _of_whom(text, numbers[at - 1], number)):
            numbers[at] = _as_part(number, whole)
        elif at and _is_the_other(text, numbers[at - 1], number):
            numbers[at] = replace(number, whole=numbers[at - 1].whole, role=Role.PART)
        elif opening and _may_be_part(number, opening):
            numbers[at] = _as_part(number, opening)
    return _in_brackets(text, numbers)


def _is_of(text: str, part: Number, whole: Number) -> bool:
    """“6 of 8”, “35% of 109 cases”."""
    return (
        OF.fullmatch(text[part.end : whole.start]) is not None
        and may_be_whole(whole)
        and part.is_figure
        and (
            part.unit == "%"
            or ((part.unit == "" or may_be_whole(part)) and part.value <= whole.value)
        )
    )


def _as_part(part: Number, whole: Number) -> Number:
    role = part.role if part.unit == "%" else Role.PART
    return replace(part, whole=whole.value, role=role)


def _of_whom(text: str, last: Number, number: Number) -> Number | None:
    """“27 children, of whom 24 …”, “264 conferences were held, 81 of which were initial”."""
    between = text[last.end : number.start]
    if not number.is_figure or len(between) > FARTHEST or not may_be_whole(last):
        return None
    if OF_WHOM.search(between[-50:]) or WHOM_AFTER.match(text, number.end):
        return last
    return None


def _is_the_other(text: str, last: Number, number: Number) -> bool:
    between = text[last.end : number.start]
    is_count = last.role is Role.PART and may_be_whole(number) and len(between) <= FARTHEST
    return is_count and AND_THE_OTHER.fullmatch(between) is not None


def _in_brackets(text: str, numbers: list[Number]) -> list[Number]:
    """“10 of the 48 care leavers (21%)”: the share has the whole of the count before it."""
    for at, number in enumerate(numbers):
        if number.unit != "%" or number.whole or not number.is_figure:
            continue
        for last in numbers[max(0, at - 2) : at]:
            between = text[last.end : number.start]
            if last.whole and last.unit != "%" and _leads_into_brackets(between):
                numbers[at] = replace(number, whole=last.whole)
    return numbers


def _leads_into_brackets(between: str) -> bool:
    return len(between) <= FARTHEST and between.endswith("(") and not CLAUSE.search(between[:-1])


def alike(text: str, found: Sequence[Number]) -> list[Number]:
    """The numbers; the first of “from 125.6 to 142.1 per 10,000” has the unit of the second."""
    numbers = list(found)
    for at, (one, other) in enumerate(pairwise(found)):
        is_share = other.unit == "%" or other.unit.startswith("per ")
        if one.is_figure and not one.unit and is_share and one.written[0].isdigit():
            is_from = FROM.search(text, max(0, one.start - 20), one.start)
            if is_from and TO.match(text[one.end : other.start]):
                numbers[at] = replace(one, unit=other.unit)
    return numbers


def _opens(text: str, number: Number) -> bool:
    """“Of the 27 children …”; “of these 23 were boys” tells a part."""
    before = text[max(0, number.start - 40) : number.start]
    opens = may_be_whole(number) and OPENS_WITH_OF.search(before)
    return bool(opens) and (number.unit != "" or not THESE.search(before))


def may_be_whole(number: Number) -> bool:
    """Is it a count of things, so that another number may be a part of it?"""
    return (
        number.is_figure
        and number.unit not in ("%", "points", "£", "day", "week", "month")
        and not number.unit.startswith("per ")
        and number.decimals == 0
        and number.value > 0
    )


def _may_be_part(number: Number, whole: Number) -> bool:
    """A count within the whole, or a percentage of it."""
    if not number.is_figure or number.value == whole.value:
        return False
    return number.unit == "%" or (may_be_whole(number) and number.value <= whole.value)
