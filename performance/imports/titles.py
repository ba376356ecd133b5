"""Compares the quarter that a table's titles name with the one that was chosen. Pure."""

import re
from collections.abc import Iterator
from datetime import date

from selfassess.quarters.dates import QuarterPeriod

from . import cell_values
from .figures import Problem
from .mapping import MONTHS, QUARTERS, Mapping, plain, quarter_of
from .tables import Table

Named = tuple[int, int | None]  # a quarter's number, and its year where a title says it
MONTHS_IN_ORDER = [month for month in MONTHS if len(month) == 3]
DAY = r"\d{1,2}(?:st|nd|rd|th)?\s+[a-z]+\s+\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
UP_TO = re.compile(rf"\b(?:at|ending|ended|up to|data to|to the)\s+(?P<day>{DAY})")
MONTH = "|".join(MONTHS)
MONTHS_OF_ONE = re.compile(
    rf"\b(?:{MONTH})(?:\s*20\d\d)?\s*(?:to|-|–)\s*(?P<last>{MONTH})\s+(?P<year>20\d\d)"
)


def other_quarter(table: Table, mapping: Mapping, period: QuarterPeriod) -> list[Problem]:
    """Return a problem where titles above the table name a quarter and none names the chosen one.
    A title of the figures' own column decides instead."""
    value = mapping.get("value")
    if table.is_confirmed or (value is not None and quarter_of(table.head[value])):
        return []
    named = [(row, text, found) for row, text in table.above for found in quarters_in(text)]
    if not named or any(_is(period, found) for _, _, found in named):
        return []
    row, text, (number, year) = named[0]
    quarter = QuarterPeriod(year, number).name if year else f"Quarter {number}"
    where = f"“{text[:80]}”" if row else f"the sheet’s name, “{text[:80]}”,"
    said = (
        f"{where} names {quarter}, and you chose {period.name}. Bring the file under the quarter "
        f"it is of. If its figures are of {period.name} all the same, keep its columns below."
    )
    return [Problem(row, "", said[0].upper() + said[1:])]


def _is(period: QuarterPeriod, named: Named) -> bool:
    number, year = named
    return number == period.number and year in (None, period.year)


def quarters_in(text: str) -> list[Named]:
    """Every quarter that a title names: “Q1 2020/21”, “April to June 2020”, “at 30 June 2020”."""
    said = plain(text)
    return [*_by_number(said), *_by_months(said)]


def _by_number(said: str) -> Iterator[Named]:
    for pattern in QUARTERS:
        found = list(pattern.finditer(said))
        for one in found:
            year = one.groupdict().get("year")
            yield int(one["number"]), int(year) + (2000 if len(year) == 2 else 0) if year else None
        if found:
            return


def _by_months(said: str) -> Iterator[Named]:
    for one in MONTHS_OF_ONE.finditer(said):
        month = 1 + MONTHS_IN_ORDER.index(one["last"][:3])
        quarter = QuarterPeriod.of(date(int(one["year"]), month, 1))
        yield quarter.number, quarter.year
    for one in UP_TO.finditer(said):
        try:
            quarter = QuarterPeriod.of(cell_values.day(one["day"]))
        except ValueError:
            continue
        yield quarter.number, quarter.year
