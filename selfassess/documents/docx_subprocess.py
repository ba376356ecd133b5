"""Reads one Word file from standard input and prints its paragraphs and tables as JSON.

`docx_file` runs this in a process of its own with limits on memory and time, because a malicious
file must not be able to stop the portal. Nothing here imports Django. A file that is refused is
told as {"refused": reason}.

python-docx passes over tracked changes, text boxes and content controls, so the parts are read with
lxml, as it reads them itself: without entities, without the network.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

if __name__ == "__main__":  # in the child, which knows nothing of the portal
    sys.path.append(str(Path(__file__).parents[2]))
from selfassess.documents.docx_looks import Looks
from selfassess.documents.docx_parts import Refused, W, parts_of, value

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MOST_PARAGRAPHS = 20_000
NOTES = {"comments": "comment", "footnotes": "footnote", "endnotes": "footnote"}

GONE = {W + name for name in ("del", "moveFrom", "instrText", "delText", "rPrChange", "pPrChange")}
WRAPPERS = {
    W + name
    for name in ("sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple")
}


class Reader:
    def __init__(self, parts: dict[str, etree._Element]) -> None:
        self.looks = Looks(parts.get("styles"))
        self.parts = parts
        self.paragraphs = 0
        self.hidden: list[str] = []  # what Word shows nobody

    def read(self) -> dict[str, Any]:
        body = self.parts["document"].find(W + "body")
        blocks = [] if body is None else list(self.blocks(body, {}))
        hidden = ({"kind": "hidden text", "text": text} for text in self.hidden)
        return {"blocks": blocks, "notes": [*hidden, *self._notes(), *self._around_pages()]}

    def _notes(self) -> Iterator[dict[str, str]]:
        for part, kind in NOTES.items():
            for note in self.parts.get(part, ()):
                if note.get(W + "type") in (None, "normal") and (told := self._told(note)):
                    yield {"kind": kind, "text": told}

    def _around_pages(self) -> Iterator[dict[str, str]]:
        """What stands above and below every page, once, whatever the number of sections."""
        told = {
            (part.rstrip("0123456789"), self._told(root))
            for part, root in self.parts.items()
            if part.startswith(("header", "footer"))
        }
        yield from ({"kind": kind, "text": text} for kind, text in sorted(told) if text)

    def _told(self, root: etree._Element) -> str:
        return "\n".join(filter(None, texts_of(self.blocks(root, {}))))

    def blocks(self, parent: etree._Element, within: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Paragraphs and tables in their order, as if every tracked change were accepted.

        `within`: what the content control around them says of all its paragraphs.
        """
        before: dict[str, Any] = {}  # a paragraph whose own mark is deleted: it goes on in the next
        for child in parent:
            if before and child.tag == W + "tbl":
                yield before
                before = {}
            if child.tag == W + "p":
                block, boxes = self.paragraph(child, before.get("text", ""))
                before = block | within if self._mark_is_deleted(child) else {}
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
        if before:
            yield before

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
            "style": self.looks.name(style),
            "level": self.looks.level(says, style),
            "list": self.looks.list_depth(says, style),
            "placeholder": bool(shown) and all(is_placeholder for _, _, is_placeholder in shown),
            **self.looks.of_runs([look for _, look, _ in shown], style),
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
                look, text = child.find(W + "rPr"), self._text(child, boxes)
                if self.looks.is_set(look, None, "vanish"):
                    self.hidden += [text.strip()] if text.strip() else []
                else:
                    yield text, look, placeholder
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


def texts_of(blocks: Iterable[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        if "text" in block:
            yield block["text"].strip()
        else:
            for row in block["rows"]:
                for cell in row:
                    yield from texts_of(cell["blocks"])


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
