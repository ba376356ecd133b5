"""Draws frozen content as an Excel workbook to work on: indicators with official figures, open
actions, ratings, and what is known from audits and people.

Figures are numbers, dates are dates, and what people typed is only ever text: no cell is a formula
or a link. Each sheet is one table that begins in its first cell, as screen readers and filters
need it.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from typing import NamedTuple

import xlsxwriter
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from selfassess.formula_injection import guarded
from selfassess.plain_text import portable
from selfassess.reporting.content.schema import (
    ActionContent,
    AreaContent,
    FindingContent,
    IndicatorContent,
    ReportContent,
)
from selfassess.reporting.does_not_add_up import places
from selfassess.reporting.editions import description_of
from selfassess.reporting.glance import open_actions
from selfassess.reporting.templatetags.report import moment
from selfassess.schema_fields import fields_by_name

from .columns import Value, columns_of
from .evidence_sheets import Table, evidence, official_figures

AREA = fields_by_name(AreaContent)["name"].about
LONGEST = 32_767  # characters: Excel's limit for a cell
LINE, HIGHEST = 15.0, 405.0  # points: of a line, and Excel's limit for a row
WIDE = 1.1  # lines break between words, so that they hold less than their width
READABLE = 165  # characters across A4 in landscape that are still easy to read
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class Sheet(NamedTuple):
    """One table: its head, its rows, and the width of each column in characters."""

    head: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int]


def draw(content: ReportContent) -> bytes:
    """Return the workbook's bytes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        _say_what_it_is(book, content)
        sheets = Sheets(book, content)
        sheets.add("About", Sheet(("", ""), _about(content), (22, 80)))
        sheets.add("Indicators", _indicators(content))
        sheets.add("Open actions", _actions(content))
        sheets.add("Ratings", _ratings(content))
        sheets.add("Official figures", _sheet(official_figures(content)))
        if not description_of(content).is_public:  # an empty sheet would say that there is nothing
            for name, table in evidence(content):
                sheets.add(name, _sheet(table))
            sheets.add("Does not add up", _doubts(content))
    return out.getvalue()


def _sheet(table: Table) -> Sheet:
    return Sheet(table.titles, table.rows, table.widths)


def _say_what_it_is(book: Workbook, content: ReportContent) -> None:
    """Set title, author and date. The date is the report's, so that the same report gives the same
    file at any time."""
    book.set_properties(
        {
            "title": f"Self-assessment, {content.quarter.name}, {content.version.name}",
            "author": content.authority,
            "created": content.version.compiled_at.replace(tzinfo=None),
        }
    )


class Sheets:
    """Adds sheets of one look to a workbook."""

    def __init__(self, book: Workbook, content: ReportContent) -> None:
        self.book, self.content = book, content
        plain = {"valign": "top", "text_wrap": True}
        self.text = book.add_format(plain)
        self.number = book.add_format({"valign": "top"})
        self.day = book.add_format({"valign": "top", "num_format": "d mmm yyyy", "align": "left"})
        self.head = book.add_format(plain | {"bold": True, "bg_color": "#EEF2F6", "bottom": 1})

    def add(self, name: str, table: Sheet) -> None:
        """Add a sheet. A head of empty texts is left out."""
        sheet = self.book.add_worksheet(name)
        first = 0
        if any(table.head):
            self._row(sheet, 0, table.head, self.head)
            sheet.freeze_panes(1, 0)
            sheet.repeat_rows(0)
            first = 1
        last = first - 1
        for last, row in enumerate(table.rows, first):
            self._row(sheet, last, row, self.text)
            sheet.set_row(last, _height(row, table.widths))
        if any(table.head):
            sheet.autofilter(0, 0, max(last, 1), len(table.head) - 1)
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

    def _print(self, sheet: Worksheet, table: Sheet, last: int) -> None:
        """As wide as it takes to be read; what names a row is repeated on each page."""
        named = _names(table.head)
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
    return sum(max(ceil(len(text) * WIDE / width), 1) for text in texts)


def _names(head: Sequence[str]) -> int:
    """How many columns from the left say what a row is about."""
    naming = ("Area", "Code", "Indicator")
    found = 0
    for title in head:
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


def _about(content: ReportContent) -> Iterable[Sequence[Value]]:
    quarter, version = content.quarter, content.version
    state = "not approved" if version.kind == "draft" else "approved"
    yield "Council", content.authority
    yield "Quarter", f"{quarter.name}, {quarter.months}"
    yield "Version", f"{version.name}, {state}"
    yield "Compiled", f"{moment(version.compiled_at)}, by {version.compiled_by}"
    yield "Handling", content.marking
    if quarter.note:
        yield "Note", quarter.note
    yield (
        "What this is",
        (
            "The indicators, open actions, ratings and evidence of the report, as they were when "
            "it was compiled. The PDF is the record: what is changed here changes no report."
        ),
    )


def _indicators(content: ReportContent) -> Sheet:
    """One row for each indicator; after its own columns the figures of earlier quarters."""
    reported = [(area, one) for area in content.included for one in area.indicators]
    columns = columns_of(IndicatorContent)
    earlier = _earlier_quarters(content, [one for _, one in reported])
    return Sheet(
        (AREA.label, *(column.label for column in columns), *earlier.values()),
        [
            (area.name, *(column.of(one) for column in columns), *_past(one, earlier))
            for area, one in reported
        ],
        (AREA.column, *(column.width for column in columns), *[11] * len(earlier)),
    )


def _earlier_quarters(content: ReportContent, indicators: list[IndicatorContent]) -> dict[str, str]:
    """Map the codes of all earlier quarters that any indicator shows to their names, in order."""
    names = {past.quarter_code: past.quarter for one in indicators for past in one.series}
    names.pop(content.quarter.code, None)
    return dict(sorted(names.items()))


def _past(indicator: IndicatorContent, quarters: Iterable[str]) -> list[Value]:
    values = {past.quarter_code: past.beside for past in indicator.series}
    return [values.get(code) for code in quarters]


def _actions(content: ReportContent) -> Sheet:
    columns = columns_of(ActionContent)
    return Sheet(
        (AREA.label, *(column.label for column in columns)),
        [
            (area, *(column.of(action) for column in columns))
            for area, action in open_actions(content)
        ],
        (AREA.column, *(column.width for column in columns)),
    )


def _ratings(content: ReportContent) -> Sheet:
    quarters = content.heat.quarters if content.heat else []
    rows = [(area.name, *content.ratings_of(area.slug)) for area in content.areas if quarters]
    return Sheet((AREA.label, *quarters), rows, (28, *[12] * len(quarters)))


def _doubts(content: ReportContent) -> Sheet:
    columns = columns_of(FindingContent)
    return Sheet(
        (AREA.label, *(column.label for column in columns)),
        [
            (place.name, *(column.of(one) for column in columns))
            for place in places(content)
            for one in place.findings
        ],
        (AREA.column, *(column.width for column in columns)),
    )
