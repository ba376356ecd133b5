"""The slow place of the layout engine that we mend, and that it still has it."""

from importlib import util

import pydyf
import pytest

from selfassess.reporting import engine  # noqa: F401 - mends pydyf


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
