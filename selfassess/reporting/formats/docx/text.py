"""Words within a paragraph: bold, small, linked, on several lines."""

import re
from dataclasses import dataclass, replace
from typing import Any

from docx.shared import Pt
from docx.text.paragraph import Paragraph

from . import xml_elements
from .looks import shape_of

SPACES = re.compile(r"[ \t\n\r]+")  # leaves the no-break space alone
SMALL = Pt(8.5)
HIDDEN = "govuk-visually-hidden"


@dataclass(frozen=True)
class Look:
    bold: bool = False
    small: bool = False
    to: str = ""  # the anchor that a link leads to


class Words:
    """Collects inline HTML, and writes its text as a browser would show it, spaces collapsed."""

    def __init__(self, text: str | None = "", look: Look | None = None) -> None:
        self.look = look or Look()
        self.pieces: list[tuple[str, Look]] = []
        self.add(text)

    @classmethod
    def of(cls, element: Any) -> "Words":
        words = cls(element.text)
        for child in element:
            words.inside(child)
            words.add(child.tail)
        return words

    def add(self, text: str | None, look: Look | None = None) -> None:
        if text:
            self.pieces.append((SPACES.sub(" ", text), look or self.look))

    def inside(self, element: Any, look: Look | None = None) -> None:
        """Add an inline element with everything in it, unless it is for screen readers alone."""
        look = look or self.look
        if not isinstance(element.tag, str) or HIDDEN in element.get("class", ""):
            return
        if element.tag == "br":
            self.pieces.append(("\n", look))
        elif element.tag in ("b", "strong"):
            look = replace(look, bold=True)
        elif element.tag == "small":
            look = replace(look, small=True)
        elif element.tag == "a" and element.get("href", "").startswith("#"):
            look = replace(look, to=element.get("href")[1:])
        self.add(f"{shape_of(element.get('class', ''))}{element.text or ''}", look)
        if element.get("class") == "number":
            self.add(" ")
        for child in element:
            self.inside(child, look)
            self.add(child.tail, look)

    @property
    def are_there(self) -> bool:
        return any(text.strip(" \n") for text, _ in self.pieces)

    def write(self, paragraph: Paragraph, *, right: bool = False, bold: bool = False) -> None:
        for text, look in self._tidied():
            run = paragraph.add_run(text)
            run.bold = bold or look.bold or None
            if look.small:
                run.font.size = SMALL
            if look.to:
                xml_elements.link(paragraph, run, look.to)
        if right:
            xml_elements.from_the_right(paragraph)

    def _tidied(self) -> list[tuple[str, Look]]:
        """Collapse spaces to one between words and none at either end of a line, as HTML does."""
        pieces: list[tuple[str, Look]] = []
        ended = True  # a space here would begin a line, or be a second one
        for text, look in self.pieces:
            if text == "\n" and pieces:
                pieces[-1] = (pieces[-1][0].rstrip(" "), pieces[-1][1])
            text = text.lstrip(" ") if ended else text
            if text:
                pieces.append((text, look))
                ended = text[-1] in " \n"
        while pieces and not pieces[-1][0].strip(" \n"):
            pieces.pop()
        if pieces:
            pieces[-1] = (pieces[-1][0].rstrip(" \n"), pieces[-1][1])
        return pieces
