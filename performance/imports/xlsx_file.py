"""Reads XLSX: first the list of its parts, then its cells, in a process with limits."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from selfassess import child_process
from selfassess.plain_text import UNWANTED

from .find_table import find
from .tables import (
    LARGEST_UNPACKED,
    MOST_ROWS,
    NOBODY,
    Sheet,
    Table,
    Unreadable,
    sheet_from,
)

CHILD = Path(__file__).with_name("xlsx_subprocess.py")
LIMITS = child_process.Limits(memory=300 * 1024 * 1024, processor=4, patience=10)
MOST_PARTS = 1_000
BROKEN = "This is no XLSX file that can be read. Open it, save it as XLSX or CSV, and try again."


def read(data: bytes, known: frozenset[str] = NOBODY) -> Table:
    """Read the visible sheet with most figures. Raises Unreadable."""
    look_inside(data)
    sheets = json.loads(_in_a_child(data))
    visible = [_sheet(s) for s in sheets if not s["hidden"]]
    if not any(sheet.lines for sheet in visible):
        raise Unreadable(
            "No visible sheet has anything in it. Check that you chose the right file."
        )
    table = find(visible, known, is_text=False)
    hidden = [s["name"] for s in sheets if s["hidden"]]
    return replace(table, notes=[*_notes(table, visible, hidden), *table.notes])


def _notes(table: Table, visible: list[Sheet], hidden: list[str]) -> list[str]:
    this = table.sheets[table.place[0]]
    others = [sheet.name for sheet in visible if sheet is not this]
    notes = [f"Sheet “{this.name}” was read."] if others or hidden else []
    notes += [f"Not read: {', '.join(others)}."] if others else []
    return notes + ([f"Hidden and not read: {', '.join(hidden)}."] if hidden else [])


def _sheet(found: dict[str, Any]) -> Sheet:
    if found["rows"] > MOST_ROWS + 1:
        raise Unreadable(
            f"Sheet “{found['name']}” has {found['rows']:,} rows; {MOST_ROWS:,} is the most. "
            "Copy the figures of this quarter into a new file."
        )
    lines = [
        (number, [UNWANTED.sub("", cell) for cell in line])
        for number, line in enumerate(found["lines"], 1)
    ]
    return sheet_from(
        found["name"],
        lines,
        hidden_rows=frozenset(row + 1 for row in found["hidden_rows"]),
        hidden_columns=frozenset(found["hidden_columns"]),
        merged=tuple((top + 1, left, low + 1, right) for top, left, low, right in found["merged"]),
    )


def look_inside(data: bytes) -> None:
    """Raise Unreadable for a file that is no workbook, or would unpack to too much (a zip bomb).

    It reads only the list of parts, which has their sizes, and unpacks nothing.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
            names = {part.filename for part in parts.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(BROKEN) from error
    if "xl/workbook.xml" not in names:
        raise Unreadable(BROKEN)
    if len(sizes) > MOST_PARTS:
        raise Unreadable(
            f"It would unpack to {len(sizes):,} files; {MOST_PARTS:,} is the most. Copy the "
            "figures into a new file."
        )
    if sum(sizes) > LARGEST_UNPACKED:
        raise Unreadable(
            f"It would unpack to more than {LARGEST_UNPACKED // 1024 // 1024} MB. Copy the figures "
            "into a new file."
        )


def _in_a_child(data: bytes) -> bytes:
    try:
        return child_process.run(CHILD, str(MOST_ROWS), data=data, limits=LIMITS)
    except child_process.TookTooLong as error:
        raise Unreadable("Reading it took too long. Copy the figures into a new file.") from error
    except child_process.TookTooMuch as error:
        raise Unreadable("Reading it took too much. Copy the figures into a new file.") from error
    except child_process.Failed as error:
        raise Unreadable(BROKEN) from error
