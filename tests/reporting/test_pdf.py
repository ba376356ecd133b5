"""The report as PDF: read back with other libraries than the ones that made it."""

import io
import logging
import re
import subprocess
from functools import cache

import page as page_validation
import pdfua
import pikepdf
import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from selfassess.reporting import pdf
from selfassess.reporting.models import Kind, Report
from selfassess.reporting.web_pages import web_page
from tests.once import once

from . import margins, sample

SAMPLES = {
    "final": lambda: sample.content(areas=sample.TWO),
    "draft": lambda: sample.words_only("draft"),  # as frozen before there were lists
    "extreme": sample.extreme,
    "extreme lists": sample.extreme_lists,
}
# A second of processor each, twice: bin/test has those that differ most
CHECKED = [
    pytest.param(name, marks=() if name in ("final", "extreme") else pytest.mark.long)
    for name in SAMPLES
]


class Listener(logging.Handler):
    """Hears what the layout engine complains of."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.complaints: list[str] = []

    def emit(self, record):
        self.complaints.append(record.getMessage())


def draw(name: str) -> tuple[bytes, list[str]]:
    listener = Listener()
    logging.getLogger("weasyprint").addHandler(listener)
    try:
        return pdf.draw_here(SAMPLES[name]()), listener.complaints
    finally:
        logging.getLogger("weasyprint").removeHandler(listener)


@cache
def drawn_and_complaints(name: str) -> tuple[bytes, list[str]]:
    return once(f"{name}.pdf", lambda: draw(name))


def drawn(name: str) -> bytes:
    return drawn_and_complaints(name)[0]


def reader(name: str) -> PdfReader:
    return PdfReader(io.BytesIO(drawn(name)))


def poppler(*command: str, name: str) -> str:
    told = subprocess.run([*command], input=drawn(name), capture_output=True, check=True)
    return told.stdout.decode()


@cache
def pages(name: str) -> list[str]:
    """All that stands on each page, headers and footers included."""
    return [
        flat(page) for page in poppler("pdftotext", "-raw", "-", "-", name=name).split("\f")[:-1]
    ]


def printed(name: str) -> str:
    return " ".join(pages(name))


@cache
def read_out(name: str) -> str:
    """What a screen reader reads, in its order: the text of the structure tree."""
    told = poppler("pdfinfo", "-struct-text", "-", name=name)
    return flat(" ".join(re.findall(r'^ *"(.*?)"$', told, re.MULTILINE | re.DOTALL)))


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@cache
def bookmarks(name: str) -> dict[str, int]:
    """Chapters and the pages they begin on."""
    with pikepdf.open(io.BytesIO(drawn(name))) as book, book.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(book.pages, start=1)}
        return {str(c.title): numbers[c.destination[0].objgen] for c in outline.root}


def elements(element):
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


# --- Accessible ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHECKED)
def test_it_passes_every_machine_checkable_rule_of_pdf_ua(name):
    """No finding is allowed for; so far no rule has been wrong about our report."""
    report = page_validation.validate_pdf_bytes(drawn(name), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.rules.total > 100


@pytest.mark.parametrize("name", CHECKED)
def test_a_second_checker_finds_nothing_either(name, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(drawn(name))
    found = pdfua.validate(str(path)).findings
    assert [(finding.rule_id, finding.message) for finding in found] == []


def test_every_header_cell_says_what_it_heads():
    with pikepdf.open(io.BytesIO(drawn("final"))) as document:
        cells = [e for e in elements(document.Root.StructTreeRoot) if e.S == "/TH"]
        assert len(cells) > 30
        assert {str(cell.A.Scope) for cell in cells} == {"/Row", "/Column"}


def test_the_list_of_chapters_is_tagged_as_contents():
    with pikepdf.open(io.BytesIO(drawn("final"))) as document:
        kinds = [str(e.S) for e in elements(document.Root.StructTreeRoot)]
    assert kinds.count("/TOC") == 1
    assert kinds.count("/TOCI") == 8


def test_headers_and_footers_are_not_read_out():
    assert "Page 2 of" in pages("draft")[1]
    assert "Page 2 of" not in read_out("draft")
    assert read_out("draft").count("OFFICIAL-SENSITIVE") == 1  # the handling line of the cover


def test_links_say_where_they_lead_and_are_printed():
    links = [a for p in reader("final").pages for a in p.get("/Annots", [])]
    told = {link.get_object()["/Contents"] for link in links}
    assert {"Go to: Early Help", "Go to: About this report"} <= told
    assert all(link.get_object()["/F"] & 4 for link in links)


def test_it_tells_its_title_its_language_and_its_date():
    book = reader("draft")
    assert book.metadata.title == (
        "Children’s social care: quarterly self-assessment, Q1 2020/21, Draft 2"
    )
    assert book.trailer["/Root"]["/Lang"] == "en-GB"
    assert book.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert book.metadata["/CreationDate"] == book.metadata["/ModDate"] == "D:20200731164000+01'00"


def test_every_font_is_inside_and_the_words_are_in_inter():
    book = reader("final")
    fonts = {f.get_object()["/BaseFont"]: f.get_object() for p in book.pages for f in font_refs(p)}
    assert any("Inter" in name for name in fonts)
    for font in fonts.values():
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert any(key.startswith("/FontFile") for key in descriptor)


def font_refs(page):
    return page["/Resources"]["/Font"].get_object().values()


# --- Read in order -----------------------------------------------------------------------------


def test_chapters_and_sections_are_bookmarked():
    titles = list(bookmarks("final"))
    assert titles[:4] == ["Contents", "At a glance", "Director’s overview", "Early Help"]
    assert titles[-3:] == ["All indicators", "Actions that stand out", "About this report"]
    sections = reader("final").outline[5]
    assert [entry.title for entry in sections] == [
        "Rating, 0 to 10",
        "What do you know?",
        "How do you know it?",
        "Strengths",
        "Areas for development",
        "Indicators",
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_contents_give_the_page_on_which_each_chapter_stands(name):
    starts = bookmarks(name)
    pages_of_it = ("-f", str(starts["Contents"]), "-l", str(starts["At a glance"] - 1))
    contents = flat(poppler("pdftotext", "-layout", *pages_of_it, "-", "-", name=name))
    for title, number in starts.items():
        if title != "Contents":
            assert f"{flat(title)} {number} " in contents
        assert flat(title) in pages(name)[number - 1]


def test_it_is_read_out_in_order():
    wanted = (
        "Children’s social care: quarterly self-assessment",
        "Prepared for",
        "1 Early Help 5 2 Looked After Children",
        "Families are reached sooner",
        "All 2 areas are approved.",
        "Where each area stands",
        "Not known",
        "Service area 2 of 2 Looked After Children Rating, 0 to 10 6.5 out of 10, 6 last quarter",
        "Approved on 28 July 2020, 9:12am by",
        "Written by Head of Looked After Children, sent on 17 July 2020, 3:40pm.",
        "Off target",
        "What do you know? What do you know about how good practice",
        "Same as last quarter",
        "No answer was given.",
        "How do you know it? How do you know it? Include the outputs",
        "The grades add up to 25, not to 24 cases. They are printed as they were reported.",
        "Strengths 1. Visits have a purpose.",
        "Action Owner Due, and how it stands Read every plan",
        "81.5% 82 of 100",
        "Within tolerance",
        "All indicators Indicators with neither a figure nor a target are in their area’s chapter.",
        "Code Indicator Target",
        "Actions that stand out",
        "How it is made",
        "9f3a 51c0 7be2 d448",
    )
    place = 0
    for words in wanted:
        place = read_out("final").find(words, place)
        assert place >= 0, f"{words} is missing, or read out too early"


@pytest.mark.parametrize("name", ["final", "draft"])
def test_the_first_page_of_content_stands_alone(name):
    starts = bookmarks(name)
    assert starts["Director’s overview"] == starts["At a glance"] + 1


# --- What it says ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "status"), [("final", "Version 2, approved"), ("draft", "Draft 2, not approved")]
)
def test_every_page_carries_marking_version_and_its_number(name, status):
    for number, text in enumerate(pages(name), 1):
        assert text.count("OFFICIAL-SENSITIVE") >= 2
        assert status in text
        assert f"Page {number} of {len(pages(name))}" in text


def test_a_draft_has_a_watermark_on_every_page_and_a_final_on_none():
    """It is a picture, so that neither a search nor a screen reader meets it."""
    assert all(watermarks("draft"))
    assert not any(watermarks("final"))
    assert "DRAFT" not in "".join(pages("draft"))


def watermarks(name: str) -> list[bool]:
    """Does each page begin with a picture, below its words? The cover has one more, its band."""
    with pikepdf.open(io.BytesIO(drawn(name))) as document:
        below = [list(pikepdf.parse_content_stream(page))[:20] for page in document.pages]
    painted = [sum(str(step.operator) == "Do" for step in steps) for steps in below]
    return [painted[0] > 1, *(count > 0 for count in painted[1:])]


def test_a_draft_says_at_each_area_that_it_is_not_approved():
    assert "Not approved: with the director. Written by Head of Care Leavers" in printed("draft")
    assert "Not approved: not started. To be written by" in printed("draft")
    assert "not sent to the director." in printed("draft")


def test_an_area_left_out_says_so_with_its_reason_and_prints_no_answers():
    left_out = printed("extreme").split("Service area 8 of 8")[1].split("About this report")[0]
    assert "This area is left out of this version Reason: The vacancy rate is 11%" in left_out
    assert "What do you know" not in left_out


def test_an_empty_overview_is_said():
    assert "The director has not written an overview." in printed("extreme")


def test_a_single_question_worded_like_its_heading_is_printed_once():
    report = sample.content()
    report.areas[0].sections[1].answers[0].text = "How do you know it"
    chapter = pdf.report_html(report).split("Service area 1 of 8")[1].split("Service area 2")[0]
    assert chapter.count("How do you know it") == 1


def test_web_page_and_print_have_the_same_body():
    stored = sample.stored(areas=sample.TWO)
    report = Report(quarter_id="2020-21-q1", kind=Kind.FINAL, number=2, content=stored)
    page = web_page(report)
    assert page.body in pdf.report_html(report.frozen)
    assert page.body in render_to_string("report/page.html", {"report": report, "page": page})


# --- Set well, whatever was typed ----------------------------------------------------------------


@pytest.mark.parametrize("name", ["final", "extreme", "extreme lists"])
def test_no_text_leaves_its_column(name):
    words = margins.words(drawn(name))
    assert len(words) > 1500
    assert [word for word in words if word.is_outside] == []


def test_letters_that_no_font_has_are_spelled_out():
    assert "□ private" in printed("extreme")


def test_actions_may_be_as_long_as_people_write():
    """Each field in an area of its own: one that is long hides what another does."""
    fields = ["owner", "progress", "reason", "text"]
    hard = sample.content()
    hard.areas = hard.areas[: len(fields)]
    for area, field in zip(hard.areas, fields, strict=True):
        sample.change(area, charts=[], evidence={}, strengths=[], indicators=[])
        area.sections = [part for part in area.sections if part.key == "development"]
        area.actions = area.actions[:1]
        sample.change(area.actions[0], **{field: sample.answer(900)})
    with pikepdf.open(io.BytesIO(pdf.draw_here(hard))) as document:
        assert len(document.pages) > 4 * len(fields)


def test_what_cannot_be_set_tidily_is_set_all_the_same(monkeypatch, caplog):
    """Rows kept together have made the layout engine give up; then they are let go."""
    tried = []
    as_it_is = pdf._print

    def gives_up_once(html, styles, titles):
        tried.append(styles[-1].name)
        assert len(tried) > 1
        return as_it_is(html, styles, titles)

    monkeypatch.setattr(pdf, "_print", gives_up_once)
    document, _ = pdf._lay_out(sample.words_only("draft", areas=["cwd"]))
    assert document.startswith(b"%PDF")
    assert tried == ["print.css", "loose.css"]
    assert "nothing kept together" in caplog.text


def test_a_layout_that_is_out_of_memory_is_not_tried_again(monkeypatch):
    tried = []

    def too_much(html, styles, titles):
        tried.append(styles)
        raise MemoryError

    monkeypatch.setattr(pdf, "_print", too_much)
    with pytest.raises(MemoryError):
        pdf._lay_out(sample.words_only("draft"))
    assert len(tried) == 1


def test_a_numbered_list_keeps_its_first_number():
    assert "7. Since May every visit" in printed("extreme")


@pytest.mark.parametrize("name", SAMPLES)
def test_it_stays_small(name):
    assert len(drawn(name)) < 2 * 1024 * 1024


def test_the_layout_engine_has_nothing_to_complain_of():
    assert [complaint for name in SAMPLES for complaint in drawn_and_complaints(name)[1]] == []
