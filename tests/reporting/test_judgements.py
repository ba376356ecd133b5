"""The report can be read by Ofsted's judgements: all of it, in another order."""

import io
from functools import cache

import page as page_validation
import pdfua
import pytest
from django.template.loader import render_to_string
from lxml.html import fromstring
from pypdf import PdfReader

from selfassess.reporting import chapters, editions, pdf
from selfassess.reporting.editions.judgements import judged
from services.base import Judgement
from services.registry import all_areas, find_area
from tests.services.test_ninth_area import fostering  # noqa: F401 (a fixture)

from . import sample

BY_JUDGEMENT = {
    "help-and-protection": ["early-help", "mash", "safeguarding", "cp-court", "cwd"],
    "in-care": ["lac"],
    "care-leavers": ["care-leavers"],
    "leaders": ["performance"],
}


def made() -> editions.Printed:
    return editions.make(sample.content(), editions.JUDGEMENTS)


def test_every_area_says_what_it_is_judged_under():
    found = {one: [a.slug for a in all_areas() if a.judgement == one] for one in Judgement}
    assert found == BY_JUDGEMENT


def test_an_area_that_does_not_say_so_stands_under_leaders(fostering):  # noqa: F811
    assert find_area("fostering").judgement == Judgement.LEADERS


def test_so_does_one_that_has_left_the_settings():
    assert find_area("gone-since").judgement == Judgement.LEADERS


def test_all_areas_stand_in_it_once_in_the_judgements_order():
    content = made()
    grouped = [area.slug for one in judged(content) for area in one.areas]
    assert grouped == [area.slug for area in content.areas]
    assert sorted(grouped) == sorted(area.slug for area in sample.content().areas)


def test_nothing_of_the_full_report_is_missing():
    full, lens = (
        fromstring(render_to_string("report/body.html", {"content": content})).text_content()
        for content in (sample.content(), made())
    )
    for area in sample.content().included:
        for section in area.sections:
            for answer in section.answers:
                if first_line := answer.answer.split("\n")[0]:
                    assert full.count(first_line) == lens.count(first_line) > 0


def test_its_contents_name_the_judgements_with_their_areas_below():
    found = [chapter.anchor for chapter in chapters.chapters(made())]
    assert found[1:3] == ["judgement-help-and-protection", "area-early-help"]
    assert found[found.index("judgement-leaders") + 1] == "overview"
    numbers = [chapter.number for chapter in chapters.chapters(made()) if chapter.number]
    assert numbers == [1, 2, 3, 4]


def test_a_judgement_without_an_area_is_still_there_and_says_so():
    content = sample.content()
    content.areas = [area for area in content.areas if area.slug != "care-leavers"]
    body = render_to_string(
        "report/body.html", {"content": editions.make(content, editions.JUDGEMENTS)}
    )
    assert 'id="judgement-care-leavers"' in body
    assert "No service area of this council belongs here." in body


@cache
def drawn() -> bytes:
    return pdf.draw_here(made())


@pytest.mark.slow  # its chapters are those of the full report, which others draw
def test_it_passes_both_checkers(tmp_path):
    path = tmp_path / "lens.pdf"
    path.write_bytes(drawn())
    found = page_validation.validate_pdf_bytes(drawn(), profile="ua1").failures
    assert [(failure.rule_id, failure.message) for failure in found] == []
    assert [f.rule_id for f in pdfua.validate(str(path)).findings] == []
    outline = [one.title for one in PdfReader(io.BytesIO(drawn())).outline if hasattr(one, "title")]
    assert [title for title in outline if title in {j.heading for j in Judgement}] == [
        judgement.heading for judgement in Judgement
    ]
