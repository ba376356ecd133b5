"""Writes a table of the report as a Word table whose heading rows are marked as such.

A column of small drawings is left out: what they draw stands in the columns before it.
"""

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import html

from . import looks, xml_elements
from .insertion_point import Place
from .xml_elements import element

TINT = "EEF2F6"
LETTERS = 92  # letters of a table's type that fit across the page
LONGEST = 16  # letters: a longer word may break
MARGIN = 4  # letters: the width of both margins of a cell
TIGHT = 1  # letters: the same where a table has more columns than the page has room for
TIGHT_TWIPS = 40  # a tight margin, in twips
TIGHT_TYPE, TIGHT_LETTERS = Pt(8.5), 102  # the type of such a table, and its letters across
BELOW = Pt(4)  # a table


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
    def longest(self) -> int:
        """Letters of its longest word, which may break at a soft hyphen. A head is bold."""
        words = self.text.replace("\xad", "- ").split()
        wider = [len(word) + (self.is_head and word.isalpha()) for word in words]
        return max(wider, default=0)

    @property
    def is_figure(self) -> bool:
        return "figure" in self.source.get("class", "").split()


Row = list[Cell]


def write(writer: Any, source: Any, place: Any) -> None:
    """Add the table to a place. `source`: its HTML element; `writer` fills the cells."""
    sources = list(source.iter("tr"))
    rows = [_cells(row) for row in sources]
    heads = [row for row in rows if row and row[0].is_head]
    columns = max((sum(cell.span for cell in row) for row in heads or rows), default=0)
    if not columns:
        return
    caption = next(source.iterchildren("caption"), None)
    words = " ".join(caption.text_content().split()) if caption is not None else ""
    if words and not caption.get("class"):
        place.paragraph("Caption").add_run(words)
    is_tight = sum(_least(rows, columns, MARGIN)) > LETTERS
    widths = _tight_widths(rows, columns) if is_tight else _widths(rows, columns, MARGIN, LETTERS)
    table = _table(words, widths, is_tight)
    place.element.add_p().addprevious(table)
    for its_source, row in zip(sources, rows, strict=True):
        made = _row(writer, table, row, widths)
        if _stays_with_next(its_source):
            for paragraph in made.iter(qn("w:p")):
                xml_elements.keep_with_next(paragraph)
    below = Paragraph(
        place.element.p_lst[-1], writer.document._body
    )  # tables in a row would become one
    below.paragraph_format.space_after, below.paragraph_format.line_spacing = Pt(0), BELOW
    if is_tight:
        for run in table.iter(qn("w:r")):
            Run(run, table).font.size = TIGHT_TYPE


def _cells(row: Any) -> Row:
    is_head = row.getparent().tag == "thead"
    cells = [Cell(cell, is_head) for cell in row.iterchildren("td", "th")]
    return [cell for cell in cells if "drawing" not in cell.source.get("class", "").split()]


def _table(words: str, widths: list[int], is_tight: bool) -> Any:
    """Make an empty table. `words`: its caption for screen readers; `widths`: of columns, twips."""
    table, about, grid = element("tbl"), element("tblPr"), element("tblGrid")
    about.append(element("tblStyle", val=xml_elements.style_id("Table Grid")))
    about.append(element("tblW", type="dxa", w=str(sum(widths))))
    about.append(element("tblLayout", type="fixed"))
    if is_tight:
        margins = element("tblCellMar")
        for side in ("left", "right"):
            margins.append(element(side, w=str(TIGHT_TWIPS), type="dxa"))
        about.append(margins)
    about.append(element("tblLook", val="00A0", firstRow="1", firstColumn="1"))
    if words:
        about.append(element("tblCaption", val=words))
    for width in widths:
        grid.append(element("gridCol", w=str(width)))
    table.append(about)
    table.append(grid)
    return table


def _stays_with_next(row: Any) -> bool:
    """A row stays with what is said about it, and a head with its first row."""
    around = row.getparent()
    is_one = "one" in around.get("class", "").split() and row.getnext() is not None
    return is_one or around.tag == "thead" or "group" in row.get("class", "").split()


def _row(writer: Any, table: Any, cells: Row, widths: list[int]) -> Any:
    row, about = element("tr"), element("trPr")
    about.append(element("cantSplit"))
    if any(cell.is_head for cell in cells):
        about.append(element("tblHeader"))  # read out with each cell, repeated on each page
    row.append(about)
    table.append(row)
    at = 0
    for cell in cells:
        columns = widths[at : at + cell.span]  # fewer where a column of drawings is left out
        row.append(_cell(writer, cell, columns))
        at += len(columns)
    return row


def _cell(writer: Any, cell: Cell, columns: list[int]) -> Any:
    made, about = element("tc"), element("tcPr")
    about.append(element("tcW", type="dxa", w=str(sum(columns))))
    if len(columns) > 1:
        about.append(element("gridSpan", val=str(len(columns))))
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


def _least(rows: list[Row], columns: int, margin: int) -> list[int]:
    """Return how many letters each column needs for its longest word."""
    least = [margin] * columns
    for row in rows:
        if len(row) == columns:
            for at, cell in enumerate(row):
                least[at] = max(least[at], min(cell.longest, LONGEST) + margin)
    return least


def _tight_widths(rows: list[Row], columns: int) -> list[int]:
    """What is left goes to names and words: heads over figures may run over several lines."""
    without_heads = [row for row in rows if not any(cell.is_head for cell in row)]
    least = _least(rows, columns, TIGHT)
    wish = [0] * columns
    for row in without_heads:
        if len(row) == columns:
            for at, cell in enumerate(row):
                wish[at] = max(wish[at], len(cell.text) + TIGHT)
    return _shared(least, [float(wished) for wished in wish], TIGHT_LETTERS)


def _widths(rows: list[Row], columns: int, margin: int, across: int) -> list[int]:
    """Return the width of each column in twips.

    Each column gets room for its longest word. What is left goes to columns with long texts, by
    the square root of their length, because a long text may run over several lines.
    """
    least, wish = _least(rows, columns, margin), [1.0] * columns
    for row in rows:
        if len(row) == columns:
            for at, cell in enumerate(row):
                wish[at] = max(wish[at], 3 * len(cell.text) ** 0.5)
    return _shared(least, [wished + 1 for wished in wish], across)


def _shared(least: list[int], wish: list[float], across: int) -> list[int]:
    """Give each column its least, and what is left to those that wish for more."""
    more = [max(wished - room, 0) for wished, room in zip(wish, least, strict=True)]
    more = more if sum(more) else [1.0] * len(more)
    spare = max(across - sum(least), 0)
    letters = [room + spare * part / sum(more) for room, part in zip(least, more, strict=True)]
    return [round(Emu(xml_elements.TEXT_WIDTH).twips * part / sum(letters)) for part in letters]
