"""Makes up chapters with counts of few children in them, as editions of several quarters, and works
out from everything that is shown what can be worked out.

What is known of a chapter is linear: parts add up to their total, quarters to the year to date, and
each figure that is shown. A number can be worked out if it is a combination of what is known.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

import msgspec
from hypothesis import strategies as st

from performance.models import Period
from selfassess.reporting import editions
from selfassess.reporting.content.schema import (
    IndicatorContent,
    MeasureContent,
    PastFigure,
    ReportContent,
)

from . import sample

QUARTERS = ("2020-21-q1", "2020-21-q2", "2020-21-q3")
Unknown = tuple[int, str]  # a count and its quarter
Equation = dict[Unknown, Fraction]  # what adds up to 0, or to a figure that is shown


@dataclass(frozen=True)
class Chapter:
    """Counts by quarter, and which of them are sums. `period`: what they are given of. `missing`:
    which of them nobody reported in which quarter."""

    counts: Sequence[Mapping[str, int]]
    sums: Sequence[tuple[int, tuple[int, ...]]]
    period: Period
    missing: Collection[Unknown] = ()

    def given(self, count: int, quarter: str) -> Equation:
        """What the figure of a quarter is made of."""
        so_far = [q for q in QUARTERS if q <= quarter]
        return {(count, q): Fraction(1) for q in (so_far if self.is_of_year else [quarter])}

    @property
    def is_of_year(self) -> bool:
        return self.period != Period.QUARTER

    def figure(self, count: int, quarter: str) -> int:
        return sum(self.counts[count][q] for _, q in self.given(count, quarter))

    def secrets(self) -> Iterator[Equation]:
        """Every small figure that is reported, and every few by which one grew."""
        for count in range(len(self.counts)):
            for at, quarter in enumerate(QUARTERS):
                told = []
                if (count, quarter) not in self.missing:
                    told.append(self.given(count, quarter))
                if not any((count, q) in self.missing for q in QUARTERS[: at + 1]):
                    told.append({(count, quarter): Fraction(1)})
                for one in told:
                    if 0 < sum(self.counts[which][q] for which, q in one) <= 5:
                        yield one

    def report(self, quarter: str) -> ReportContent:
        shown = [q for q in QUARTERS if q <= quarter]
        indicators = [
            IndicatorContent(
                code=f"AA{count:02}",
                name=f"Count {count}",
                unit="count",
                status="On target",
                measure=self.measure(count, quarter),
                series=[self.past(count, q) for q in shown],
            )
            for count in range(len(self.counts))
        ]
        whole = blank()
        area = msgspec.structs.replace(whole.areas[0], indicators=indicators)
        of = msgspec.structs.replace(whole.quarter, code=quarter)
        return msgspec.structs.replace(whole, quarter=of, areas=[area])

    def measure(self, count: int, quarter: str) -> MeasureContent | None:
        if (count, quarter) in self.missing:
            return None
        number = self.figure(count, quarter)
        return MeasureContent(shown=str(number), number=Decimal(number), period_code=self.period)

    def past(self, count: int, quarter: str) -> PastFigure:
        past = PastFigure(quarter=quarter, quarter_code=quarter)
        if (count, quarter) not in self.missing:
            past.value, past.period_code = Decimal(self.figure(count, quarter)), self.period
        return past

    def known(self) -> Iterator[Equation]:
        """All that readers of every quarter's public edition know."""
        for total, parts in self.sums:
            for quarter in QUARTERS:
                told = {(part, quarter): Fraction(-1) for part in parts}
                yield {(total, quarter): Fraction(1), **told}
        for quarter in QUARTERS:
            public = editions.make(self.report(quarter), editions.SCRUTINY)
            for count, one in enumerate(public.areas[0].indicators):
                if one.measure and one.measure.number is not None:
                    yield self.given(count, quarter)
                for point in one.series:
                    if point.value is not None:
                        yield self.given(count, point.quarter_code)


@cache
def blank() -> ReportContent:
    """A report of one area, which has nothing but its name."""
    whole = sample.words_only()
    area = msgspec.structs.replace(whole.areas[1], sections=[])
    return msgspec.structs.replace(whole, areas=[area])


def can_be_worked_out(secret: Equation, known: Iterable[Equation]) -> bool:
    """Is it a combination of what is known? By elimination."""
    reduced: list[tuple[Unknown, Equation]] = []
    for equation in known:
        if left := _without(equation, reduced):
            first = next(iter(left))
            reduced.append((first, {at: n / left[first] for at, n in left.items()}))
    return not _without(secret, reduced)


def _without(equation: Equation, reduced: list[tuple[Unknown, Equation]]) -> Equation:
    left = dict(equation)
    for first, other in reduced:
        if factor := left.get(first):
            for at, number in other.items():
                left[at] = left.get(at, Fraction(0)) - factor * number
    return {at: number for at, number in left.items() if number}


COUNTS = st.one_of(st.integers(0, 7), st.integers(6, 60))


@st.composite
def chapters(draw) -> Chapter:
    """A total with its parts, one of them with parts of its own, or a table of two by two or three
    with its totals."""
    period = draw(st.sampled_from([Period.QUARTER, Period.YEAR_TO_DATE, Period.UNKNOWN]))
    cells, sums = draw(st.sampled_from(SHAPES))
    counts = [{quarter: draw(COUNTS) for quarter in QUARTERS} for _ in range(cells)]
    for total, parts in sums:
        assert total == len(counts)
        counts.append({q: sum(counts[part][q] for part in parts) for q in QUARTERS})
    places = [(count, quarter) for count in range(len(counts)) for quarter in QUARTERS]
    is_crossed = len(sums) > CROSSED  # what a gap in it tells, three equations tell together
    missing = draw(st.lists(st.sampled_from(places), max_size=0 if is_crossed else 4))
    return Chapter(counts, sums, period, missing)


CROSSED = 3  # more sums than these have the tables that add up in both directions
SHAPES = [
    (2, [(2, (0, 1))]),
    (3, [(3, (0, 1, 2))]),
    (5, [(5, (0, 1, 2, 3, 4))]),
    (4, [(4, (0, 1)), (5, (2, 3)), (6, (4, 5))]),  # nested
    (4, [(4, (0, 1)), (5, (2, 3)), (6, (0, 2)), (7, (1, 3)), (8, (4, 5))]),
    (6, [(6, (0, 1, 2)), (7, (3, 4, 5)), (8, (0, 3)), (9, (1, 4)), (10, (2, 5)), (11, (6, 7))]),
]
