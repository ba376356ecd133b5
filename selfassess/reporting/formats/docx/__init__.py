"""Draws frozen content as a Word document.

It converts the HTML that the web page and the PDF are made of, so that all three say the same in
the same order. Tags become Word's own headings, lists and tables; few classes matter.
"""

import io
import re
from collections.abc import Callable
from itertools import count
from typing import Any

from django.template.loader import render_to_string
from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import html
from lxml.html import HtmlElement

from selfassess.plain_text import portable
from selfassess.reporting.content.walk import change_texts
from selfassess.reporting.editions import Printed

from . import contents, tables, xml_elements
from .insertion_point import Item, Place
from .svg_to_png import png
from .text import HIDDEN, Words

STYLES = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}
CONTAINERS = ("div", "section", "article", "header", "body")
FRONT = {"cover", "brief-cover", "contents", "glance"}  # what follows begins a page, as in print
STAYS_WITH_NEXT = {"chapter-number", "question", "byline", "same", "doubts-in"}
SMALL_LISTS = {"lines", "doubts", "not-reported"}  # in the type of tables
ABOVE_A_CHAPTER = Pt(30)
WORDLESS = re.compile("\u00ad")  # where a print may break a word; Word knows by itself


def draw(content: Printed) -> bytes:
    """Return the document's bytes. Its dates are those of the version, not of the clock."""
    content = change_texts(content, portable)
    quarter, version = content.quarter.name, content.version.name
    state = "not approved" if content.version.kind == "draft" else "approved"
    document = xml_elements.blank(
        title=f"Children’s social care: quarterly self-assessment, {quarter}, {version}",
        author=content.authority,
        made=content.version.compiled_at.replace(tzinfo=None),
        above=content.marking,
        beside=f"{content.authority}, {quarter}: {version}, {state}",
    )
    contents.prepare_styles(document)
    source = WORDLESS.sub("", render_to_string("report/body.html", {"content": content}))
    Writer(document).flow(html.fromstring(source), Place(document, document.element.body))
    return xml_elements.saved(document)


