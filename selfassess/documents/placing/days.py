"""Reads the days that documents state: “end of Q2”, “mid-March”, “30th Sept.”, “01.09.20”."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from selfassess.quarters.dates import QuarterPeriod

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
YEAR = r"(?:,?\s*(?P<year>20\d\d|['’]?[1-4]\d)(?!\d|%|\s*(?:families|children|cases|days|weeks)))?"
NUMERIC = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](20\d\d|\d\d)\b|\b(20\d\d)-(\d\d)-(\d\d)\b")
IN_WORDS = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?|(?P<part>early|mid|start of|beginning of)"
    rf"[-\s]+)?\b(?P<month>{MONTH})(?:\s*(?:/|and|to|-|–|or)\s*(?P<last>{MONTH}))?{YEAR}",
    re.I,
)
QUARTER = re.compile(
    r"\b(?:Q|quarter |qtr\.? ?)(?P<first>[1-4])"
    r"(?:\s*(?:/|and|-|–|to|or)\s*(?:Q|quarter )?(?P<last>[1-4]))?\b"
    r"(?:[,\s]*\(?(?P<year>20\d\d)\s?[/-]\s?(?:20)?\d\d)?",
    re.I,
)


def days_in(text: str, around: QuarterPeriod) -> list[date]:
    """All days that a text states, in its order. Without a year: the next one of that name."""
    found = [*_numeric(text), *_in_words(text, around), *_quarters(text, around)]
    return [day for _, day in sorted(found)]


def due_in(text: str, around: QuarterPeriod, *, since: date | None = None) -> date | None:
    """The last day that a text states, not before `since`: what comes earlier was a step."""
    days = [day for day in days_in(text, around) if since is None or day >= since]
    return max(days, default=None)


def period_in(text: str) -> QuarterPeriod | None:
    """The quarter that a title names: “Q3 2025/26”, “October to December 2025”."""
    if (named := QUARTER.search(text)) and named["year"]:
        return QuarterPeriod(int(named["year"]), int(named["last"] or named["first"]))
    for one in IN_WORDS.finditer(text):
        if one["year"] and len(one["year"]) == 4:
            month = _month(one["last"] or one["month"])
            return QuarterPeriod.of(date(int(one["year"]), month, 1))
    return None


def _numeric(text: str) -> Iterator[tuple[int, date]]:
    for one in NUMERIC.finditer(text):
        day, month, year, *iso = one.groups()
        if iso[0]:
            year, month, day = iso
        whole = int(year) if len(year) == 4 else 2000 + int(year)
        if found := _day(whole, int(month), int(day)):
            yield one.start(), found


def _in_words(text: str, around: QuarterPeriod) -> Iterator[tuple[int, date]]:
    for one in IN_WORDS.finditer(text):
        if one["month"] == "may" and not (one["day"] or one["year"] or one["part"]):
            continue  # the verb
        if one["month"].lower() == "may" and one["month"] != "May" and not one["day"]:
            continue
        if (
            one["month"].lower() in ("mar", "sep", "dec", "march")
            and one["month"][0].islower()
            and not (one["day"] or one["year"])
        ):
            continue
        month, day, year = _month(one["last"] or one["month"]), one["day"], one["year"]
        number = int(year.lstrip("'’")) if year else None
        if number is not None and number < 100:
            if not around.year - 2002 <= number <= around.year - 1990:
                day, number = day or str(number), None  # “March 31”
            else:
                number += 2000
        whole = number or _next_year(month, around)
        last = monthrange(whole, month)[1]
        part = (one["part"] or "").lower()
        asked = int(day) if day else 15 if part == "mid" else 1 if part else last
        if found := _day(whole, month, asked):
            yield one.start(), found


def _quarters(text: str, around: QuarterPeriod) -> Iterator[tuple[int, date]]:
    for one in QUARTER.finditer(text):
        year = int(one["year"]) if one["year"] else around.year
        yield one.start(), QuarterPeriod(year, int(one["last"] or one["first"])).ends


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _next_year(month: int, around: QuarterPeriod) -> int:
    return around.starts.year + (month < around.starts.month)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
