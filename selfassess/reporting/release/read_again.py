"""The numbers of a sentence, read once more for who looks for small counts.

The reader of numbers reads for figures on record: “the eight children” is a number told before, and
“two or three” two numbers. Here each has the noun it counts, and the whole of which it is a part.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from selfassess.claims.reader.read import read
from selfassess.claims.reader.sentence import Kind, Number
from selfassess.claims.reader.units import noun_after

TIMES = ("day", "week", "month", "year", "hour", "minute", "quarter")
# “one family in four”, “eight out of ten”: shares of everybody.
IN_EVERY = re.compile(
    r"""\b(?:\w{3,6}|[1-9])\sout\sof\s(?:every\s)?(?:ten|10|100)\b
    (?!\s(?:child|young|case|famil|audit|plan|visit|review))
    |\b(?:six|seven|eight|nine|[6-9])\sin\s(?:every\s)?(?:ten|10)\b(?!\s(?:weeks?|months?|days?|years?))
    |\b(?:one|two|three|four|five|six|seven|eight|nine|[1-9])\s[\w’'-]{1,20}(?:\s[\w’'-]{1,20})?\s
    in\s(?:every\s)?(?:two|three|four|five|six|seven|eight|nine|ten|twenty|a\shundred|[2-9]|10|20
    |100)\b(?!\s(?:\w{1,12}\s)?(?:hours?|days?|weeks?|months?|years?|quarters?|areas?|teams?
    |schools?|homes?|cases?)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
OR = re.compile(r"\s(?:or|and|to)\s|\s?[-–]\s?", re.IGNORECASE)
THE = r"\s(?:the|our|its|these|those|all|their)\s"
OF_THE = re.compile(rf"\s(?:out\s)?(?:of|in){THE}", re.IGNORECASE)
OF_ITS = re.compile(rf"\sof{THE}", re.IGNORECASE)
SCHOOL_YEAR = re.compile(r"(?:year|Y)\s?\d{1,2}\s", re.IGNORECASE)
THIS_QUARTER = re.compile(r"\b(?:this|last|the|that|next|each)\squarter\s$", re.IGNORECASE)


def read_again(text: str) -> list[Number]:
    """The numbers of a sentence in order. Places are characters of the sentence."""
    found = [number for sentence in read(text) for number in sentence.numbers]
    found = [_of_this_quarter(number, text) for number in found if not _in_every(number, text)]
    return list(_with_wholes(list(_with_nouns(found, text)), text))


def _of_this_quarter(number: Number, text: str) -> Number:
    """“This quarter three children …” is no third quarter."""
    if number.kind is Kind.QUARTER and THIS_QUARTER.search(text, 0, number.start):
        unit = noun_after(text, number.end, one=number.value == 1)
        return replace(number, kind=Kind.FIGURE, unit=unit)
    return number


def _in_every(number: Number, text: str) -> bool:
    around = IN_EVERY.finditer(text, max(0, number.start - 60))
    return any(match.start() <= number.start < match.end() for match in around)


def _with_nouns(numbers: list[Number], text: str) -> Iterator[Number]:
    """“Two of its criteria”, “two or three years ago”: the noun of a number that stands apart from
    it. “In quarter 2 or 3”: the kind."""
    for at, number in enumerate(numbers):
        before, after = _beside(numbers, at, text)
        if before and not _may_count(before):
            continue
        if after and not number.unit:
            if not _may_count(after):
                continue
            number = replace(number, unit=after.unit)
        elif not number.unit and (of := OF_ITS.match(text, number.end)):
            year = SCHOOL_YEAR.match(text, of.end())  # “of our Year 11 pupils”
            at = year.end() if year else of.end()
            number = replace(number, unit=noun_after(text, at - 1, one=True))
        yield number


def _beside(numbers: list[Number], at: int, text: str) -> tuple[Number | None, Number | None]:
    """The numbers to which an “or” joins this one."""
    number = numbers[at]
    before = numbers[at - 1] if at else None
    after = numbers[at + 1] if at + 1 < len(numbers) else None
    if before and not OR.fullmatch(text[before.end : number.start]):
        before = None
    if after and not OR.fullmatch(text[number.end : after.start]):
        after = None
    return before, after


def _may_count(number: Number) -> bool:
    return number.is_figure or number.kind is Kind.WORD


def _with_wholes(numbers: list[Number], text: str) -> Iterator[Number]:
    """“Half of the eight children”: of how many."""
    for at, number in enumerate(numbers):
        after = numbers[at + 1] if at + 1 < len(numbers) else None
        if (
            after
            and number.whole is None
            and after.kind is Kind.WORD
            and OF_THE.fullmatch(text[number.end : after.start])
        ):
            number = replace(number, whole=after.value)
        yield number


def largest_count(text: str) -> Decimal | None:
    """The largest count of a sentence, of which the next one may tell a part."""
    counts = [
        number.value
        for number in read_again(text)
        if number.is_figure
        and not number.decimals
        and number.unit not in ("%", "£", "points", "times", "FTE", "mile", *TIMES)
        and not number.unit.startswith("per ")
    ]
    return max(counts, default=None)
