"""Reports of before the schema: nothing that was stored is lost, in whatever form it is read."""

import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from django.template.loader import render_to_string
from lxml import html
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from selfassess.reporting import editions, pdf
from selfassess.reporting.content.read import read, to_stored
from selfassess.reporting.content.schema import ReportContent
from selfassess.reporting.formats.registry import FORMATS
from selfassess.reporting.wording import day
from selfassess.schema_fields import Prose, fields_of

OLD = [*Path(__file__).with_name("old_reports").glob("*.json")]
"""As that release stored them."""


@cache
def stored(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text())
    return content


def typed(part: Any) -> set[str]:
    """The paragraphs and lines that people typed in a part of the content, as words."""
    if isinstance(part, list):
        return {line for one in part for line in typed(one)}
    if not hasattr(part, "__struct_fields__"):
        return set()
    fields = fields_of(type(part))
    own = {words(field.of(part)) for field in fields if field.type is Prose}
    return {line for line in own if line} | {ln for f in fields for ln in typed(f.of(part))}


def words(text: str) -> str:
    """The words alone, without the marks of lists: each form has marks of its own."""
    return " ".join(word for word in text.split() if word not in ("-", "•"))


def shown(content: ReportContent) -> set[str]:
    """What a reader looks for first: the names, ratings and figures of every area."""
    rated = {area.rating.shown for area in content.included if area.rating}
    figures = {one.value for area in content.included for one in area.indicators if one.value}
    return {area.name for area in content.areas} | rated | figures


def holds(newer: Any, older: Any) -> bool:
    """Does the newer data say all that the older says, under the same keys?"""
    if isinstance(older, dict):
        return all(key in newer and holds(newer[key], older[key]) for key in older)
    if isinstance(older, list):
        return len(newer) == len(older) and all(map(holds, newer, older))
    return bool(newer == older)


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
class TestAnOldReport:
    def test_it_keeps_every_key_and_value(self, path):
        assert holds(to_stored(read(stored(path))), stored(path))

    def test_its_json_has_the_same_keys(self, path):
        assert holds(json.loads(FORMATS["json"].draw(read(stored(path)))), stored(path))

    def test_reading_leaves_what_is_stored_alone(self, path):
        before = json.dumps(stored(path))
        read(stored(path))
        assert json.dumps(stored(path)) == before

    def test_its_page_says_all_of_it(self, path):
        content = read(stored(path))
        page = html.fromstring(render_to_string("report/body.html", {"content": content}))
        said = words(" ".join(page.itertext()))
        assert [text for text in shown(content) if text not in said] == []
        assert [text for text in typed_and_printed(content) if text not in said] == []

    def test_word_says_the_same(self, path):
        content = read(stored(path))
        document = docx.Document(io.BytesIO(FORMATS["docx"].draw(content)))
        said = words("\n".join("".join(p.itertext()) + " " for p in document.element.iter()))
        assert [text for text in shown(content) if text not in said] == []

    def test_excel_has_its_figures(self, path):
        content = read(stored(path))
        book = CalamineWorkbook.from_filelike(io.BytesIO(FORMATS["xlsx"].draw(content)))
        _, *rows = book.get_sheet_by_name("Indicators").to_python()
        known = [one for area in content.included for one in area.indicators]
        assert [row[1] for row in rows] == [one.code for one in known]

    def test_every_rule_finds_its_codes(self, path):
        for area in read(stored(path)).included:
            assert all(action.status_code for action in area.actions)
            assert all(voice.whose_code for voice in area.evidence.voices)
            for one in area.indicators:
                assert one.status_code
                assert one.direction_code
                assert all(past.quarter_code for past in one.series)
                if one.measure:
                    assert one.measure.period_code
                    assert one.measure.number is not None

    @pytest.mark.long
    def test_its_pdf_names_it(self, path):
        content = read(stored(path))
        for key in (editions.FULL, editions.SCRUTINY, editions.SUMMARY):
            drawn = PdfReader(io.BytesIO(pdf.draw_here(editions.make(content, key))))
            text = words(" ".join(page.extract_text() for page in drawn.pages))
            assert content.quarter.long_name in text
            assert day(content.version.compiled_at) in text


def typed_and_printed(content: ReportContent) -> set[str]:
    """Notes on sources and on measures stay in the data: no report has ever printed them."""
    return {
        line
        for area in content.included
        for part in (area.sections, area.strengths, area.evidence.audits, area.evidence.voices)
        for line in typed(part)
    }
