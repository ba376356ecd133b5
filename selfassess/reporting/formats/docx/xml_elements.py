"""A blank Word document with our paper, type and language, and elements python-docx lacks."""

import io
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shape import InlineShape
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from selfassess.reporting.formats.zipping import repack

FONT = "Arial"  # on every machine; the print's own typeface is not
NAVY, QUIET = RGBColor(0x12, 0x43, 0x6D), RGBColor(0x48, 0x49, 0x49)
TEXT_WIDTH = Cm(17)  # A4 with margins of 2 cm
HEADINGS = {"Title": 24, "Heading 1": 20, "Heading 2": 14, "Heading 3": 11.5}  # points
IN_TABLES = {  # the same, closer together
    "Normal": "Table Text",
    "List Bullet": "Table Bullet",
    "List Number": "Table Number",
    "List Continue": "Table Continue",
}
RULE = "B1B4B6"


def blank(*, title: str, author: str, made: datetime, above: str, beside: str) -> Document:
    """Make an empty document. The header of every page has `above` (its marking) on the left and
    `beside` (which report it is) on the right."""
    document = docx.Document()
    _page(document, above, beside)
    _type(document)
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title, author, author
    about.created = about.modified = made
    about.language, about.comments = "en-GB", ""
    return document


def saved(document: Document) -> bytes:
    """Return the document as bytes that do not depend on the time of saving."""
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def _page(document: Document, above: str, beside: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    head = section.header.paragraphs[0]
    head.text = f"{above}\t{beside}"
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("Page ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")
    for paragraph in (head, foot):
        paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    for name in ("Header", "Footer"):
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(9), QUIET
        style.paragraph_format.tab_stops.clear_all()


def _type(document: Document) -> None:
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:rPr')}")
    defaults.find(qn("w:lang")).set(qn("w:val"), "en-GB")
    for name in ("Normal", "Caption", *HEADINGS):
        _font(styles[name], FONT)
    normal = styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.25
    for name, size in HEADINGS.items():
        style = styles[name]
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, NAVY
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(6)
        style.paragraph_format.keep_with_next = True
    _without_rule(styles["Title"])
    for like, name in IN_TABLES.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size = styles[like], Pt(9.5)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(2), 1.1
    for rule in styles["Table Grid"].element.find(f".//{qn('w:tblBorders')}"):
        rule.set(qn("w:color"), RULE)
    caption = styles["Caption"]
    caption.font.size, caption.font.color.rgb = Pt(9.5), QUIET
    caption.paragraph_format.keep_with_next = True


def _font(style: Any, name: str) -> None:
    """Set the font alone: where a style also names the theme's font, Word prefers that."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), name)


def _without_rule(style: Any) -> None:
    """Remove the line across the page that python-docx's template draws under titles."""
    for rule in style.element.findall(f".//{qn('w:pBdr')}"):
        rule.getparent().remove(rule)


def element(tag: str, /, **attributes: str) -> Any:
    """Make an element of the WordprocessingML namespace (`w:`)."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _field(paragraph: Paragraph, code: str) -> None:
    """Add a field that Word computes, such as PAGE."""
    field = element("fldSimple", instr=code)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def field_mark(kind: str) -> Any:
    """Make the run that begins, separates or ends a field of several paragraphs."""
    run = element("r")
    run.append(element("fldChar", fldCharType=kind))
    return run


def instruction(code: str) -> Any:
    """Make the run that says what a field shows."""
    run, words = element("r"), element("instrText")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = f" {code} "
    run.append(words)
    return run


def page_of(paragraph: Paragraph, name: str) -> None:
    """Add the number of the page on which a bookmark stands, once Word has worked it out."""
    field = element("fldSimple", instr=f" PAGEREF {_place(name)} \\h ", dirty="true")
    field.append(paragraph.add_run(" ")._r)
    paragraph._p.append(field)


def mark(paragraph: Paragraph, name: str, number: int) -> None:
    """Make a paragraph the target of links, as a bookmark. `number`: unique in the document."""
    start = element("bookmarkStart", id=str(number), name=_place(name))
    paragraph._p.append(start)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def link(paragraph: Paragraph, run: Run, name: str) -> None:
    """Make a run a link to the bookmark of that name."""
    away = element("hyperlink", anchor=_place(name))
    away.append(run._r)
    paragraph._p.append(away)


def _place(name: str) -> str:
    """Make a bookmark's name of an anchor: Word allows no hyphens and 40 characters."""
    return name.replace("-", "_")[:40]


def keep_with_next(paragraph: Any) -> None:
    """Let no page end between a paragraph (its element) and the next one."""
    paragraph.get_or_add_pPr().get_or_add_keepNext().val = True


def from_the_right(paragraph: Paragraph) -> None:
    """Set a paragraph from right to left, for Hebrew, Arabic and other such scripts."""
    paragraph._p.get_or_add_pPr().append(element("bidi"))
    for run in paragraph.runs:
        run._r.get_or_add_rPr().append(element("rtl"))


def numbered_from(document: Document, start: int) -> int:
    """Add a numbering for one list that begins with `start`; return its id for `numbered`."""
    numbering = document.part.numbering_part.element
    own = document.styles["List Number"].element.pPr.numPr.numId.val
    kind = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == own)
    made = numbering.add_num(kind)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return made.numId


def numbered(paragraph: Paragraph, number: int) -> None:
    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number


def described(picture: InlineShape, words: str) -> None:
    """Give a picture its alternative text."""
    picture._inline.docPr.set("descr", words)


def style_id(name: str) -> str:
    """Return the id of a style in the document's XML."""
    return name.replace(" ", "")
