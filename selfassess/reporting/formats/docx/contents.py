"""The contents as a field of Word's own, which shows page numbers and can be updated.

Only Word knows the page numbers. The field is marked as out of date, so that Word works them out;
a program that works out no fields shows the titles, which are links.
"""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Pt

from . import xml_elements
from .xml_elements import field_mark, instruction

TITLE, ENTRY = "TOC Heading", "toc 1"  # Word's own names of these styles
CHAPTERS = 'TOC \\o "1-1" \\h \\z'  # of headings of the first level, as links


def prepare_styles(document: Any) -> None:
    styles = document.styles
    styles[TITLE].base_style = styles["Heading 1"]  # it has no level, so it is not in its own list
    entry = styles.add_style(ENTRY, WD_STYLE_TYPE.PARAGRAPH)
    entry.base_style = styles["Normal"]
    entry.paragraph_format.space_after = Pt(4)
    stops = entry.paragraph_format.tab_stops
    stops.add_tab_stop(xml_elements.TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def write(place: Any, source: Any) -> None:
    """Add an entry for each item of the HTML list, all within one field."""
    paragraph = None
    for item in source.iterchildren("li"):
        paragraph, is_first = place.paragraph(ENTRY), paragraph is None
        if is_first:
            _begin(paragraph)
        number = item.find_class("number")
        link = next(item.iter("a"))
        said = " ".join(link.text_content().split())
        words = f"{number[0].text_content()} {said}" if number else said
        anchor = link.get("href").removeprefix("#")
        xml_elements.link(paragraph, paragraph.add_run(words), anchor)
        paragraph.add_run("\t")
        xml_elements.page_of(paragraph, anchor)
    if paragraph is not None:
        paragraph._p.append(field_mark("end"))


def _begin(paragraph: Any) -> None:
    begin = field_mark("begin")
    begin[0].set(xml_elements.qn("w:dirty"), "true")
    for part in (begin, instruction(CHAPTERS), field_mark("separate")):
        paragraph._p.append(part)
