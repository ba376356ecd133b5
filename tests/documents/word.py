"""Makes Word documents for tests: what people write, and what Word leaves in a file."""

import io
import zipfile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


class Word:
    def __init__(self) -> None:
        self.document = docx.Document()

    def title(self, text: str) -> None:
        self.document.add_paragraph(text, style="Title")

    def heading(self, text: str, level: int = 1) -> None:
        self.document.add_heading(text, level)

    def say(self, *texts: str, bold=False, italic=False, grey=False, size=0, style=None, into=None):
        for text in texts:
            paragraph = (into or self.document).add_paragraph(style=style)
            run = paragraph.add_run(text)
            run.bold, run.italic = bold or None, italic or None
            if grey:
                run.font.color.rgb = RGBColor(0x80, 0x80, 0x80)
            if size:
                run.font.size = Pt(size)
        return paragraph

    def bullets(self, *texts: str, into=None) -> None:
        for text in texts:
            (into or self.document).add_paragraph(text, style="List Bullet")

    def numbers(self, *texts: str, into=None) -> None:
        for text in texts:
            (into or self.document).add_paragraph(text, style="List Number")

    def table(self, *rows: tuple[str, ...], bold=True):
        """Cells are texts; the first row is bold, as titles are."""
        table = self.document.add_table(len(rows), len(rows[0]))
        for at, (line, texts) in enumerate(zip(table.rows, rows, strict=True)):
            for cell, text in zip(line.cells, texts, strict=True):
                cell.paragraphs[0].add_run(text).bold = (bold and at == 0) or None
        return table

    def fill(self, cell, *texts: str, style: str | None = "List Number") -> None:
        for at, text in enumerate(texts):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            paragraph.add_run(text)
            if style:
                paragraph.style = self.document.styles[style]

    def xml(self, inside: str) -> None:
        """Something that python-docx does not write, before the end of the body."""
        element = parse_xml(f"<w:body {nsdecls('w')} {MC}>{inside}</w:body>")
        for child in list(element):
            self.document.element.body.insert_element_before(child, "w:sectPr")

    def text_box(self, text: str) -> None:
        """A text box as Word writes it: once for itself, once for older programs."""
        box = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
        self.xml(
            "<w:p><w:r><mc:AlternateContent>"
            f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        )

    def comment(self, on: str, text: str) -> None:
        paragraph = self.document.add_paragraph(on)
        self.document.add_comment(paragraph.runs, text=text, author="A reader", initials="AR")

    def bytes(self) -> bytes:
        file = io.BytesIO()
        self.document.save(file)
        return file.getvalue()


def with_part(data: bytes, name: str, content: bytes, *, compress: bool = True) -> bytes:
    """The same package with one more part, or with one replaced."""
    file = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w", kind) as after:
        for part in before.infolist():
            if part.filename != name:
                after.writestr(part, before.read(part.filename))
        after.writestr(name, content)
    return file.getvalue()


def part_of(data: bytes, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)
