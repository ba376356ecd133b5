"""The lists of an area's chapter, frozen: evidence, strengths, actions, indicators, rating.

The rows are read for all areas at once, by `freeze` or here. A code stands beside the words that
were shown, so that no rule hangs on a word.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from performance.benchmarks.reading import Comparator
from performance.indicator import Indicator
from performance.models import Measure, Outturn
from performance.rag import Status
from performance.series import Point
from performance.usual_range import usual_range
from selfassess.assessments.models import Assessment, Rating
from selfassess.claims.suggested_rating import Suggested
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter
from selfassess.records.action_state import ActionState
from selfassess.records.models import GRADES, Audit, Fact, Strength, Unit, Voice, plain
from selfassess.schema_fields import Prose, Typed

from . import schema

HEAT_QUARTERS = 6  # how many quarters the ratings table shows


def rating(
    assessment: Assessment, previous: Assessment | None, suggested: Suggested
) -> schema.Rating:
    """Describe the rating, its change since `previous` (last quarter's assessment, if any), and
    what figures, audits and actions suggest."""
    now, before = assessment.rating_or_none, previous.rating_or_none if previous else None
    value, earlier = (r.value if r else None for r in (now, before))
    change = value - earlier if value is not None and earlier is not None else None
    return schema.Rating(
        value=_number(value),
        shown=now.shown if now else "Not rated",
        previous=before.shown if before and earlier is not None else "",
        change=_number(change),
        suggested=suggested.shown,
        why_apart=Prose(now.why_apart if now else ""),
    )


def evidence(assessment: Assessment) -> schema.Evidence:
    return schema.Evidence(
        audits=[_audit(audit) for audit in assessment.audits.all()],
        voices=[_voice(voice) for voice in assessment.voices.all()],
        facts=[_fact(fact) for fact in assessment.facts.all()],
    )


def _audit(audit: Audit) -> schema.AuditContent:
    sign = "%" if audit.unit == Unit.PERCENT else ""
    return schema.AuditContent(
        theme=Typed(audit.theme),
        aspect=Typed(audit.aspect),
        month=f"{audit.month:%B %Y}",
        method=Typed(audit.method),
        unit=audit.unit,
        cases=audit.cases,
        grades={
            field: f"{plain(audit.grades[field])}{sign}" if field in audit.grades else ""
            for field in GRADES
        },
        oddity=audit.inconsistency,
        learning=Prose(audit.learning),
    )


def _voice(voice: Voice) -> schema.VoiceContent:
    return schema.VoiceContent(
        whose=voice.get_whose_display(),
        whose_code=voice.whose,
        how=Typed(voice.how),
        said=Prose(voice.said),
        changed=Prose(voice.changed),
    )


def _fact(fact: Fact) -> schema.FactContent:
    return schema.FactContent(
        label=Typed(fact.label),
        group=Typed(fact.group),
        set_key=fact.set_key,
        shown=fact.shown,
        period=Typed(fact.period),
        source=Typed(fact.source),
        earlier=Typed(fact.earlier),
        note=Prose(fact.note),
    )


def strengths(assessment: Assessment) -> list[schema.StrengthContent]:
    found: list[Strength] = list(assessment.strengths.all())
    return [
        schema.StrengthContent(
            text=Prose(assessment.words(one.text)), evidence=Prose(assessment.words(one.evidence))
        )
        for one in found
    ]


def action(state: ActionState) -> schema.ActionContent:
    action, update = state.action, state.update
    return schema.ActionContent(
        text=Prose(action.text),
        impact=Prose(action.impact),
        source_code=action.source,
        source=action.get_source_display() if action.source else "",
        owner=Typed(state.owner_name),
        owner_role=Typed(state.owner_role),
        status=state.status_name,
        status_code=state.status,
        is_finished=state.is_finished,
        first_due=action.first_due,
        due=state.due,
        moved=state.moved,
        carried=state.carried,
        overdue=state.overdue,
        needs_update=state.needs_update,
        progress=Prose(update.progress if update else ""),
        reason=Prose(update.reason if update else ""),
        difference=Prose(update.difference if update else ""),
    )


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
        target_value=_number(row.target.value) if row.target else None,
        target_low=_number(row.target.low) if row.target else None,
        target_high=_number(row.target.high) if row.target else None,
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
        low=_number(found.low),
        mean=_number(found.mean),
        high=_number(found.high),
        shown=found.shown,
        quarters=found.quarters,
        said=found.said,
    )


def _measure(measure: Measure) -> schema.MeasureContent:
    return schema.MeasureContent(
        shown=measure.shown,
        number=_number(measure.value),
        source=Typed(measure.source),
        period=measure.get_period_display(),
        period_code=measure.period,
        as_at=measure.as_at,
        provisional=measure.provisional,
        numerator=_number(measure.numerator),
        denominator=_number(measure.denominator),
        note=Prose(measure.note),
    )


def _series(row: Indicator) -> list[schema.PastFigure]:
    """The last quarters as reported, each with what may stand beside this quarter's value."""
    beside = row.alike
    return [_past(code, measure, beside.get(code)) for code, measure in row.series]


def _past(code: str, measure: Measure | None, beside: Decimal | None) -> schema.PastFigure:
    past = schema.PastFigure(quarter=QuarterPeriod.parse(code).name, quarter_code=code)
    if measure:
        past.shown, past.value = measure.shown, _number(measure.value)
        past.numerator = _number(measure.numerator)
        past.denominator = _number(measure.denominator)
        past.period_code = measure.period
        past.alike = beside == measure.value
        past.alone = None if past.alike else _number(beside)
    return past


def _outturn(outturn: Outturn) -> schema.Outturn:
    return schema.Outturn(year=outturn.year, shown=outturn.shown, value=_number(outturn.value))


def _comparator(one: Comparator) -> schema.Comparator:
    return schema.Comparator(
        place=one.place, label=one.label, shown=one.shown, value=_number(one.value)
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


def heat(quarter: Quarter, left_out: Iterable[str] = ()) -> schema.Heat:
    """Return the ratings of the latest quarters up to this one, by area, in two queries.

    An area in `left_out` shows no rating for this quarter.
    """
    codes = list(
        Quarter.objects.filter(code__lte=quarter.code)
        .exclude(state="planned")
        .order_by("-code")
        .values_list("code", flat=True)[:HEAT_QUARTERS]
    )[::-1]
    ratings = Rating.objects.filter(assessment__quarter__in=codes).exclude(
        assessment__quarter=quarter, assessment__area__in=left_out
    )
    given = {
        (rating.assessment.area, rating.assessment.quarter_id): _number(rating.value)
        for rating in ratings.select_related("assessment")
    }
    return schema.Heat(
        quarters=[QuarterPeriod.parse(code).name for code in codes],
        by_area={
            area: [given.get((area, code)) for code in codes] for area in {a for a, _ in given}
        },
    )


def _number(value: Decimal | None) -> Decimal | None:
    """Drop trailing zeros, which a database adds: 86.40 is printed as 86.4."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
