"""Reads official figures from the files of the DfE's Local Authority Interactive Tool (LAIT).

One Parquet file has the values of every measure, year, authority, region and England; a dictionary
(CSV) has the kind of year of each measure. Nothing here reads or writes the database.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from .lait_files import (
    DICTIONARY,
    VALUES,
    Authority,
    LaitError,
    authorities,
    neighbour_sets,
)

FIRST_YEAR = 2016
SUPPRESSED = {"c", "k", "z", "x", "-", "..", "~", "u"}  # the DfE's signs for a value not shown
SOURCE = "DfE, Local Authority Interactive Tool"
ENGLAND = 970  # its "LA Number" in every file


@dataclass(frozen=True)
class Figure:
    """The value of one measure in one year for one place, as the database stores it.

    `period` and `ends`: see `period_of`. `symbol`: why a value is held back. `count`: how many
    authorities a mean is of.
    """

    measure: str
    year: int
    period: str
    ends: date
    place: str
    name: str
    value: Decimal | None
    symbol: str = ""
    set_key: int | None = None  # `Published.key`, for a mean of neighbours
    count: int = 1
    ranking: tuple[int, int] | None = None  # authorities with a higher value, and all


# --- Values ---------------------------------------------------------------------------------------


def year_types(folder: Path) -> dict[str, str]:
    """Map measures to the kind of year that the dictionary gives, such as "Financial"."""
    with (folder / DICTIONARY).open(newline="", encoding="utf-8-sig", errors="replace") as file:
        return {row["Measure_short"]: row["Year_Type"] for row in csv.DictReader(file)}


def period_of(year: int, kind: str) -> tuple[str, date]:
    """Return a year in words, and its last day.

    `kind`: as in `year_types`. Any other kind is a count on 31 March, as of looked after children;
    the workforce is counted at the end of September.
    """
    kind = kind.casefold()
    if "sept" in kind:
        return f"30 September {year}", date(year, 9, 30)
    if "academic" in kind:
        return f"school year {year - 1}/{year % 100:02}", date(year, 8, 31)
    if "calendar" in kind:
        return f"calendar year {year}", date(year, 12, 31)
    if "financial" in kind:
        return f"year {year - 1}/{year % 100:02}", date(year, 3, 31)
    return f"31 March {year}", date(year, 3, 31)


def read_value(text: str | None) -> tuple[Decimal | None, str]:
    """Return a published value and "", or None and the symbol of a value that is held back."""
    said = (text or "").strip()
    if said in SUPPRESSED or not said:
        return None, said or ".."
    try:
        # The files carry binary fractions (19.100000000000001); nothing is published so finely.
        return round(Decimal(said), 6).normalize(), ""
    except ArithmeticError:
        return None, said[:2]


Values = dict[tuple[str, int], dict[int, tuple[Decimal | None, str]]]


def read_values(folder: Path, measures: set[str]) -> tuple[Values, dict[int, str]]:
    """Map (measure, year) to values by the place's number; and numbers of places to their names.

    A value is what `read_value` returns. Only these measures and the columns needed are read: the
    file has 641,070 rows, and this takes seconds and little memory.
    """
    import pandas  # takes long to import, and few processes read these files

    columns = ["Short Desc", "Years", "LA and Regions", "LA Number", "Values"]
    asked = [("Short Desc", "in", sorted(measures))]
    try:
        table = pandas.read_parquet(folder / VALUES, columns=columns, filters=asked)
    except (OSError, ValueError, KeyError) as error:
        raise LaitError(f"{VALUES} cannot be read: {error}") from error
    years = pandas.to_numeric(table["Years"], errors="coerce")  # NaN for a range such as 2014-16
    rows = table[(years >= FIRST_YEAR) & table["LA Number"].notna()].fillna({"Values": ""})
    values: Values = defaultdict(dict)
    for measure, year, _, number, text in rows.itertuples(index=False, name=None):
        values[measure, int(year)][int(number)] = read_value(text)
    return values, dict(zip(rows["LA Number"].astype(int), rows["LA and Regions"], strict=True))


# --- Figures --------------------------------------------------------------------------------------


def figures(folder: Path, authority: Authority, measures: set[str]) -> Iterator[Figure]:
    """Yield the figures of these measures for England and the authority, its region, neighbours.

    They are ordered by measure and year. A mean is of the neighbours whose values are published.
    """
    everybody = authorities(folder)
    sets = neighbour_sets(folder, authority)
    kinds = year_types(folder)
    values, names = read_values(folder, measures)
    regions = {name: number for number, name in names.items() if number not in everybody}
    region = _region_of(authority, regions)
    for (measure, year), places in sorted(values.items()):
        period, ends = period_of(year, kinds.get(measure, ""))
        if places.get(ENGLAND, (None, ""))[0] is None:
            continue  # no figure of England: the measure was not published for that year

        def figure(place: str, name: str, value: Any, symbol: str = "", **more: Any) -> Figure:
            return Figure(measure, year, period, ends, place, name, value, symbol, **more)  # noqa: B023

        yield figure("england", "England", *places[ENGLAND])
        if region in places:
            yield figure("region", names[region], *places[region])
        for neighbours in sets:
            members = (places.get(number, (None, ""))[0] for number in neighbours.members)
            known = [value for value in members if value is not None]
            if known:
                mean = sum(known, Decimal(0)) / len(known)
                yield figure(
                    "neighbours",
                    "Statistical neighbours",
                    mean,
                    set_key=neighbours.key,
                    count=len(known),
                )
        if authority.number in places:
            own = places[authority.number]
            yield figure(
                "authority", authority.name, *own, ranking=_ranking(own[0], places, everybody)
            )


def _region_of(authority: Authority, regions: dict[str, int]) -> int | None:
    """Return the number of the authority's region.

    Names are compared as sets of words: LAIT's files have both Inner London and London (Inner).
    """
    words = set(re.findall(r"\w+", authority.region.casefold()))
    for name, number in regions.items():
        if set(re.findall(r"\w+", name.casefold())) == words:
            return number
    return None


def _ranking(own: Decimal | None, places: Any, everybody: Any) -> tuple[int, int] | None:
    """Return how many authorities have a higher value, and how many have any value."""
    if own is None:
        return None
    others = [v for n, (v, _) in places.items() if n in everybody and v is not None]
    return sum(value > own for value in others), len(others)
