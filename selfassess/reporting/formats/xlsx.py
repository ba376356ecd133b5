"""Draws frozen content as an Excel workbook: indicators, open actions and ratings to work on.

Figures are numbers, dates are dates, and what people typed is only ever text: no cell is a formula
or a link. Each sheet is one table that begins in its first cell, as screen readers and filters
need it.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import xlsxwriter
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from selfassess import plain_text
from selfassess.formula_injection import guarded
from selfassess.reporting import summary
from selfassess.reporting.templatetags.report import moment

LONGEST = 32_767  # characters: Excel's limit for a cell
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
Value = str | date | Decimal | int | None


def draw(content: dict[str, Any]) -> bytes:
    """Return the workbook's bytes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        _say_what_it_is(book, content)
        sheets = Sheets(book, content)
        sheets.add("About", ("", ""), _about(content), widths=(22, 80))
        sheets.add("Indicators", *_indicators(content))
        sheets.add("Open actions", *_actions(content))
        sheets.add("Ratings", *_ratings(content))
    return out.getvalue()


def _say_what_it_is(book: Workbook, content: dict[str, Any]) -> None:
    """Set title, author and date. The date is the report's, so that the same report gives the same
    file at any time."""
    version = content["version"]
    book.set_properties(
        {
            "title": f"Self-assessment, {content['quarter']['name']}, {version['name']}",
            "author": content["authority"],
            "created": datetime.fromisoformat(version["compiled_at"]).replace(tzinfo=None),
        }
    )


class Sheets:
    """Adds sheets of one look to a workbook."""

    def __init__(self, book: Workbook, content: dict[str, Any]) -> None:
        self.book, self.content = book, content
        plain = {"valign": "top", "text_wrap": True}
        self.text = book.add_format(plain)
        self.number = book.add_format({"valign": "top"})
        self.day = book.add_format({"valign": "top", "num_format": "d mmm yyyy", "align": "left"})
        self.head = book.add_format(plain | {"bold": True, "bg_color": "#EEF2F6", "bottom": 1})

    def add(
        self, name: str, head: Sequence[str], rows: Iterable[Sequence[Value]], widths: Sequence[int]
    ) -> None:
        """Add a sheet. A `head` of empty texts is left out; `widths`: of columns, in characters."""
        sheet = self.book.add_worksheet(name)
        first = 0
        if any(head):
            self._row(sheet, 0, head, self.head)
            sheet.freeze_panes(1, 0)
            sheet.repeat_rows(0)
            first = 1
        last = first - 1
        for last, row in enumerate(rows, first):
            self._row(sheet, last, row, self.text)
        if any(head):
            sheet.autofilter(0, 0, max(last, 1), len(head) - 1)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        self._print(sheet)

    def _row(self, sheet: Worksheet, number: int, row: Sequence[Value], look: Format) -> None:
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, self.day)
            elif isinstance(value, Decimal | int):
                sheet.write_number(number, column, value, self.number)
            elif value:
                sheet.write_string(number, column, _safe(value), look)

    def _print(self, sheet: Worksheet) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        quarter, version = self.content["quarter"]["name"], self.content["version"]["name"]
        sheet.set_header(_for_margin(f"{quarter}, {version}"))
        sheet.set_footer(_for_margin(self.content["marking"]) + "&RPage &P of &N")


def _for_margin(text: str) -> str:
    """Escape text for a header or footer, where & begins a command."""
    return "&L" + text.replace("&", "&&")


def _safe(text: str) -> str:
    """Make typed text safe: no spreadsheet takes it for a formula, even when it is copied on."""
    return guarded(plain_text.UNWANTED.sub("", text))[:LONGEST]


def _prose(text: str) -> str:
    """Write list items with a bullet: a spreadsheet might calculate with a hyphen."""
    return "\n".join(
        f"• {line[2:]}" if line.startswith("- ") else line for line in text.split("\n")
    )


