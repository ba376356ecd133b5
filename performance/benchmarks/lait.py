"""The DfE's Local Authority Interactive Tool (LAIT): its files in, official figures out. Pure.

The values lie in a Parquet file of every measure, year, authority, region and England; what a
measure means in a dictionary (CSV); who is whose neighbour in one XLSX file for each published set.
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
SUPPRESSED = {"c", "k", "z", "x", "-", "..", "~", "u"}  # neither zero nor missing by mistake
SOURCE = "DfE, Local Authority Interactive Tool"
ENGLAND = 970  # its number in every file
MONTHS = [date(2000, month, 1).strftime("%B").lower() for month in range(1, 13)]


class LaitError(Exception):
    """The files are not as they should be. The text says which, and what to do."""


@dataclass(frozen=True)
class Published:
    """A neighbour set: when it was published, and an authority's neighbours by number."""

    name: str
    published: date
    members: tuple[int, ...]

    @property
    def key(self) -> int:
        return self.published.year


@dataclass(frozen=True)
class Figure:
    """What one measure is in one year, for England, the region, the neighbours, the council."""

    measure: str
    year: int
    period: str
    ends: date
    place: str
    name: str
    value: Decimal | None
    symbol: str = ""
    set_key: int | None = None  # year of the neighbour set
    count: int = 1
    ranking: tuple[int, int] | None = None  # from the top: how many are above, how many in all


@dataclass(frozen=True)
class Authority:
    number: int
    name: str
    region: str


def digest_of(folder: Path) -> tuple[str, list[str]]:
    """One SHA-256 over all files, and their names."""
    files = [folder / VALUES, folder / DICTIONARY, folder / AUTHORITIES, *neighbour_files(folder)]
    found = sha256()
    for path in files:
        if not path.is_file():
            raise LaitError(f"{path.name} is missing in {folder}. Put all files of LAIT there.")
        found.update(path.read_bytes())
    return found.hexdigest(), [path.name for path in files]


def neighbour_files(folder: Path) -> list[Path]:
    found = [path for path in folder.glob("sn_*.xlsx") if NEIGHBOURS.fullmatch(path.name)]
    return sorted(found, key=lambda path: path.stem[-4:])


# --- Who is where ---------------------------------------------------------------------------------


def _rows(path: Path) -> list[list]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError) as error:
        raise LaitError(f"{path.name} cannot be read as a spreadsheet: {error}") from error


def authorities(folder: Path) -> dict[int, Authority]:
    """By number. The list has regions and England too, whose type is NA."""
    rows = _rows(folder / AUTHORITIES)[1:]
    return {
        int(number): Authority(int(number), str(name), str(region))
        for number, name, region, kind, *_ in rows
        if kind != "NA"
    }


def find_authority(known: Iterable[Authority], name: str) -> Authority:
    """By its name as LAIT writes it, whatever the capitals."""
    wanted = name.casefold().strip()
    known = list(known)
    for authority in known:
        if authority.name.casefold() == wanted:
            return authority
    alike = [a.name for a in known if wanted[:4] and a.name.casefold().startswith(wanted[:4])]
    hint = f" Did you mean {' or '.join(alike[:3])}?" if alike else ""
    raise LaitError(f"“{name}” is not an authority in these files.{hint}")


def neighbour_sets(folder: Path, authority: Authority) -> list[Published]:
    """Every published set in the folder, the oldest first, with this authority's neighbours."""
    found = []
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
            found.append(Published(f"{month.capitalize()} {year}", day, members))
    return found


# --- What is measured -----------------------------------------------------------------------------


def year_types(folder: Path) -> dict[str, str]:
    """Measure → the kind of year it is counted in."""
    with (folder / DICTIONARY).open(newline="", encoding="utf-8-sig", errors="replace") as file:
        return {row["Measure_short"]: row["Year_Type"] for row in csv.DictReader(file)}


def period_of(year: int, kind: str) -> tuple[str, date]:
    """A year as people say it, and its last day. Financial years end in March; counts of children
    are taken on 31 March; the workforce is counted at the end of September."""
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
    """A published value, or the symbol that stands for one that is held back."""
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
    """(measure, year) → number of a place → value or symbol; and the places' names.

    Only the measures asked for and the columns needed are read, which keeps a file of 641,070 rows
    within seconds and small in memory.
    """
    import pandas  # half of what a start of the portal used to take; few processes read these files

    columns = ["Short Desc", "Years", "LA and Regions", "LA Number", "Values"]
    asked = [("Short Desc", "in", sorted(measures))]
    try:
        table = pandas.read_parquet(folder / VALUES, columns=columns, filters=asked)
    except (OSError, ValueError, KeyError) as error:
        raise LaitError(f"{VALUES} cannot be read: {error}") from error
    years = pandas.to_numeric(table["Years"], errors="coerce")  # 2014-16 is no year
    rows = table[(years >= FIRST_YEAR) & table["LA Number"].notna()].fillna({"Values": ""})
    found: Values = defaultdict(dict)
    for measure, year, _, number, text in rows.itertuples(index=False, name=None):
        found[measure, int(year)][int(number)] = read_value(text)
    return found, dict(zip(rows["LA Number"].astype(int), rows["LA and Regions"], strict=True))


# --- Figures --------------------------------------------------------------------------------------


def figures(folder: Path, authority: Authority, measures: set[str]) -> Iterator[Figure]:
    """Every official figure of these measures that concerns the authority, oldest first."""
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
        for one in sets:
            known = [v for n in one.members if (v := places.get(n, (None, ""))[0]) is not None]
            if known:
                mean = sum(known, Decimal(0)) / len(known)
                yield figure(
                    "neighbours",
                    "Statistical neighbours",
                    mean,
                    set_key=one.key,
                    count=len(known),
                )
        if authority.number in places:
            own = places[authority.number]
            yield figure(
                "authority", authority.name, *own, ranking=_ranking(own[0], places, everybody)
            )


def _region_of(authority: Authority, regions: dict[str, int]) -> int | None:
    """LAIT's files write regions in several ways: Inner London and London (Inner)."""
    words = set(re.findall(r"\w+", authority.region.casefold()))
    for name, number in regions.items():
        if set(re.findall(r"\w+", name.casefold())) == words:
            return number
    return None


def _ranking(own: Decimal | None, places, everybody) -> tuple[int, int] | None:
    """How many authorities have a higher value, and how many have any."""
    if own is None:
        return None
    others = [v for n, (v, _) in places.items() if n in everybody and v is not None]
    return sum(value > own for value in others), len(others)
