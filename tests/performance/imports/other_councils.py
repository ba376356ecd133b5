"""Spreadsheets as other councils keep them, each of another habit, with the figures that are right
or with what the portal has to say instead. All are of Quarter 2 2020/21."""

from datetime import date, datetime
from typing import Any

from .peoples_files import Book, sheet_of, workbook

Expected = dict[str, str] | str  # code → figure, or what is said where nothing may be read


def book_of(*rows: list[Any], name: str = "Sheet1") -> bytes:
    return workbook(lambda book: sheet_of(book, list(rows), name) and None)


def targets_beside_actuals() -> tuple[bytes, Expected]:
    """Two heads: “Target” and “Actual” in merged cells over the same quarters."""

    def write(book: Book) -> None:
        sheet = book.add_worksheet("Scorecard")
        sheet.merge_range("C1:D1", "Target")
        sheet.merge_range("E1:F1", "Actual")
        sheet.write_row(1, 0, ["Ref", "Indicator", "Q1", "Q2", "Q1", "Q2"])
        sheet.write_row(2, 0, ["MA03", "Decisions", 95, 95, 68.1, 74.6])
        sheet.write_row(3, 0, ["LC01", "Children", "", "", 345, 341])

    return workbook(write), {"MA03": "74.6", "LC01": "341"}


def marks_of_footnotes() -> tuple[bytes, Expected]:
    """Titles with units and marks, notes below the table."""
    return book_of(
        ["KPI code", "Indicator¹", "Actual (%) [note 2]", "Numerator*", "Denominator*"],
        ["MA03", "Decisions", 75, 30, 40],
        ["MA08", "Assessments", 92.5, 37, 40],
        ["¹ as defined locally"],
        ["* provisional"],
    ), {"MA03": "75", "MA08": "92.5"}


def a_mark_behind_a_code() -> tuple[bytes, Expected]:
    return book_of(["KPI", "Value"], ["MA03*", 75]), r"“MA03\*” is not reported.*MA03"


def turned() -> tuple[bytes, Expected]:
    """A row for each quarter, a column for each KPI."""
    return book_of(
        ["Dashboard"],
        ["Period", "MA01", "MA03", "LC01"],
        ["Q1 2020/21", 1938, 68.1, 345],
        ["Q2 2020/21", 1872, 74.6, 341],
    ), "KPIs stand side by side .*Transpose"


def spaces_in_numbers() -> tuple[bytes, Expected]:
    rows = [["KPI", "Value"], ["MA01", "1 872"], ["LC01", " 341 "], ["MA03", "74.6 %"]]
    return book_of(*rows), "“1 872” is no figure"


def percent_in_the_head_alone() -> tuple[bytes, Expected]:
    return book_of(["KPI", "Actual %"], ["MA03", 74.6], ["MA08", 91.4]), {
        "MA03": "74.6",
        "MA08": "91.4",
    }


def fractions_under_percent() -> tuple[bytes, Expected]:
    rows = [["KPI", "Actual %"], ["MA03", 0.746], ["LC01", 341]]
    return book_of(*rows), "Is it 0.746%, or 74.6%"


def two_tables_below_each_other() -> tuple[bytes, Expected]:
    """The second has its columns in another order."""
    return book_of(
        ["KPI", "Value", "Target"],
        ["MA03", 74.6, 95],
        [],
        ["KPI", "Target", "Value"],
        ["LC07", 95, 89.3],
    ), "Another table begins in row 4"


def two_tables_beside_each_other() -> tuple[bytes, Expected]:
    rows = [["KPI", "Value", "", "KPI", "Value"], ["MA01", 1872, "", "LC01", 341]]
    return book_of(*rows), "Two columns are called “KPI”"


def a_hidden_column() -> tuple[bytes, Expected]:
    """Last quarter's results are hidden, under the better title."""

    def write(book: Book) -> None:
        sheet = sheet_of(book, [["KPI", "Value", "Actual"], ["MA01", 1938, 1872]])
        sheet.set_column("B:B", None, None, {"hidden": True})

    return workbook(write), {"MA01": "1872"}


