"""What calamine does not tell of an XLSX file's cells: formats, errors, formulas, what is hidden.

It reads part after part as a stream of events and keeps only what it looks for. A document type,
and with it every entity, is refused. Like `xlsx_subprocess` it runs in a process with limits.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from xml.parsers import expat

WORKBOOK = "xl/workbook.xml"
STYLES = "xl/styles.xml"
PERCENT_FORMATS = {9, 10}  # of the formats that are built in
QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # of a format's code: what it only prints
CHUNK = 64 * 1024  # bytes
MOST_COLUMNS = 100  # of which is kept whether they are hidden
Attributes = dict[str, str]


class Unsafe(Exception):
    """The file has a document type, which no spreadsheet needs."""


class _Enough(Exception):
    """Every row that may be read has been read."""


class Marks:
    """Of one sheet, by row and column from 0. No dataclass: importing those costs a child more than
    all that it reads."""

    def __init__(self) -> None:
        self.percent: set[tuple[int, int]] = set()
        self.errors: dict[tuple[int, int], str] = {}
        self.without_result: set[tuple[int, int]] = set()
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()


def marks_of(book: zipfile.ZipFile, most_rows: int) -> dict[str, Marks]:
    """Return the marks of every sheet by its name."""
    percent = _percent_styles(book)
    return {
        name: _Sheet(percent, most_rows).read(book, part)
        for name, part in _sheets(book).items()
        if part in book.namelist()
    }


def _parse(
    book: zipfile.ZipFile,
    part: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call back for every element of a part, by its name without a prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise Unsafe

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(_local(name), attributes)
    if end:
        parser.EndElementHandler = lambda name: end(_local(name))
    if text:
        parser.CharacterDataHandler = text
    with book.open(part) as stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _sheets(book: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of each sheet with the name of its part."""
    targets: dict[str, str] = {}
    names: dict[str, str] = {}

    def relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = posixpath.normpath(
                target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            )

    def sheet(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            key = next((key for key in attributes if _local(key) == "id"), "")
            names[attributes.get("name", "")] = attributes.get(key, "")

    _parse(book, "xl/_rels/workbook.xml.rels", relation)
    _parse(book, WORKBOOK, sheet)
    return {name: targets[key] for name, key in names.items() if key in targets}


def _percent_styles(book: zipfile.ZipFile) -> set[int]:
    """Return the numbers of the styles that show 0.681 as 68.1%."""
    percent, styles, inside = set(PERCENT_FORMATS), [], [""]

    def start(name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            shown = QUOTED.sub("", attributes.get("formatCode", "").partition(";")[0])
            number = int(attributes.get("numFmtId", -1))
            (percent.add if "%" in shown else percent.discard)(number)
        elif name == "xf" and inside[-1] == "cellXfs":
            styles.append(int(attributes.get("numFmtId", 0)))
        inside.append(name)

    def end(_: str) -> None:
        inside.pop()

    if STYLES in book.namelist():
        _parse(book, STYLES, start, end)
    return {number for number, shown_as in enumerate(styles) if shown_as in percent}


class _Sheet:
    """Reads one sheet. Rows and cells may leave out where they are: then each follows the last."""

    def __init__(self, percent: set[int], most_rows: int) -> None:
        self.percent, self.most_rows = percent, most_rows
        self.marks = Marks()
        self.row, self.column = -1, -1
        self.kind, self.style = "", 0
        self.has_formula, self.in_value, self.value = False, False, ""

    def read(self, book: zipfile.ZipFile, part: str) -> Marks:
        with suppress(_Enough):
            _parse(book, part, self._start, self._end, self._text)
        return self.marks

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "col" and attributes.get("hidden") in ("1", "true"):
            last = min(int(attributes["max"]), MOST_COLUMNS)
            self.marks.hidden_columns.update(range(int(attributes["min"]) - 1, last))
        elif name == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
            if self.row > self.most_rows:
                raise _Enough
            if attributes.get("hidden") in ("1", "true"):
                self.marks.hidden_rows.add(self.row)
        elif name == "c":
            self.column = _column(attributes["r"]) if "r" in attributes else self.column + 1
            self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self.has_formula, self.value = False, ""
        elif name == "f":
            self.has_formula = True
        elif name == "v":
            self.in_value = True

    def _text(self, text: str) -> None:
        if self.in_value:
            self.value += text

    def _end(self, name: str) -> None:
        if name == "v":
            self.in_value = False
        elif name == "c":
            self._mark((self.row, self.column))

    def _mark(self, place: tuple[int, int]) -> None:
        if self.kind == "e":
            self.marks.errors[place] = self.value or "#ERROR"
        elif self.has_formula and not self.value and self.kind != "str":
            self.marks.without_result.add(place)
        elif self.kind == "n" and self.value and self.style in self.percent:
            self.marks.percent.add(place)


def _column(name: str) -> int:
    """Return the number, from 0, of the column of a cell such as B3."""
    number = 0
    for letter in name.rstrip("0123456789"):
        number = number * 26 + ord(letter.upper()) - 64
    return number - 1
