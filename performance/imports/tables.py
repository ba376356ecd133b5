"""The table of text cells that every format is read into, and the limits for all formats."""

from dataclasses import dataclass, field

LARGEST_FILE = 2 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 20 * 1024 * 1024  # bytes
MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_CELL = 2_000  # characters


class Unreadable(Exception):
    """The file cannot be read. The text says why, and what to do."""


@dataclass(frozen=True)
class Table:
    """A head and rows of cells. `rows`: (line number as the spreadsheet shows it, cells)."""

    head: list[str]
    rows: list[tuple[int, list[str]]]
    notes: list[str] = field(default_factory=list)


def table_from(lines: list[tuple[int, list[str]]], notes: list[str] | None = None) -> Table:
    """Make a table of lines: the first that is not blank is the head, and blank ones are left out.

    Every row gets as many cells as the widest. Raises Unreadable when a limit is met.
    """
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise Unreadable("There is nothing in it. Check that you chose the right file.")
    if len(filled) - 1 > MOST_ROWS:
        raise Unreadable(
            f"It has {len(filled) - 1:,} rows; {MOST_ROWS:,} is the most. Take out what does not "
            "belong to this quarter."
        )
    (_, head), *rows = filled
    width = max(len(cells) for _, cells in filled)
    if width > MOST_COLUMNS:
        raise Unreadable(f"It has {width} columns; {MOST_COLUMNS} is the most.")
    if any(len(cell) > LONGEST_CELL for _, cells in filled for cell in cells):
        raise Unreadable(f"A cell has more than {LONGEST_CELL:,} characters. Shorten it.")
    padded = [(number, cells + [""] * (width - len(cells))) for number, cells in rows]
    return Table(head + [""] * (width - len(head)), padded, notes or [])
