"""Files as analysts send them, made when they are needed. Each is another kind of trouble."""

import io
from collections.abc import Callable
from typing import Any

import xlsxwriter

from . import files

Book = xlsxwriter.Workbook


def workbook(write: Callable[[Book], None]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        write(book)
    return out.getvalue()


def sheet_of(book: Book, rows: list[list[Any]], name: str = "Sheet1", top: int = 0) -> Any:
    sheet = book.add_worksheet(name)
    for number, row in enumerate(rows):
        sheet.write_row(top + number, 0, row)
    return sheet


def formatted(code: str, *values: float, head: tuple[str, str] = ("KPI", "Value")) -> bytes:
    """Percentages of MA03, MA08 and so on, in a number format."""

    def write(book: Book) -> None:
        sheet = sheet_of(book, [[*head]])
        style = book.add_format({"num_format": code})
        for row, (kpi, value) in enumerate(zip(("MA03", "MA08", "MA09"), values, strict=False), 1):
            sheet.write(row, 0, kpi)
            sheet.write(row, 1, value, style)

    return workbook(write)


def with_titles() -> bytes:
    """A title over merged cells, a date, headings between the rows, a total and a source below."""

    def write(book: Book) -> None:
        sheet = book.add_worksheet("Scorecard")
        sheet.merge_range("A1:D1", "Children’s services scorecard")
        sheet.write("A2", "Produced on 2 October 2020")
        rows = [
            ["KPI code", "Indicator", "Actual", "Target"],
            ["Front door"],
            ["MA01", "Contacts", 1872, ""],
            ["MA03", "Referrals", 77.5, 80],
            ["", "Total contacts", 1872, ""],
            ["KPI code", "Indicator", "Actual", "Target"],
            ["LC01", "Children looked after", 351, ""],
            ["Source: case management system"],
        ]
        for number, row in enumerate(rows, 3):
            sheet.write_row(number, 0, row)

    return workbook(write)


def with_footnote(merged: str, *more: tuple[str, str]) -> bytes:
    """Something merged over several rows, from row 4 on, below a table of two figures."""

    def write(book: Book) -> None:
        sheet = sheet_of(book, [["KPI code", "Actual", "Note"], ["MA01", 1872], ["MA03", 77.5]])
        sheet.merge_range(merged, "Source: case management system, as at the quarter’s last day.")
        for cell, text in more:
            sheet.write(cell, text)

    return workbook(write)


def by_quarter() -> bytes:
    head = ["KPI code", "KPI", "2019/20 Q4", "2020/21 Q1", "2020/21 Q2", "2020/21 Q3", "Target"]
    rows = [["MA03", "Referrals", 71, 72, 73, "", 80], ["MA01", "Contacts", 1, 2, 3, "", ""]]
    return workbook(lambda book: sheet_of(book, [head, *rows]) and None)


def by_quarter_with_parts() -> bytes:
    """The quarters' names stand in merged cells over figure, numerator and denominator."""

    def write(book: Book) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range("B1:D1", "Quarter 1 2020/21")
        sheet.merge_range("E1:G1", "Quarter 2 2020/21")
        parts = ["Num", "Den", "Result"]
        sheet.write_row(1, 0, ["Ref", *parts, *parts])
        sheet.write_row(2, 0, ["MA03", 10, 20, 50, 30, 40, 75])

    return workbook(write)


def by_month() -> bytes:
    def write(book: Book) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:E1", "Scorecard")
        sheet.merge_range("C2:E2", "Quarter 2")
        sheet.write_row(2, 0, ["Ref", "Measure", "Jul", "Aug", "Sep"])
        sheet.write_row(3, 0, ["MA01", "Contacts", 610, 590, 672])

    return workbook(write)


def two_sheets_of_figures() -> bytes:
    def write(book: Book) -> None:
        sheet_of(book, [["KPI", "Value"], ["MA01", 1]], "Q1")
        sheet_of(book, [["KPI", "Value"], ["MA01", 2]], "Q2")

    return workbook(write)


def unknown_titles() -> bytes:
    rows = [["Our figures"], [], ["Thing", "How much"], ["MA01", 5]]
    return workbook(lambda book: sheet_of(book, rows) and None)


def by_name(*names: str) -> bytes:
    rows = [["Indicator", "Value"], *([name, 5 + n] for n, name in enumerate(names))]
    return workbook(lambda book: sheet_of(book, rows) and None)


def hidden_row() -> bytes:
    def write(book: Book) -> None:
        sheet = sheet_of(book, [["KPI", "Value"], ["MA01", 1], ["MA03", 80]])
        sheet.set_row(2, None, None, {"hidden": True})

    return workbook(write)


def stray_cell() -> bytes:
    rows = [["KPI", "Value"], ["MA01", 1, "", "to be checked"]]
    return workbook(lambda book: sheet_of(book, rows) and None)


def no_cases() -> bytes:
    """A share of no cases, as a formula works it out."""

    def write(book: Book) -> None:
        sheet = sheet_of(book, [["KPI", "Numerator", "Denominator", "Value"], ["MA03", 0, 0]])
        sheet.write_formula("D2", "=B2/C2", None, "#DIV/0!")

    return workbook(write)


def _cells(*cells: str) -> bytes:
    head = '<row r="1"><c r="A1" t="str"><v>KPI</v></c><c r="B1" t="str"><v>Value</v></c></row>'
    row = '<row r="2"><c r="A2" t="str"><v>MA01</v></c>' + "".join(cells) + "</row>"
    return files.with_sheet(files.worksheet((head + row).encode()))


def formula_without_result() -> bytes:
    return _cells('<c r="B2"><f>1+1</f><v></v></c>')


def error_cell(error: str) -> bytes:
    return _cells(f'<c r="B2" t="e"><v>{error}</v></c>')


def without_addresses() -> bytes:
    """Rows and cells need not say where they are."""
    cells = '<c t="str"><v>{}</v></c>'
    rows = "".join(
        "<row>" + "".join(cells.format(text) for text in row) + "</row>"
        for row in (["KPI", "Value"], ["MA01", "7"])
    )
    return files.with_sheet(files.worksheet(rows.encode()))
