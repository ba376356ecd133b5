"""Which figures of a chapter tell of few children, and which others would tell those.

Pure. The figures of this quarter are a column, and so are those of an earlier one or of a year: who
has all editions has read each column in turn.
"""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import NamedTuple

from selfassess.reporting.content.schema import IndicatorContent

from .suppression import Number, held_back_with, is_small, missing, share_discloses

EVERYTHING = Decimal(100)  # per cent
OF_ALL = 1_000  # a rate of so many, or more, is one of all children


class Cell(NamedTuple):
    """A figure of an indicator."""

    of: IndicatorContent
    value: Number
    part: Number = None
    whole: Number = None

    @property
    def per(self) -> Decimal | None:
        """Of how many a share or a rate is."""
        if self.of.unit == "%":
            return EVERYTHING
        digits = re.sub(r"\D", "", self.of.unit) if self.of.is_rate else ""
        return Decimal(digits) if digits else None

    @property
    def counted(self) -> Number:
        return self.value if self.of.is_count else None

    @property
    def is_of_all(self) -> bool:
        return self.per is not None and self.per >= OF_ALL

    @property
    def bare_share(self) -> Number:
        """A percentage of which nobody has said of how many."""
        is_bare = self.of.unit == "%" and self.part is None and self.whole is None
        return self.value if is_bare else None

    def parts(self, people: Decimal) -> tuple[Number, Number]:
        """Its part and its whole. The value tells the one that is not there; how many children
        there are, `people`, is published."""
        value, part, whole, per = self.value, self.part, self.whole, self.per
        if value and per:
            if part is None and whole is None and self.is_of_all:
                whole = people
            if part is None and whole:
                part = max(round(value * whole / per), 1)
            elif whole is None and part:
                whole = round(part * per / value)
        return part, whole

    def parts_shown(self) -> tuple[Number, ...]:
        """Its part and its whole where one of them is typed: with its value that tells both."""
        is_typed = self.part is not None or self.whole is not None
        return self.parts(EVERYTHING) if is_typed else ()

    def few(self, people: Decimal) -> list[Number]:
        """The small numbers that it tells."""
        part, whole = self.parts(people)
        numbers = (self.counted, part, whole, missing(part, whole))
        return [number for number in numbers if is_small(number)]


Column = Mapping[int, Cell]  # place of an indicator in its chapter → a figure of it


def of_few(column: Column, people: Decimal) -> set[int]:
    """Places of the figures that tell of few by themselves, or beside a count that is shown, be it
    a part of another share: “30 of 60”, and 95% who may be of the same 60, or of those 30."""
    numbers = {n for cell in column.values() for n in (cell.counted, *cell.parts_shown())}
    counts = [Decimal(number) for number in numbers if number and not is_small(number)]
    return {
        place
        for place, cell in column.items()
        if cell.few(people) or (cell.bare_share and _is_of_few(cell.bare_share, counts))
    }


def _is_of_few(share: Number, counts: Collection[Decimal]) -> bool:
    return any(share_discloses(Decimal(share or 0), whole) for whole in counts)


def and_what_tells_them(column: Column, few: Collection[int], people: Decimal) -> set[int]:
    """The same places, and those of all figures that would tell one of them."""
    secrets = [number for place in few if place in column for number in column[place].few(people)]
    held = _with(few, {place: cell.counted for place, cell in column.items()}, secrets)
    for whole in {column[place].whole for place in held if place in column} - {None}:
        parts = {place: cell.part for place, cell in column.items() if cell.whole == whole}
        held |= _with(held, {**parts, -1: whole}) - {-1}
    held |= _told_by_parts(column, held, people)
    told = {column[place].value for place in held if place in column and column[place].per}
    told |= {EVERYTHING - value for value in told if value is not None}
    told -= {None, 0, EVERYTHING}
    return held | {place for place, cell in column.items() if cell.bare_share in told}


def _told_by_parts(column: Column, held: Collection[int], people: Decimal) -> set[int]:
    """Shares and rates that tell a count which is held back: of how many they are is known."""
    secret = {cell.counted for place, cell in column.items() if place in held} - {None, 0}
    shown = {cell.counted for place, cell in column.items() if place not in held} - {None}
    found = set()
    for place, cell in column.items():
        part, whole = cell.parts(people)
        if part in secret and (cell.is_of_all or whole in shown):
            found.add(place)
    return found


def _with(
    held: Collection[int], numbers: Mapping[int, Number], secrets: Collection[Number] = ()
) -> set[int]:
    places = [place for place, number in numbers.items() if number is not None]
    small = {at for at, place in enumerate(places) if place in held}
    found = held_back_with([numbers[place] for place in places], small, secrets)
    return {*held, *(places[at] for at in found)}
