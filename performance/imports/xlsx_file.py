"""Reads XLSX: first the list of its parts, then its cells, in a process with limits."""

import io
import json
import resource
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from .tables import LARGEST_UNPACKED, MOST_ROWS, Table, Unreadable, table_from

CHILD = Path(__file__).with_name("xlsx_subprocess.py")
MEMORY = 300 * 1024 * 1024  # bytes of address space beyond what Python itself maps
PROCESSOR = 5  # seconds
PATIENCE = 10  # seconds by the clock
MOST_PARTS = 1_000
BROKEN = "This is no XLSX file that can be read. Open it, save it as XLSX or CSV, and try again."


def read(data: bytes) -> Table:
    """Read the sheet that has a column KPI, or else the first visible one. Raises Unreadable."""
    look_inside(data)
    sheets = json.loads(_in_a_child(data))
    visible = [s for s in sheets if not s["hidden"] and any(any(line) for line in s["lines"])]
    if not visible:
        raise Unreadable(
            "No visible sheet has anything in it. Check that you chose the right file."
        )
    sheet = next((s for s in visible if _is_ours(s)), visible[0])
    if sheet["rows"] > MOST_ROWS + 1:
        raise Unreadable(
            f"Sheet “{sheet['name']}” has {sheet['rows']:,} rows; {MOST_ROWS:,} is the most. "
            "Copy the figures of this quarter into a new file."
        )
    if sheet["merged"]:
        top, left, *_ = sheet["merged"][0]
        raise Unreadable(
            f"Cells are merged in sheet “{sheet['name']}”, first in {_name(top, left)}. Unmerge "
            "them and fill each, so that every row says what it is."
        )
    lines = [(number, line) for number, line in enumerate(sheet["lines"], 1)]
    return table_from(lines, _notes(sheet, sheets))


def _notes(sheet: dict[str, Any], sheets: list[dict[str, Any]]) -> list[str]:
    notes = [f"Sheet “{sheet['name']}” was read."] if len(sheets) > 1 else []
    others = [s["name"] for s in sheets if s is not sheet and not s["hidden"]]
    hidden = [s["name"] for s in sheets if s["hidden"]]
    if others:
        notes.append(f"Not read: {', '.join(others)}.")
    if hidden:
        notes.append(f"Hidden and not read: {', '.join(hidden)}.")
    return notes


def _is_ours(sheet: dict[str, Any]) -> bool:
    first: list[str] = next((line for line in sheet["lines"] if any(line)), [])
    return any(cell.strip().casefold() == "kpi" for cell in first)


def _name(row: int, column: int) -> str:
    """Return a cell's name: B3 for row 2, column 1, both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


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
    if sum(sizes) > LARGEST_UNPACKED or len(sizes) > MOST_PARTS:
        raise Unreadable(
            f"It would unpack to {sum(sizes) / 1024 / 1024:,.0f} MB; "
            f"{LARGEST_UNPACKED // 1024 // 1024} MB is the most. Copy the figures into a new file."
        )


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _in_a_child(data: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 (our own program, no shell)
            [sys.executable, "-I", str(CHILD), str(MOST_ROWS)],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            preexec_fn=_limit,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("Reading it took too long. Copy the figures into a new file.") from error
    if done.returncode < 0 or b"MemoryError" in done.stderr or b"memory allocation" in done.stderr:
        raise Unreadable("Reading it took too much. Copy the figures into a new file.")
    if done.returncode:
        raise Unreadable(BROKEN)
    return done.stdout
