"""The layout engine, WeasyPrint, with one slow function replaced (ADR 0027). Import it from here.

For every element that it tags, WeasyPrint asks pydyf's document for the reference of one page, and
pydyf builds the references of all pages to answer. That takes time in proportion to elements times
pages. Here each reference is built once.
"""

import pydyf
from weasyprint import CSS, HTML

__all__ = ["CSS", "HTML"]

KIDS_OF_A_PAGE = 3  # entries of a page in /Kids of the page tree: object number, generation, R


def _page_references(document: pydyf.PDF) -> list[bytes]:
    """Return a reference for each page, in order. Pages may still be added, so this can grow."""
    made = vars(document).setdefault("_references_made", [])
    for number in document.pages["Kids"][KIDS_OF_A_PAGE * len(made) :: KIDS_OF_A_PAGE]:
        made.append(b"%d 0 R" % number)
    return made


pydyf.PDF.page_references = property(_page_references)
