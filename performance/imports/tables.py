"""Sheets of text cells, into which every format is read, the table in one, and all limits."""

from dataclasses import dataclass, field

LARGEST_FILE = 2 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 20 * 1024 * 1024  # bytes
MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_CELL = 2_000  # characters

NOBODY = frozenset[str]()  # codes and names of KPIs by which a table is found: none

Line = tuple[int, list[str]]  # its number as the spreadsheet shows it, and its cells


class Unreadable(Exception):
    """The file cannot be read. The text says why, and what to do."""


@dataclass(frozen=True)
class Sheet:
    """A sheet's lines that are not blank. `merged`: first row, first column, last row and last
    column of what is merged, as the spreadsheet counts rows and from 0 for columns."""

    name: str
    lines: list[Line]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Table:
    """A head and the rows below it. `beyond`: row → what stands there under no title.

    `doubt` asks what nobody can know but the file's owner: which sheet, which row is the head.
    `sheets` are those between which somebody may choose; `place`: the chosen one and its head row.
    `above` are the titles over the table, by row; of row 0 is the sheet's name. `only`: column that
    tells rows apart → the value whose rows are read. `is_confirmed`: somebody has looked at it.
    """

    head: list[str]
    rows: list[Line]
    notes: list[str] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)  # rows
    hidden_columns: list[int] = field(default_factory=list)
    beyond: dict[int, str] = field(default_factory=dict)
    is_text: bool = True  # a comma too many moves cells, which cannot happen in a spreadsheet
    doubt: str = ""
    place: tuple[int, int] = (0, 0)
    sheets: list[Sheet] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # name of a KPI in it → code; "": left out
    above: list[tuple[int, str]] = field(default_factory=list)
    only: dict[str, str] = field(default_factory=dict)
    is_confirmed: bool = False
    next_table: int = 0  # the row in which another one begins, which is not read


def sheet_from(name: str, lines: list[Line], **more: object) -> Sheet:
    """Make a sheet of lines; blank ones are left out. Raises Unreadable when a limit is met."""
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if len(filled) - 1 > MOST_ROWS:
        raise Unreadable(
            f"It has {len(filled) - 1:,} rows; {MOST_ROWS:,} is the most. Take out what does not "
            "belong to this quarter."
        )
    width = max((len(cells) for _, cells in filled), default=0)
    if width > MOST_COLUMNS:
        raise Unreadable(f"It has {width} columns; {MOST_COLUMNS} is the most.")
    if any(len(cell) > LONGEST_CELL for _, cells in filled for cell in cells):
        raise Unreadable(f"A cell has more than {LONGEST_CELL:,} characters. Shorten it.")
    return Sheet(name, filled, **more)  # type: ignore[arg-type]
