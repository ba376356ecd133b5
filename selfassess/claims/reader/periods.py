"""Which time a sentence speaks of: “Q1”, “at the end of June”, “in 2019/20”, “31 March 2018”."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from selfassess.quarters.dates import FinancialYear, QuarterPeriod

from .words import SENTENCES_KEPT

MONTHS = "january february march april may june july august september october november december"
MONTH = {name[:3]: number for number, name in enumerate(MONTHS.split(), start=1)}
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "1": 1, "2": 2, "3": 3, "4": 4}
NUMBERS |= {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}

YEARS_APART = 3  # of the years that a text speaks of from this one
RIGHT_AFTER = 40  # characters after a number
APART = re.compile(r"[,;]|\b(?:to|than)\b", re.IGNORECASE)
FIGURE_AFTER = re.compile(r"[\s:,=]{0,2}(?:was\s|at\s)?\d")
UNTIL = re.compile(r"\s?(?:to|and|-|–|until)\s?(?:the\send\sof\s)?", re.IGNORECASE)
OF_THE_NUMBER_BEFORE = re.compile(
    r"(?:[\s(%]|\b(?:per cent|of|in|at|for|during|on|by|as|the|end|children|cases|weeks|months"
    r"|per 10,000)\b)*",
    re.IGNORECASE,
)

_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?:\s?[/–−-]\s?(?P<{0}s>(?:20)?\d\d)(?!\d|[.,]\d|\s?%))?"
_SHORT = r"(?P<short>1\d|2\d)\s?/\s?(?P<next>1\d|2\d)(?![\d/%]|\.\d)"
SAID = re.compile(
    r"\b(?:Q\s?|quarter\s)(?P<quarter>[1-4]|one|two|three|four)\b(?:,?\s(?:of\s|in\s)?"
    + _YEAR.format("qyear")
    + r")?"
    r"|\b(?P<ordinal>first|second|third|fourth|final)\squarter(?:\s(?:of\s|in\s)?"
    + _YEAR.format("oyear")
    + r")?"
    r"|(?:\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?)?"
    r"\b(?P<month>(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?))\b\.?(?:,?\s(?P<myear>20\d\d)\b)?"
    r"|\b" + _YEAR.format("year") + r"\b"
    r"|\b" + _SHORT + r"|(?<!within\s)(?<!within\sthe\s)\b(?P<last>"
    r"(?:in|at|from|than|during|of|on|for|since)?\s?"
    r"(?:(?<!the\s)last|(?:the\s)?(?:previous|preceding))"
    r"\s(?P<what>quarter|year)\b|(?:the\s)?(?P<what2>quarter|year)\s(?:before|earlier|ago)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Period:
    """`first` and `last` are its first and last day; `start` and `end` its place in the text."""

    first: date
    last: date
    start: int
    end: int
    written: str
    is_year: bool = False
    has_year: bool = True  # the text says of which year it is

    def holds(self, code: str) -> bool:
        """Is this the quarter, or the year, with that code: 2020-21-q1, 2019/20, 2019-20?"""
        begins, ends = days_of(code)
        if begins is None or ends is None:
            return False
        if self.is_year and len(code) > 7:  # a year's figure may be that of its last quarter
            return self.last == ends
        return begins <= self.last <= ends


class Times:
    """The periods of a sentence, to find that of each of its numbers."""

    def __init__(self, text: str, now: QuarterPeriod) -> None:
        self.text = text
        self.periods = periods(text, now)
        self.starts = [one.start for one in self.periods]

    def of(self, start: int, end: int, left: int, right: int) -> Period | None:
        """The time that a number is of: said right after it, else before it. `left` and `right` are
        where the figures on either side of it are."""
        at = bisect_left(self.starts, end)
        is_right_after = at < len(self.starts) and self.starts[at] < min(right, end + RIGHT_AFTER)
        if is_right_after and not self._is_of_the_next(end, at):
            return self._until(at)
        before = at - 1
        while before >= 0 and self.periods[before].end > start:
            before -= 1
        if before < 0 or self.starts[before] < left:
            return None
        found = self.periods[before]
        leads = FIGURE_AFTER.match(self.text, found.end) is not None  # “93.2 (Q1: 89.5)”
        is_of_the_last = (
            left and not leads and OF_THE_NUMBER_BEFORE.fullmatch(self.text, left, found.start)
        )
        return None if is_of_the_last or ";" in self.text[found.end : start] else found

    def _is_of_the_next(self, end: int, at: int) -> bool:
        """“93.7 (Q1 87.7)”, “up to 93.7, than in June”."""
        if APART.search(self.text, end, self.starts[at]):
            return True
        opens = "(" in self.text[end : self.starts[at]]
        return opens and FIGURE_AFTER.match(self.text, self.periods[at].end) is not None

    def _until(self, at: int) -> Period:
        """“From 1 April to 30 September 2015” is told by its end."""
        found, later = self.periods[at], self.periods[at + 1 : at + 2]
        if later and UNTIL.fullmatch(self.text, found.end, later[0].start):
            return later[0]
        return found


def days_of(code: str) -> tuple[date | None, date | None]:
    """First and last day of a quarter or year by its code; None for anything else."""
    try:
        if "-q" in code:
            quarter = QuarterPeriod.parse(code)
            return quarter.starts, quarter.ends
        year = FinancialYear.parse(code.replace("/", "-"))
        return date(year.year, 4, 1), date(year.year + 1, 3, 31)
    except ValueError:
        found = re.fullmatch(r"(?:year )?(20\d\d)", code)
        if not found:
            return None, None
        year_number = int(found[1])
        return date(year_number, 1, 1), date(year_number, 12, 31)


@lru_cache(maxsize=SENTENCES_KEPT)
def periods(text: str, now: QuarterPeriod) -> tuple[Period, ...]:
    """The periods that a text names. One without a year is the latest that is not after `now`."""
    return tuple(_periods(text, now))


def _periods(text: str, now: QuarterPeriod) -> Iterator[Period]:
    for match in SAID.finditer(text):
        days = _days(match, now)
        if days:
            first, last, is_year = days
            has_year = re.search(r"\d\d", match.group()) is not None and not _is_bare_day(match)
            place = match.start(), match.end()
            yield Period(first, last, *place, match.group(), is_year, has_year)


def time_of(texts: Iterable[str], quarter: QuarterPeriod) -> QuarterPeriod:
    """The quarter that is “now”. A text that speaks of other years alone, such as an inspection's
    report, has its own."""
    said = [period for text in texts for period in periods(text, quarter) if period.has_year]
    ends = [QuarterPeriod.of(period.last) for period in said]
    if ends and all(abs(end.year - quarter.year) >= YEARS_APART for end in ends):
        return max(ends)
    return quarter


def _is_bare_day(match: re.Match[str]) -> bool:
    """“30 June” says no year."""
    return match["month"] is not None and match["myear"] is None


Days = tuple[date, date, bool]


def _days(match: re.Match[str], now: QuarterPeriod) -> Days | None:
    said = match.groupdict()
    if number := said["quarter"] or said["ordinal"]:
        year = said["qyear"] or said["oyear"]
        return _quarter(NUMBERS[number.lower()], int(year) if year else None, now)
    if said["month"]:
        month = MONTH[said["month"][:3].lower()]
        return _month(month, int(said["myear"]) if said["myear"] else None, now)
    if said["year"]:
        return _year(int(said["year"]), said["years"])
    if said["short"]:
        short, following = int(said["short"]), int(said["next"])
        return _year(2000 + short, str(following)) if following == short + 1 else None
    if what := said["what"] or said["what2"]:
        return _last(what.lower(), now)
    return None


def _quarter(number: int, year: int | None, now: QuarterPeriod) -> Days:
    if year is None:
        year = now.year if number <= now.number else now.year - 1
    quarter = QuarterPeriod(year, number)
    return quarter.starts, quarter.ends, False


def _month(month: int, year: int | None, now: QuarterPeriod) -> Days:
    if year is None:
        last = now.ends
        year = last.year if month <= last.month else last.year - 1
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1), False


def _year(year: int, second: str | None) -> Days | None:
    if second is None:
        return date(year, 1, 1), date(year, 12, 31), True
    if int(second) % 100 != (year + 1) % 100:
        return None
    return date(year, 4, 1), date(year + 1, 3, 31), True


def _last(what: str, now: QuarterPeriod) -> Days:
    if what == "quarter":
        return now.before.starts, now.before.ends, False
    return date(now.year - 1, 4, 1), date(now.year, 3, 31), True
