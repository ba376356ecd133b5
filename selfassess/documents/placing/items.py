"""Tells the items of a list apart, and what an item says of its impact, owner and day."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from selfassess.plain_text import BULLET_MARK, NUMBER_MARK
from selfassess.quarters.dates import QuarterPeriod

from .days import due_in
from .pieces import ACTIONS, STRENGTHS, Piece
from .vocabulary import LABELS

LETTER_MARK = re.compile(r"\s*\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s+(?=\S)")
OUTLINE = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=\D)")
GOES_ON = re.compile(r"\s*(progress|update|impact|evidence|outcome|comment)s?\b[^:]{0,30}:", re.I)
NAMED = "|".join(f"(?P<{name}>{label})" for name, label in LABELS.items())
ALL_LABELS = re.compile(rf"(?:^|(?<=[\s(|;.]))(?:{NAMED})\s*:\s*", re.I)
EVIDENCE = re.compile(r"(?:^|(?<=[\s(;.]))(?:evidence|how (?:do )?we know)\s*:\s*", re.I)
Block = dict[str, Any]
ENDS = {
    "impact": re.compile(r"\n"),
    "other": re.compile(r"[\n;]|\.(?=\s|$)|\)"),
}  # of what a label names
LONGEST_TITLE = 12  # words


@dataclass
class Line:
    text: str
    depth: int = 0  # 0: in no list
    bold: bool = False


@dataclass
class Items:
    items: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)  # introductions, titles of groups


def unmarked(text: str) -> tuple[str, bool]:
    """The text without a mark typed in front of it, and whether there was one."""
    for mark in (BULLET_MARK, NUMBER_MARK, LETTER_MARK):
        if found := mark.match(text):
            return text[found.end() :].strip(), True
    return text.strip(), False


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """Each line that stands for itself; one that is broken by hand goes on in the same."""
    blocks = list(blocks)
    numbers = _outline([block["text"] for block in blocks])
    for block in blocks:
        text, listed = block["text"], block.get("list", 0)
        if numbers and (number := OUTLINE.match(text)):
            text, listed = text[number.end() :], listed or 1
        parts = text.split("\n")
        if sum(unmarked(part)[1] for part in parts) < 2 and not (
            len(parts) > 1 and unmarked(parts[-1])[1]
        ):
            parts = [text]
        for part in parts:
            said, marked = unmarked(part)
            if said:
                yield Line(said, listed or int(marked), bool(block.get("bold")))


def _outline(texts: list[str]) -> bool:
    """Are they numbered by hand as 2.1, 2.2? “1.5 posts are vacant” is no number of an item."""
    found = [number for text in texts if (number := OUTLINE.match(text))]
    told = [[int(part) for part in number[1].split(".")] for number in found]
    if not told or any(len(one) < len(told[0]) for one in told):
        return False
    follows = [[*told[0][:-1], told[0][-1] + n] for n in range(len(told))]
    return told == follows and (len(told) > 1 or len(told[0]) > 2)


def items_in(blocks: Iterable[Block]) -> Items:
    lines = list(lines_of(blocks))
    depths = [line.depth for line in lines if line.depth]
    return _listed(lines, min(depths)) if depths else _unlisted(lines)


def _listed(lines: list[Line], top: int) -> Items:
    found = Items()
    for line in lines:
        if line.depth == top and not (found.items and GOES_ON.match(line.text)):
            found.items.append(line.text)
        elif line.depth and found.items:
            mark = "" if line.depth == top else "- "
            found.items[-1] += f"\n{mark}{line.text}"
        elif not found.items or (line.bold and is_title(line)):
            found.others.append(line.text)
        else:
            found.items[-1] += f"\n{line.text}"
    return found


def _unlisted(lines: list[Line]) -> Items:
    found, title = Items(), ""
    for line in lines:
        if line.text.endswith(":") and len(lines) > 1 and not line.bold:
            found.others.append(line.text)
        elif line.bold and is_title(line) and len(lines) > 1:
            if title:
                found.items.append(title)
            title = line.text
        elif found.items and not title and GOES_ON.match(line.text):
            found.items[-1] += f"\n{line.text}"
        else:
            found.items.append(f"{title}\n{line.text}" if title else line.text)
            title = ""
    if title:
        found.items.append(title)
    return found


def is_title(line: Line) -> bool:
    return len(line.text.split()) <= LONGEST_TITLE and not line.text.endswith(".")


def item_piece(text: str, *, area: str, place: str, around: QuarterPeriod) -> Piece:
    """A strength with its evidence, or an action with impact, owner and day, as its text says."""
    piece = Piece(text.strip(), area, place)
    if place == STRENGTHS:
        said, *evidence = EVIDENCE.split(piece.text, maxsplit=1)
        if evidence and said.strip():
            piece.text, piece.evidence = said.strip(" \n(;"), evidence[0].strip(" \n)")
    elif place == ACTIONS:
        _label(piece, around)
        if not piece.due:
            since = around.starts - timedelta(days=1)
            set_due(piece, piece.text, around, since=since)
    return piece


def _label(piece: Piece, around: QuarterPeriod) -> None:
    """Take out what is said behind a label; the rest stays in the text, whatever its order."""
    text, kept, end = piece.text, "", 0
    found = [one for one in ALL_LABELS.finditer(text) if one.start() > 0]
    if not found:
        return
    ends = [one.start() for one in found[1:]] + [len(text)]
    said: dict[str, list[str]] = {}
    for one, until in zip(found, ends, strict=True):
        stop = ENDS["impact" if one.lastgroup == "impact" else "other"].search(
            text, one.end(), until
        )
        here = min(until, stop.start() if stop else until)
        kept += text[end : one.start()].rstrip(" (|")
        said.setdefault(str(one.lastgroup), []).append(text[one.end() : here].strip(" ()|.;"))
        end = here
    piece.text = re.sub(r"([.;])(\s*[.;])+", r"\1", kept + text[end:]).strip(" \n;|()")
    piece.impact = "; ".join(said.get("impact", []))
    piece.owner = "; ".join(said.get("owner", []))
    piece.due_printed = "; ".join(said.get("due", []))
    set_due(piece, piece.due_printed, around)


def set_due(piece: Piece, text: str, around: QuarterPeriod, *, since: date | None = None) -> None:
    day = due_in(text, around, since=since)
    piece.due = day.isoformat() if day else ""
