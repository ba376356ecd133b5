"""Reads one row: its KPI, its figure, and all that is wrong with it."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from performance.figure_checks import check_parts, worked_out
from performance.models import Frequency, Kpi
from performance.number_format import disagreement, with_unit
from selfassess.formula_injection import unguarded
from selfassess.plain_text import tidy
from selfassess.quarters.dates import QuarterPeriod

from . import cell_values
from .cell_values import Number
from .figure import PARTS, Figure, Problem
from .mapping import FIELDS, is_quarter, plain, quarter_of

NUMBERS = ("value", *PARTS)
LONGEST_SOURCE = 200
HAS_DIGIT = re.compile(r"\d")
TOTALS = ("total", "sub-total", "subtotal", "overall", "grand total")


class PassedOver(Exception):
    """The row has no figure, and no fault."""


class Row:
    """One row while it is read. All of its problems are collected, not only the first."""

    def __init__(
        self, number: int, cell: dict[str, str], period: QuarterPeriod, of: str = ""
    ) -> None:
        """`of`: what the title of its figure says that it is of."""
        self.number, self.cell, self.period, self.of = number, cell, period, of
        self.problems: list[Problem] = []
        self.said: list[Problem] = []
        self.remarks: list[str] = []
        self.unknown: list[str] = []

    def wrong(self, column: str, text: str) -> None:
        self.problems.append(Problem(self.number, FIELDS.get(column, column), text))

    def kpi(
        self, kpis: AnyMapping[str, Kpi], cells: list[str], names: AnyMapping[str, str]
    ) -> Kpi | None:
        """Return the row's KPI, by its code or else its name, or by what `names` say of it.
        Raises PassedOver for a row that is none, such as a heading, a total or a note."""
        text = self.cell["kpi"]
        if by_code := kpis.get(text.upper()):
            return by_code
        text = tidy(text).strip()
        comparable = plain(text)
        said = names.get(comparable)
        kpi = kpis.get(text.upper()) or kpis.get(comparable) or kpis.get(said or "")
        if kpi:
            return kpi
        if said == "":
            raise PassedOver(f"“{text[:60]}” is left out, as somebody has chosen")
        figures = [self.cell.get(part, "").strip() for part in NUMBERS]
        if not any(figures) or (not text and not any(map(HAS_DIGIT.search, figures))):
            said = next((cell for cell in cells if cell.strip()), "")
            raise PassedOver(f"“{said[:60]}” has no figure")
        if any(cell.strip().casefold().startswith(TOTALS) for cell in cells):
            raise PassedOver("a total, which belongs to no KPI")
        if not text:
            self.wrong("kpi", "Enter the KPI’s code.")
        else:
            self.unknown += [text] if " " in text else []
            codes = dict.fromkeys(kpi.code for kpi in kpis.values())
            alike = get_close_matches(text.upper(), codes, n=2, cutoff=0.6)
            hint = f" Did you mean {' or '.join(alike)}?" if alike else ""
            self.wrong("kpi", f"“{text}” is not reported in this quarter.{hint}")
        return None

    def untitled(self, text: str, *, is_text: bool) -> None:
        """In a text file a cell too many has moved others; in a sheet it only stands there."""
        if is_text:
            self.wrong(
                "",
                f"It has more cells than there are titles, the last “{text[:60]}”. Put quotation "
                "marks around a cell with a comma in it, such as “1,204”.",
            )
        else:
            self.said.append(
                Problem(self.number, "", f"“{text[:60]}” stands under no title and is not read")
            )

    def figure(self, kpi: Kpi, *, hidden: bool) -> Figure | None:
        """Return the figure; None after a problem. Raises PassedOver when there is none."""
        self._errors()
        numbers = {part: self._number(part, kpi) for part in NUMBERS}
        value, numerator, denominator = (n.value if n else None for n in numbers.values())
        source, as_at, period = self._source(kpi), self._day(), self._period()
        if self.problems:
            return None
        if value is None:
            value = self._worked_out(kpi, numerator, denominator)
        if value is None:
            return None
        fraction = self._is_fraction(kpi, numbers["value"], numerator, denominator)
        if fraction and numerator is not None and denominator:
            self.remarks.append(
                f"{value:f} is a part of 1, by its parts {with_unit(100 * value, '%')}"
            )
            value, fraction = 100 * value, False
        if hidden:
            self.remarks.append("its row is hidden in the file")
        objections = [
            *self._about_parts(kpi, value, numerator, denominator),
            *self._about_day(kpi, as_at),
        ]
        return Figure(
            row=self.number,
            kpi=kpi,
            source=source,
            as_at=as_at,
            note=tidy(unguarded(self.cell.get("note", ""))),
            value=value,
            numerator=numerator,
            denominator=denominator,
            period=period,
            remarks=tuple(self.remarks),
            objections=tuple(objections),
            may_be_fraction=fraction,
            unspoken=tuple(self._unspoken()),
        )

    def _unspoken(self) -> Iterator[str]:
        """What it has no column for; an empty day says nothing either, for a figure has one."""
        yield from (name for name in (*PARTS, "note") if name not in self.cell)
        if not self._says_day():
            yield "as_at"

    def _errors(self) -> None:
        for name, text in self.cell.items():
            wrong = cell_values.error_in(text)
            if wrong and not (name == "value" and (cell_values.meaning(text) or self._has_parts())):
                self.wrong(name, wrong)

    def _has_parts(self) -> bool:
        return bool(self.cell.get("numerator") and self.cell.get("denominator"))

    def _number(self, part: str, kpi: Kpi) -> Number | None:
        text = self.cell.get(part, "").strip()
        if meaning := cell_values.meaning(text):
            if part == "value" and not (cell_values.error_in(text) and self._has_parts()):
                self._held_back(text, meaning)
            self.remarks.append(f"{FIELDS[part].lower()} “{text}”: {meaning}")
            return None
        if not text or cell_values.error_in(text):
            return None
        unit = kpi.unit if part == "value" else ""
        try:
            found = cell_values.number(text, unit)
        except ValueError as error:
            self.wrong(part, str(error))
            return None
        if found.rounded_from:
            self.remarks.append(cell_values.rounding(found, unit))
        return found

    def _held_back(self, text: str, meaning: str) -> None:
        if not self.problems:
            raise PassedOver(f"“{text}” is a figure that is missing or was held back ({meaning})")

    def _worked_out(
        self, kpi: Kpi, numerator: Decimal | None, denominator: Decimal | None
    ) -> Decimal | None:
        """Return the share that the parts make, as the page does; None after a problem. Raises
        PassedOver without parts."""
        text = self.cell.get("value", "").strip()
        if numerator is None and denominator is None:
            raise PassedOver(f"“{text}” is no figure" if text else "no figure")
        found = worked_out(kpi, numerator, denominator)
        if found is None:
            self.problems += self._about_parts(kpi, None, numerator, denominator)
        elif denominator:
            self.remarks.append(f"{with_unit(found, '%')} is worked out from its parts")
        return found

    def _is_fraction(
        self,
        kpi: Kpi,
        number: Number | None,
        numerator: Decimal | None,
        denominator: Decimal | None,
    ) -> bool:
        """Spreadsheets store 86.4% as 0.864. A percent sign or its parts say what it is."""
        if not (kpi.is_percent and number and not number.has_sign and 0 < number.value <= 1):
            return False
        if numerator is not None and denominator:
            as_it_is, times = (
                disagreement(value, numerator, denominator)
                for value in (number.value, 100 * number.value)
            )
            return bool(as_it_is) and not times
        return True

    def _source(self, kpi: Kpi) -> str:
        source = tidy(unguarded(self.cell.get("source", ""))).strip()
        if len(source) > LONGEST_SOURCE:
            self.wrong("source", f"Use {LONGEST_SOURCE} characters or fewer.")
        return source or kpi.source or "Imported"

    def _says_day(self) -> bool:
        text = self.cell.get("as_at", "").strip()
        return bool(text) and not cell_values.error_in(text) and not cell_values.meaning(text)

    def _day(self) -> date:
        if self._says_day():
            try:
                return cell_values.day(self.cell["as_at"].strip())
            except ValueError as error:
                self.wrong("as_at", str(error))
        return self.period.ends

    def _period(self) -> str:
        """A cell may also name the quarter itself, which says nothing of the figure."""
        text = self.cell.get("period", "").strip()
        if not text:
            return self.of
        found = cell_values.period(text)
        named = quarter_of(text)
        if found is None and not (named and is_quarter(self.period, named)):
            self.wrong(
                "period",
                f"“{text}” does not say what the figure is of. Write: the quarter, at the end of "
                "the quarter, year to date, 12 months, or the year.",
            )
        return str(found or self.of)

    def _about_parts(self, kpi: Kpi, *numbers: Decimal | None) -> Iterator[Problem]:
        column, wrong = check_parts(kpi, *numbers)
        if wrong:
            yield Problem(self.number, FIELDS[column], wrong)

    def _about_day(self, kpi: Kpi, as_at: date) -> Iterator[Problem]:
        """What is not measured each quarter may be as old as a year."""
        each_quarter = kpi.frequency == Frequency.QUARTERLY
        first = (self.period if each_quarter else self.period.year_before).starts
        if not first <= as_at <= self.period.ends:
            said = f"{as_at:%-d %B %Y} is outside {self.period.name} ({self.period.months})."
            yield Problem(self.number, FIELDS["as_at"], f"{said} Check the year and the month.")
