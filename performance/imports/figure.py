"""A figure that a row gave, and what may be wrong with one."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from django.utils.text import get_text_list

from performance.models import Kpi, Measure
from performance.models.measure import mark_of_figure
from performance.number_format import disagreement
from selfassess.plain_text import tidy

PARTS = ("numerator", "denominator")


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
    `may_be_fraction`: a percentage of 1 or less, and nothing says that it is no part of 1.
    `unspoken`: of its parts, note and day those of which the file says nothing."""

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
    unspoken: tuple[str, ...] = ()

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

    def stays_provisional(self, stored: Measure) -> bool:
        """What was said to be provisional is the figure that somebody saw, and no other."""
        return stored.provisional and stored.numbers == self.numbers

    def over(self, stored: Measure) -> "Figure":
        """As it would be stored: what the file does not speak of stays, but for what was said of
        another value, and parts that do not make this one."""
        same = [name for name in self.unspoken if self._belongs(name, stored)]
        whole = replace(self, **{name: getattr(stored, name) for name in same})
        gone = [name for name in self.unspoken if getattr(whole, name) != getattr(stored, name)]
        return replace(whole, remarks=(*self.remarks, went(gone, stored))) if gone else whole

    def _belongs(self, name: str, stored: Measure) -> bool:
        if name not in PARTS:
            return self.value == stored.value
        said = [one for one in ("value", *PARTS) if one not in self.unspoken]
        if all(getattr(self, one) == getattr(stored, one) for one in said):
            return True
        both = [getattr(stored if one in self.unspoken else self, one) for one in PARTS]
        return self.kpi.is_percent and None not in both and not disagreement(self.value, *both)


def went(names: Collection[str], stored: Measure) -> str:
    """What is lost of a figure, since it was said of the one before."""
    told = {
        f"its parts ({stored.shown_parts})": any(part in names for part in PARTS),
        "its note": "note" in names,
        f"its day ({stored.as_at:%-d %B %Y})": "as_at" in names,
    }
    lost = get_text_list([words for words, goes in told.items() if goes], "and")
    goes = "goes" if lost.count("its ") == 1 and "parts" not in lost else "go"
    return f"with the old figure {goes} {lost}, of which the file says nothing"


@lru_cache  # a file has few sources, and each row one of them
def comparable(source: str) -> str:
    """A source is the same in any capitals, and with or without what nobody sees."""
    return tidy(source).strip().casefold()