def _about(content: dict[str, Any]) -> Iterable[Sequence[Value]]:
    version = content["version"]
    state = "not approved" if version["kind"] == "draft" else "approved"
    yield "Council", content["authority"]
    yield "Quarter", f"{content['quarter']['name']}, {content['quarter']['months']}"
    yield "Version", f"{version['name']}, {state}"
    yield "Compiled", f"{moment(version['compiled_at'])}, by {version['compiled_by']}"
    yield "Handling", content["marking"]
    if content["quarter"].get("note"):
        yield "Note", content["quarter"]["note"]
    yield (
        "What this is",
        (
            "The indicators, open actions and ratings of the report, as they were when it was "
            "compiled. The PDF is the record: what is changed here changes no report."
        ),
    )


def _included(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [area for area in content["areas"] if area["included"]]


def _indicators(content: dict[str, Any]) -> tuple[Any, ...]:
    now = content["quarter"]["name"]
    reported = [
        (area, indicator) for area in _included(content) for indicator in area.get("indicators", [])
    ]
    quarters = _quarters(content, [indicator for _, indicator in reported])
    head = (
        *("Area", "Code", "Indicator", "Core", "Unit", "Better"),
        *("Target", now, "Status", "Why", "Numerator", "Denominator", "As printed"),
        *("As at", "Source", "Other sources", "Trend", "Comment"),
        *quarters,
    )
    rows = [_indicator(area, indicator, now, quarters) for area, indicator in reported]
    widths = (20, 7, 40, 6, 8, 16, 8, 11, 15, 20, 11, 11, 11, 12, 16, 24, 34, 40)
    return head, rows, (*widths, *[11] * len(quarters))


def _quarters(content: dict[str, Any], indicators: list[dict[str, Any]]) -> list[str]:
    """Return the names of all earlier quarters for which any indicator has a figure, in order."""
    names = dict.fromkeys(past["quarter"] for row in indicators for past in row["series"])
    return [name for name in sorted(names, key=_place) if name != content["quarter"]["name"]]


def _place(quarter: str) -> tuple[str, str]:
    """Return a sort key for a quarter's name: “Q4 2019/20” comes before “Q1 2020/21”."""
    number, _, year = quarter.partition(" ")
    return year, number


def _indicator(
    area: dict[str, Any], indicator: dict[str, Any], now: str, quarters: list[str]
) -> tuple[Value, ...]:
    measure = indicator["measure"] or {}
    series = {
        past["quarter"]: _number(past["value"], past["shown"]) for past in indicator["series"]
    }
    return (
        *(area["name"], indicator["code"], indicator["name"]),
        *("yes" if indicator["core"] else "no", indicator["unit"], indicator["direction"]),
        _number(indicator["target_value"], indicator["target"]) if indicator["target"] else None,
        series.get(now) if indicator["value"] else None,
        *(indicator["status"], indicator["reason"]),
        *(_number(measure.get("numerator")), _number(measure.get("denominator"))),
        *(indicator["value"], _day(measure.get("as_at")), measure.get("source")),
        "; ".join(f"{other['shown']} says {other['source']}" for other in indicator["others"]),
        *(indicator.get("trend", ""), _prose(indicator["comment"])),
        *(series.get(quarter) for quarter in quarters),
    )


def _actions(content: dict[str, Any]) -> tuple[Any, ...]:
    head = (
        *("Area", "Action", "For children", "Owner", "Due", "First due", "Times moved", "Status"),
        *("Overdue", "Carried forward", "Progress", "Why the date moved"),
    )
    rows = [
        (
            *(action["area"], _prose(action["text"]), _prose(action["impact"]), action["owner"]),
            *(_day(action["due"]), _day(action["first_due"]), action["moved"], action["status"]),
            *("yes" if action["overdue"] else "no", action["carried"]),
            *(_prose(action["progress"]), _prose(action["reason"])),
        )
        for action in summary.open_actions(content)
    ]
    return head, rows, (20, 50, 40, 20, 12, 12, 9, 14, 9, 9, 50, 40)


def _ratings(content: dict[str, Any]) -> tuple[Any, ...]:
    quarters = content.get("heat", {}).get("quarters", [])
    rows = [
        (area["name"], *(_number(rating) for rating in summary.ratings(content, area["slug"])))
        for area in content["areas"]
        if quarters
    ]
    return ("Area", *quarters), rows, (28, *[12] * len(quarters))


def _number(value: str | None, shown: str = "") -> Decimal | str | None:
    """Return the figure as a number, or what was shown where it is not one."""
    try:
        return Decimal(value) if value else None
    except InvalidOperation:
        return shown


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
