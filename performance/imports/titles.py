"""Compares the quarter that a table's titles name with the one that was chosen. Pure."""

import re
from collections.abc import Iterator
from datetime import date

from selfassess.quarters.dates import QuarterPeriod

from . import cell_values
from .figure import Problem
from .mapping import MONTHS, QUARTERS, Mapping, plain, quarter_of
from .tables import Table

Named = tuple[int | None, int | None]  # a quarter's number and its year, as far as a title says
YEARS = re.compile(r"\b(?P<year>20\d\d)\s?[/–-]\s?(?:20)?(?P<next>\d\d)\b")
MONTHS_IN_ORDER = [month for month in MONTHS if len(month) == 3]
DAY = r"\d{1,2}(?:st|nd|rd|th)?\s+[a-z]+\s+\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
UP_TO = re.compile(rf"\b(?:at|ending|ended|up to|data to|to the)\s+(?P<day>{DAY})")
MONTH = "|".join(MONTHS)
MONTHS_OF_ONE = re.compile(
    rf"\b(?:{MONTH})(?:\s*20\d\d)?\s*(?:to|-|–)\s*(?P<last>{MONTH})\s+(?P<year>20\d\d)"
)


def other_quarter(table: Table, mapping: Mapping, period: QuarterPeriod) -> list[Problem]:
    """Return a problem where titles above the table name quarters or years, and none of them is the
    chosen one. A title of the figures' own column decides instead, as far as it says."""
    value = mapping.get("value")
    own = quarter_of(table.head[value]) if value is not None else None
    if table.is_confirmed or (own and own[2]):
        return []
    quarters = [(*one, found) for one in table.above for found in quarters_in(one[1])]
    years = [(row, text, (None, year)) for row, text, (_, year) in quarters if year]
    years += [(*one, (None, year)) for one in table.above for year in years_in(one[1])]
    others: list[tuple[int, str, Named]] = []
    if not own and not any(_is(period, named) for _, _, named in quarters):
        others += quarters
    if not any(year == period.year for _, _, (_, year) in years):
        others += years
    return [_problem(*others[0], period)] if others else []


def _problem(row: int, text: str, named: Named, period: QuarterPeriod) -> Problem:
    where = f"“{text[:80]}”" if row else f"The sheet’s name, “{text[:80]}”,"
    said = (
        f"{where} names {_in_words(named)}, and you chose {period.name}. Bring the file under the "
        f"quarter it is of. If its figures are of {period.name} all the same, keep its columns "
        "below."
    )
    return Problem(row, "", said)


def _in_words(named: Named) -> str:
    number, year = named
    if number and year:
        return QuarterPeriod(year, number).name
    return f"Quarter {number}" if number else f"{year}/{((year or 0) + 1) % 100:02}"


def _is(period: QuarterPeriod, named: Named) -> bool:
    number, year = named
    return number == period.number and year in (None, period.year)


def years_in(text: str) -> list[int]:
    """The financial years that a title names: “2019/20”."""
    found = [(int(one["year"]), int(one["next"])) for one in YEARS.finditer(text)]
    return [year for year, following in found if (year + 1) % 100 == following]


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
