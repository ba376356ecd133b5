"""The Word document: real headings, lists and tables, the report's own words, the same bytes."""

import io
import zipfile
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import html

from selfassess.reporting import editions
from selfassess.reporting.content.schema import ReportContent
from selfassess.reporting.formats import docx
from selfassess.reporting.formats.docx.svg_to_png import png
from tests.reporting import sample


def small(kind: str = "final") -> ReportContent:
    """Two areas, so that drawing takes no time."""
    content = sample.content(kind)
    content.areas = content.areas[:2]
    return content


@pytest.fixture(scope="module")
def data() -> bytes:
    return docx.draw(small())


@pytest.fixture
def document(data):
    return Document(io.BytesIO(data))


def styled(document, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == style]


def all_lines(document) -> list[str]:
    return [Paragraph(p, document).text for p in document.element.body.iter(qn("w:p"))]


def all_text(document) -> str:
    return "\n".join(text.text or "" for text in document.element.body.iter(qn("w:t")))


def test_the_same_content_gives_the_same_bytes_and_carries_no_other_date(data):
    assert docx.draw(small()) == data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
    about = Document(io.BytesIO(data)).core_properties
    assert about.created.isoformat() == about.modified.isoformat() == "2020-07-31T16:40:00+00:00"


def test_chapters_sections_and_questions_are_headings(document):
    assert styled(document, "Title") == ["Children’s social care: quarterly self-assessment"]
    chapters = styled(document, "Heading 1")
    assert styled(document, "TOC Heading") == ["Contents"]
    assert chapters[:2] == ["At a glance", "Director’s overview"]
    assert chapters[2:4] == ["Early Help", "MASH & Assessment"]
    assert "Areas for development" in styled(document, "Heading 2")
    assert "Families and carers: Nine telephone calls" in styled(document, "Heading 3")


def test_lists_are_lists(document):
    assert "Plans say what will be different for the child, by when, and who will notice." in (
        styled(document, "List Bullet")
    )
    assert styled(document, "List Number")[:2] == ["Visits have a purpose.", "Schools answer fast."]


def test_a_few_words_that_lead_in_stand_before_what_follows(document):
    lines = all_lines(document)
    for begin in ("Learning:", "What changed because of it:"):
        assert [line for line in lines if line.startswith(f"{begin} ")]
        assert begin not in lines


def test_each_numbered_list_begins_with_its_own_number():
    content = small()
    content.overview.text = "7. Seven.\n8. Eight.\n\nBetween.\n\n1. One."
    document = Document(io.BytesIO(docx.draw(content)))
    named = [p for p in document.paragraphs if p.text in ("Seven.", "Eight.", "One.")]
    seven, eight, one = (p._p.pPr.numPr.numId.val for p in named)
    assert seven == eight != one
    numbering = document.part.numbering_part.element
    starts = {num.numId: num.findall(f".//{qn('w:startOverride')}") for num in numbering.num_lst}
    assert [starts[number][0].get(qn("w:val")) for number in (seven, one)] == ["7", "1"]


def test_tables_have_heading_rows_and_say_what_they_are(document):
    found = [t for t in document.tables if t.rows[0].cells[0].text == "Indicator"]
    assert len(found) == 2
    for table in found:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    said = [t._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for t in found]
    assert said == ["Indicators, Early Help", "Indicators, MASH & Assessment"]


def test_no_table_is_wider_than_the_page_and_every_cell_has_a_paragraph(document):
    for table in document.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(widths) <= 9700  # twips: 17 cm
        for cell in table._tbl.iter(qn("w:tc")):
            assert cell[-1].tag == qn("w:p")


def test_the_small_drawings_of_a_table_are_left_out_with_their_column(document):
    tables = [t for t in document.tables if t.rows[0].cells[0].text == "Indicator"]
    for table in tables:
        heads = [cell.text for cell in table.rows[0].cells]
        assert "Over time" not in heads
        spans = [
            sum(int(one.get(qn("w:val"))) for one in row.iter(qn("w:gridSpan")))
            for row in table._tbl.tr_lst
        ]
        assert max(spans) == len(heads)  # what is said of a figure goes across the others


