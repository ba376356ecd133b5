"""Indicators, frozen: figures as shown, and as numbers for calculating."""

from collections.abc import Sequence
from decimal import Decimal

from performance.benchmarks.reading import Comparator
from performance.indicator import Indicator
from performance.models import Measure, Outturn
from performance.rag import Status
from performance.series import Point
from performance.usual_range import usual_range
from selfassess.assessments.models import Assessment
from selfassess.quarters.dates import QuarterPeriod
from selfassess.schema_fields import Prose, Typed

from . import schema
from .freeze_values import number


def indicator(
    row: Indicator, assessment: Assessment, before: Sequence[Point] = ()
) -> schema.IndicatorContent:
    """Describe an indicator: figures as shown, and as numbers for calculating. `before`: its
    quarters as far back as what is usual is told from."""
    kpi, adopted, remark = row.kpi, row.adopted, row.remark
    return schema.IndicatorContent(
        code=kpi.code,
        name=kpi.name,
        core=kpi.core,
        unit=kpi.unit,
        direction=kpi.get_direction_display(),
        direction_code=kpi.direction,
        status=str(row.status),
        status_code=str(row.status),
        reason=row.judgement.reason,
        target=row.target.shown if row.target else "",
        target_value=number(row.target.value) if row.target else None,
        target_low=number(row.target.low) if row.target else None,
        target_high=number(row.target.high) if row.target else None,
        target_due=row.target.due if row.target else None,
        value=adopted.shown if adopted else "",
        measure=_measure(adopted) if adopted else None,
        others=[_measure(measure) for measure in row.others],
        why_adopted=Typed(adopted.why_adopted if adopted else ""),
        settle=_settle(adopted) if row.others and adopted else None,
        series=_series(row),
        outturns=[_outturn(outturn) for outturn in row.outturns],
        trend=row.trend,
        usual=_usual(row, before),
        comment=Prose(assessment.words(remark.comment) if remark else ""),
        comparators=[
            schema.Comparison(period=period, figures=[_comparator(one) for one in of])
            for period, of in row.compared
        ],
    )


def _usual(row: Indicator, before: Sequence[Point]) -> schema.UsualRange | None:
    now = next((point for point in row.recent if point.quarter == row.quarter), None)
    found = usual_range(now, before, row.kpi.unit) if now else None
    if found is None:
        return None
    return schema.UsualRange(
        low=number(found.low),
        mean=number(found.mean),
        high=number(found.high),
        shown=found.shown,
        quarters=found.quarters,
        said=found.said,
    )


def _measure(measure: Measure) -> schema.MeasureContent:
    return schema.MeasureContent(
        shown=measure.shown,
        number=number(measure.value),
        source=Typed(measure.source),
        period=measure.get_period_display(),
        period_code=measure.period,
        as_at=measure.as_at,
        provisional=measure.provisional,
        numerator=number(measure.numerator),
        denominator=number(measure.denominator),
        note=Prose(measure.note),
    )


def _series(row: Indicator) -> list[schema.PastFigure]:
    """The last quarters as reported, each with what may stand beside this quarter's value."""
    beside = row.alike
    return [_past(code, measure, beside.get(code)) for code, measure in row.series]


def _past(code: str, measure: Measure | None, beside: Decimal | None) -> schema.PastFigure:
    past = schema.PastFigure(quarter=QuarterPeriod.parse(code).name, quarter_code=code)
    if measure:
        past.shown, past.value = measure.shown, number(measure.value)
        past.numerator = number(measure.numerator)
        past.denominator = number(measure.denominator)
        past.period_code = measure.period
        past.alike = beside == measure.value
        past.alone = None if past.alike else number(beside)
    return past


def _outturn(outturn: Outturn) -> schema.Outturn:
    return schema.Outturn(year=outturn.year, shown=outturn.shown, value=number(outturn.value))


def _comparator(one: Comparator) -> schema.Comparator:
    return schema.Comparator(
        place=one.place, label=one.label, shown=one.shown, value=number(one.value)
    )


def _settle(adopted: Measure) -> schema.Settle:
    """Say who is to find out which of two sources is right, and by when."""
    return schema.Settle(owner=Typed(adopted.settle_owner), by=adopted.settle_by)


def counts(indicators: list[Indicator]) -> dict[str, int]:
    """Count the indicators of each status, zeros too, in the order of `Status`."""
    numbers = dict.fromkeys((str(status) for status in Status), 0)
    for indicator in indicators:
        numbers[str(indicator.status)] += 1
    return numbers
