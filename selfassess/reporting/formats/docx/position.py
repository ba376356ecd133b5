"""Where the paragraphs of a Word document go."""

from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph

from . import elements


class Place:
    """Where paragraphs go: the body of the document, or a cell of a table.

    It writes the document's own elements, because python-docx looks through all styles for every
    paragraph that it is asked for.
    """

    def __init__(
        self, document: Document, element: Any, *, in_table: bool = False, right: bool = False
    ) -> None:
        self.document, self.element = document, element
        self.in_table, self.right = in_table, right

    def paragraph(self, style: str = "Normal") -> Paragraph:
        made = self.element.add_p()
        made.style = elements.style_id(
            elements.IN_TABLES.get(style, style) if self.in_table else style
        )
        if self.right:
            made.get_or_add_pPr().get_or_add_jc().val = WD_ALIGN_PARAGRAPH.RIGHT
        return Paragraph(made, self.document._body)


class Item:
    """An item of a list, within another place."""

    def __init__(self, place: "Place | Item", mark: str, number: int) -> None:
        self.place, self.mark, self.number = place, mark, number
        self.element: Any = place.element
        self.in_table: bool = place.in_table

    def paragraph(self, style: str = "Normal") -> Paragraph:
        if not self.mark:
            return self.place.paragraph("List Continue" if style == "Normal" else style)
        paragraph = self.place.paragraph(self.mark)
        if self.number:
            elements.numbered(paragraph, self.number)
        self.mark = ""
        return paragraph
