"""Finds the files of the DfE's Local Authority Interactive Tool (LAIT), and reads who is whose
neighbour.

A list has the authorities, regions and England; one XLSX file for each published set has the
statistical neighbours of every authority. Nothing here reads or writes the database.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

VALUES = "bds_long_0.parquet"
DICTIONARY = "lait_data_dictionary.csv"
AUTHORITIES = "la_code_list.xlsx"
NEIGHBOURS = re.compile(r"sn_([a-z]+)_(\d{4})\.xlsx")
MONTHS = [date(2000, month, 1).strftime("%B").lower() for month in range(1, 13)]


class LaitError(Exception):
    """A file is missing or not as expected. The text says which, and what to do."""


@dataclass(frozen=True)
class Authority:
    number: int
    name: str
    region: str


@dataclass(frozen=True)
class Published:
    """A published neighbour set. `members`: numbers of one authority's statistical neighbours."""

    name: str
    published: date
    members: tuple[int, ...]

    @property
    def key(self) -> int:
        return self.published.year


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


def _rows(path: Path) -> list[list[Any]]:
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