def days_as_titles() -> tuple[bytes, Expected]:
    def write(book: Book) -> None:
        day = book.add_format({"num_format": "mmm-yy"})
        sheet = sheet_of(book, [["Ref", "Measure"], ["MA01", "Contacts", 600, 610, 662]])
        for column, month in enumerate((7, 8, 9), 2):
            sheet.write_datetime(0, column, datetime(2020, month, 1), day)

    return workbook(write), "columns are of days .*2020-07-01"


def numerator_and_denominator_in_rows() -> tuple[bytes, Expected]:
    """Three rows a KPI."""
    return book_of(
        ["KPI", "Row", "Value"],
        ["MA03", "Numerator", 30],
        ["MA03", "Denominator", 40],
        ["MA03", "%", 75],
    ), "“Row” has Numerator, Denominator, %"


def year_to_date_alone() -> tuple[bytes, Expected]:
    """The title says that its figure is no quarter's."""
    return book_of(["KPI", "Q2 YTD"], ["MA01", 3810]), "Its columns are of other quarters"


def last_years_sheet_first() -> tuple[bytes, Expected]:
    def write(book: Book) -> None:
        sheet_of(book, [["KPI", "Value"], ["MA01", 1700], ["LC01", 351]], "2019-20")
        sheet_of(book, [["KPI", "Value"], ["MA01", 1872], ["LC01", 341]], "2020-21")

    return workbook(write), "Figures stand in 2 sheets"


def negatives_and_ranges() -> tuple[bytes, Expected]:
    rows = [["KPI", "Value"], ["MA01", "(12)"], ["LC01", "340-345"], ["MA03", "c. 75%"]]
    return book_of(*rows), "“\\(12\\)” is no figure"


def a_date_where_a_figure_should_be() -> tuple[bytes, Expected]:
    """Excel has made 3/4 a day."""

    def write(book: Book) -> None:
        sheet = sheet_of(book, [["KPI", "Value"], ["MA01", ""]])
        sheet.write_datetime(1, 1, date(2020, 4, 3), book.add_format({"num_format": "dd/mm/yyyy"}))

    return workbook(write), "“2020-04-03” is no figure"


def thousands_by_their_format() -> tuple[bytes, Expected]:
    """1,872 is shown, and 2 as thousands: the stored value is read."""

    def write(book: Book) -> None:
        sheet = sheet_of(book, [["KPI", "Value"], ["MA01", ""]])
        sheet.write(1, 1, 1872, book.add_format({"num_format": "#,##0,"}))

    return workbook(write), {"MA01": "1872"}


def titles_in_two_rows() -> tuple[bytes, Expected]:
    """“Quarter 2” over the columns “Target” and “Actual”, in cells that are not merged."""
    return book_of(
        ["KPI", "Quarter 1", "", "Quarter 2", ""],
        ["", "Target", "Actual", "Target", "Actual"],
        ["MA03", 95, 68.1, 95, 74.6],
    ), {"MA03": "74.6"}


def titles_in_two_rows_merged() -> tuple[bytes, Expected]:
    def write(book: Book) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "KPI")
        sheet.merge_range("B1:C1", "Quarter 2")
        sheet.write_row(1, 0, ["", "Target", "Actual"])
        sheet.write_row(2, 0, ["MA03", 95, 74.6])

    return workbook(write), {"MA03": "74.6"}


def points_for_thousands() -> tuple[bytes, Expected]:
    return book_of(["KPI", "Value"], ["MA01", "1.872"]), "1.872 is no whole number"


HABITS = {
    make.__name__: make
    for make in (
        targets_beside_actuals,
        marks_of_footnotes,
        a_mark_behind_a_code,
        turned,
        spaces_in_numbers,
        percent_in_the_head_alone,
        fractions_under_percent,
        two_tables_below_each_other,
        two_tables_beside_each_other,
        a_hidden_column,
        days_as_titles,
        numerator_and_denominator_in_rows,
        year_to_date_alone,
        last_years_sheet_first,
        negatives_and_ranges,
        a_date_where_a_figure_should_be,
        thousands_by_their_format,
        titles_in_two_rows,
        titles_in_two_rows_merged,
        points_for_thousands,
    )
}