class Writer:
    """Walks the report's HTML and writes what it finds into the document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.names = count(1)
        self.anchors: list[str] = []  # that lead to the paragraph that is yet to come
        self.new_page = self.new_chapter = False

    def flow(self, element: HtmlElement, place: Place | Item, **said: Any) -> None:
        """Write an element's content: paragraphs of inline text, and of blocks Word's counterparts.

        `said`: `right` and `bold`, for the paragraphs that are made of inline text.
        """
        self._note_anchor(element)
        if "told" in element.get("class", "").split():
            _lead_in(element)
        words = Words(element.text)
        for child in element:
            if not isinstance(child.tag, str) or HIDDEN in child.get("class", ""):
                words.add(child.tail)
            elif write := self._block(child):
                self._say(words, place, **said)
                write(child, place)
                words = Words(child.tail)
            else:
                words.inside(child)
                words.add(child.tail)
        self._say(words, place, **said)

    def _block(self, element: HtmlElement) -> Callable[[HtmlElement, Place | Item], None] | None:
        if element.tag in STYLES:
            return self._heading
        if element.tag in CONTAINERS:
            return self._section
        return {
            "p": self._paragraph,
            "ul": self._list,
            "ol": self._list,
            "table": self._table,
            "svg": self._picture,
        }.get(element.tag)

    def _say(
        self, words: Words, place: Place | Item, *, right: bool = False, bold: bool = False
    ) -> None:
        if words.are_there:
            words.write(self._begin(place), right=right, bold=bold)

    def _begin(self, place: Place | Item, style: str = "Normal") -> Paragraph:
        paragraph = place.paragraph(style)
        if self.new_page and not place.in_table:
            paragraph.paragraph_format.page_break_before, self.new_page = True, False
        elif self.new_chapter and not place.in_table:
            paragraph.paragraph_format.space_before = ABOVE_A_CHAPTER
        self.new_chapter = False
        while self.anchors:
            xml_elements.mark(paragraph, self.anchors.pop(), next(self.names))
        return paragraph

    def _note_anchor(self, element: HtmlElement) -> None:
        if anchor := element.get("id"):
            self.anchors.append(anchor)

    def _section(self, element: HtmlElement, place: Place | Item) -> None:
        if "chapter" in _classes(element):
            self.new_chapter = True
            self.new_page = self.new_page or _begins_a_page(element)
        earlier = len(place.element.p_lst)
        self.flow(element, place)
        if "callout" in _classes(element):
            for paragraph in place.element.p_lst[earlier:-1]:
                xml_elements.keep_with_next(paragraph)

    def _heading(self, element: HtmlElement, place: Place | Item) -> None:
        self._note_anchor(element)
        style = contents.TITLE if _is_of_contents(element) else STYLES[element.tag]
        paragraph = self._begin(place, style)
        if element.tag == "h3" and "glance" in _classes(element.getparent()):
            looks = paragraph.paragraph_format  # closer together, so that they are on one page
            looks.space_before, looks.space_after = Pt(9), Pt(3)
        Words.of(element).write(paragraph)

    def _paragraph(self, element: HtmlElement, place: Place | Item) -> None:
        self.flow(element, place, right=element.get("dir") == "rtl")
        if _stays_with_next(element):
            xml_elements.keep_with_next(place.element.p_lst[-1])

    def _list(self, element: HtmlElement, place: Place | Item) -> None:
        """Give an item's first paragraph its bullet or number, and indent what follows in it."""
        if "toc" in element.get("class", ""):
            contents.write(place, element)
            return
        if _classes(element) & SMALL_LISTS and not place.in_table:
            place = Place(self.document, place.element, in_table=True)
        numbers = element.tag == "ol"
        number = (
            xml_elements.numbered_from(self.document, int(element.get("start", 1)))
            if numbers
            else 0
        )
        mark = "List Number" if numbers else "List Bullet"
        for item in element.iterchildren("li"):
            self.flow(item, Item(place, mark, number), right=item.get("dir") == "rtl")

    def _table(self, element: HtmlElement, place: Place | Item) -> None:
        tables.write(self, element, place)

    def _picture(self, element: HtmlElement, place: Place | Item) -> None:
        if "spark" in element.get("class", ""):
            return  # the table prints its figures beside it
        run = self._begin(place).add_run()
        picture = run.add_picture(io.BytesIO(png(element)), width=xml_elements.TEXT_WIDTH)
        xml_elements.described(picture, element.findtext("title") or "")


def _classes(element: HtmlElement) -> set[str]:
    return set(element.get("class", "").split())


def _begins_a_page(chapter: HtmlElement) -> bool:
    """The others begin where there is room, so that no page is left nearly empty."""
    before = chapter.getprevious()
    return before is None or not _classes(before).isdisjoint(FRONT)


def _stays_with_next(paragraph: HtmlElement) -> bool:
    """Does it lead into what follows: an answer, a chart, a table?"""
    if paragraph.get("class", "").endswith("-title") or _classes(paragraph) & STAYS_WITH_NEXT:
        return True
    after = paragraph.getnext()
    return after is not None and "wide" in _classes(after)


def _lead_in(element: HtmlElement) -> None:
    """Join the first two paragraphs, as print does: “How we know:” and what follows it."""
    if [child.tag for child in element[:2]] != ["p", "p"]:
        return
    first, second = element[:2]
    said = f" {second.text or ''}"
    if len(first):
        first[-1].tail = (first[-1].tail or "") + said
        second.text = first.text
        second[:0] = list(first)
    else:
        second.text = (first.text or "") + said
    element.remove(first)


def _is_of_contents(heading: HtmlElement) -> bool:
    return "contents" in heading.getparent().get("class", "").split()
