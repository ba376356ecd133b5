"""The layout engine, WeasyPrint, with one slow place mended (ADR 0027).

For every element that it tags, WeasyPrint asks pydyf's document for the reference of one page, and
pydyf makes those of all pages to give it: the time goes with elements times pages. Here each
reference is made once. Import the engine from here.
"""

import pydyf
from weasyprint import CSS, HTML

__all__ = ["CSS", "HTML"]

KIDS_OF_A_PAGE = 3  # object number, generation and R: one page among the kids of the root


def _page_references(document: pydyf.PDF) -> list[bytes]:
    """One for each page, in their order. Pages may still be added; what was made is kept."""
    made = vars(document).setdefault("_references_made", [])
    for number in document.pages["Kids"][KIDS_OF_A_PAGE * len(made) :: KIDS_OF_A_PAGE]:
        made.append(b"%d 0 R" % number)
    return made


pydyf.PDF.page_references = property(_page_references)
