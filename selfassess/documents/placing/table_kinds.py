"""What each kind of table holds: sections side by side, strengths, actions, figures."""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from selfassess.quarters.dates import QuarterPeriod

from .days import IN_WORDS, QUARTER, period_in
from .headings import is_guidance, paragraphs, text_of
from .items import item_piece, set_due, unmarked
from .kpi_names import kpi_named
from .numbers import figure_in
from .pieces import ACTIONS, FIGURES, NOWHERE, STRENGTHS, Piece
from .vocabulary import area_of, plain

if TYPE_CHECKING:
    from .walk import Walk

Row = list[dict[str, Any]]
OWN = re.compile(
    r"\b(actual|current|latest|outturn|this quarter|result|performance|value|figure|ytd)\b"
)
OF_AREAS = re.compile(r"(service( area)?s?|areas?|teams?|directorate)")
NOT_OWN = re.compile(r"\b(last|previous|england|neighbours?)\b")


def cells_of(row: Row) -> dict[int, dict[str, Any]]:
    cells, column = {}, 0
    for cell in row:
        cells[column] = cell
        column += cell["span"]
    return cells


def side_by_side(
    walk: "Walk",
    rows: list[Row],
    titles: dict[int, str],
    roles: dict[int, str],
    fields: dict[int, str],
) -> None:
    """One section a column. Where a column names the areas, each row is one of them."""
    head_of(walk, titles)
    named = (c for c, t in titles.items() if not roles[c] and OF_AREAS.fullmatch(plain(t)))
    names = next(named, None)
    if names is None:
        _columns(walk, rows, titles, roles, fields)
        return
    before = walk.area
    for row in rows:
        cells = cells_of(row)
        said = text_of(cells[names]["blocks"]) if names in cells else ""
        walk.area = area_of(said, walk.around.areas)[0] or walk.area
        walk.pieces.append(Piece(said, walk.area, heading=True))
        _columns(walk, [row], titles, roles, fields, skip={names})
    walk.area = before


def _columns(
    walk: "Walk",
    rows: list[Row],
    titles: dict[int, str],
    roles: dict[int, str],
    fields: dict[int, str],
    *,
    skip: Collection[int] = (),
) -> None:
    """With columns for owner and day, a row is one action; what no column asks for is listed."""
    own = ("impact", "owner", "due", "progress")
    extra = {c: f for c, f in fields.items() if not roles[c] and f in own and c not in skip}
    by_row = bool(extra) and ACTIONS in roles.values()
    for column, role in roles.items():
        if column in skip or (by_row and role in ("", ACTIONS)):
            continue
        walk.enter(role, walk.section_rank)
        for row in rows:
            cell = cells_of(row).get(column)
            if cell and not cell["goes_on"]:
                walk.through(_as_text(cell["blocks"]))
                walk.flush()
    if by_row:
        text = next(c for c, role in roles.items() if role == ACTIONS)
        others = {c: "" for c, role in roles.items() if role and c != text}
        passed = {*others, *skip}
        actions(walk, rows, titles, {text: "text"} | extra | others, skip=passed)
    walk.enter("", walk.section_rank)


