"""PDF, Word, Excel and JSON of one version say the same: they are drawn from the same content."""

import io
import json
import subprocess

import pytest
from docx import Document
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from selfassess.reporting import pdf
from selfassess.reporting.content.json_schema import ID
from selfassess.reporting.content.read import read, to_stored
from selfassess.reporting.content.schema import IndicatorContent, ReportContent
from selfassess.reporting.formats import docx, xlsx
from selfassess.reporting.formats import json as plain
from selfassess.reporting.formats.docx.looks import shape_of
from selfassess.reporting.glance import open_actions, stand_out
from selfassess.reporting.templatetags.report import status_class
from tests.reporting import sample
from tests.reporting.sample import change


@pytest.fixture(scope="module")
def content() -> ReportContent:
    """Two areas, each figure different from every other."""
    content = sample.content()
    content.areas = content.areas[:2]
    for place, area in enumerate(content.areas):
        change(area.rating, value=f"{place + 3}.5", shown=f"{place + 3}.5")
        content.heat.by_area[area.slug][-1] = area.rating.value
        for number, one in enumerate(area.indicators):
            value = f"{10 * place + number + 31}.{number + 1}"
            target = f"{60 + number + 10 * place}.5"
            change(one, code=f"A{'AB'[place]}{number:02}", target=f"{target}%", target_value=target)
            if one.measure:
                one.value = f"{value}%"
                change(one.measure, shown=f"{value}%", number=value)
                change(one.series[-1], shown=f"{value}%", value=value)
    return content


@pytest.fixture(scope="module")
def indicators(content) -> list[IndicatorContent]:
    return [one for area in content.areas for one in area.indicators]


@pytest.fixture(scope="module")
def in_pdf(content) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=pdf.draw_here(content),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


@pytest.fixture(scope="module")
def in_word(content) -> list[list[str]]:
    """The rows of all tables."""
    document = Document(io.BytesIO(docx.draw(content)))
    return [
        ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        for row in document.element.body.iter(qn("w:tr"))
    ]


@pytest.fixture(scope="module")
def book(content) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(xlsx.draw(content)))


def rows(book: CalamineWorkbook, sheet: str) -> list[dict]:
    head, *found = book.get_sheet_by_name(sheet).to_python()
    return [dict(zip(head, row, strict=True)) for row in found]


def test_every_figure_and_target_is_in_every_form(indicators, in_pdf, in_word, book):
    in_excel = {row["Code"]: row for row in rows(book, "Indicators")}
    table = in_pdf[in_pdf.rindex("All indicators") :].splitlines()
    for one in indicators:
        row = next(row for row in in_word if row[0] == one.code)
        shape = shape_of(f"status {status_class(one.status_code)}")
        assert row[2:] == [one.target, one.value or "–", f"{shape}{one.status}"]
        line = next(line for line in table if line.strip().startswith(one.code))
        for shown in (one.target, one.value, one.status):
            assert shown in line
        excel = in_excel[one.code]
        assert (excel["As printed"], excel["Status"]) == (one.value, one.status)
        assert str(excel["Target"]) == str(one.target_value)
        assert str(excel["Figure"]) == one.value.removesuffix("%")


def test_every_open_action_is_in_every_form(content, in_pdf, in_word, book):
    found = [action for _, action in open_actions(content)]
    listed = [row for row in in_word if len(row) == 3 and row[0].startswith("Read every plan")]
    of_chapters = [action for area in content.included for action in area.actions]
    assert [row[1] for row in listed] == [one.owner or "No owner" for one in of_chapters]
    assert [row["Owner"] for row in rows(book, "Open actions")] == [one.owner for one in found]
    after = in_pdf[in_pdf.rindex("Actions that stand out") :]
    assert after.count("Read every plan") == len(stand_out(content))


def test_ratings_are_the_same(content, in_pdf, in_word, book):
    in_excel = {row["Area"]: row for row in rows(book, "Ratings")}
    for area in content.areas:
        shown = area.rating.shown
        assert str(in_excel[area.name]["Q1 2020/21"]) == shown
        assert any(row[:4] == [area.name, "Not rated", "6", shown] for row in in_word)
        assert f"{shown} out of 10" in in_pdf


def test_json_is_the_content_itself_whatever_order_a_database_kept(content):
    assert json.loads(plain.draw(content)) == {"$schema": ID} | to_stored(content)
    assert plain.draw(read(turned(to_stored(content)))) == plain.draw(content)


def turned(value):
    """The same with the keys of all mappings in reverse."""
    if isinstance(value, dict):
        return {key: turned(one) for key, one in reversed(value.items())}
    return [turned(one) for one in value] if isinstance(value, list) else value
