"""A figure that a row gave, and what may be wrong with one."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from performance.models import Kpi
from performance.models.measure import mark_of_figure
from selfassess.plain_text import tidy


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
    """`remarks` say how it was read. `objections` stand against it, unless it is stored already.
    `may_be_fraction`: a percentage of 1 or less, and nothing says that it is no part of 1."""

    row: int
    kpi: Kpi
    source: str
    as_at: date
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
    period: str = ""  # what it is of, where the file says so
    remarks: tuple[str, ...] = ()
    objections: tuple[Problem, ...] = ()
    may_be_fraction: bool = False

    @cached_property
    def key(self) -> tuple[str, str]:
        return self.kpi.code, comparable(self.source)

    @property
    def told(self) -> str:
        """How it was read, where that was not as it stood there."""
        return "; ".join(self.remarks)

    @property
    def numbers(self) -> str:
        """As `Measure.numbers`."""
        return mark_of_figure(self.value, self.numerator, self.denominator)

    @property
    def values(self) -> dict[str, Decimal | date | str | None]:
        """The values to store, by the field of `Measure`."""
        stated = {"period": self.period} if self.period else {}
        return {
            "value": self.value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "as_at": self.as_at,
            "note": self.note,
            **stated,
        }


@lru_cache  # a file has few sources, and each row one of them
def comparable(source: str) -> str:
    """A source is the same in any capitals, and with or without what nobody sees."""
    return tidy(source).strip().casefold()