def _as_text(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In a cell nothing is a heading but what is exactly one."""
    return [
        block
        if "rows" in block or (block.get("bold") and len(block["text"].split()) <= 8)
        else {k: v for k, v in block.items() if k != "bold"}
        for block in blocks
    ]


def head_of(walk: "Walk", titles: dict[int, str]) -> None:
    said = "; ".join(title for title in titles.values() if title)
    walk.pieces.append(Piece(said, walk.area, heading=True))


def strengths(walk: "Walk", rows: list[Row], titles: dict[int, str]) -> None:
    head_of(walk, titles)
    columns = sorted(titles)
    for row in rows:
        cells = cells_of(row)
        said = [text_of(cells[c]["blocks"]).strip() if c in cells else "" for c in columns]
        if said[0]:
            _add(
                walk,
                Piece(said[0], walk.area, STRENGTHS, evidence="\n".join(filter(None, said[1:]))),
            )


def _add(walk: "Walk", piece: Piece) -> None:
    if not piece.area:
        piece.place, piece.why = NOWHERE, "No heading says of which area it is"
    walk.pieces.append(piece)


def actions(
    walk: "Walk",
    rows: list[Row],
    titles: dict[int, str],
    fields: dict[int, str],
    *,
    skip: Collection[int] = (),
) -> None:
    rest: dict[int, list[str]] = {}
    before: dict[str, str] = {}
    last: Piece | None = None
    for row in rows:
        cells, said = cells_of(row), dict[str, str]()
        for column, cell in cells.items():
            guidance = all(is_guidance(block) for block in paragraphs(cell["blocks"]))
            text = text_of(cell["blocks"]).strip()
            name = fields.get(column, "")
            if text and guidance:
                walk.leave(text, "It is guidance of the template")
            elif name and name != "progress":
                said[name] = before.get(name, "") if cell["goes_on"] and name != "text" else text
            elif text and column not in skip:
                rest.setdefault(column, []).append(text)
        goes_on = any(
            cells[c]["goes_on"] for c, name in fields.items() if name == "text" and c in cells
        )
        if goes_on and last:
            _go_on(last, said)
        elif said.get("text"):
            last = _action(walk, said)
            _add(walk, last)
        elif any(said.values()):
            walk.leave("; ".join(filter(None, said.values())), "It is a row that names no action")
        before = {name: text or before.get(name, "") for name, text in said.items()}
    for column, texts in rest.items():
        title = titles.get(column) or "a further column"
        walk.leave(
            f"{title}: {'; '.join(texts)}", "The portal works this out, or does not ask for it"
        )


def _action(walk: "Walk", said: dict[str, str]) -> Piece:
    around = walk.around.around
    piece = item_piece(unmarked(said["text"])[0], area=walk.area, place=ACTIONS, around=around)
    piece.impact = said.get("impact") or piece.impact
    piece.owner = said.get("owner") or piece.owner
    if said.get("due"):
        piece.due_printed = said["due"]
        set_due(piece, said["due"], around)
    elif "due" in said:
        piece.due = ""
    return piece


def _go_on(last: Piece, said: dict[str, str]) -> None:
    """A row whose action is merged with the one above says more of the same."""
    for name in ("impact", "owner"):
        here = said.get(name, "")
        if here and here not in getattr(last, name):
            setattr(last, name, "; ".join(filter(None, (getattr(last, name), here))))


def figures(
    walk: "Walk", rows: list[Row], titles: dict[int, str], periods: dict[int, QuarterPeriod | None]
) -> None:
    """Of each row the figure of the document's own quarter; the others are listed."""
    head_of(walk, titles)
    area = walk.around.area(walk.area)
    own = next(
        (c for c, period in periods.items() if period and period == walk.around.period), None
    )
    names = [min(titles)] if periods.get(min(titles)) is None else []
    for row in rows[1:]:
        cells = {c: " ".join(text_of(cell["blocks"]).split()) for c, cell in cells_of(row).items()}
        name = cells.get(names[0] if names else 0, "")
        figure = figure_in(cells[own]) if own is not None and cells.get(own) else None
        others = {
            c: said
            for c, said in cells.items()
            if said and c not in names and not (figure and c == own)
        }
        if figure and area:
            value, numerator, denominator = figure
            kpi = kpi_named(name, area.kpis)
            piece = Piece(
                f"{name}: {cells[own or 0]}",
                walk.area,
                FIGURES,
                kpi=kpi,
                value=value,
                numerator=numerator,
                denominator=denominator,
            )
            if not kpi:
                piece.place, piece.why = NOWHERE, "No KPI has this name: choose it"
            walk.pieces.append(piece)
        if others or not figure:
            told = "; ".join(f"{titles.get(c, '')} {said}".strip() for c, said in others.items())
            walk.leave(f"{name}: {told}" if told else name, "It is a target, or of another quarter")


def period(title: str, walk: "Walk") -> QuarterPeriod | None:
    said = plain(title)
    if "target" in said or "change" in said or "direction" in said:
        return None
    if (named := QUARTER.search(title)) and not named["year"]:
        return QuarterPeriod(walk.around.around.year, int(named["last"] or named["first"]))
    if (QUARTER.search(title) or IN_WORDS.search(title)) and (found := period_in(title)):
        return found
    own = OWN.search(said) and not NOT_OWN.search(said)
    return walk.around.around if own else None
