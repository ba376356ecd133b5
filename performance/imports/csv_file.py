"""Reads CSV as Excel, Google and databases write it, and cells pasted from a spreadsheet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from .find_table import find
from .tables import NOBODY, Line, Table, Unreadable, sheet_from

DELIMITERS = ";,\t"
ENOUGH = 40  # lines, by which a delimiter shows
LINE_END = re.compile(r"\r\n?|\n")
SHOWN = 40  # characters of a cell in a sentence about it


@dataclass
class Row:
    cells: list[str]
    open: str = ""  # what begins with a quotation mark that is not closed


def read(data: bytes, known: frozenset[str] = NOBODY) -> Table:
    return read_text(decode(data), known)


def read_text(text: str, known: frozenset[str] = NOBODY) -> Table:
    """Parse CSV or pasted cells. Raises Unreadable with a sentence that says what to do.

    Rows have the numbers that Excel shows: a cell with several lines is in one row.
    """
    if "\x00" in text:
        raise Unreadable("This is no text file. Save the sheet as CSV or as XLSX and try again.")
    text, named = _obey(text)
    sign = named or sniff(text)
    lines: list[Line] = []
    for number, row in enumerate(_rows(text, sign), 1):
        if sign != "\t":
            _refuse_open(number, row, sign, known)
        lines.append((number, [cell.strip() for cell in row.cells]))
    return find([sheet_from("", lines)], known, is_text=True)


def _rows(text: str, sign: str) -> Iterator[Row]:
    """Split into rows. A cell goes on over a line end only between two quotation marks, of which
    the second ends it. Where one is not closed it stays, and its cell ends with the line."""
    at = 0
    while at < len(text):
        end = LINE_END.search(text, at)
        stop, after = end.span() if end else (len(text), len(text))
        if text.find('"', at, stop) < 0:
            yield Row(text[at:stop].split(sign))
        else:
            row, stop = _quoted(text, at, sign)
            yield row
            end = LINE_END.match(text, stop)
            after = end.end() if end else len(text)
        at = after


def _quoted(text: str, at: int, sign: str) -> tuple[Row, int]:
    """The row that begins there, some of whose cells are quoted, and where it ends."""
    row = Row([])
    while found := _cell(sign).match(text, at):
        at = found.end()
        row.cells.append(_value(found))
        if not row.open and (found["bare"] or "").startswith('"'):
            row.open = found["bare"]
        if not text.startswith(sign, at):
            break
        at += 1
    return row, at


def _value(found: re.Match[str]) -> str:
    if found["bare"] is not None:
        return found["bare"]
    quoted = found["quoted"] if found["begun"] is None else found["begun"]
    return quoted.replace('""', '"') + (found["rest"] or "")


@cache
def _cell(sign: str) -> re.Pattern[str]:
    """What a cell looks like. A file may go on behind the second mark ("1,210"%). Pasted cells are
    as they were typed where they merely begin with a mark, and hold no tab."""
    by = re.escape(sign)
    inside, begun = (r"\t", "(?!)") if sign == "\t" else ("", "")
    return re.compile(
        rf'"(?P<quoted>(?:[^"{inside}]|"")*+)"[ ]*(?=[{by}\r\n]|\Z)'
        rf'|{begun}"(?P<begun>(?:[^"\r\n]|"")*+)"(?P<rest>[^{by}\r\n]*)'
        rf"|(?P<bare>[^{by}\r\n]*)"
    )


def _refuse_open(number: int, row: Row, sign: str, known: frozenset[str]) -> None:
    """In a file a mark that is not closed may be all that is left of a longer cell. One that is
    closed further below, where a note ends in a mark, has whole rows of figures in its cell."""
    holds = (cell for n, cell in enumerate(row.cells) if _holds_rows(cell, n, sign, known))
    if found := row.open or next(holds, ""):
        shown = LINE_END.split(found)[0].strip('"')[:SHOWN]
        raise Unreadable(
            f"In row {number} a quotation mark opens a cell (“{shown}”) and is not closed there. "
            "Close it or take it away, then try again."
        )


def _holds_rows(cell: str, place: int, sign: str, known: frozenset[str]) -> bool:
    """Do lines of this cell reach as far as the cell does, and name a KPI?"""
    rows = [line.split(sign) for line in cell.splitlines()[1:]]
    return any(
        len(row) > max(place, 1) and any(one.strip().casefold() in known for one in row)
        for row in rows
    )


def _obey(text: str) -> tuple[str, str]:
    """Take Excel's first line “sep=;” away, and return the delimiter that it names."""
    first, _, rest = text.partition("\n")
    named = re.fullmatch(r'"?sep=(.)"?', first.strip("\r\ufeff"), re.IGNORECASE)
    return (rest, named[1]) if named else (text, "")


def decode(data: bytes) -> str:
    """Decode UTF-8, with or without a byte-order mark, UTF-16 with one, or Windows' cp1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif data.startswith(b"\xef\xbb\xbf"):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("Its letters cannot be read. Save it as “CSV UTF-8” and try again.")


def sniff(text: str) -> str:
    """Return the delimiter that parts most of the first lines, whatever stands above the table: a
    title alone, with a comma in it, or with nothing but the tabs of empty cells behind it.

    Among equals a tab comes first: nobody types it, and pasted cells may have commas in them.
    """
    return max(DELIMITERS, key=lambda sign: _parted(text, sign))


def _parted(text: str, sign: str) -> tuple[int, bool, int]:
    rows = islice(_rows(text, sign), ENOUGH)
    widths = [len(row.cells) for row in rows if len(row.cells) > 1]
    return len(widths), sign == "\t", sum(widths)
