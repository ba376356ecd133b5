"""Writes a quarter's figures as the table that imports read: importing it changes nothing."""

import csv
import io
from collections import Counter
from decimal import Decimal

from performance.models import Measure, Period
from selfassess.formula_injection import guarded
from selfassess.quarters.models import Quarter

HEAD = ("kpi", "value", "numerator", "denominator", "source", "as_at", "note", "period", "use")


def measures(quarter: Quarter) -> list[Measure]:
    """Return the quarter's measures by KPI, the adopted one first."""
    return list(quarter.measures.order_by("kpi", "-adopted", "source"))


def uses(measures: list[Measure]) -> list[str]:
    """Of each whether it counts, and whether somebody has settled that: a file has no note beside
    two figures of one KPI. Imports do not read it."""
    adopted = {one.kpi_id: one for one in measures if one.adopted}
    times = Counter(one.kpi_id for one in measures)
    return [_use(one, adopted.get(one.kpi_id), times[one.kpi_id]) for one in measures]


def _use(measure: Measure, counts: Measure | None, times: int) -> str:
    said = "counts" if measure.adopted else "does not count"
    if counts is None or times == 1:
        return said
    return f"{said}, {'settled' if counts.settled_because else 'in dispute'}"


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _period(measure: Measure) -> str:
    """What it is of; nothing where nobody has said it."""
    return measure.period if Period(measure.period).is_known else ""


def as_csv(quarter: Quarter) -> bytes:
    """Return CSV in UTF-8 with a byte-order mark, without which Excel misreads letters."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    found = measures(quarter)
    for measure, use in zip(found, uses(found), strict=True):
        writer.writerow(
            [
                measure.kpi_id,
                *map(_number, (measure.value, measure.numerator, measure.denominator)),
                guarded(measure.source),
                measure.as_at.isoformat(),
                guarded(measure.note),
                _period(measure),
                use,
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(quarter: Quarter) -> bytes:
    """Return XLSX with numbers, dates and plain text: no cell is a formula or a link."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(quarter.code)
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEAD, bold)
        sheet.freeze_panes(1, 0)
        found = measures(quarter)
        for number, (measure, use) in enumerate(zip(found, uses(found), strict=True), 1):
            sheet.write_string(number, 0, measure.kpi_id)
            figures = (measure.value, measure.numerator, measure.denominator)
            for column, value in enumerate(figures, 1):
                if value is not None:
                    sheet.write_number(number, column, float(value))
            sheet.write_string(number, 4, guarded(measure.source))
            sheet.write_datetime(number, 5, measure.as_at, day)
            sheet.write_string(number, 6, guarded(measure.note))
            sheet.write_string(number, 7, _period(measure))
            sheet.write_string(number, 8, use)
        sheet.autofit()
    return out.getvalue()


FORMATS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
