"""Which figures of an area's chapter the public report holds back, with all that would tell them.

It changes the copy that it is given. Which numbers are small is in suppression.py.
"""

from collections.abc import Collection
from decimal import Decimal

from performance.charts.chart_data import Drawing
from performance.rag import Status
from selfassess.reporting.content.schema import AreaContent, IndicatorContent

from .suppression import HELD, discloses, is_small, parts_that_tell

TOO_SMALL = "held back"
DRAWN_TO = 2  # places after the point
Secrets = set[tuple[Decimal, bool]]  # numbers as a chart has them, and whether each is a percentage


def hold_back(area: AreaContent) -> None:
    """Hold back the small figures of an area, and the charts that would tell them."""
    secrets = _indicators(area.indicators)
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
        _hold_back_past(one, was_hidden=was_hidden)
        if was_hidden:
            secrets |= _hold_back_now(one)
    return secrets


def _number(one: IndicatorContent) -> Decimal | None:
    return one.measure.number if one.measure else None


def _is_small(one: IndicatorContent) -> bool:
    measure = one.measure
    if not measure:
        return False
    part, whole = measure.numerator, measure.denominator
    if one.unit == "%" and discloses(part, whole):
        return True
    return is_small(part) or is_small(whole) or (one.is_count and is_small(measure.number))


def _hold_back_now(one: IndicatorContent) -> Secrets:
    """The status goes with the figure, because a target and a status would tell it.

    Returned is what a chart may draw of it: the figure, and its parts.
    """
    measure = one.measure
    assert measure is not None, "a figure that is held back is there"  # noqa: S101
    figure = [(measure.number, one.unit == "%")]
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


def _hold_back_past(one: IndicatorContent, *, was_hidden: bool) -> None:
    """Earlier figures go as soon as one of them, or the difference of two, would be a secret."""
    past = [point for point in one.series if point.value is not None]
    now = one.measure is not None and one.measure.is_year_to_date
    running = now or any(point.is_year_to_date for point in past)
    small = any(
        (one.is_count and is_small(point.value)) or discloses(point.numerator, point.denominator)
        for point in past
    )
    if was_hidden or small or (one.is_count and running):
        one.series, one.outturns, one.trend = [], [], ""
    if one.is_count:
        one.outturns = [outturn for outturn in one.outturns if not is_small(outturn.value)]


def _tells(drawing: Drawing, secrets: Secrets) -> bool:
    known = [round(Decimal(str(value)), DRAWN_TO) for value in drawing.points]
    percent = drawing.unit == "%"
    return any((not percent and is_small(n)) or (n, percent) in secrets for n in known)
