"""The annual self-evaluation as PDF: PDF/UA, one line to sign for each, the same bytes."""

import io
import subprocess
from functools import cache

import page as page_validation
import pdfua
import pikepdf

from selfassess.reporting import pdf
from tests.reporting import margins

from .sample import issue, year


def lean(content: dict) -> None:
    """Two areas are enough to see every part of the document."""
    content["areas"] = content["areas"][:2]


@cache
def drawn() -> bytes:
    return pdf.draw_here(year(issue(1, change=lean), issue(3, change=lean)))


@cache
def text() -> str:
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=drawn(), capture_output=True, check=True
    )
    return told.stdout.decode()


def test_it_passes_every_machine_checkable_rule_of_pdf_ua():
    report = page_validation.validate_pdf_bytes(drawn(), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.rules.total > 100


def test_a_second_checker_finds_nothing_either(tmp_path):
    path = tmp_path / "annual.pdf"
    path.write_bytes(drawn())
    found = pdfua.validate(str(path)).findings
    assert [(finding.rule_id, finding.message) for finding in found] == []


def test_the_same_content_gives_the_same_bytes():
    again = pdf.draw_here(year(issue(3, change=lean), issue(1, change=lean)))
    assert again == drawn()


def test_its_bookmarks_are_its_chapters():
    with pikepdf.open(io.BytesIO(drawn())) as document, document.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
    assert titles[1] == "The year at a glance"
    assert titles[2].startswith("What do you know")
    assert titles[-3:] == ["Indicators over the year", "Sign-off", "About this document"]


def test_its_links_say_where_they_lead():
    with pikepdf.open(io.BytesIO(drawn())) as document:
        told = {str(a.Contents) for p in document.pages for a in p.obj.get("/Annots", [])}
    assert {"Go to: Sign-off", "Go to: MASH & Assessment"} <= told


def test_chief_executive_and_lead_member_have_a_line_to_sign():
    page = next(page for page in text().split("\f") if "I have read this self-evaluation" in page)
    for words in ("Signature", "Date", "Chief executive", "Lead member for children"):
        assert words in page


def test_no_word_stands_outside_the_margins():
    assert [word.text for word in margins.words(drawn()) if word.is_outside] == []


def test_it_says_what_is_missing_and_where_it_comes_from():
    assert "Not in it: Q2 2020/21, Q4 2020/21" in text()
    assert "1111 1111 1111 1111" in text()
