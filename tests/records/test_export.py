"""Actions as a file: what the board shows, in words and dates that a spreadsheet only reads."""

import csv
import io
import zipfile
from datetime import date, datetime

import pytest
from python_calamine import CalamineWorkbook

from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.records.operations import raise_action, update_action
from tests.factories import get_assessment, make_quarter

QUARTER = "2020-21-q2"
FORMULA = '=HYPERLINK("https://example.org")'


@pytest.fixture(autouse=True)
def _october():
    with clock.at(datetime(2020, 10, 5, 9, tzinfo=LONDON)):
        yield


@pytest.fixture
def actions(cast):
    make_quarter(QUARTER)
    values = {"text": FORMULA, "owner": "+44 partner", "first_due": date(2020, 9, 1)}
    late = raise_action(get_assessment(QUARTER), values, by=cast.head)
    update_action(
        late,
        get_assessment(QUARTER),
        {"status": "under_way", "progress": "@home", "due": None, "reason": ""},
        version=0,
        by=cast.head,
    )
    other = {"text": "Meet families first.", "owner": "Schools"}
    raise_action(get_assessment(QUARTER, "early-help"), other, by=cast.other_head)


def rows_of(response) -> list[dict[str, str]]:
    assert response["Content-Disposition"] == 'attachment; filename="actions-2020-10-05.csv"'
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_csv_has_what_the_board_shows(actions, cast, sign_in):
    first, second = rows_of(sign_in(cast.director).get("/actions.csv"))
    assert first["Area"] == "MASH & Assessment"
    assert (first["First due"], first["Overdue"], first["Times moved"]) == (
        "2020-09-01",
        "yes",
        "0",
    )
    assert first["Status"] == "Under way"
    assert (second["Action"], second["Now due"]) == ("Meet families first.", "")


def test_filters_hold_for_the_file_too(actions, cast, sign_in):
    found = rows_of(sign_in(cast.director).get("/actions.csv?owner=Schools"))
    assert [row["Owner"] for row in found] == ["Schools"]


def test_only_ones_own_areas_are_in_it(actions, cast, sign_in):
    found = rows_of(sign_in(cast.other_head).get("/actions.csv"))
    assert [row["Action"] for row in found] == ["Meet families first."]


def test_no_cell_is_a_formula(actions, cast, sign_in):
    client = sign_in(cast.director)
    first = rows_of(client.get("/actions.csv"))[0]
    assert first["Action"] == f"'{FORMULA}"
    assert first["Owner"] == "'+44 partner"
    assert first["This quarter’s update"] == "'@home"
    file = client.get("/actions.xlsx").content
    head, cells, *_ = (
        CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python()
    )
    row = dict(zip(head, cells, strict=True))
    assert row["Action"] == f"'{FORMULA}"
    assert row["First due"] == date(2020, 9, 1)
    assert row["Times moved"] == 0
    sheet = zipfile.ZipFile(io.BytesIO(file)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.replace("HYPERLINK", "")


def test_the_link_in_the_section_leads_to_where_it_is_printed_or_downloaded(actions, cast, sign_in):
    head = sign_in(cast.head)
    assert "Print or download" in head.get(f"/{QUARTER}/mash/development/").text
    board = head.get("/actions/?area=mash").text
    assert "/actions.csv?area=mash" in board
    assert "/actions.xlsx?area=mash" in board
