"""Tables: of figures, of actions with their columns, of sections side by side, or mere layout."""

import re
from typing import TYPE_CHECKING

from .headings import paragraphs, section_in, text_of
from .pieces import ACTIONS, FIGURES, STRENGTHS, Piece
from .table_kinds import Row, actions, figures, head_of, period, side_by_side, strengths
from .vocabulary import EVIDENCE, area_of, column_of, plain, section_of

if TYPE_CHECKING:
    from .walk import Walk

LONGEST_TITLE = 40  # words
LONGEST_COLUMN = 10  # words of a title that says what a column of actions holds
INDICATOR = re.compile(r"\b(indicators?|measures?|kpis?|pi|metrics?)\b")


def table(walk: "Walk", rows: list[Row]) -> None:
    walk.flush()
    rows = [row for row in rows if any(text_of(cell["blocks"]) for cell in row)]
    while rows:
        head = rows[0]
        filled = [cell for cell in head if text_of(cell["blocks"])]
        if len(filled) == 1 and (len(head) == 1 or filled[0]["span"] > 1):
            walk.through(filled[0]["blocks"])  # a title across the table, or a box around a text
            rows = rows[1:]
        elif not _by_its_head(walk, rows):
            _row(walk, head)
            rows = rows[1:]
        else:
            return


def _titles(row: Row) -> dict[int, str]:
    """Column → title; empty when this is no row of titles, as one with a table in it is none."""
    titles, column = {}, 0
    for cell in row:
        if any("rows" in block for block in cell["blocks"]):
            return {}
        said = " ".join(text_of(cell["blocks"]).split())
        if len(said.split()) > LONGEST_TITLE:
            return {}
        titles[column] = said
        column += cell["span"]
    return titles


def _by_its_head(walk: "Walk", rows: list[Row]) -> bool:
    titles = _titles(rows[0])
    if len(titles) < 2 or len(rows) < 2 or _begins_with_title(rows[0]):
        return False
    roles = {column: section_of(title) for column, title in titles.items()}
    fields = {
        column: column_of(title) if len(title.split()) <= LONGEST_COLUMN else ""
        for column, title in titles.items()
    }
    first = plain(titles[min(titles)])
    measured = INDICATOR.search(first) or walk.section == FIGURES
    periods = {c: period(t, walk) for c, t in titles.items() if c != min(titles)}
    if measured and (any(periods.values()) or any("target" in plain(t) for t in titles.values())):
        figures(walk, rows, titles, periods)
        return True
    wanted = {role for role in roles.values() if role not in ("", FIGURES)}
    known = {name for name in fields.values() if name}
    if len(wanted) > 1 and wanted != {STRENGTHS, "evidence"}:
        side_by_side(walk, rows[1:], titles, roles, fields)
        return True
    if wanted == {STRENGTHS, "evidence"} or (
        STRENGTHS in (walk.section, *wanted)
        and ACTIONS not in wanted
        and len(titles) == 2
        and any(EVIDENCE.search(plain(t)) for t in titles.values())
    ):
        strengths(walk, rows[1:], titles)
        return True
    if {"impact", "owner", "due"} & known and (
        ACTIONS in (walk.section, *wanted) or "text" in known
    ):
        head_of(walk, titles)
        actions(walk, rows[1:], titles, _one_text(fields, roles))
        return True
    if walk.section in (ACTIONS, STRENGTHS) and section_of(titles[min(titles)]) == walk.section:
        side_by_side(walk, rows[1:], titles, roles, fields)
        return True
    return False


def _begins_with_title(row: Row) -> bool:
    """Does a cell hold a section's title and what belongs under it?"""
    for cell in row:
        said = list(paragraphs(cell["blocks"]))
        if len(said) > 1 and section_in(said[0]["text"], exactly=not said[0].get("bold")):
            return True
    return False


def _one_text(fields: dict[int, str], roles: dict[int, str]) -> dict[int, str]:
    """Column → field, with one column that says what is done."""
    named = dict(fields)
    of_actions = [c for c, role in roles.items() if role == ACTIONS]
    texts = of_actions or [c for c, name in named.items() if name == "text"]
    text = texts[0] if texts else min(named)
    for column, name in named.items():
        if name == "text" and column != text:
            named[column] = ""
    named[text] = "text"
    return named


def _row(walk: "Walk", row: Row) -> None:
    """A row without a head above it: a section's name and its words, or a line of text."""
    cells = [cell for cell in row if text_of(cell["blocks"])]
    if not cells:
        return
    first = " ".join(text_of(cells[0]["blocks"]).split())
    label = len(first.split()) <= LONGEST_TITLE and len(list(paragraphs(cells[0]["blocks"]))) == 1
    if _begins_with_title(row):
        for cell in cells:
            walk.through(cell["blocks"])
            walk.flush()
    elif len(cells) > 1 and label and _leads(walk, first):
        for cell in cells[1:]:
            walk.through(cell["blocks"])
        walk.flush()
    elif any("rows" in block for cell in cells for block in cell["blocks"]):
        for cell in cells:
            walk.through(cell["blocks"])
    elif len(cells) == 1:
        walk.through(cells[0]["blocks"])
    elif walk.area and walk.question and walk.section in ("know", "evidence"):
        walk.say("; ".join(" ".join(text_of(cell["blocks"]).split()) for cell in cells))
    elif (
        walk.area and walk.section in (STRENGTHS, ACTIONS) and re.fullmatch(r"\d{1,2}[.)]?", first)
    ):
        walk.through([block for cell in cells[1:] for block in cell["blocks"]])
        walk.flush()
    else:
        walk.leave(
            "; ".join(" ".join(text_of(cell["blocks"]).split()) for cell in cells),
            "It is a row of a table that is not known",
        )


def _leads(walk: "Walk", label: str) -> bool:
    if section := section_in(label, exactly=False):
        walk.enter(section, walk.section_rank)
        walk.pieces.append(Piece(label, walk.area, heading=True))
        return True
    area, share = area_of(label, walk.around.areas)
    if re.match(r"(service|area|team|service area)$", plain(label)):
        return False
    if area and share >= 0.5 and walk.section:
        walk.flush()
        walk.area = area
        walk.enter(walk.section, walk.section_rank)
        walk.pieces.append(Piece(label, area, heading=True))
        return True
    return False
