"""Spreadsheets for tests: good ones, and the corpus of hostile ones, made when they are needed."""

import io
import zipfile
from datetime import date

import xlsxwriter

from performance.imports.tables import LARGEST_FILE

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


def dense() -> bytes:
    """As many cells as may be unpacked, in rows that may be read."""
    row = b"".join(b"<c><v>%d</v></c>" % n for n in range(180))
    return with_sheet(worksheet((b"<row>" + row + b"</row>") * 5_000))


def deep() -> bytes:
    """Elements in elements, a hundred thousand times."""
    return with_sheet(worksheet(b"<a>" * 100_000 + b"</a>" * 100_000))


def hidden_columns() -> bytes:
    """A range of columns that no sheet has."""
    space = b'<worksheet xmlns="' + SPACE + b'"><cols>'
    wide = b'<col min="1" max="999999999" hidden="1"/>' * 1_000
    return with_sheet(space + wide + b"</cols><sheetData>" + ONE + b"</sheetData></worksheet>")


def many_parts() -> bytes:
    out = io.BytesIO(xlsx(GOOD))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as book:
        for number in range(2_000):
            book.writestr(f"xl/{number}.xml", b"")
    return out.getvalue()


def reaching_out(address: str) -> bytes:
    """Whatever a program could be led to fetch: an entity, another workbook, a picture, a query."""
    outside = f'<!ENTITY % a SYSTEM "{address}"> %a;'.encode()
    out = io.BytesIO(with_entities(outside, b"x"))
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = ("externalLinkPath", "image", "connections", "oleObject")
    links = "".join(
        f'<Relationship Id="r{n}" Type="{link}/{kind}" Target="{address}" TargetMode="External"/>'
        for n, kind in enumerate(kinds)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            f'<Relationships xmlns="{space}">{links}</Relationships>',
        )
    return out.getvalue()


HOSTILE = {  # what it is → how it is made, and what is said of it
    "nothing": (lambda: b"", "empty"),
    "blank lines": (lambda: b" \r\n \r\n", "nothing in it"),
    "one that is too large": (lambda: b"x" * (LARGEST_FILE + 1), "is larger than 2 MB"),
    "a null in a text": (lambda: b"kpi,value\nMA01,\x001\n", "no text file"),
    "a PDF": (lambda: b"%PDF-1.7 ...", "no spreadsheet"),
    "an old Excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or locked Excel"),
    "half a letter": (lambda: b"\xff\xfek", "letters cannot be read"),
    "many rows": (lambda: b"kpi,value\n" + b"MA01,1\n" * 5_001, "5,001 rows"),
    "many columns": (lambda: b"," * 61 + b"\nx" + b"," * 61, "columns"),
    "a long cell": (lambda: b"kpi,value\nMA01," + b"1" * 2_001, "2,000 characters"),
    "an open quotation": (
        lambda: b'kpi,value\n"MA01,1\n' + b"x" * 200_000,
        "row 2 a quotation mark",
    ),
    "half of one": (lambda: xlsx(GOOD)[:900], "no XLSX file that can be read"),
    "no zip": (lambda: b"PK\x03\x04" + b"\0" * 100, "no XLSX file that can be read"),
    "a bomb": (bomb, "would unpack to more than 20 MB"),
    "a bomb in a bomb": (nested, "."),
    "entities": (entity_bomb, "no XLSX file that can be read|too much|nothing in it"),
    "a million rows": (million_rows, "has 1,048,576 rows; 5,000 is the most"),
    "a hundred thousand columns": (
        lambda: b"kpi,value" + b",x" * 100_000,
        "has 100002 columns; 60 is the most",
    ),
    "the far corner": (far_corner, "too much|columns|too long|cannot be read"),
    "a cell merged downwards": (
        lambda: xlsx(GOOD, merge="D2:E3"),
        "merged in sheet “Sheet1”, first in D2",
    ),
    "an empty sheet": (lambda: xlsx([[""]]), "No visible sheet"),
    "dense cells": (dense, "columns; 60 is the most|too much|too long"),
    "depth": (deep, "can be read|anything in it|too much"),
    "many parts": (many_parts, "files; 1,000 is the most"),
}
