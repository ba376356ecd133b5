"""Plain text as people type and paste it: paragraphs and simple lists, nothing else.

What `tidy` and `line` return is stored, what `html` returns is shown; `breakable` and `spelled` are
for drawing a PDF, `portable` for every other file. Because an answer stays plain text, a screen
reader, the printed report and the comparison with last quarter all use the same words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .unseen import NEVER_SEEN, without_unseen

LONG_LINE = 90  # characters: two longer lines in a row count as two paragraphs
LONG_RUN = 40  # characters without a space: a longer run may not fit into a column
ZERO_WIDTH_SPACE = "\u200b"

LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # bidi overrides, which turn the direction of text round
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # not characters
)
# Word's bullets arrive as signs, as letters of its symbol fonts, or as private-use characters.
BULLET_MARK = re.compile(
    "\\s*(?:[•◦▪▫■□●○‣⁃∙·–—*➢➔→✓✔❖\uf000-\uf0ff-]\\s+|o[ \t]+|[§Øüvq](?:\t|  )\\s*)(?=\\S)"
)
NUMBER_MARK = re.compile(r"\s*(\d{1,3})[.)]\s+(?=\S)")
# A mark alone in its cell, and more than one cell behind it: a row of a table, not of a list
MARKED_ROW = re.compile(r"\s*([-–—*]|\d{1,3}[.)])(?= *\t[^\t]*\t)")
# Word’s lists of letters or of several levels: their marks stay, but are no cell of a table.
LETTER_MARK = re.compile(
    r"\s*(\(?(?:[A-Za-z]|[ivxlc]+|[IVXLC]+|\d{1,3})\)|(?:[A-Za-z]|[ivxlc]+|[IVXLC]+)\."
    r"|\d{1,2}(?:\.\d{1,2})+\.?) *\t *(?=[^\t]*$)(?=[^\t]*?[^\W\d_])"
)
LIST_MARK = re.compile("^- ", re.MULTILINE)
LIST_LINE = re.compile(r"- |\d{1,3}\. ")


@dataclass
class Paragraph:
    lines: list[str]


@dataclass
class Bullets:
    items: list[str]


@dataclass
class Numbers:
    """A numbered list that begins with the number typed, because people refer to its numbers."""

    start: int
    items: list[str]

    @property
    def next(self) -> int:
        return self.start + len(self.items)


def tidy(text: str) -> str:
    """Return the text as it is stored: NFC, without control or invisible characters.

    Lists from Word get our marks "- " and "1. ". Rows of a pasted table become lines with "; "
    between cells, because cells have commas of their own, and a screen reader says a bar aloud.
    """
    if not text:
        return ""
    text = LINE_ENDS.sub("\n", text)
    text = UNWANTED.sub("", without_unseen(text))
    lines = _rows(_list_mark(line) for line in unicodedata.normalize("NFC", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def line(text: str) -> str:
    """Return one line as it is stored: a name, a source. Line ends and tabs become spaces."""
    return " ".join(unicodedata.normalize("NFC", without_unseen(portable(text))).split())


def portable(text: str) -> str:
    """Return the text without what other programs' files cannot hold, such as control characters.

    What is typed today is tidied when it is stored; texts of earlier releases may still have them.
    """
    return NEVER_SEEN.sub("", UNWANTED.sub("", LINE_ENDS.sub("\n", text)))


def blocks(text: str) -> list[Paragraph | Bullets | Numbers]:
    """Split a text into blocks: at blank lines, around lists, and between two long lines."""
    parts: list[Paragraph | Bullets | Numbers] = []
    for lines in _stanzas(text):
        before = len(parts)
        for line in lines:
            _add(line, parts, fresh=len(parts) == before)
    return parts


def html(text: str) -> SafeString:
    """Return the text as HTML: paragraphs and lists, everything escaped."""
    return format_html_join("\n", "{}", ((_block_html(block),) for block in blocks(text)))


def words(text: str) -> int:
    """Count the words: whatever has a letter or a digit, so a bullet is none."""
    return sum(any(map(str.isalnum, token)) for token in text.split())


def breakable(text: str) -> str:
    """Put zero-width spaces into runs that are too long for a line, so that they can break.

    Otherwise a run of 10,000 characters takes minutes to lay out and leaves the page.
    """
    return re.sub(rf"\S{{{LONG_RUN + 1},}}", lambda run: _broken(run[0]), text)


def spelled(text: str, letters: set[str]) -> str:
    """Replace letters that no installed font has by something that can be printed.

    A symbol becomes its Unicode name, [rocket] or [rocket × 3]; a letter of a script becomes an
    empty square; a mark that only modifies its neighbour is left out.
    """
    if not letters:
        return text
    runs = f"([{re.escape(''.join(sorted(letters)))}])\\1*"
    return re.sub(runs, lambda run: _name(run[1], len(run[0])), text)


def _name(letter: str, count: int) -> str:
    category = unicodedata.category(letter)
    if category in ("Cf", "Mn"):
        return ""
    if not category.startswith("S"):
        return "□" * count
    name = unicodedata.name(letter, "sign").lower()
    return f"[{name} × {count}]" if count > 1 else f"[{name}]"


def _broken(run: str) -> str:
    pieces = [""]
    for character in run:
        joins = unicodedata.combining(character) or character in "\u200d\ufe0e\ufe0f"
        if len(pieces[-1]) >= LONG_RUN and not joins:
            pieces.append("")
        pieces[-1] += character
    return ZERO_WIDTH_SPACE.join(pieces)


def _list_mark(line: str) -> str:
    if row := MARKED_ROW.match(line):
        return f"{row[1]}{line[row.end() :].lstrip(' ')}"
    if BULLET_MARK.match(line):
        return BULLET_MARK.sub("- ", line, count=1)
    if number := NUMBER_MARK.match(line):
        return f"{number[1]}. {line[number.end() :]}"
    if letter := LETTER_MARK.match(line):
        return f"{letter[1]} {line[letter.end() :]}"
    return line


def _rows(lines: Iterable[str]) -> Iterator[str]:
    """Replace tabs. Neighbouring lines with tabs between words are rows of a table."""
    for tabbed, group in groupby(lines, key=_is_tabbed):
        rows = list(group)
        is_table = tabbed and len(rows) > 1 and any("\t" in row.strip() for row in rows)
        for row in rows:
            cells = (cell.strip() or "–" for cell in row.split("\t"))
            yield "; ".join(cells) if is_table else _without_tabs(row)


def _without_tabs(row: str) -> str:
    """A line alone is no table, so that its mark is one of a list after all."""
    return _list_mark(re.sub(r"\s*\t\s*", " ", row).strip()) if "\t" in row else row.strip()


def _is_tabbed(line: str) -> bool:
    return "\t" in line and not LIST_LINE.match(line)


def _stanzas(text: str) -> Iterator[Iterable[str]]:
    """Yield the groups of lines between blank lines."""
    for filled, group in groupby((line.strip() for line in text.split("\n")), key=bool):
        if filled:
            yield group


def _add(line: str, parts: list[Any], *, fresh: bool) -> None:
    """Add a line to the last block, or begin a new one. Only a list goes on after a blank line."""
    last = parts[-1] if parts else None
    if line.startswith("- "):
        if not isinstance(last, Bullets):
            parts.append(last := Bullets([]))
        last.items.append(line[2:].strip())
    elif number := NUMBER_MARK.match(line):
        if not isinstance(last, Numbers) or int(number[1]) != last.next:
            parts.append(last := Numbers(int(number[1]), []))
        last.items.append(line[number.end() :])
    elif fresh or not isinstance(last, Paragraph) or _is_apart(last, line):
        parts.append(Paragraph([line]))
    else:
        last.lines.append(line)


def _is_apart(paragraph: Paragraph, line: str) -> bool:
    """Are these two paragraphs? Word pastes them with one line end between, no blank line. A
    paragraph has one direction, so a line of the other one, in Arabic say, begins another."""
    are_long = min(len(paragraph.lines[-1]), len(line)) > LONG_LINE
    turns = _side(line) not in ("", _side(paragraph.lines[0]) or "L")
    return are_long or turns


def _block_html(block: Paragraph | Bullets | Numbers) -> SafeString:
    if isinstance(block, Paragraph):
        lines = format_html_join(SafeString("<br>"), "{}", ((line,) for line in block.lines))
        return format_html("<p{}>{}</p>", _direction(block.lines[0]), lines)
    items = format_html_join(
        "", "<li{}>{}</li>", ((_direction(item), item) for item in block.items)
    )
    if isinstance(block, Bullets):
        return format_html("<ul>{}</ul>", items)
    start = "" if block.start == 1 else format_html(' start="{}"', block.start)
    return format_html("<ol{}>{}</ol>", start, items)


def _direction(text: str) -> SafeString:
    """Return ` dir="rtl"` for text in a script such as Arabic; WeasyPrint has no `dir="auto"`."""
    return SafeString(' dir="rtl"' if _side(text) == "R" else "")


def _side(text: str) -> str:
    """From which side its first letter is read: L, R, or empty where it has none."""
    strong = (unicodedata.bidirectional(character) for character in text)
    first = next((kind for kind in strong if kind in ("L", "R", "AL")), "")
    return "R" if first == "AL" else first


def shortened(text: str, most: int) -> str:
    """Return at most so many characters, ending with a whole word; only whole texts keep line
    ends, and with them the marks of lists."""
    if len(text) <= most:
        return text
    words = LIST_MARK.sub("", text[: most - 1]).split()
    kept = " ".join(words[:-1]) or text[: most - 1]
    return f"{kept} …"


def around(text: str, part: str, most: int) -> str:
    """Return about so many characters of a text with whole words, `part` always among them."""
    place = text.find(part)
    if len(text) <= most or place < 0 or place + len(part) < most // 2:
        return shortened(text, most)
    start = max(place - (most - len(part)) // 2, 0)
    space = text.find(" ", start, place)
    begins = space + 1 if space >= 0 else min(start, place)
    kept = shortened(text[begins:], max(most - 2, place - begins + len(part) + LONG_RUN))
    return f"… {kept}" if begins else kept
