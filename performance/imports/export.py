"""The same table out again: what is exported and imported at once changes nothing."""

import csv
import io
from decimal import Decimal

from performance.models import Measure
from selfassess.quarters.models import Quarter

from .guard import guarded

HEAD = ("kpi", "value", "numerator", "denominator", "source", "as_at", "note")


def measures(quarter: Quarter) -> list[Measure]:
    return list(quarter.measures.order_by("kpi", "-adopted", "source"))


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def as_csv(quarter: Quarter) -> bytes:
    """UTF-8 with a mark, so that Excel reads the letters right."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for one in measures(quarter):
        writer.writerow(
            [
                one.kpi_id,
                *map(_number, (one.value, one.numerator, one.denominator)),
                guarded(one.source),
                one.as_at.isoformat(),
                guarded(one.note),
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(quarter: Quarter) -> bytes:
    """Numbers as numbers, days as days, and text as nothing but text."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(quarter.code)
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEAD, bold)
        sheet.freeze_panes(1, 0)
        for number, one in enumerate(measures(quarter), 1):
            sheet.write_string(number, 0, one.kpi_id)
            for column, value in enumerate((one.value, one.numerator, one.denominator), 1):
                if value is not None:
                    sheet.write_number(number, column, float(value))
            sheet.write_string(number, 4, guarded(one.source))
            sheet.write_datetime(number, 5, one.as_at, day)
            sheet.write_string(number, 6, guarded(one.note))
        sheet.autofit()
    return out.getvalue()


FORMATS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
