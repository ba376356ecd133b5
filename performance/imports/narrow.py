"""Finds the rows that are this council's and this quarter's. Pure.

A statistics release has rows of many councils and years under the same names. Nothing is guessed:
a column that tells rows apart is asked about, unless one of its values is the chosen quarter, or
all of it is of this council.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from selfassess.quarters.dates import QuarterPeriod

from .mapping import Mapping, is_quarter, plain, quarter_of
from .tables import Line, Table

PLACE, TIME, GROUP = "place", "time", "group"
ALL = "*"  # somebody has said that every row of a column is meant
TITLES = {  # in this order: who says which council needs no region
    PLACE: (
        *("la name", "local authority", "local authority name", "authority", "authority name"),
        *("council", "la", "area name", "geography", "geography name", "region", "region name"),
        *("country", "country name", "geographic level", "new la code", "old la code"),
    ),
    TIME: (
        *("time period", "reporting period", "period", "financial year", "reporting year"),
        *("academic year", "year", "quarter", "qtr"),
    ),
    GROUP: (
        *(
            "characteristic",
            "characteristic group",
            "breakdown",
            "breakdown topic",
            "gender",
            "sex",
        ),
        *("age group", "type", "row type", "measure type", "value type", "row", "ethnicity"),
    ),
}
YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?:\s?[/–-]\s?(?:20)?\d\d|\d\d)?")
FIGURES = ("value", "numerator", "denominator")


@dataclass(frozen=True)
class Column:
    """A column that tells rows apart. `key`: by which a choice is kept; `chosen`: None for no
    choice yet."""

    number: int
    title: str
    key: str
    values: tuple[str, ...]
    chosen: str | None = None

    @property
    def question(self) -> str:
        listed = ", ".join(value or "(blank)" for value in self.values[:4])
        more = " …" if len(self.values) > 4 else ""
        return f"Say below which rows are yours: “{self.title}” has {listed}{more}."


@dataclass
class Narrowed:
    rows: list[Line]
    columns: list[Column] = field(default_factory=list)  # about which somebody may say something
    notes: list[str] = field(default_factory=list)  # which rows were left out
    numbers: set[int] = field(default_factory=set)  # of the columns that tell rows apart

    @property
    def asks(self) -> list[str]:
        return [column.question for column in self.columns if column.chosen is None]


def narrow(table: Table, mapping: Mapping, period: QuarterPeriod, authority: str) -> Narrowed:
    """Keep the rows that were chosen, by `table.only`, and those without a figure."""
    found = Narrowed(list(table.rows))
    for kind, titles in TITLES.items():
        is_first = True
        for column in _columns(table, mapping, found, kind, titles, period):
            kept = _kept(column, kind, table.only, period, authority, is_first=is_first)
            if kept is None:
                found.columns.append(column)
                break
            is_first = False
            found.numbers.add(column.number)
            if len(column.values) > 1 and kept != ALL:
                _leave_out(found, mapping, column, kept)
            if column.key in table.only:
                found.columns.append(Column(**(vars(column) | {"chosen": kept})))
    return found


def _columns(
    table: Table,
    mapping: Mapping,
    found: "Narrowed",
    kind: str,
    titles: Sequence[str],
    period: QuarterPeriod,
) -> Iterator[Column]:
    """Return the columns of a kind, each with the values that are left when it is asked for."""
    taken = {mapping[name] for name in FIGURES if name in mapping} | {mapping.get("kpi", -1)}
    heads = [plain(title) for title in table.head]
    for title in titles:
        for number, head in enumerate(heads):
            if head != title or number in taken:
                continue
            values = dict.fromkeys(
                cells[number].strip() for _, cells in found.rows if _has_figure(cells, mapping)
            )
            filled = [value for value in values if value]
            is_time = sum(map(_is_time, filled)) * 2 >= len(filled)
            if not filled or (kind == TIME and not is_time):
                continue
            key = f"{title}|{period.code}" if kind == TIME else title
            yield Column(number, table.head[number], key, tuple(values))


def _has_figure(cells: list[str], mapping: Mapping) -> bool:
    of_kpi = mapping.get("kpi", 0)
    return bool(cells[of_kpi].strip()) and any(
        cells[mapping[name]].strip() for name in FIGURES if name in mapping
    )


def _is_time(value: str) -> bool:
    return bool(quarter_of(value) or YEAR.fullmatch(value))


def _kept(
    column: Column,
    kind: str,
    only: dict[str, str],
    period: QuarterPeriod,
    authority: str,
    *,
    is_first: bool,
) -> str | None:
    """Return the value whose rows are kept; None where somebody has to say it."""
    if only.get(column.key) in (ALL, *column.values):
        return only[column.key]
    if kind == TIME:
        own = [v for v in column.values if (named := quarter_of(v)) and is_quarter(period, named)]
        if len(own) == 1:
            return own[0]
    if len(column.values) > 1:
        return None
    [value] = column.values
    if not is_first or kind == GROUP:
        return value
    is_own = _is_this_year(value, period) if kind == TIME else _is_named(value, authority)
    return value if is_own else None


def _is_this_year(value: str, period: QuarterPeriod) -> bool:
    year = YEAR.fullmatch(value)
    return bool(year) and int(year["year"]) == period.year  # type: ignore[index]


def _is_named(value: str, authority: str) -> bool:
    """“Northshire” is Northshire Council."""
    one, other = plain(value), plain(authority)
    return bool(one and other) and (one in other or other in one)


def _leave_out(found: Narrowed, mapping: Mapping, column: Column, kept: str) -> None:
    def stays(cells: list[str]) -> bool:
        return cells[column.number].strip() == kept or not _has_figure(cells, mapping)

    rows = [line for line in found.rows if stays(line[1])]
    number = len(found.rows) - len(rows)
    found.rows = rows
    what = "1 row is" if number == 1 else f"{number:,} rows are"
    found.notes.append(f"{what} left out, because “{column.title}” is not “{kept}”")
