"""The workbook: numbers are numbers, days are days, and what was typed is nothing but text."""

import io
import re
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from selfassess.reporting import editions
from selfassess.reporting.content.schema import ReportContent
from selfassess.reporting.formats import worksheets, xlsx
from tests.reporting import sample
from tests.reporting.sample import change

FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "＝1+1", "=cmd|' /C calc'!A0", "  =1")


def read(content: ReportContent, sheet: str) -> list[list]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.draw(content)))
    return book.get_sheet_by_name(sheet).to_python()


def table(content: ReportContent, sheet: str) -> list[dict]:
    head, *rows = read(content, sheet)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture
def content() -> ReportContent:
    return sample.content()


def test_the_same_content_gives_the_same_bytes(content):
    assert xlsx.draw(content) == xlsx.draw(sample.content())


def test_figures_are_numbers_beside_what_was_printed(content):
    row = table(content, "Indicators")[0]
    assert (row["Code"], row["Area"]) == ("AA01", "Early Help")
    assert (row["Figure"], row["As printed"], row["Target"]) == (81.5, "81.5%", 90)
    assert (row["Q3 2019/20"], row["Q4 2019/20"]) == (70, 71)
    assert (row["Numerator"], row["Denominator"]) == (82, 100)
    assert row["As at"] == date(2020, 6, 30)


def test_what_has_no_figure_is_blank_and_not_nought(content):
    row = next(row for row in table(content, "Indicators") if row["Status"] == "No data")
    assert (row["Figure"], row["As printed"]) == ("", "")


def test_quarters_stand_in_their_order(content):
    head = read(content, "Indicators")[0]
    assert head[-2:] == ["Q3 2019/20", "Q4 2019/20"]


def test_open_actions_are_there_by_date_and_finished_ones_are_not(content):
    rows = table(content, "Open actions")
    assert {row["Status"] for row in rows} == {"Under way", "Not started"}
    dues = [row["Due"] for row in rows if row["Due"]]
    assert dues == sorted(dues)
    assert isinstance(dues[0], date)
    assert {row["Overdue"] for row in rows} == {"yes", "no"}


def test_ratings_are_numbers_and_not_rated_is_blank(content):
    rows = {row["Area"]: row for row in table(content, "Ratings")}
    assert rows["Early Help"]["Q1 2020/21"] == 6.5
    assert rows["Children with Disabilities"]["Q1 2020/21"] == ""


def test_the_public_edition_has_no_sheet_of_what_does_not_add_up(content):
    """An empty one would say that everything adds up."""
    drawn = io.BytesIO(xlsx.draw(editions.make(content, "scrutiny")))
    names = CalamineWorkbook.from_filelike(drawn).sheet_names
    assert names == ["About", "Indicators", "Open actions", "Ratings", "Official figures"]


def test_the_public_edition_says_who_compiled_it_to_nobody_and_promises_no_evidence(content):
    about = dict(read(editions.make(content, "scrutiny"), "About"))
    assert about["Compiled"] == "31 July 2020, 4:40pm"
    assert about["What this is"].startswith("The indicators, open actions and ratings of")
    about = dict(read(content, "About"))
    assert about["Compiled"].startswith("31 July 2020, 4:40pm, by ")
    assert about["What this is"].startswith("The indicators, open actions, ratings and evidence of")


@pytest.mark.parametrize("typed", FORMULAS)
def test_no_text_is_a_formula_wherever_it_stands(content, typed):
    for area in content.areas:
        for action in area.actions:
            change(action, text=typed, owner=typed, impact=typed, progress=typed, reason=typed)
            change(action, difference=typed)
        for one in area.indicators:
            change(one, name=typed, comment=typed, reason=typed, trend=typed)
            change(one, others=[{"shown": typed, "source": typed}])
    content.quarter.note = content.authority = typed
    with zipfile.ZipFile(io.BytesIO(xlsx.draw(content))) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/"):
                assert not re.search(rb"<f[ >]|<hyperlink", package.read(name))
    assert {row["Owner"] for row in table(content, "Open actions")} == {f"'{typed}"}


def test_what_another_source_says_reads_as_on_the_page(content):
    one = content.areas[0].indicators[0]
    change(one, others=[{"shown": "1,900", "source": "Weekly list"}])
    said = {row["Other sources"] for row in table(content, "Indicators")}
    assert "Weekly list says 1,900" in said


