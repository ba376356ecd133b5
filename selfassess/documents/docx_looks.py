"""How paragraphs of a Word file look: headings or text, in which list, bold, grey, how large."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from selfassess.documents.docx_parts import W, value


class Looks:
    """What styles say, each with what it is based on, and paragraphs and runs beside them."""

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

    def level(self, says: etree._Element | None, style: str | None) -> int:
        """1 to 9 for a heading by its style or its place in the outline, 0 for text."""
        named = [self.name(one.get(W + "styleId")) for one in self.chain(style)]
        for name in named or [self.name(style)]:
            if heading := re.fullmatch(r"heading ?([1-9])", name):
                return int(heading[1])
        outline = value(says, "outlineLvl") or self.first(style, "pPr", "outlineLvl")
        return int(outline) + 1 if outline in set("012345678") else 0

    def list_depth(self, says: etree._Element | None, style: str | None) -> int:
        """0: in no list; 1 for a list's first level, 2 for the one in it."""
        number = value(says, "numPr", "numId") or self.first(style, "pPr", "numPr", "numId")
        named = "list bullet" in self.name(style) or "list number" in self.name(style)
        if number == "0" or not (number or named):
            return 0
        depth = value(says, "numPr", "ilvl") or self.first(style, "pPr", "numPr", "ilvl")
        return int(depth) + 1 if depth and depth.isdecimal() and len(depth) == 1 else 1

    def of_runs(self, looks: Sequence[etree._Element | None], style: str | None) -> dict[str, Any]:
        """How all runs of a paragraph look that say something, and the largest size of any."""
        return {
            "bold": bool(looks) and all(self.is_set(look, style, "b") for look in looks),
            "italic": bool(looks) and all(self.is_set(look, style, "i") for look in looks),
            "grey": bool(looks) and all(self.is_grey(look, style) for look in looks),
            "size": max((self.size(look, style) for look in looks), default=0),
        }

    def is_set(self, look: etree._Element | None, style: str | None, name: str) -> bool:
        said = value(look, name)
        if said is None:
            said = self.first(value(look, "rStyle"), "rPr", name)
        if said is None:
            said = self.first(style, "rPr", name)
        return said not in (None, "0", "false", "off")

    def is_grey(self, look: etree._Element | None, style: str | None) -> bool:
        colour = value(look, "color") or self.first(style, "rPr", "color") or ""
        if not re.fullmatch("[0-9A-Fa-f]{6}", colour):
            return False
        red, green, blue = (int(colour[n : n + 2], 16) for n in (0, 2, 4))
        return max(red, green, blue) - min(red, green, blue) <= 16 and 64 <= red <= 200

    def size(self, look: etree._Element | None, style: str | None) -> int:
        said = value(look, "sz") or self.first(style, "rPr", "sz") or "0"
        return int(said) if said.isdecimal() and len(said) < 4 else 0
