"""Word files as they come: what is read of them, what is refused, and at what cost."""

import io
import json
import time
import zipfile

import pytest

from selfassess.documents import docx_file
from selfassess.documents.docx_file import Unreadable
from selfassess.documents.placing.headings import paragraphs

from .word import Word, part_of, with_part

DOCUMENT = "word/document.xml"


def texts(word: Word) -> list[str]:
    return [block["text"] for block in paragraphs(docx_file.read(word.bytes())["blocks"])]


def small() -> bytes:
    word = Word()
    word.say("One paragraph.")
    return word.bytes()


def replaced(before: bytes, after: bytes) -> bytes:
    data = small()
    return with_part(data, DOCUMENT, part_of(data).replace(before, after))


def test_tracked_changes_are_read_as_accepted():
    word = Word()
    word.xml(
        "<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t> and new</w:t></w:r></w:ins></w:p>"
    )
    assert texts(word) == ["Kept and new"]


def test_two_paragraphs_whose_mark_between_is_deleted_are_one():
    word = Word()
    word.xml(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>One </w:t></w:r>"
        "</w:p><w:p><w:r><w:t>sentence.</w:t></w:r></w:p>"
    )
    assert texts(word) == ["One sentence."]


def test_a_deleted_row_is_not_read():
    word = Word()
    word.xml(
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc>"
        "</w:tr><w:tr><w:tc><w:p><w:r><w:t>there</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert texts(word) == ["there"]


def test_a_text_box_is_read_once():
    word = Word()
    word.text_box("In a box")
    assert texts(word) == ["In a box"]


def test_runs_and_smart_tags_may_cut_a_word():
    word = Word()
    word.xml(
        "<w:p><w:r><w:t>Here</w:t></w:r><w:smartTag><w:r><w:t>ford</w:t></w:r></w:smartTag></w:p>"
    )
    assert texts(word) == ["Hereford"]


def test_comments_and_footnotes_are_listed():
    word = Word()
    word.comment("Some words.", "Is that so?")
    assert docx_file.read(word.bytes())["notes"] == [{"kind": "comment", "text": "Is that so?"}]


def test_what_stands_above_and_below_every_page_is_listed_once():
    word = Word()
    word.say("One paragraph.")
    section = word.document.sections[0]
    section.header.paragraphs[0].text = "Front Door, score 7/10"
    section.footer.add_table(1, 2, 1000).cell(0, 1).text = "Official"
    word.document.add_section().header.is_linked_to_previous = False
    word.document.sections[1].header.paragraphs[0].text = "Front Door, score 7/10"
    assert docx_file.read(word.bytes())["notes"] == [
        {"kind": "footer", "text": "Official"},
        {"kind": "header", "text": "Front Door, score 7/10"},
    ]


def test_hidden_text_is_listed_and_no_part_of_its_paragraph():
    word = Word()
    word.xml(
        "<w:p><w:r><w:t xml:space='preserve'>Score: 7</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r></w:p>"
    )
    assert texts(word) == ["Score: 7"]
    assert docx_file.read(word.bytes())["notes"] == [{"kind": "hidden text", "text": "9"}]


@pytest.mark.parametrize("behind", ["", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"])
def test_a_last_paragraph_whose_mark_is_deleted_is_not_lost(behind):
    word = Word()
    word.xml(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>The end.</w:t></w:r></w:p>" + behind
    )
    assert texts(word) == ["The end."]


# --- What is refused ------------------------------------------------------------------------------


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return file.getvalue()


ENTITIES = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">%s]>' % b"".join(
    b'<!ENTITY a%d "&a%d;&a%d;&a%d;&a%d;">' % (n, n - 1, n - 1, n - 1, n - 1) for n in range(1, 20)
)
HOSTILE = {
    "an old .doc": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Word"),
    "one with a password": (
        lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "one with macros": (lambda: with_part(small(), "word/vbaProject.bin", b"macro"), "macros"),
    "a bomb": (
        lambda: with_part(small(), DOCUMENT, b"<w>" + b" " * (60 * 1024 * 1024) + b"</w>"),
        "unpack to too much",
    ),
    "a bomb in a picture": (
        lambda: with_part(small(), "word/media/a.png", b"\0" * (205 * 1024 * 1024)),
        "unpack to too much",
    ),
    "many parts": (
        lambda: zipped(**{f"a{n}": b"" for n in range(5_000)}, word__document_xml=b""),
        "unpack to too much",
    ),
    "entities": (lambda: replaced(b"<w:document", ENTITIES + b"<w:document"), "entities"),
    "an entity from a file": (
        lambda: replaced(
            b"<w:document", b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document'
        ),
        "entities",
    ),
    "depth": (lambda: replaced(b"<w:body>", b"<w:body>" + b"<w:ins>" * 100_000), "be read"),
    "no Word file": (lambda: b"Dear all, here is our self-assessment.", "be read"),
    "nothing": (lambda: b"", "be read"),
    "a spreadsheet": (lambda: zipped(xl__workbook=b"<x/>"), "be read"),
    "half of one": (lambda: small()[:8_000], "be read"),
    "one that is too large": (lambda: b"PK" + b"\0" * (11 * 1024 * 1024), "larger than 10 MB"),
    "a flood of paragraphs": (
        lambda: replaced(b"<w:body>", b"<w:body>" + b"<w:p/>" * 400_000),
        "too much",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_document_is_refused_with_a_sentence_in_time(kind):
    make, said = HOSTILE[kind]
    data = make()
    began = time.monotonic()
    with pytest.raises(Unreadable, match=said):
        docx_file.read(data)
    assert time.monotonic() - began < 5


def reaching_out(address: str) -> list[bytes]:
    """Whatever a program could be led to fetch: a doctype, a chunk, a picture, a template."""
    where = address.encode()
    outside = b'<!DOCTYPE w SYSTEM "%s" [<!ENTITY %% a SYSTEM "%s"> %%a;]>' % (where, where)
    chunk = b'<w:p><w:r><w:t>x</w:t></w:r></w:p><w:altChunk w:id="rId99"/>'
    link = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = b"".join(
        b'<Relationship Id="rId%d" Type="%s/%s" Target="%s" TargetMode="External"/>'
        % (99 + n, link, kind, where)
        for n, kind in enumerate((b"aFChunk", b"image", b"attachedTemplate", b"hyperlink"))
    )
    linked = replaced(b"<w:body>", b"<w:body>" + chunk)
    name = "word/_rels/document.xml.rels"
    before = part_of(linked, name)
    return [
        replaced(b"<w:document", outside + b"<w:document"),
        with_part(linked, name, before.replace(b"</Relationships>", links + b"</Relationships>")),
    ]


def test_a_document_of_sixty_pages_is_read_in_time():
    word = Word()
    for area in range(8):
        word.heading(f"Area {area}")
        for _ in range(75):
            word.say("A sentence of a usual length about practice and children. " * 5)
    data = word.bytes()
    began = time.monotonic()
    read = docx_file.read(data)
    assert time.monotonic() - began < 5
    assert len(read["blocks"]) == 608


def test_what_the_child_prints_is_plain_data():
    assert json.loads(json.dumps(docx_file.read(small())))["blocks"][0]["text"] == "One paragraph."