def test_a_list_has_signs_that_nothing_calculates_with(content):
    content.areas[0].actions[0].text = "- One.\n- Two."
    texts = {row["Action"] for row in table(content, "Open actions")}
    assert "• One.\n• Two." in texts


def test_no_link_and_no_control_character_comes_through(content):
    change(content.areas[0].actions[0], text="\x07bell\ufffe", owner="https://example.org")
    rows = table(content, "Open actions")
    assert {"bell"} < {row["Action"] for row in rows}


@pytest.mark.parametrize("make", [sample.extreme, sample.extreme_lists, sample.words_only])
def test_hard_and_old_content_is_drawn_too(make):
    assert read(make(), "About")[0][0] == "Council"


def test_a_marking_with_a_command_sign_is_printed_as_it_is(content):
    content.marking = "R&D &P"
    with zipfile.ZipFile(io.BytesIO(xlsx.draw(content))) as package:
        assert b"&amp;LR&amp;&amp;D &amp;&amp;P" in package.read("xl/worksheets/sheet1.xml")


def test_official_figures_are_numbers_each_with_its_place_and_period(content):
    one = content.areas[0].indicators[0]
    change(
        one,
        comparators=[
            {
                "period": "year 2018/19",
                "figures": [{"label": "England", "shown": "83.1%", "value": "83.1"}],
            }
        ],
    )
    row = next(row for row in table(content, "Official figures") if row["As printed"] == "83.1%")
    assert (row["Code"], row["Place"], row["Period"]) == (one.code, "England", "year 2018/19")
    assert row["Figure"] == 83.1


def test_audits_voices_and_further_figures_have_a_sheet_each(content):
    audit = table(content, "Audits")[0]
    frozen = content.areas[0].evidence.audits[0]
    assert (audit["Area"], audit["Audit"]) == (content.areas[0].name, frozen.theme)
    assert audit["Good"] == int(frozen.grades["good"])
    said = {row["What they said"] for row in table(content, "What people said")}
    assert content.areas[0].evidence.voices[0].said in said
    counted = {row["What is counted"] for row in table(content, "Further figures")}
    assert content.areas[0].evidence.facts[0].label in counted


def sheet_of(content: ReportContent, name: str) -> str:
    """The XML of a sheet."""
    drawn = io.BytesIO(xlsx.draw(content))
    number = CalamineWorkbook.from_filelike(drawn).sheet_names.index(name) + 1
    with zipfile.ZipFile(drawn) as package:
        return package.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_a_wide_sheet_is_printed_over_several_pages_rather_than_in_tiny_letters(content):
    across = int(re.search(r'fitToWidth="(\d+)"', sheet_of(content, "Indicators"))[1])
    assert 3 <= across <= 5
    assert "fitToWidth" not in sheet_of(content, "Ratings")  # one page, as is usual


def test_what_names_a_row_is_repeated_on_each_printed_page(content):
    with zipfile.ZipFile(io.BytesIO(xlsx.draw(content))) as package:
        names = package.read("xl/workbook.xml").decode()
    assert "Indicators!$A:$C,Indicators!$1:$1" in names
    assert "_xlnm.Print_Area" in names


def test_a_row_is_as_high_as_its_longest_text(content):
    content.areas[0].actions[0].text = "word " * 100
    heights = [
        float(found) for found in re.findall(r'ht="([\d.]+)"', sheet_of(content, "Open actions"))
    ]
    assert max(heights) >= 150
    assert max(heights) <= 409


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Children with Disabilities", 21, 1),
        ("Neighbours of April 2021", 24, 1),
        ("30 September 2019", 18, 1),
        ("MULTI-AGENCY AND MANY MORE", 26, 2),
        ("Two lines of words that do not fit", 20, 2),
        ("One.\n\nThree.", 20, 3),
    ],
)
def test_a_text_that_fits_has_no_blank_line_below_it(text, width, lines):
    assert worksheets._lines(text, width) == lines


def test_titles_of_several_lines_have_room(content):
    title_row = re.search(r'<row r="1"[^>]* ht="([\d.]+)"', sheet_of(content, "Indicators"))
    assert float(title_row[1]) >= 28


def test_a_number_stands_off_the_text_of_the_next_column(content):
    with zipfile.ZipFile(io.BytesIO(xlsx.draw(content))) as book:
        styles = book.read("xl/styles.xml").decode()
    assert '<alignment horizontal="right" vertical="top" indent="1"/>' in styles
