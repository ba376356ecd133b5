"""Makes figures of a table's rows, and says what is wrong with the others. It reads no database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches

from performance.forms.indicators import check_parts
from performance.models import Kpi
from performance.number_format import read_number
from selfassess.formula_injection import unguarded
from selfassess.plain_text import tidy

from .mapping import FIELDS, Mapping
from .tables import Table

SUPPRESSED = {"c", "k", "z", "x", "-", "..", "~"}  # the DfE's signs for a value not shown
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y")
EARLIEST, LATEST = 2000, 2999  # years; what is outside is a typing error, as in forms
LONGEST_SOURCE = 200
FEWEST_SHARES = 3  # percentages that must all be below 1 before fractions are suspected


@dataclass(frozen=True)
class Problem:
    """What is wrong, with the row's number in the file (0: all of it) and the column's title."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        where = f"Row {self.row}" if self.row else "The file"
        return f"{where}, {self.column}: {self.text}" if self.column else f"{where}: {self.text}"


@dataclass(frozen=True)
class Figure:
    row: int
    kpi: Kpi
    source: str
    as_at: date
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.kpi.code, self.source.casefold()

    @property
    def values(self) -> dict[str, Decimal | date | str | None]:
        """The values to store, by the field of `Measure`."""
        return {
            "value": self.value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "as_at": self.as_at,
            "note": self.note,
        }


@dataclass
class Reading:
    figures: list[Figure] = field(default_factory=list)
    passed_over: list[Problem] = field(default_factory=list)  # without a figure: no fault
    problems: list[Problem] = field(default_factory=list)


class _Wrong(Exception):
    def __init__(self, column: str, text: str) -> None:
        self.problem = column, text
        super().__init__(text)


def read(table: Table, mapping: Mapping, kpis: dict[str, Kpi], ends: date) -> Reading:
    """Read every row. `kpis`: by code; `ends`: the last day of the quarter, the default date."""
    reading = Reading()
    seen: dict[tuple[str, str], int] = {}
    for number, cells in table.rows:
        cell = {field: cells[column] for field, column in mapping.items()}
        try:
            figure = _figure(number, cell, kpis, ends)
            if figure is None:
                symbol = cell.get("value", "")
                text = f"“{symbol}” is a figure that was held back" if symbol else "no figure"
                reading.passed_over.append(Problem(number, FIELDS["value"], text))
            elif figure.key in seen:
                raise _Wrong(
                    "kpi", f"{figure.kpi.code} has this source in row {seen[figure.key]} too."
                )
            else:
                seen[figure.key] = number
                reading.figures.append(figure)
        except _Wrong as wrong:
            column, text = wrong.problem
            reading.problems.append(Problem(number, FIELDS.get(column, column), text))
    reading.problems += _fractions(reading.figures)
    return reading


def _figure(number: int, cell: dict[str, str], kpis: dict[str, Kpi], ends: date) -> Figure | None:
    """Return a row's figure, or None when it is blank or held back. Raises _Wrong."""
    kpi = _kpi(cell["kpi"], kpis)
    numbers = {part: _number(part, cell, kpi) for part in ("value", "numerator", "denominator")}
    if numbers["value"] is None:
        return None
    part, wrong = check_parts(kpi, *numbers.values())
    if wrong:
        raise _Wrong(part, wrong)
    source = unguarded(cell.get("source", "")).strip() or kpi.source or "Imported"
    if len(source) > LONGEST_SOURCE:
        raise _Wrong("source", f"Use {LONGEST_SOURCE} characters or fewer.")
    return Figure(
        row=number,
        kpi=kpi,
        source=source,
        as_at=_date(cell.get("as_at", "")) or ends,
        note=tidy(unguarded(cell.get("note", ""))),
        value=numbers["value"],
        numerator=numbers["numerator"],
        denominator=numbers["denominator"],
    )


def _kpi(text: str, kpis: dict[str, Kpi]) -> Kpi:
    code = text.strip().upper()
    if code in kpis:
        return kpis[code]
    if not code:
        raise _Wrong("kpi", "Enter the KPI’s code.")
    alike = get_close_matches(code, kpis, n=2, cutoff=0.6)
    hint = f" Did you mean {' or '.join(alike)}?" if alike else ""
    raise _Wrong("kpi", f"“{text}” is not reported in this quarter.{hint}")


def _number(part: str, cell: dict[str, str], kpi: Kpi) -> Decimal | None:
    typed = cell.get(part, "").strip()
    if typed.casefold() in SUPPRESSED:
        return None
    try:
        return read_number(typed, unit=kpi.unit if part == "value" else "")
    except ValueError as error:
        raise _Wrong(part, f"“{typed}” is no figure. {error}") from error


def _date(text: str) -> date | None:
    for form in DATES:
        try:
            day = datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
        if EARLIEST <= day.year <= LATEST:
            return day
    if text.strip():
        raise _Wrong("as_at", f"“{text}” is no date. Write it like 30 June 2020 or 30/06/2020.")
    return None


def _fractions(figures: list[Figure]) -> Iterator[Problem]:
    """Suspect fractions when every percentage is 1 or less: spreadsheets store 86.4% as 0.864."""
    shares = [figure for figure in figures if figure.kpi.is_percent]
    if len(shares) >= FEWEST_SHARES and all(figure.value <= 1 for figure in shares):
        yield Problem(
            0,
            FIELDS["value"],
            "Every percentage is 1 or less, as if 86.4% were written 0.864. Multiply them by 100.",
        )
