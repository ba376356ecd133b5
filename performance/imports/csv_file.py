"""Reads CSV as Excel, Google and databases write it, and cells pasted from a spreadsheet."""

import csv
import io
import re
from contextlib import suppress
from itertools import islice

from .find_table import find
from .tables import NOBODY, Line, Table, Unreadable, sheet_from

DELIMITERS = ";,\t"
ENOUGH = 40  # lines, by which a delimiter shows


def read(data: bytes, known: frozenset[str] = NOBODY) -> Table:
    return read_text(decode(data), known)


def read_text(text: str, known: frozenset[str] = NOBODY) -> Table:
    """Parse CSV or pasted cells. Raises Unreadable with a sentence that says what to do.

    Rows have the numbers that Excel shows: a cell with several lines is in one row.
    """
    if "\x00" in text:
        raise Unreadable("This is no text file. Save the sheet as CSV or as XLSX and try again.")
    text, sign = _obey(text)
    lines: list[Line] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign or sniff(text))
        for number, cells in enumerate(reader, 1):
            lines.append((number, [cell.strip() for cell in cells]))
    except csv.Error as error:
        raise Unreadable(f"Line {len(lines) + 1} cannot be read: {error}.") from error
    return find([sheet_from("", lines)], known, is_text=True)


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
    widths = []
    with suppress(csv.Error):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        widths = [len(cells) for cells in islice(reader, ENOUGH) if len(cells) > 1]
    return len(widths), sign == "\t", sum(widths)
