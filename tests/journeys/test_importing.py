"""The analyst loads a whole quarter of the sample council: from a file with mistakes, mended; from
a spreadsheet; and takes it back."""

import csv
import io
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from performance.counted import is_counted
from performance.imports.export import as_csv
from performance.models import Measure
from selfassess.accounts.models import User
from selfassess.quarters.models import Quarter
from tests.demo.conftest import sample_rows
from tests.factories import make_quarter
from tests.rows import put_back

from .browsing import heading, press, told, without_scripts_it_is_long

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEXT = "2020-21-q3"


@pytest.fixture
def rows(transactional_db) -> list[list[str]]:
    """The figures of the sample's last quarter, as a table for the one that opens now."""
    put_back(sample_rows(1))
    make_quarter(NEXT)
    table = as_csv(Quarter.objects.get(code="2020-21-q2")).decode("utf-8-sig")
    head, *figures = csv.reader(io.StringIO(table))
    return [[*head[:4]], *([*row[:4]] for row in one_source_each(figures))]


def one_source_each(figures: list[list[str]]) -> list[list[str]]:
    """Without those that the portal counts itself: no file brings them."""
    brought = {row[0]: row for row in reversed(figures) if not is_counted(row[0])}
    return list(brought.values())[::-1]


def as_file(rows: list[list[str]], to: Path) -> Path:
    to.write_text("\n".join(",".join(row) for row in rows))
    return to


def as_spreadsheet(rows: list[list[str]], to: Path) -> Path:
    with xlsxwriter.Workbook(to) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                is_number = number and column and cell
                sheet.write(number, column, float(cell) if is_number else cell)
    return to


def bring(page: Page, file: Path) -> None:
    page.goto("/imports/")
    page.get_by_label("Which quarter are the figures of?").select_option("Q3 2020/21")
    page.get_by_label("File", exact=True).set_input_files(file)
    press(page, "Preview the import")


@without_scripts_it_is_long
def test_a_whole_quarter_is_imported_mended_and_taken_back(rows, browse, tmp_path, scripts):
    page = browse(User.objects.get(email="analyst@example.org"))
    wrong = [list(row) for row in rows]
    wrong[1][1], wrong[2][0], wrong[3][1] = "6;5", "XX99", "NaN"
    bring(page, as_file(wrong, tmp_path / "wrong.csv"))
    heading(page, "Before you import")
    named = page.locator("#problems li").all_inner_texts()
    assert [text.split(":")[0] for text in named] == [
        "Row 2, Figure",
        "Row 3, KPI code",
        "Row 4, Figure",
    ]
    expect(page.get_by_role("button", name="Import them")).to_have_count(0)

    number = len(rows) - 1
    assert number > 50
    bring(page, as_file(rows, tmp_path / "right.csv"))
    expect(page.locator("#counts")).to_contain_text(f"{number} to add")
    press(page, "Import them")
    told(page, f"{number} added, 0 changed, 0 as before.")

    rows[1][1], rows[1][2], rows[1][3] = "12", "", ""
    bring(page, as_spreadsheet(rows, tmp_path / "again.xlsx"))
    expect(page.locator("#counts")).to_contain_text(
        f"0 to add, 1 to change, {number - 1} as they are"
    )
    press(page, "Import them")
    press(page, "Undo this import")
    told(page, "Every figure is as it was before.")

    page.goto("/imports/")
    page.get_by_role("main").get_by_role("link", name="right.csv").click()
    press(page, "Undo this import")
    told(page, "Every figure is as it was before.")
    assert not Measure.objects.filter(quarter=NEXT).exists()
