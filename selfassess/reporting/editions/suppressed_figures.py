"""Which figures of an area's chapter the public report holds back, with all that would tell them.

It changes the copy that it is given. Which numbers are small is in suppression.py.
"""

from collections.abc import Collection
from decimal import Decimal

from performance.charts.chart_data import Drawing
from performance.models.measure import Period
from performance.rag import Status
from selfassess.reporting.content.schema import AreaContent, IndicatorContent

from .suppression import HELD, discloses, is_small, parts_that_tell

TOO_SMALL = "held back"
DRAWN_TO = 2  # places after the point
Secrets = set[tuple[Decimal, bool]]  # numbers as a chart has them, and whether each is a percentage


def hold_back(area: AreaContent) -> None:
    """Hold back the small figures of an area, and all that would tell them.

    Parts of shares and charts of numbers go with the first of them: a reader subtracts one from
    another, and which of them count the same children no program knows.
    """
    few = any(_is_small(one) or _was_small(one) for one in area.indicators)
    secrets = _indicators(area.indicators)
    if few:
        _hold_back_parts(area.indicators)
        area.charts = [drawing for drawing in area.charts if drawing.unit == "%"]
    area.charts = [drawing for drawing in area.charts if not _tells(drawing, secrets)]
    if area.indicator_counts:
        area.indicator_counts = counted([area])


def counted(areas: Collection[AreaContent]) -> dict[str, int]:
    """Count the indicators of each status, zeros too."""
    statuses = [indicator.status_code for area in areas for indicator in area.indicators]
    return {str(status): statuses.count(str(status)) for status in Status}


def _indicators(indicators: list[IndicatorContent]) -> Secrets:
    hidden = [one for one in indicators if _is_small(one)]
    shown = [one for one in indicators if one not in hidden and one.is_count and one.value]
    for one in [one for one in hidden if one.is_count]:
        while places := parts_that_tell(_number(one) or 0, [_number(other) for other in shown]):
            smallest = min((shown[place] for place in places), key=lambda o: _number(o) or 0)
            hidden.append(smallest)
            shown.remove(smallest)
    secrets: Secrets = set()
    for one in indicators:
        was_hidden = one in hidden
        secrets |= _hold_back_past(one, was_hidden=was_hidden)
        if was_hidden:
            secrets |= _hold_back_now(one)
    return secrets


def _hold_back_parts(indicators: list[IndicatorContent]) -> None:
    for one in indicators:
        for point in one.series:
            point.numerator = point.denominator = None
        if one.measure:
            one.measure.numerator = one.measure.denominator = None


def _number(one: IndicatorContent) -> Decimal | None:
    return one.measure.number if one.measure else None


def _is_small(one: IndicatorContent) -> bool:
    measure = one.measure
    if not measure:
        return False
    told_by_parts = discloses(measure.numerator, measure.denominator)  # whatever its unit is called
    return told_by_parts or (one.is_count and is_small(measure.number))


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

    Returned is what a chart of numbers may draw of them.
    """
    sums = _may_add_up(one)
    counts = {point.value for point in one.series} if one.is_count and sums else set()
    few = was_hidden or _was_small(one)
    if few or (one.is_count and sums):
        one.outturns = []
    if few or sums:
        one.series, one.trend = [], ""
    if one.is_count:
        one.outturns = [outturn for outturn in one.outturns if not is_small(outturn.value)]
    return {(round(count, DRAWN_TO), False) for count in counts - {_number(one)} if count}


def _was_small(one: IndicatorContent) -> bool:
    return any(
        (one.is_count and is_small(point.value)) or discloses(point.numerator, point.denominator)
        for point in one.series
    )


def _may_add_up(one: IndicatorContent) -> bool:
    """Over the year? Of what is not reported now, or for a period nobody stated, nobody knows."""
    now, unknown = one.measure, ("", Period.UNKNOWN)
    past = any(point.is_year_to_date for point in one.series)
    return not now or now.is_year_to_date or now.period_code in unknown or past


def _tells(drawing: Drawing, secrets: Secrets) -> bool:
    known = [round(Decimal(str(value)), DRAWN_TO) for value in drawing.points]
    percent = drawing.unit == "%"
    return any((not percent and is_small(n)) or (n, percent) in secrets for n in known)
