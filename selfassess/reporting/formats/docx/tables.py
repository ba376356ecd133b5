"""Writes a table of the report as a Word table whose heading rows are marked as such."""

from dataclasses import dataclass
from typing import Any

from docx.shared import Emu, Pt
from docx.text.paragraph import Paragraph
from lxml import html

from . import looks, xml_elements
from .insertion_point import Place
from .xml_elements import element

TINT = "EEF2F6"
LETTERS = 92  # letters of a table's type that fit across the page
LONGEST = 16  # letters: a longer word may break
MARGIN = 4  # letters: the width of both margins of a cell


@dataclass(frozen=True)
class Cell:
    """A cell of the report's HTML table."""

    source: html.HtmlElement
    is_head: bool

    @property
    def span(self) -> int:
        return int(self.source.get("colspan", 1))

    @property
    def text(self) -> str:
        return " ".join(self.source.text_content().split())

    @property
    def is_figure(self) -> bool:
        return "figure" in self.source.get("class", "").split()


Row = list[Cell]


def write(writer: Any, source: Any, place: Any) -> None:
    """Add the table to a place. `source`: its HTML element; `writer` fills the cells."""
    rows = [_cells(row) for row in source.iter("tr")]
    columns = max((sum(cell.span for cell in row) for row in rows), default=0)
    if not columns:
        return
    caption = next(source.iterchildren("caption"), None)
    words = " ".join(caption.text_content().split()) if caption is not None else ""
    if words and not caption.get("class"):
        place.paragraph("Caption").add_run(words)
    widths = _widths(rows, columns)
    table = _table(words, widths)
    place.element.add_p().addprevious(table)
    for row in rows:
        _row(writer, table, row, widths)
    below = Paragraph(
        place.element.p_lst[-1], writer.document._body
    )  # tables in a row would become one
    below.paragraph_format.space_after = Pt(0)


def _cells(row: Any) -> Row:
    is_head = row.getparent().tag == "thead"
    return [Cell(cell, is_head) for cell in row.iterchildren("td", "th")]


def _table(words: str, widths: list[int]) -> Any:
    """Make an empty table. `words`: its caption for screen readers; `widths`: of columns, twips."""
    table, about, grid = element("tbl"), element("tblPr"), element("tblGrid")
    about.append(element("tblStyle", val=xml_elements.style_id("Table Grid")))
    about.append(element("tblW", type="dxa", w=str(sum(widths))))
    about.append(element("tblLayout", type="fixed"))
    about.append(element("tblLook", val="00A0", firstRow="1", firstColumn="1"))
    if words:
        about.append(element("tblCaption", val=words))
    for width in widths:
        grid.append(element("gridCol", w=str(width)))
    table.append(about)
    table.append(grid)
    return table


def _row(writer: Any, table: Any, cells: Row, widths: list[int]) -> None:
    row, about = element("tr"), element("trPr")
    about.append(element("cantSplit"))
    if any(cell.is_head for cell in cells):
        about.append(element("tblHeader"))  # read out with each cell, repeated on each page
    row.append(about)
    table.append(row)
    at = 0
    for cell in cells:
        row.append(_cell(writer, cell, sum(widths[at : at + cell.span])))
        at += cell.span


def _cell(writer: Any, cell: Cell, width: int) -> Any:
    made, about = element("tc"), element("tcPr")
    about.append(element("tcW", type="dxa", w=str(width)))
    if cell.span > 1:
        about.append(element("gridSpan", val=str(cell.span)))
    is_heading = cell.is_head or cell.source.get("scope") == "rowgroup"
    if is_heading:
        about.append(element("shd", val="clear", color="auto", fill=TINT))
    classes = cell.source.get("class", "").split()
    looks.frame(about, classes)
    looks.shade(about, classes)
    made.append(about)
    place = Place(writer.document, made, in_table=True, right=cell.is_figure)
    writer.flow(cell.source, place, bold=is_heading)
    looks.whiten(made, classes)
    if not made.p_lst:
        place.paragraph()  # Word opens no file with a cell that has none
    return made


def _widths(rows: list[Row], columns: int) -> list[int]:
    """Return the width of each column in twips.

    Each column gets room for its longest word. What is left goes to columns with long texts, by
    the square root of their length, because a long text may run over several lines.
    """
    least, wish = [MARGIN] * columns, [1.0] * columns
    for row in rows:
        if len(row) == columns:
            for at, cell in enumerate(row):
                longest = max(map(len, cell.text.split()), default=0)
                least[at] = max(least[at], min(longest, LONGEST) + MARGIN)
                wish[at] = max(wish[at], 3 * len(cell.text) ** 0.5)
    more = [max(wished - room, 0) + 1 for wished, room in zip(wish, least, strict=True)]
    spare = max(LETTERS - sum(least), 0)
    letters = [room + spare * part / sum(more) for room, part in zip(least, more, strict=True)]
    return [round(Emu(xml_elements.TEXT_WIDTH).twips * part / sum(letters)) for part in letters]
