"""The layout engine, WeasyPrint, with what is slow in it replaced (ADR 0027) and one line mended.
Import it from here.

For every element that it tags, WeasyPrint asks pydyf's document for the reference of one page, and
pydyf builds the references of all pages to answer. That takes time in proportion to elements times
pages. Here each reference is built once.

HTML is read by Python's reader of XML, which is written in C: our templates close what they open.
Rules that every element is looked at for, and that are about nothing of ours, are left out.

pydyf compresses as hard as zlib can: a twentieth of the time, for a hundredth of the bytes. Here it
compresses a little less.

Where a text fits its line but for the space at its end, before a smaller word, WeasyPrint leaves
its first word alone on the line. Here such a text is set without that space.

WeasyPrint sets every letter of a chart's text by itself. Here each text is set as one.
"""

import re
import zlib
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pydyf
import weasyprint
from weasyprint import CSS
from weasyprint.css.counters import CounterStyle
from weasyprint.html import UA
from weasyprint.layout import inline
from weasyprint.svg import Node

__all__ = ["CSS", "HTML"]

# Of browsers' styles: notes of every element, what direction pads, margins of a page without words.
NOT_OURS = re.compile(
    r"^(?:::(?:foot)?note-|(?:\[dir|:is).*\{ (?:margin|padding|visibility)"
    r"|  @(?:left|right|top-center|(?:top|bottom)-\w+-corner)).*$",
    re.MULTILINE,
)
BROWSERS = CSS(
    string=NOT_OURS.sub("", UA).replace("::marker", "li::marker"), counter_style=CounterStyle()
)
# Before what never stands in a line, where no space shows; each would become a box.
INDENTATION = re.compile(r"\n\s*(?=</?(?:caption|col|h[1-6]|li|ol|section|t[a-z]+|ul)\b)")
NEVER_CLOSED = re.compile(r"<((?:br|col|meta)\b[^>]*)>")

COMPRESSION = 7  # of 9
KIDS_OF_A_PAGE = 3  # entries of a page in /Kids of the page tree: object number, generation, R
RESUMES_AT = 2  # where in its answer WeasyPrint says at which byte the next line begins


class HTML(weasyprint.HTML):
    """A document as HTML. What is not closed as in XML is read as WeasyPrint reads it."""

    wrapper_element: Any

    def __init__(self, string: str, url_fetcher: Any = None) -> None:
        try:
            tree = ElementTree.fromstring(as_xml(string))  # noqa: S314 (ours, and texts are escaped)
        except ElementTree.ParseError:
            super().__init__(string=string, url_fetcher=url_fetcher)
        else:
            super().__init__(string="<html>", url_fetcher=url_fetcher)
            self.wrapper_element = type(self.wrapper_element).from_html_root(tree)
            self.etree_element = tree

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [BROWSERS]

    def _ph_stylesheets(self) -> list[CSS]:
        """What attributes such as `align` mean. We have `start` alone, which needs no rule."""
        return []


def as_xml(html: str) -> str:
    closed = NEVER_CLOSED.sub(r"<\1/>", html.replace("&shy;", "\u00ad"))
    return INDENTATION.sub("", closed)


def _page_references(document: pydyf.PDF) -> list[bytes]:
    """Return a reference for each page, in order. Pages may still be added, so this can grow."""
    made = vars(document).setdefault("_references_made", [])
    for number in document.pages["Kids"][KIDS_OF_A_PAGE * len(made) :: KIDS_OF_A_PAGE]:
        made.append(b"%d 0 R" % number)
    return made


class _Words(str):
    """A chart's text, which WeasyPrint goes through to set each letter alone: here it has one."""

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _text_of(node: Node) -> str | None:
    text = node._etree_node.text
    return text and _Words(text)


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


pydyf.zlib = SimpleNamespace(
    compress=zlib.compress, compressobj=lambda level: zlib.compressobj(COMPRESSION)
)
pydyf.PDF.page_references = property(_page_references)
inline.split_first_line = _with_its_words
Node.text = property(_text_of)
