"""Finds the table in a workbook: the sheet, the row of its titles, and what stands below them."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from . import mapping as columns
from .tables import Line, Sheet, Table, Unreadable

DEEPEST_HEAD = 40  # lines that are not blank, above which the titles must stand
FEWEST_TITLES = 2
TITLES_OF_KPI = frozenset(columns.TITLES["kpi"])
HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Found:
    """A head row that may be the right one. `rows`: how many known KPIs stand below it."""

    sheet: int
    line: int  # its place among the sheet's lines
    rows: int
    has_titles: bool  # of a KPI, and of a figure


def find(sheets: list[Sheet], known: frozenset[str], *, is_text: bool) -> Table:
    """Return the table with most figures, with a `doubt` where another has as many or none has.

    `known`: codes and names of KPIs, casefolded. Raises Unreadable when there is nothing at all.
    """
    filled = [sheet for sheet in sheets if sheet.lines]
    if not filled:
        raise Unreadable("There is nothing in it. Check that you chose the right file.")
    found = [one for number, sheet in enumerate(filled) for one in _heads(number, sheet, known)]
    found.sort(key=lambda one: (one.has_titles, one.rows), reverse=True)
    if not (found and found[0].has_titles) and (said := _is_turned(filled, known)):
        return replace(table_at(filled, 0, 0, is_text=is_text), doubt=said)
    if not found:
        return table_at(filled, 0, 0, is_text=is_text)
    best = found[0]
    table = table_at(filled, best.sheet, best.line, is_text=is_text)
    return replace(table, doubt=_doubt(filled, best, found) or _about_next(table.next_table))


def _is_turned(sheets: list[Sheet], known: frozenset[str]) -> str:
    """Say what to do about KPIs that stand side by side; empty where they do not."""
    for sheet in sheets:
        for _, cells in sheet.lines[:DEEPEST_HEAD]:
            kpis = [cell for cell in cells if cell.strip().casefold() in known]
            if len(kpis) > 1:
                return (
                    f"Its KPIs stand side by side ({', '.join(kpis[:3])}). Copy the table and "
                    "paste it turned (Paste special, Transpose), so that each KPI has its row."
                )
    return ""


def _next_head(sheet: Sheet, line: int) -> int:
    """Return the number of the next row that holds titles, and other ones than the table's; 0 for
    none."""
    head = [columns.plain(title) for title in sheet.lines[line][1] if title]
    for row, cells in sheet.lines[line + 1 :]:
        texts = [cell for cell in cells if cell and not cell[0].isdigit()]
        if not any(columns.bare(cell) in TITLES_OF_KPI for cell in texts):
            continue
        guessed = columns.guess(cells)
        is_head = {"kpi", "value"} <= guessed.keys() or {"kpi", "numerator"} <= guessed.keys()
        if is_head and [columns.plain(cell) for cell in cells if cell] != head:
            return row
    return 0


def _about_next(row: int) -> str:
    if not row:
        return ""
    return (
        f"Another table begins in row {row}. Keep the columns below to read the one above it "
        f"alone, or say that row {row} holds the titles to read that one."
    )


def _doubt(sheets: list[Sheet], best: Found, found: list[Found]) -> str:
    rivals = [
        one
        for one in found
        if one.sheet != best.sheet and one.rows and one.has_titles == best.has_titles
    ]
    if rivals:
        names = sorted({one.sheet for one in (best, *rivals)})
        listed = " and ".join(f"“{sheets[number].name}”" for number in names)
        return f"Figures stand in {len(names)} sheets, {listed}. Say below which one to read."
    row = sheets[best.sheet].lines[best.line][0]
    if not best.has_titles and best.rows and row > 1:
        return f"Row {row} may hold the titles, but does not say so. Say below which row does."
    return ""


def _heads(number: int, sheet: Sheet, known: frozenset[str]) -> list[Found]:
    """Return the rows of a sheet that may be its head, at most one with titles and one without."""
    titled = first_known = None
    for place, (_, cells) in enumerate(sheet.lines[:DEEPEST_HEAD]):
        guessed = columns.guess(cells)
        dated = any(columns.is_month(cell) or columns.is_day(cell) for cell in cells)
        is_head = "kpi" in guessed and ("value" in guessed or dated)
        is_data = any(cell.strip().casefold() in known for cell in cells if cell)
        if is_head and not (is_data and _is_known(cells, guessed, known)):
            titled = place
            break
        if is_data and first_known is None:
            first_known = place
    if titled is not None:
        column = columns.guess(sheet.lines[titled][1])["kpi"]
        below = [cells for _, cells in sheet.lines[titled + 1 :]]
        rows = sum(
            len(cells) > column and cells[column].strip().casefold() in known for cells in below
        )
        return [Found(number, titled, rows, has_titles=True)]
    if first_known:
        above = sheet.lines[first_known - 1][1]
        if sum(map(bool, above)) >= FEWEST_TITLES:
            rows = len(sheet.lines) - first_known
            return [Found(number, first_known - 1, rows, has_titles=False)]
    return []


def _is_known(cells: list[str], guessed: columns.Mapping, known: frozenset[str]) -> bool:
    return cells[guessed["kpi"]].strip().casefold() in known


def table_at(sheets: list[Sheet], number: int, line: int, *, is_text: bool) -> Table:
    """Return the table whose head is a sheet's line. Raises Unreadable for merged cells in it."""
    sheet = sheets[number]
    head_row, titles = sheet.lines[line]
    next_head = _next_head(sheet, line)
    below = [one for one in sheet.lines[line + 1 :] if not next_head or one[0] < next_head]
    _refuse_merged(sheet, head_row, below)
    head = _with_groups(sheet, line, titles)
    if below and _is_second_row(head, below[0][1]):
        head, below = _both_rows(head, below[0][1]), below[1:]
    while head and not head[-1]:
        head.pop()
    width = max(len(head), _widest_untitled(head, below))
    head += [""] * (width - len(head))
    rows = [(row, (cells + [""] * width)[:width]) for row, cells in below]
    beyond = {row: ", ".join(filter(None, cells[width:])) for row, cells in below}
    return Table(
        head,
        rows,
        notes=_notes(line, head_row, next_head),
        hidden_columns=[column for column in range(width) if column in sheet.hidden_columns],
        hidden=[row for row, _ in rows if row in sheet.hidden_rows],
        beyond={row: text for row, text in beyond.items() if text},
        is_text=is_text,
        place=(number, head_row),
        sheets=sheets,
        above=_titles_above(sheet, line),
        next_table=next_head,
    )


