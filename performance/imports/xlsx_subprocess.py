"""Reads one XLSX file from standard input and prints its cells as JSON.

`xlsx_file` runs this in a process of its own with limits on memory and time, because a malicious
file must not be able to stop the portal. Nothing here imports Django.
"""

import io
import json
import sys
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

if __name__ == "__main__":  # in the child, which knows nothing of the portal
    sys.path.append(str(Path(__file__).parents[2]))
from performance.imports.xlsx_marks import Marks, marks_of

WITHOUT_RESULT = "(formula without a result)"
PLACES = 10  # of a number: what is beyond is noise of binary fractions


def text(cell: object) -> str:
    """Write a cell as people read it: 1204 for 1204.0, a date without the time 00:00."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return _plain(f"{cell:.{PLACES}f}")
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()


def _plain(number: str) -> str:
    plain = number.rstrip("0").rstrip(".") if "." in number else number
    return "0" if plain == "-0" else plain


def percentage(cell: object) -> str:
    """Write 0.681 as its format shows it: 68.1%. No place is lost."""
    from decimal import Decimal

    if not isinstance(cell, int | float):
        return text(cell)
    return _plain(f"{100 * Decimal(f'{cell:.{PLACES + 2}f}'):.{PLACES}f}") + "%"


def lines_of(cells: Sequence[Sequence[object]], marks: Marks) -> list[list[str]]:
    lines = [[text(cell) for cell in row] for row in cells]

    def put(place: tuple[int, int], said: str) -> None:
        row, column = place
        if row < len(lines):
            lines[row] += [""] * (column + 1 - len(lines[row]))
            lines[row][column] = said

    for row, column in marks.percent:
        if row < len(cells) and column < len(cells[row]):
            lines[row][column] = percentage(cells[row][column])
    for place, error in marks.errors.items():
        put(place, error)
    for place in marks.without_result:
        put(place, WITHOUT_RESULT)
    return lines


def sheets_of(data: bytes, most_rows: int) -> list[dict[str, object]]:
    """Return every sheet's name, merged cells, hidden rows and columns (from 0), lines of text."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        marks = marks_of(parts, most_rows + 3)
    sheets = []
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet, marked = book.get_sheet_by_name(meta.name), marks[meta.name]
        merged = getattr(sheet, "merged_cell_ranges", None) or []
        cells = sheet.to_python(skip_empty_area=False, nrows=most_rows + 3)
        sheets.append(
            {
                "name": meta.name,
                "hidden": meta.visible != SheetVisibleEnum.Visible,
                "rows": sheet.end[0] + 1 if sheet.end else 0,
                "merged": [[*start, *end] for start, end in merged],
                "hidden_rows": sorted(marked.hidden_rows),
                "hidden_columns": sorted(marked.hidden_columns),
                "lines": lines_of(cells, marked),
            }
        )
    return sheets


if __name__ == "__main__":
    json.dump(sheets_of(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)