def test_a_table_of_many_columns_has_narrow_margins_and_breaks_no_word(document):
    stands = next(t for t in document.tables if t.rows[1].cells[0].text == "Service area")
    assert stands._tbl.tblPr.find(qn("w:tblCellMar")) is not None
    first = stands._tbl.tblGrid.gridCol_lst[0]
    assert int(first.get(qn("w:w"))) - 80 >= 1050  # room for “Safeguarding”, in twips


def test_charts_are_pictures_that_say_what_they_show(document):
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(alts) == 4
    assert all("Visits" in alt for alt in alts)


def test_the_language_is_british_english_and_the_council_is_the_author(document):
    language = document.styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    assert document.core_properties.author == "Example Council"
    assert "Q1 2020/21, Version 2" in document.core_properties.title


@pytest.mark.parametrize(
    ("kind", "said"), [("draft", "Draft 2, not approved"), ("final", "Version 2, approved")]
)
def test_every_page_says_what_it_is(kind, said):
    document = Document(io.BytesIO(docx.draw(small(kind))))
    head = document.sections[0].header.paragraphs[0].text
    assert head == f"OFFICIAL-SENSITIVE\tExample Council, Q1 2020/21: {said}"


def test_links_of_the_contents_lead_to_headings(document):
    links = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    places = {place.get(qn("w:name")) for place in document.element.iter(qn("w:bookmarkStart"))}
    assert {"at_a_glance", "area_early_help", "about"} <= links <= places


