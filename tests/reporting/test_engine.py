"""What of the layout engine we replace and mend, and that it still needs it."""

import zlib
from importlib import util
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pydyf
import pytest
import weasyprint
from weasyprint import svg
from weasyprint.formatting_structure.boxes import BlockBox
from weasyprint.layout import inline
from weasyprint.text import line_break

from selfassess.reporting import editions, engine, pdf

from . import sample
from .annual.sample import issue, year


@pytest.fixture
def theirs():
    """The property as pydyf has it. Its module is read a second time, and ours stays in use."""
    spec = util.find_spec("pydyf")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.PDF.page_references.fget


def document(pages: int) -> pydyf.PDF:
    made = pydyf.PDF()
    add(made, pages)
    return made


def add(made: pydyf.PDF, pages: int) -> None:
    for _ in range(pages):
        made.add_page(pydyf.Dictionary({"Type": "/Page"}))


@pytest.mark.parametrize("pages", [0, 1, 2, 30])
def test_references_are_those_that_pydyf_makes(pages, theirs):
    made = document(pages)
    assert tuple(made.page_references) == theirs(made)
    assert len(made.page_references) == pages


def test_pages_added_later_are_among_them(theirs):
    made = document(2)
    assert len(made.page_references) == 2
    add(made, 3)
    assert tuple(made.page_references) == theirs(made)


def test_each_reference_is_made_once(theirs):
    """Should pydyf do so too one day, this fails and the mending can go."""
    made = document(2)
    assert made.page_references[0] is made.page_references[0]
    assert theirs(made)[0] is not theirs(made)[0]


def test_documents_keep_theirs_apart():
    assert len(document(2).page_references) == 2
    assert len(document(5).page_references) == 5


def test_pydyf_alone_still_compresses_as_hard_as_it_can(theirs):
    """Should it no longer do so one day, this fails and the mending can go."""
    levels = []
    alone = theirs.__globals__
    alone["zlib"] = SimpleNamespace(compressobj=lambda level: levels.append(level) or compressor)
    compressor = zlib.compressobj()
    assert alone["Stream"](["words"], compress=True).data
    assert levels == [9]


NAME, MORE = "Life story books and later life letters ", "LC19, at the end of the quarter"


def lines_of_names() -> set[tuple[str, ...]]:
    """How a name and what is smaller beside it are broken, where hardly all of the name fits."""
    paragraphs = "".join(
        f'<p style="width:{150 + pixel / 4}px">{NAME}<small>{MORE}</small></p>'
        for pixel in range(60)
    )
    style = '<style>@page{size:900px 9000px} p{font:10px "Liberation Sans"}</style>'
    page = engine.HTML(string=f"<html lang=en>{style}{paragraphs}").render().pages[0]
    found = [box for box in page._page_box.descendants() if isinstance(box, BlockBox)]
    return {tuple(map(words_of, box.children)) for box in found if box.element_tag == "p"}


def words_of(line) -> str:
    return "".join(box.text for box in line.descendants() if hasattr(box, "text"))


def test_a_name_that_just_fits_its_line_stands_on_it():
    found = lines_of_names()
    assert (NAME.rstrip(), MORE) in found
    assert not [lines for lines in found if lines[0] == "Life"]


def test_weasyprint_alone_still_breaks_such_a_name_after_its_first_word(monkeypatch):
    """Should it no longer do so one day, this fails and the mending can go."""
    monkeypatch.setattr(inline, "split_first_line", engine._split_first_line)
    assert [lines for lines in lines_of_names() if lines[0] == "Life"]


CHART = (
    '<html lang="en"><svg xmlns="http://www.w3.org/2000/svg" width="300" height="90">'
    '<text x="9" y="30">Áwa &amp; ten of 12</text>'
    '<text x="250" y="60" text-anchor="end">In care</text></svg></html>'
)


