"""The layout engine, WeasyPrint, with one slow function replaced (ADR 0027) and one mended. Import
it from here.

For every element that it tags, WeasyPrint asks pydyf's document for the reference of one page, and
pydyf builds the references of all pages to answer. That takes time in proportion to elements times
pages. Here each reference is built once.

Where a text fits its line but for the space at its end, before a smaller word, WeasyPrint leaves
its first word alone on the line. Here such a text is set without that space.
"""

from typing import Any

import pydyf
from weasyprint import CSS, HTML
from weasyprint.layout import inline

__all__ = ["CSS", "HTML"]

KIDS_OF_A_PAGE = 3  # entries of a page in /Kids of the page tree: object number, generation, R
RESUMES_AT = 2  # where in its answer WeasyPrint says at which byte the next line begins


def _page_references(document: pydyf.PDF) -> list[bytes]:
    """Return a reference for each page, in order. Pages may still be added, so this can grow."""
    made = vars(document).setdefault("_references_made", [])
    for number in document.pages["Kids"][KIDS_OF_A_PAGE * len(made) :: KIDS_OF_A_PAGE]:
        made.append(b"%d 0 R" % number)
    return made


_split_first_line = inline.split_first_line


def _with_its_words(text: str, *about: Any, **more: Any) -> Any:
    """Return the first line of a text, which holds all of it if all but its last space fits."""
    line = _split_first_line(text, *about, **more)
    word = text.partition(" ")[0]
    if text.endswith(" ") and line[RESUMES_AT] == len(word.encode()) + 1:
        whole = _split_first_line(text.rstrip(" "), *about, **more)
        if whole[RESUMES_AT] is None:
            return whole
    return line


pydyf.PDF.page_references = property(_page_references)
inline.split_first_line = _with_its_words
