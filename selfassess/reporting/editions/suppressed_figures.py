"""Holds back the figures of a chapter that tell of few children, with all that would tell them.

It changes the copy that it is given. Which figures those are is in small_figures.py.
"""

import re
from collections.abc import Collection
from decimal import Decimal

from performance.charts.chart_data import Drawing
from performance.models.measure import Period
from performance.rag import Status
from selfassess.reporting.content.schema import (
    AreaContent,
    IndicatorContent,
    Outturn,
    ReportContent,
)

from .running_totals import MAY_ADD_UP, since
from .small_figures import Cell, Column, and_what_tells_them, of_few
from .suppression import HELD, is_small

TOO_SMALL = "held back"
TOO_FEW = "too few cases"
HOW_MANY = re.compile(r"\bonly [\d,.]+ cases\b")  # as performance.rag and performance.series say it
DRAWN_TO = 2  # places after the point
FEWEST_PEOPLE = Decimal(10_000)  # children of a small council, where no rate says of how many
MANY_A_YEAR = 200  # of a year of fewer, a quarter may have had a few
Secrets = set[tuple[Decimal, bool]]  # numbers as a chart has them, and whether each is a percentage


def hold_back(content: ReportContent) -> None:
    """Hold back the small figures of every area, and all that would tell them."""
    people = _people(content)
    for area in content.areas:
        _hold_back_of(area, content.quarter.code, people)


def counted(areas: Collection[AreaContent]) -> dict[str, int]:
    """Count the indicators of each status, zeros too."""
    statuses = [indicator.status_code for area in areas for indicator in area.indicators]
    return {str(status): statuses.count(str(status)) for status in Status}


def _people(content: ReportContent) -> Decimal:
    """How many children there are, as far as a rate says of how many it is."""
    now = [_now(one) for area in content.areas for one in area.indicators if one.is_rate]
    wholes = [Decimal(cell.whole) for cell in now if cell.whole and cell.is_of_all]
    return max(wholes, default=FEWEST_PEOPLE)


def _hold_back_of(area: AreaContent, quarter: str, people: Decimal) -> None:
    """Parts of shares and charts of numbers go with the first small figure: a reader subtracts one
    from another, and which of them count the same children no program knows."""
    rows = area.indicators
    column = {place: _now(one) for place, one in enumerate(rows)}
    few = of_few(column, people) | _few_since(rows, quarter, people)
    now = and_what_tells_them(column, few, people)
    few_before, before = _before(rows, people)
    _hold_back_years(rows, people)
    secrets: Secrets = set()
    for place, one in enumerate(rows):
        secrets |= _hold_back_past(one, was_hidden=place in now | before)
        if place in now:
            secrets |= _hold_back_now(one)
    if few or few_before:
        _hold_back_parts(rows)
        area.charts = [drawing for drawing in area.charts if drawing.unit == "%"]
    area.charts = [drawing for drawing in area.charts if not _tells(drawing, secrets)]
    if area.indicator_counts:
        area.indicator_counts = counted([area])


def _now(one: IndicatorContent) -> Cell:
    measure = one.measure
    if measure is None:
        return Cell(one, None)
    return Cell(one, measure.number, measure.numerator, measure.denominator)


def _few_since(rows: list[IndicatorContent], quarter: str, people: Decimal) -> set[int]:
    """A year to date that grew by a few."""
    return {
        place
        for place, one in enumerate(rows)
        if any(step.few(people) for step in since(one, quarter))
    }


def _before(rows: list[IndicatorContent], people: Decimal) -> tuple[set[int], set[int]]:
    """Whose earlier figures tell of few, and whose would tell those."""
    all_few, held = set(), set()
    for quarter in {point.quarter for one in rows for point in one.series}:
        column: Column = {
            place: Cell(one, point.value, point.numerator, point.denominator)
            for place, one in enumerate(rows)
            for point in one.series
            if point.quarter == quarter
        }
        few = of_few(column, people)
        all_few |= few
        held |= and_what_tells_them(column, few, people)
    return all_few, held


def _hold_back_years(rows: list[IndicatorContent], people: Decimal) -> None:
    """A year is the sum of its quarters, of which earlier editions have shown all but a few."""
    for year in {outturn.year for one in rows for outturn in one.outturns}:
        column: Column = {
            place: Cell(one, outturn.value)
            for place, one in enumerate(rows)
            for outturn in one.outturns
            if outturn.year == year
        }
        few = of_few(column, people)
        for place in and_what_tells_them(column, few, people):
            rows[place].outturns = [one for one in rows[place].outturns if one.year != year]
    for one in rows:
        one.outturns = [outturn for outturn in one.outturns if not _is_sum_of_few(one, outturn)]
        for compared in one.comparators if one.is_count else ():
            compared.figures = [two for two in compared.figures if not is_small(two.value)]


def _is_sum_of_few(one: IndicatorContent, outturn: Outturn) -> bool:
    """Of quarters, that is, which were reported as far as anybody can see."""
    is_sum = one.is_count and one.measure and one.measure.period_code == Period.QUARTER
    quarters = [point.value for point in one.series if point.quarter.endswith(outturn.year)]
    never_reported = quarters and not any(value is not None for value in quarters)
    few = outturn.value is not None and outturn.value < MANY_A_YEAR
    return bool(is_sum and few and not never_reported)


def _hold_back_parts(indicators: list[IndicatorContent]) -> None:
    for one in indicators:
        one.reason = HOW_MANY.sub(TOO_FEW, one.reason)
        one.trend = HOW_MANY.sub(TOO_FEW, one.trend)
        for point in one.series:
            point.numerator = point.denominator = None
        if one.measure:
            one.measure.numerator = one.measure.denominator = None


def _hold_back_now(one: IndicatorContent) -> Secrets:
    """The status goes with the figure, because a target and a status would tell it.

    Returned is what a chart may draw of it: the figure, and its parts.
    """
    measure = one.measure
    assert measure is not None, "a figure that is held back is there"  # noqa: S101
    figure = [(measure.number, True), (measure.number, False)]
    parts = [(measure.numerator, False), (measure.denominator, False)]
    one.value, one.reason = HELD, TOO_SMALL
    one.status = one.status_code = str(Status.NOT_JUDGED)
    measure.shown, measure.number = HELD, None
    measure.numerator = measure.denominator = None
    return {
        (round(number, DRAWN_TO), percent)
        for number, percent in [*figure, *parts]
        if number is not None
    }


def _hold_back_past(one: IndicatorContent, *, was_hidden: bool) -> Secrets:
    """Earlier figures go as soon as one of them, or the difference of two, would be a secret: those
    of a year to date are sums, and so may be those of which no period is known.

    Returned is what a chart may draw of them.
    """
    sums = _may_add_up(one)
    drawn = {point.value for point in one.series} - {_now(one).value}
    if was_hidden or sums:
        one.series, one.trend = [], ""
    if not (was_hidden or (one.is_count and sums)):
        return set()
    one.outturns = []
    return {(round(value, DRAWN_TO), one.unit == "%") for value in drawn if value}


def _may_add_up(one: IndicatorContent) -> bool:
    """Over the year? Of what is not reported now, or for a period nobody stated, nobody knows."""
    past = any(point.is_year_to_date for point in one.series)
    return one.measure is None or one.measure.period_code in MAY_ADD_UP or past


def _tells(drawing: Drawing, secrets: Secrets) -> bool:
    known = [round(Decimal(str(value)), DRAWN_TO) for value in drawing.points]
    percent = drawing.unit == "%"
    return any((not percent and is_small(n)) or (n, percent) in secrets for n in known)