def test_the_contents_are_a_field_that_word_fills_with_page_numbers(document):
    marks = [mark.get(qn("w:fldCharType")) for mark in document.element.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"]
    code = next(document.element.iter(qn("w:instrText"))).text
    assert code.split()[0] == "TOC"
    entries = [p for p in document.paragraphs if p.style.name == "toc 1"]
    assert [entry.text.strip() for entry in entries][2:4] == ["1 Early Help", "2 MASH & Assessment"]
    places = {place.get(qn("w:name")) for place in document.element.iter(qn("w:bookmarkStart"))}
    for entry in entries:
        (field,) = entry._p.iter(qn("w:fldSimple"))
        command, place, _ = field.get(qn("w:instr")).split()
        assert (command, place in places) == ("PAGEREF", True)


def test_the_contents_do_not_list_themselves(document):
    style = document.styles["TOC Heading"].element
    assert style.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "9"


def test_a_status_has_a_shape_beside_its_word():
    content = sample.content()
    text = all_text(Document(io.BytesIO(docx.draw(content))))
    for shape, status in (("●", "On target"), ("◆", "Within tolerance"), ("▼", "Off target")):
        assert f"{shape}\u00a0{status}" in text


def test_ratings_stand_on_shades_and_the_worst_in_a_frame():
    content = small()
    first, second = (area.slug for area in content.areas)
    content.heat.by_area = {first: [Decimal(8)], second: [Decimal(0)]}
    content.heat.quarters = content.heat.quarters[-1:]
    document = Document(io.BytesIO(docx.draw(content)))
    table = next(t for t in document.tables if "Service area" in t.rows[1].cells[0].text)
    cells = {row.cells[0].text: row._tr.findall(qn("w:tc"))[1].tcPr for row in table.rows[2:]}
    dark, worst = cells["Early Help"], cells["MASH & Assessment"]
    assert dark.find(qn("w:shd")).get(qn("w:fill")) == "446B8C"
    assert worst.find(qn("w:shd")) is None
    assert worst.find(qn("w:tcBorders")) is not None
    (run,) = dark.getparent().iter(qn("w:color"))
    assert run.get(qn("w:val")) == "FFFFFF"


@pytest.mark.parametrize("content", [sample.extreme, sample.extreme_lists])
def test_everything_hard_to_set_is_in_it_as_text(content):
    text = all_text(Document(io.BytesIO(docx.draw(content()))))
    assert "x" * 200 in text
    if content is sample.extreme:
        assert "<script>alert(1)</script> & \"quotes\" 'single' {{ brackets }}" in text
        assert "zalgo, a bell" in text
        assert "\ufffe" not in text


def test_what_is_written_from_the_right_stays_so():
    content = small()
    content.overview.text = "שלום עולם"
    document = Document(io.BytesIO(docx.draw(content)))
    paragraph = next(p for p in document.paragraphs if p.text == "שלום עולם")
    assert paragraph._p.pPr.find(qn("w:bidi")) is not None


def test_nothing_leads_out_of_the_document(data):
    """Text that looks like a link or a picture is text: the document fetches nothing."""
    content = small()
    content.overview.text = "https://example.org/x <img src='http://127.0.0.1/x'>"
    with zipfile.ZipFile(io.BytesIO(docx.draw(content))) as package:
        for name in package.namelist():
            if name.endswith(".rels"):
                assert b"External" not in package.read(name)


def test_a_picture_of_a_chart_has_its_colours_where_they_belong():
    from PIL import Image

    svg = (
        '<svg viewBox="0 0 20 10"><rect x="0" y="0" width="10" height="10" fill="#12436d"/>'
        '<line x1="12" y1="5" x2="18" y2="5" stroke="#801650" stroke-width="2"/>'
        '<polyline points="1,1 9,1" stroke="#ff0000" stroke-dasharray="2 2"/></svg>'
    )
    image = Image.open(io.BytesIO(png(html.fromstring(svg))))
    assert image.size == (40, 20)
    assert image.getpixel((10, 12)) == (0x12, 0x43, 0x6D)
    assert image.getpixel((30, 10)) == (0x80, 0x16, 0x50)
    assert image.getpixel((37, 18)) == (255, 255, 255)
    dashed = {image.getpixel((x, 2)) for x in range(3, 18)}
    assert dashed == {(255, 0, 0), (0x12, 0x43, 0x6D)}


def test_only_the_first_chapters_begin_a_page_and_others_where_there_is_room(document):
    """Else a chapter of two lines takes a page of its own."""
    begin = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert begin == ["Contents", "At a glance", "Director’s overview"]
    chapters = [p for p in document.paragraphs if p.text.startswith("Service area ")]
    assert [p.paragraph_format.space_before.pt for p in chapters] == [30, 30]


def test_the_summary_and_one_area_begin_their_pages():
    for key, words in (("summary", "Where each area stands"), ("early-help", "Early Help")):
        drawn = Document(io.BytesIO(docx.draw(editions.make(small(), key))))
        assert words in [p.text for p in drawn.paragraphs if p.paragraph_format.page_break_before]


def test_what_leads_into_something_stays_with_it(document):
    stays = [p.text for p in document.paragraphs if p.paragraph_format.keep_with_next]
    assert any(text.startswith("How do you know it? Include") for text in stays)
    assert "Service area 1 of 2" in stays
    assert "Indicators with neither a figure nor a target are in their area’s chapter." in stays


def test_a_row_stays_with_what_is_said_about_it_and_a_head_with_its_first_row(document):
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "Indicator")
    keeps = [
        all(p.paragraph_format.keep_with_next for p in row.cells[0].paragraphs)
        for row in table.rows
    ]
    is_said = [len(set(row._tr.tc_lst)) == 1 for row in table.rows]
    assert keeps[0]
    for at, said in enumerate(is_said[1:], 1):
        assert keeps[at - 1] == (said or at == 1)


def test_short_lists_have_the_type_of_tables(document):
    assert [
        line for line in styled(document, "Table Bullet") if "not due" in line or "no data" in line
    ]


def test_in_a_table_of_many_columns_a_name_is_on_one_line_where_there_is_room():
    content = small()
    content.areas[0].name = "Child Protection & Court"
    content.heat.quarters = content.heat.quarters[-1:]
    content.heat.by_area = {slug: given[-1:] for slug, given in content.heat.by_area.items()}
    drawn = Document(io.BytesIO(docx.draw(content)))
    stands = next(t for t in drawn.tables if t.rows[1].cells[0].text == "Service area")
    assert int(stands._tbl.tblGrid.gridCol_lst[0].get(qn("w:w"))) >= 2100  # twips
