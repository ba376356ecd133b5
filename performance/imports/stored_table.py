"""A table as it is stored with an import, so that its sheet and head row can be chosen later."""

from dataclasses import replace
from typing import Any

from .find_table import table_at
from .tables import Sheet, Table, Unreadable

Stored = dict[str, Any]
MOST_CELLS = 200_000  # of all sheets together; beyond, only the one that was read is kept


def plain(table: Table) -> Stored:
    stored = {
        "head": table.head,
        "rows": table.rows,
        "notes": table.notes,
        "hidden": table.hidden,
        "hidden_columns": table.hidden_columns,
        "beyond": {str(row): text for row, text in table.beyond.items()},
        "is_text": table.is_text,
        "doubt": table.doubt,
        "place": table.place,
        "sheets": [],
        "names": table.names,
        "above": table.above,
        "only": table.only,
        "confirmed": table.is_confirmed,
    }
    cells = sum(len(line) for sheet in table.sheets for _, line in sheet.lines)
    if cells <= MOST_CELLS:
        stored["sheets"] = [_plain_sheet(sheet) for sheet in table.sheets]
    return stored


def _plain_sheet(sheet: Sheet) -> Stored:
    return {
        "name": sheet.name,
        "lines": sheet.lines,
        "hidden": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "merged": sheet.merged,
    }


def table_of(stored: Stored) -> Table:
    """Return the table. What was stored by an earlier release has no more than its first three."""
    return Table(
        stored["head"],
        [(number, cells) for number, cells in stored["rows"]],
        stored["notes"],
        hidden=stored.get("hidden", []),
        hidden_columns=stored.get("hidden_columns", []),
        beyond={int(row): text for row, text in stored.get("beyond", {}).items()},
        is_text=stored.get("is_text", True),
        doubt=stored.get("doubt", ""),
        place=tuple(stored.get("place", (0, 0))),
        sheets=_sheets(stored),
        names=stored.get("names", {}),
        above=[(row, text) for row, text in stored.get("above", [])],
        only=stored.get("only", {}),
        is_confirmed=stored.get("confirmed", False),
    )


def _sheets(stored: Stored) -> list[Sheet]:
    return [
        Sheet(
            sheet["name"],
            [(number, cells) for number, cells in sheet["lines"]],
            frozenset(sheet["hidden"]),
            frozenset(sheet.get("hidden_columns", ())),
            tuple(tuple(merged) for merged in sheet["merged"]),
        )
        for sheet in stored.get("sheets", [])
    ]


def at(stored: Stored, number: int, row: int) -> Table:
    """Return the table of another sheet or head row. Raises Unreadable when there is none."""
    sheets = _sheets(stored)
    lines = sheets[number].lines if number < len(sheets) else []
    place = next((place for place, (line, _) in enumerate(lines) if line == row), None)
    if place is None:
        raise Unreadable(f"Row {row} is empty. Choose the row that holds the titles.")
    table = table_at(sheets, number, place, is_text=stored["is_text"])
    return replace(
        table,
        notes=[
            f"Sheet “{sheets[number].name}” was read."
            if sheets[number].name
            else f"Row {row} holds the titles."
        ],
    )