def _is_second_row(head: list[str], cells: list[str]) -> bool:
    """Do titles go on below “Quarter 2” with “Target” and “Actual”?"""
    of_kpi = columns.guess(head).get("kpi", -1)
    texts = [cell for cell in cells if cell]
    names_kpi = of_kpi < len(cells) and bool(cells[of_kpi])
    return (
        len(texts) > 1 and of_kpi >= 0 and not names_kpi and not any(map(HAS_DIGIT.search, texts))
    )


def _both_rows(head: list[str], cells: list[str]) -> list[str]:
    """A title of the upper row goes on over empty cells, as far as there are titles below it."""
    both, group = [], ""
    for column in range(max(len(head), len(cells))):
        above = head[column] if column < len(head) else ""
        below = cells[column] if column < len(cells) else ""
        group = above or (group if below else "")
        both.append(": ".join(filter(None, (group, below))))
    return both


def _notes(line: int, head_row: int, next_head: int) -> list[str]:
    notes = [f"The titles were found in row {head_row}."] if line else []
    not_read = f"Another table begins in row {next_head}. It is not read."
    return notes + ([not_read] if next_head else [])


def _titles_above(sheet: Sheet, line: int) -> list[tuple[int, str]]:
    """The sheet's name, and what stands over the head."""
    return [
        (0, sheet.name),
        *((row, text) for row, cells in sheet.lines[:line] for text in cells if text),
    ]


def _widest_untitled(head: list[str], below: list[Line]) -> int:
    """Where no title at all is known, every column may be chosen."""
    return 0 if columns.guess(head) else max((len(cells) for _, cells in below), default=0)


def _with_groups(sheet: Sheet, line: int, titles: list[str]) -> list[str]:
    """Put the title of a merged cell above the head before those it spans: “Quarter 2: Figure”, or
    “Target: Q2” where Q2 stands twice. What spans the KPI's column too is the title of all."""
    if not line:
        return list(titles)
    row, above = sheet.lines[line - 1]
    of_kpi = columns.guess(titles).get("kpi", -1)
    head = list(titles) + [""] * (len(above) - len(titles))
    for first, left, last, right in sheet.merged:
        group = above[left] if left < len(above) else ""
        is_group = first == last == row and not left <= of_kpi <= right
        spanned = titles[left : right + 1]
        repeats = any(title and titles.count(title) > 1 for title in spanned)
        if is_group and group and (repeats or columns.quarter_of(group)):
            for column in range(left, min(right + 1, len(head))):
                head[column] = f"{group}: {head[column]}" if head[column] else group
    return head


def _refuse_merged(sheet: Sheet, head_row: int, below: list[Line]) -> None:
    """A merged cell below the titles leaves rows that do not say what they are, unless it is alone
    in its rows, as a heading is, or a footnote over several."""
    filled = {row: sum(map(bool, cells)) for row, cells in below}
    rows = sorted(filled)
    for first, left, last, _ in sheet.merged:
        following = bisect_right(rows, first)
        others = following < len(rows) and rows[following] <= last
        is_alone = first > head_row and filled.get(first) == 1 and not others
        if last < head_row or first == last == head_row or is_alone:
            continue
        raise Unreadable(
            f"Cells are merged in sheet “{sheet.name}”, first in {cell_name(first, left)}. Unmerge "
            "them and fill each, so that every row says what it is."
        )


def cell_name(row: int, column: int) -> str:
    """Return a cell's name: B3 for row 3, column 1 (counted from 0)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
