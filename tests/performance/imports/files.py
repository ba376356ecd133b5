"""Spreadsheets for tests: good ones, and the corpus of hostile ones, made when they are needed."""

import io
import zipfile
from datetime import date

import xlsxwriter

Rows = list[list]


def xlsx(*sheets: Rows, hidden: int = 0, merge: str = "", formula: bool = False) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet()
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(r, c, cell, day)
                    else:
                        sheet.write(r, c, cell)
            if merge:
                sheet.merge_range(merge, "merged")
            if formula:
                sheet.write_formula("B2", "=1+1", None, 2)
            if number < hidden:
                sheet.hide()
        first = book.worksheets()[min(hidden, len(sheets) - 1)]
        first.activate()
        first.set_first_sheet()
    return out.getvalue()


def csv(*rows: list[str], sign: str = ",", encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    return (end.join(sign.join(row) for row in rows) + end).encode(encoding)


GOOD = [["kpi", "value"], ["MA01", 1872]]
SHEET = "xl/worksheets/sheet1.xml"
SPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ONE = b'<row r="1"><c r="A1"><v>1</v></c></row>'


def with_sheet(content: bytes) -> bytes:
    """A good XLSX whose only sheet is this."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx(GOOD))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, content if name == SHEET else old.read(name))
    return out.getvalue()


def worksheet(rows: bytes, before: bytes = b"") -> bytes:
    start = b'<?xml version="1.0"?>' + before + b'<worksheet xmlns="' + SPACE + b'">'
    return start + b"<sheetData>" + rows + b"</sheetData></worksheet>"


def with_entities(entities: bytes, used: bytes) -> bytes:
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + used + b"</t></is></c></row>"
    return with_sheet(worksheet(cell, b"<!DOCTYPE x [" + entities + b"]>"))


def bomb() -> bytes:
    """Small, and would unpack to 60 MB."""
    return with_sheet(b"<worksheet>" + b" " * 60_000_000 + b"</worksheet>")


def nested() -> bytes:
    """A zip in a zip in the place of a sheet."""
    return with_sheet(bomb())


def outside_entity(path: str) -> bytes:
    return with_entities(f'<!ENTITY a SYSTEM "file://{path}">'.encode(), b"&a;")


def entity_bomb() -> bytes:
    """A thousand million laughs."""
    levels = [b'<!ENTITY a "lol">']
    for n in range(98, 107):
        levels.append(b'<!ENTITY %c "%s">' % (n, b"&%c;" % (n - 1) * 10))
    return with_entities(b"".join(levels), b"&j;")


def million_rows() -> bytes:
    """As small as a million rows can be: only the first and the last are there."""
    last = ONE.replace(b'"1"', b'"1048576"').replace(b"A1", b"A1048576")
    return with_sheet(worksheet(ONE + last))


def far_corner() -> bytes:
    """The last cell of the last row: a program without limits reserves 17 billion cells."""
    corner = ONE.replace(b'"1"', b'"1048576"').replace(b"A1", b"XFD1048576")
    return with_sheet(worksheet(ONE + corner))
