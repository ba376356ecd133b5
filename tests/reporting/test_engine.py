"""The two places of the layout engine that we mend, and that it still has them."""

from importlib import util

import pydyf
import pytest
from weasyprint.formatting_structure.boxes import BlockBox
from weasyprint.layout import inline

from selfassess.reporting import engine


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
