"""Reads one XLSX file from standard input and prints its cells as JSON.

`xlsx_file` runs this in a process of its own with limits on memory and time, because a malicious
file must not be able to stop the portal. Nothing here imports Django.
"""

import io
import json
import sys
from datetime import date, datetime, time, timedelta


def text(cell: object) -> str:
    """Write a cell as people read it: 1204 for 1204.0, a date without the time 00:00."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.10f}".rstrip("0").rstrip(".")
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()


def main() -> None:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    most_rows = int(sys.argv[1])
    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    sheets = []
    for meta in book.sheets_metadata:
        sheet = book.get_sheet_by_name(meta.name)
        merged = getattr(sheet, "merged_cell_ranges", None) or []
        cells = sheet.to_python(skip_empty_area=False, nrows=most_rows + 3)
        sheets.append(
            {
                "name": meta.name,
                "hidden": meta.visible != SheetVisibleEnum.Visible,
                "rows": sheet.end[0] + 1 if sheet.end else 0,
                "merged": [[*start, *end] for start, end in merged],
                "lines": [[text(cell) for cell in row] for row in cells],
            }
        )
    json.dump(sheets, sys.stdout)


if __name__ == "__main__":
    main()
