"""Where a converter may put the next paragraph of a Word document."""

from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph

from . import xml_elements


class Place:
    """The body of the document, or a cell of a table, to which paragraphs are added.

    It writes XML elements itself, because python-docx searches all styles for every paragraph.
    """

    def __init__(
        self, document: Document, element: Any, *, in_table: bool = False, right: bool = False
    ) -> None:
        self.document, self.element = document, element
        self.in_table, self.right = in_table, right

    def paragraph(self, style: str = "Normal") -> Paragraph:
        made = self.element.add_p()
        made.style = xml_elements.style_id(
            xml_elements.IN_TABLES.get(style, style) if self.in_table else style
        )
        if self.right:
            made.get_or_add_pPr().get_or_add_jc().val = WD_ALIGN_PARAGRAPH.RIGHT
        return Paragraph(made, self.document._body)


class Item:
    """An item of a list within another place.

    `mark`: the style of its first paragraph, empty for none. `number`: see `numbered_from`; 0 for
    a list without numbers.
    """

    def __init__(self, place: "Place | Item", mark: str, number: int) -> None:
        self.place, self.mark, self.number = place, mark, number
        self.element: Any = place.element
        self.in_table: bool = place.in_table

    def paragraph(self, style: str = "Normal") -> Paragraph:
        if not self.mark:
            return self.place.paragraph("List Continue" if style == "Normal" else style)
        paragraph = self.place.paragraph(self.mark)
        if self.number:
            xml_elements.numbered(paragraph, self.number)
        self.mark = ""
        return paragraph
