"""Reads one Word file from standard input and prints its paragraphs and tables as JSON.

`docx_file` runs this in a process of its own with limits on memory and time, because a malicious
file must not be able to stop the portal. Nothing here imports Django. A file that is refused is
told as {"refused": reason}.

python-docx passes over tracked changes, text boxes and content controls, so the parts are read with
lxml, as it reads them itself: without entities, without the network.
"""

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
LARGEST_PARTS = 20 * 1024 * 1024  # bytes of XML that are read
LARGEST_UNPACKED = 200 * 1024 * 1024  # of all parts; pictures are never unpacked
MOST_PARTS = 2_000
MOST_PARAGRAPHS = 20_000
DOCUMENT = "word/document.xml"
NOTES = {"comments": "comment", "footnotes": "footnote", "endnotes": "footnote"}
READ = ["document", "styles", "numbering", *NOTES]

GONE = {W + name for name in ("del", "moveFrom", "instrText", "delText", "rPrChange", "pPrChange")}
WRAPPERS = {
    W + name
    for name in ("sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple")
}


class Refused(Exception):
    """Why the file is not read, as one word that `docx_file` makes a sentence of."""


def parts_of(data: bytes) -> dict[str, etree._Element]:
    """The parts that hold words. The zip's directory is judged before anything is unpacked."""
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise Refused("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "doc")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sizes = {part.filename: part.file_size for part in package.infolist()}
            names = {f"word/{name}.xml" for name in READ} & set(sizes)
            if len(sizes) > MOST_PARTS or sum(sizes.values()) > LARGEST_UNPACKED:
                raise Refused("large")
            if sum(sizes[name] for name in names) > LARGEST_PARTS:
                raise Refused("large")
            if any(name.lower().endswith("vbaproject.bin") for name in sizes):
                raise Refused("macro")
            if DOCUMENT not in names:
                raise Refused("other")
            return {name[5:-4]: parse(package.read(name)) for name in sorted(names)}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Refused("other") from error
    except etree.XMLSyntaxError as error:
        raise Refused("other") from error


def parse(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_pis=True
    )
    xml = xml.replace(STRICT.encode(), W[1:-1].encode())
    root = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.doctype:
        raise Refused("entity")
    return root


def value(parent: etree._Element | None, *path: str) -> str | None:
    """The value of a setting such as pPr/pStyle; None when it is not set."""
    for name in path:
        if parent is None:
            return None
        parent = parent.find(W + name)
    return None if parent is None else parent.get(W + "val", "true")


class Styles:
    """What paragraph styles say, each with what it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(W + "style")
        self.by_id = {style.get(W + "styleId", ""): style for style in found}

    def chain(self, style: str | None) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style and style in self.by_id and style not in seen:
            seen.add(style)
            yield self.by_id[style]
            style = value(self.by_id[style], "basedOn")

    def first(self, style: str | None, *path: str) -> str | None:
        said = (value(one, *path) for one in self.chain(style))
        return next((one for one in said if one is not None), None)

    def name(self, style: str | None) -> str:
        named = value(self.by_id[style], "name") if style in self.by_id else style
        return (named or "").lower()


class Reader:
    def __init__(self, parts: dict[str, etree._Element]) -> None:
        self.styles = Styles(parts.get("styles"))
        self.parts = parts
        self.paragraphs = 0
        self.numbered = self._kinds_of_lists(parts.get("numbering"))

    @staticmethod
    def _kinds_of_lists(root: etree._Element | None) -> dict[str, str]:
        """numId → abstractNumId, so that a list without a number is no list."""
        found = [] if root is None else root.findall(W + "num")
        return {num.get(W + "numId", ""): value(num, "abstractNumId") or "" for num in found}

    def read(self) -> dict[str, Any]:
        body = self.parts["document"].find(W + "body")
        blocks = [] if body is None else list(self.blocks(body, {}))
        notes = [
            {"kind": kind, "text": text}
            for part, kind in NOTES.items()
            for text in self._notes(self.parts.get(part))
        ]
        return {"blocks": blocks, "notes": notes}

    def _notes(self, root: etree._Element | None) -> Iterator[str]:
        for note in [] if root is None else root:
            if note.get(W + "type") in (None, "normal"):
                told = "\n".join(b["text"] for b in self.blocks(note, {}) if "text" in b)
                if told.strip():
                    yield told.strip()

    def blocks(self, parent: etree._Element, within: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Paragraphs and tables in their order, as if every tracked change were accepted.

        `within`: what the content control around them says of all its paragraphs.
        """
        before = ""  # of paragraphs whose own mark is deleted: they go on in the next
        for child in parent:
            if child.tag == W + "p":
                block, boxes = self.paragraph(child, before)
                before = block["text"] if self._mark_is_deleted(child) else ""
                if not before:
                    yield block | within | {"text": block["text"].strip(" \n")}
                for box in boxes:
                    yield from self.blocks(box, within)
            elif child.tag == W + "tbl":
                yield {"rows": list(self.rows(child, within))}
            elif child.tag == W + "sdt":
                content = child.find(W + "sdtContent")
                if content is not None:
                    yield from self.blocks(content, within | self._control(child))
            elif child.tag in WRAPPERS:
                yield from self.blocks(child, within)
            elif child.tag == MC + "AlternateContent":
                yield from self.blocks(alternative(child), within)

    @staticmethod
    def _control(sdt: etree._Element) -> dict[str, Any]:
        says = sdt.find(W + "sdtPr")
        gallery = value(says, "docPartObj", "docPartGallery") or ""
        told: dict[str, Any] = {"contents": True} if "table of contents" in gallery.lower() else {}
        if value(says, "showingPlcHdr") not in (None, "0", "false"):
            told["placeholder"] = True
        return told

    @staticmethod
    def _mark_is_deleted(paragraph: etree._Element) -> bool:
        return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None

    def rows(self, table: etree._Element, within: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
        for row in rows_in(table):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells = []
            for cell in cells_in(row):
                says = cell.find(W + "tcPr")
                merged = says.find(W + "vMerge") if says is not None else None
                goes_on = merged is not None and merged.get(W + "val", "continue") == "continue"
                span = value(says, "gridSpan") or "1"
                cells.append(
                    {
                        "span": int(span) if span.isdecimal() and len(span) < 3 else 1,
                        "goes_on": goes_on,
                        "blocks": list(self.blocks(cell, within)),
                    }
                )
            yield cells

    def paragraph(
        self, paragraph: etree._Element, before: str
    ) -> tuple[dict[str, Any], list[etree._Element]]:
        """What a paragraph says and how it looks; the text boxes that hang on it."""
        self.paragraphs += 1
        if self.paragraphs > MOST_PARAGRAPHS:
            raise Refused("large")
        says = paragraph.find(W + "pPr")
        style = value(says, "pStyle")
        boxes: list[etree._Element] = []
        runs = [run for run in self.runs(paragraph, boxes) if run[0]]
        shown = [run for run in runs if run[0].strip()]
        text = before + re.sub("[ \u00a0]{5,}", " " * 5, "".join(text for text, _, _ in runs))
        block: dict[str, Any] = {"text": text}
        looks = {
            "style": self.styles.name(style),
            "level": self._level(says, style),
            "list": self._list(says, style),
            "bold": bool(shown) and all(self._is(look, style, "b") for _, look, _ in shown),
            "italic": bool(shown) and all(self._is(look, style, "i") for _, look, _ in shown),
            "grey": bool(shown) and all(self._is_grey(look, style) for _, look, _ in shown),
            "placeholder": bool(shown) and all(is_placeholder for _, _, is_placeholder in shown),
            "size": max((self._size(look, style) for _, look, _ in shown), default=0),
        }
        return block | {name: look for name, look in looks.items() if look}, boxes

    def runs(
        self, parent: etree._Element, boxes: list[etree._Element], *, placeholder: bool = False
    ) -> Iterator[tuple[str, etree._Element | None, bool]]:
        """Text and look of each run; text boxes go to `boxes`."""
        for child in parent:
            if child.tag in GONE or child.tag == W + "pPr":
                continue
            if child.tag == W + "r":
                look = child.find(W + "rPr")
                yield self._text(child, boxes), look, placeholder
            elif child.tag == W + "sdt":
                content = child.find(W + "sdtContent")
                waits = placeholder or bool(self._control(child).get("placeholder"))
                if content is not None:
                    yield from self.runs(content, boxes, placeholder=waits)
            elif child.tag == MC + "AlternateContent":
                yield from self.runs(alternative(child), boxes, placeholder=placeholder)
            elif child.tag in WRAPPERS:
                yield from self.runs(child, boxes, placeholder=placeholder)

    def _text(self, run: etree._Element, boxes: list[etree._Element]) -> str:
        said = []
        for child in run:
            if child.tag == W + "t":
                said.append(child.text or "")
            elif child.tag == W + "tab":
                said.append("\t")
            elif child.tag in (W + "br", W + "cr"):
                said.append("\n")
            elif child.tag == W + "noBreakHyphen":
                said.append("-")
            elif child.tag in (W + "drawing", W + "pict", MC + "AlternateContent", W + "object"):
                here = alternative(child) if child.tag == MC + "AlternateContent" else child
                boxes += first_boxes(here)
        return "".join(said)

    def _level(self, says: etree._Element | None, style: str | None) -> int:
        """1 to 9 for a heading by its style or its place in the outline, 0 for text."""
        named = [self.styles.name(one.get(W + "styleId")) for one in self.styles.chain(style)]
        for name in named or [self.styles.name(style)]:
            if heading := re.fullmatch(r"heading ?([1-9])", name):
                return int(heading[1])
        outline = value(says, "outlineLvl") or self.styles.first(style, "pPr", "outlineLvl")
        return int(outline) + 1 if outline in set("012345678") else 0

    def _list(self, says: etree._Element | None, style: str | None) -> int:
        """0: in no list; 1 for a list's first level, 2 for the one in it."""
        number = value(says, "numPr", "numId") or self.styles.first(style, "pPr", "numPr", "numId")
        named = "list bullet" in self.styles.name(style) or "list number" in self.styles.name(style)
        if number == "0" or not (number or named):
            return 0
        depth = value(says, "numPr", "ilvl") or self.styles.first(style, "pPr", "numPr", "ilvl")
        return int(depth) + 1 if depth and depth.isdecimal() and len(depth) == 1 else 1

    def _is(self, look: etree._Element | None, style: str | None, name: str) -> bool:
        said = value(look, name)
        if said is None:
            said = self.styles.first(value(look, "rStyle"), "rPr", name)
        if said is None:
            said = self.styles.first(style, "rPr", name)
        return said not in (None, "0", "false", "off")

    def _is_grey(self, look: etree._Element | None, style: str | None) -> bool:
        colour = value(look, "color") or self.styles.first(style, "rPr", "color") or ""
        if not re.fullmatch("[0-9A-Fa-f]{6}", colour):
            return False
        red, green, blue = (int(colour[n : n + 2], 16) for n in (0, 2, 4))
        return max(red, green, blue) - min(red, green, blue) <= 16 and 64 <= red <= 200

    def _size(self, look: etree._Element | None, style: str | None) -> int:
        said = value(look, "sz") or self.styles.first(style, "rPr", "sz") or "0"
        return int(said) if said.isdecimal() and len(said) < 4 else 0


def alternative(either: etree._Element) -> etree._Element:
    """Of what Word writes twice, for new and for old programs, the first."""
    for name in ("Choice", "Fallback"):
        found = either.find(MC + name)
        if found is not None:
            return found
    return either


def first_boxes(parent: etree._Element) -> list[etree._Element]:
    """The outermost text boxes; each once, though Word may write it twice."""
    boxes: list[etree._Element] = []
    for child in parent:
        if child.tag == W + "txbxContent":
            boxes.append(child)
        else:
            boxes += first_boxes(
                alternative(child) if child.tag == MC + "AlternateContent" else child
            )
    return boxes


def rows_in(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == W + "tr":
            yield child
        elif child.tag in WRAPPERS or child.tag == W + "sdt":
            yield from rows_in(child)


def cells_in(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in WRAPPERS or child.tag == W + "sdt":
            yield from cells_in(child)


def main() -> None:
    try:
        told: dict[str, Any] = Reader(parts_of(sys.stdin.buffer.read())).read()
    except Refused as refused:
        told = {"refused": str(refused)}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
