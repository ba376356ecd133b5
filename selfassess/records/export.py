"""Writes actions as a table to work with: CSV and XLSX, in the order of the board."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date

from selfassess.formula_injection import guarded
from selfassess.plain_text import portable
from selfassess.quarters.dates import QuarterPeriod

from .action_state import ActionState
from .board import area_name

Cell = str | int | date | None
HEAD = (
    "Area",
    "Action",
    "Intended impact for children",
    "Where it comes from",
    "Owner",
    "Raised in",
    "First due",
    "Now due",
    "Overdue",
    "Times moved",
    "Quarters carried forward",
    "Status",
    "This quarter’s update",
    "Why the date moved",
    "Difference made",
)
WIDTHS = (24, 60, 40, 24, 28, 12, 12, 12, 9, 9, 9, 14, 60, 40, 40)  # characters


def _row(stands: ActionState) -> tuple[Cell, ...]:
    action, update = stands.action, stands.update
    return (
        area_name(action.area),
        action.text,
        action.impact,
        action.get_source_display() if action.source else "",
        stands.owner_name,
        QuarterPeriod.parse(action.raised_in_id).name,
        action.first_due,
        stands.due,
        "yes" if stands.overdue else "no",
        stands.moved,
        stands.carried,
        stands.status_name,
        update.progress if update else "",
        update.reason if update else "",
        update.difference if update else "",
    )


def as_csv(states: Iterable[ActionState]) -> bytes:
    """Return CSV in UTF-8 with a byte-order mark, without which Excel misreads letters."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows([_as_text(cell) for cell in _row(stands)] for stands in states)
    return out.getvalue().encode("utf-8-sig")


def _as_text(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return guarded(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def as_xlsx(states: Iterable[ActionState]) -> bytes:
    """Return XLSX with numbers, dates and plain text: no cell is a formula or a link."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Actions")
        text = book.add_format({"valign": "top", "text_wrap": True})
        day = book.add_format({"valign": "top", "num_format": "d mmm yyyy", "align": "left"})
        sheet.write_row(0, 0, HEAD, book.add_format({"bold": True, "text_wrap": True}))
        sheet.freeze_panes(1, 0)
        for number, stands in enumerate(states, 1):
            for column, cell in enumerate(_row(stands)):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif isinstance(cell, int):
                    sheet.write_number(number, column, cell, text)
                elif cell:
                    sheet.write_string(number, column, guarded(portable(cell)), text)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
    return out.getvalue()


FORMATS: dict[str, tuple[Callable[[Iterable[ActionState]], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