def set_at_once(monkeypatch) -> list[str]:
    """The texts of a chart as they are set."""
    texts, theirs = [], line_break.split_first_line

    def note(text: str, *about: Any) -> Any:
        texts.append(text)
        return theirs(text, *about)

    monkeypatch.setattr(line_break, "split_first_line", note)
    engine.HTML(string=CHART).write_pdf()
    return [text for text in texts if text.strip()]


def test_a_text_of_a_chart_is_set_as_one(monkeypatch):
    assert set(set_at_once(monkeypatch)) == {"Áwa & ten of 12", "In care"}


def test_weasyprint_alone_still_sets_each_letter(monkeypatch):
    """Should it no longer do so one day, this fails and the mending can go."""
    monkeypatch.setattr(svg.Node, "text", property(lambda node: node._etree_node.text))
    assert {"w", "I"} < set(set_at_once(monkeypatch))


def test_no_chart_places_its_letters():
    """As one, a text is neither spread nor turned letter by letter."""
    placed = {"dx", "dy", "rotate", "letter-spacing", "textLength"}
    texts = list(
        engine.HTML(pdf.report_html(sample.content())).etree_element.iter(
            "{http://www.w3.org/2000/svg}text"
        )
    )
    assert texts
    for text in texts:
        assert not placed & set(text.keys())
        assert len(text.get("x").split()) == 1 == len(text.get("y").split())


PRINTED = {
    "final": lambda: sample.content(areas=sample.TWO),
    "draft": lambda: sample.content("draft", areas=sample.TWO),
    "extreme lists": sample.extreme_lists,
    **{key: lambda key=key: editions.make(sample.content(), key) for key in editions.WHOLE},
    "year": lambda: year(issue(1), issue(3)),
}


@pytest.mark.parametrize("name", PRINTED)
def test_what_is_printed_closes_what_it_opens_and_is_read_as_by_weasyprint(name):
    html = pdf.report_html(PRINTED[name]())
    assert ElementTree.fromstring(engine.as_xml(html)).tag == "html"  # noqa: S314 (ours)
    assert elements(engine.HTML(html)) == elements(
        weasyprint.HTML(string=engine.INDENTATION.sub("", html))
    )


def elements(document: weasyprint.HTML) -> list[tuple[Any, ...]]:
    """Each with its attributes and all that stands in it and after it."""
    [report] = document.etree_element.findall("body/div")
    report.tail = None  # what stands after the body is put into it
    names = "{http://www.w3.org/2000/xmlns/}"
    return [
        (
            element.tag,
            {name: said for name, said in element.items() if not name.startswith(names)},
            element.text or "",
            element.tail or "",
        )
        for element in report.iter()
    ]


@pytest.mark.parametrize("html", ["<html lang=en><p>Not<br>closed", "<p>Not<br>\x08closed</p>"])
def test_what_xml_cannot_hold_is_read_all_the_same(html):
    [paragraph] = engine.HTML(html).etree_element.iter("p")
    assert paragraph.text == "Not"


@pytest.mark.parametrize("name", ["final", "year"])
def test_none_of_it_has_attributes_that_style_but_where_a_list_starts(name):
    """We leave out the rules for them."""
    styling = {"align", "bgcolor", "border", "clear", "nowrap", "type", "valign", "wrap"}
    for element in engine.HTML(pdf.report_html(PRINTED[name]())).etree_element.iter():
        assert not styling & set(element.keys())


def test_rules_that_every_element_meets_are_of_weasyprints_sheet():
    """Should it have others one day, this fails: look what they are for."""
    of_all = {rule[PSEUDO] for rule in weasyprint.html.UA_STYLESHEET.matcher.other_selectors}
    notes = {f"{what}-{part}" for what in ("footnote", "note") for part in ("call", "marker")}
    assert of_all == {None, "marker", "note-callback", *notes}
    assert {rule[PSEUDO] for rule in engine.BROWSERS.matcher.other_selectors} == {None}


PSEUDO = 3  # where in a rule it says of which pseudo-element it is
