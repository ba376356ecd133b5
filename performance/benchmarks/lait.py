"""Reads official figures from the files of the DfE's Local Authority Interactive Tool (LAIT).

One Parquet file has the values of every measure, year, authority, region and England; a dictionary
(CSV) has the kind of year of each measure; one XLSX file for each published set has the statistical
neighbours of every authority. Nothing here reads or writes the database.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

VALUES = "bds_long_0.parquet"
DICTIONARY = "lait_data_dictionary.csv"
AUTHORITIES = "la_code_list.xlsx"
NEIGHBOURS = re.compile(r"sn_([a-z]+)_(\d{4})\.xlsx")
FIRST_YEAR = 2016
SUPPRESSED = {"c", "k", "z", "x", "-", "..", "~", "u"}  # the DfE's signs for a value not shown
SOURCE = "DfE, Local Authority Interactive Tool"
ENGLAND = 970  # its "LA Number" in every file
MONTHS = [date(2000, month, 1).strftime("%B").lower() for month in range(1, 13)]


class LaitError(Exception):
    """A file is missing or not as expected. The text says which, and what to do."""


@dataclass(frozen=True)
class Published:
    """A published neighbour set. `members`: numbers of one authority's statistical neighbours."""

    name: str
    published: date
    members: tuple[int, ...]

    @property
    def key(self) -> int:
        return self.published.year


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


@dataclass(frozen=True)
class Authority:
    number: int
    name: str
    region: str


def digest_of(folder: Path) -> tuple[str, list[str]]:
    """Return one SHA-256 over all files, and their names; LaitError when one is missing."""
    files = [folder / VALUES, folder / DICTIONARY, folder / AUTHORITIES, *neighbour_files(folder)]
    digest = sha256()
    for path in files:
        if not path.is_file():
            raise LaitError(f"{path.name} is missing in {folder}. Put all files of LAIT there.")
        digest.update(path.read_bytes())
    return digest.hexdigest(), [path.name for path in files]


def neighbour_files(folder: Path) -> list[Path]:
    """Return the files of neighbour sets by the year in their names, oldest first."""
    paths = [path for path in folder.glob("sn_*.xlsx") if NEIGHBOURS.fullmatch(path.name)]
    return sorted(paths, key=lambda path: path.stem[-4:])


# --- Authorities and their neighbours -------------------------------------------------------------


def _rows(path: Path) -> list[list]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError) as error:
        raise LaitError(f"{path.name} cannot be read as a spreadsheet: {error}") from error


def authorities(folder: Path) -> dict[int, Authority]:
    """Map numbers to authorities. The file lists regions and England too, whose type is NA."""
    rows = _rows(folder / AUTHORITIES)[1:]
    return {
        int(number): Authority(int(number), str(name), str(region))
        for number, name, region, kind, *_ in rows
        if kind != "NA"
    }


def find_authority(known: Iterable[Authority], name: str) -> Authority:
    """Return the authority with this name as LAIT writes it, in any case; or raise LaitError."""
    wanted = name.casefold().strip()
    known = list(known)
    for authority in known:
        if authority.name.casefold() == wanted:
            return authority
    alike = [a.name for a in known if wanted[:4] and a.name.casefold().startswith(wanted[:4])]
    hint = f" Did you mean {' or '.join(alike[:3])}?" if alike else ""
    raise LaitError(f"“{name}” is not an authority in these files.{hint}")


def neighbour_sets(folder: Path, authority: Authority) -> list[Published]:
    """Return the published sets in the folder that have this authority, oldest first."""
    sets = []
    for path in neighbour_files(folder):
        month, year = NEIGHBOURS.fullmatch(path.name).groups()
        if month not in MONTHS:
            raise LaitError(f"{path.name} names no month. Call it like sn_april_2021.xlsx.")
        rows = _rows(path)
        head = next((i for i, row in enumerate(rows) if "SN1" in row), None)
        if head is None:
            raise LaitError(f"{path.name} has no column SN1.")
        columns = [i for i, cell in enumerate(rows[head]) if re.fullmatch(r"SN\d+", str(cell))]
        own = next((row for row in rows[head + 1 :] if row[0] == authority.number), None)
        if own is not None:
            members = tuple(int(own[i]) for i in columns if own[i] != "")
            day = date(int(year), MONTHS.index(month) + 1, 1)
            sets.append(Published(f"{month.capitalize()} {year}", day, members))
    return sets


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

        def figure(place, name, value, symbol="", **more):
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


def _ranking(own: Decimal | None, places, everybody) -> tuple[int, int] | None:
    """Return how many authorities have a higher value, and how many have any value."""
    if own is None:
        return None
    others = [v for n, (v, _) in places.items() if n in everybody and v is not None]
    return sum(value > own for value in others), len(others)
