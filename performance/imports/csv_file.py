"""Reads CSV as Excel, Google and databases write it, and cells pasted from a spreadsheet."""

import csv
import io

from .tables import Table, Unreadable, table_from

DELIMITERS = "\t;,"


def read(data: bytes) -> Table:
    return read_text(decode(data))


def read_text(text: str) -> Table:
    """Parse CSV or pasted cells. Raises Unreadable with a sentence that says what to do."""
    if "\x00" in text:
        raise Unreadable("This is no text file. Save the sheet as CSV or as XLSX and try again.")
    lines = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sniff(text))
        for cells in reader:
            lines.append((reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error as error:
        line = lines[-1][0] + 1 if lines else 1
        raise Unreadable(f"Line {line} cannot be read: {error}.") from error
    return table_from(lines)


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
    """Return the delimiter that gives the first line the most columns.

    If several do, a tab comes first, because pasted cells may have commas in them.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda sign: (len(next(csv.reader([first], delimiter=sign), [])), 0))
