"""Tables as worksheets of an Excel workbook.

Figures are numbers, dates are dates, and what people typed is only ever text: no cell is a formula
or a link. Each sheet is one table that begins in its first cell, as screen readers and filters
need it.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from selfassess.formula_injection import guarded
from selfassess.plain_text import portable
from selfassess.reporting.content.schema import ReportContent

from .columns import Value

LONGEST = 32_767  # characters: Excel's limit for a cell
LINE, HIGHEST = 15.0, 405.0  # points: of a line, and Excel's limit for a row
WIDE = 1.1  # lines break between words, so that they hold less than their width
WIDTHS = dict.fromkeys("fijlrtI .,:;'’()/|-", 0.5) | dict.fromkeys("mwMW%@&", 1.5)  # in digits
CAPITAL = 1.2
READABLE = 165  # characters across A4 in landscape that are still easy to read


class Table(NamedTuple):
    """`titles` of the columns, their `widths` in characters, and the rows."""

    titles: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Value]]


class Worksheets:
    """Adds worksheets of one look to a workbook."""

    def __init__(self, book: Workbook, content: ReportContent) -> None:
        self.book, self.content = book, content
        plain = {"valign": "top", "text_wrap": True}
        self.text = book.add_format(plain)
        # Not against the text of the next column
        self.number = book.add_format({"valign": "top", "align": "right", "indent": 1})
        self.day = book.add_format({"valign": "top", "num_format": "d mmm yyyy", "align": "left"})
        self.head = book.add_format(plain | {"bold": True, "bg_color": "#EEF2F6", "bottom": 1})

    def add(self, name: str, table: Table) -> None:
        """Add a sheet. A row of empty titles is left out."""
        sheet = self.book.add_worksheet(name)
        first = 0
        if any(table.titles):
            self._row(sheet, 0, table.titles, self.head)
            sheet.set_row(0, _height(table.titles, table.widths))
            sheet.freeze_panes(1, 0)
            sheet.repeat_rows(0)
            first = 1
        last = first - 1
        for last, row in enumerate(table.rows, first):
            self._row(sheet, last, row, self.text)
            sheet.set_row(last, _height(row, table.widths))
        if any(table.titles):
            sheet.autofilter(0, 0, max(last, 1), len(table.titles) - 1)
        for column, width in enumerate(table.widths):
            sheet.set_column(column, column, width)
        self._print(sheet, table, last)

    def _row(self, sheet: Worksheet, number: int, row: Sequence[Value], look: Format) -> None:
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, self.day)
            elif isinstance(value, Decimal | int):
                sheet.write_number(number, column, value, self.number)
            elif value:
                sheet.write_string(number, column, _safe(value), look)

    def _print(self, sheet: Worksheet, table: Table, last: int) -> None:
        """As wide as it takes to be read; what names a row is repeated on each page."""
        named = _names(table.titles)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
        sheet.print_area(0, 0, max(last, 1), len(table.widths) - 1)
        sheet.fit_to_pages(_pages_across(table.widths, named), 0)
        if named:
            sheet.repeat_columns(0, named - 1)
        content = self.content
        sheet.set_header(_for_margin(f"{content.quarter.name}, {content.version.name}"))
        sheet.set_footer(_for_margin(content.marking) + "&RPage &P of &N")


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Room for the longest cell. Programs other than Excel do not find it by themselves."""
    lines = max(_lines(value, width) for value, width in zip(row, widths, strict=True))
    return min(LINE * lines, HIGHEST)


def _lines(value: Value, width: int) -> int:
    texts = value.split("\n") if isinstance(value, str) else [""]
    return sum(
        1 if _room(text) <= width else max(ceil(len(text) * WIDE / width), 2) for text in texts
    )


def _room(text: str) -> float:
    """How wide a text is, in digits, which a column's width is counted in."""
    return sum(WIDTHS.get(letter, CAPITAL if letter.isupper() else 1) for letter in text)


def _names(titles: Sequence[str]) -> int:
    """How many columns from the left say what a row is about."""
    naming = ("Area", "Code", "Indicator")
    found = 0
    for title in titles:
        if title not in naming:
            break
        found += 1
    return found


def _pages_across(widths: Sequence[int], named: int) -> int:
    """How many pages a sheet is printed across, so that its letters are not much smaller than on
    screen."""
    repeated = sum(widths[:named])
    if sum(widths) <= READABLE:
        return 1
    return ceil((sum(widths) - repeated) / (READABLE - repeated))


def _for_margin(text: str) -> str:
    """Escape text for a header or footer, where & begins a command."""
    return "&L" + text.replace("&", "&&")


def _safe(text: str) -> str:
    """Make typed text safe: no spreadsheet takes it for a formula, even when it is copied on."""
    return guarded(portable(text))[:LONGEST]
