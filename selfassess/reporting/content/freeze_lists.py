"""The lists of an area's chapter, frozen: evidence, strengths, actions, rating.

The rows are read for all areas at once, by `freeze` or here. A code stands beside the words that
were shown, so that no rule hangs on a word.
"""

from collections.abc import Iterable

from selfassess.assessments.models import Assessment, Rating
from selfassess.claims.suggested_rating import Suggested
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter
from selfassess.records.action_state import ActionState
from selfassess.records.models import GRADES, Audit, Fact, Strength, Unit, Voice, plain
from selfassess.schema_fields import Prose, Typed

from . import schema
from .freeze_values import number

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
        value=number(value),
        shown=now.shown if now else "Not rated",
        previous=before.shown if before and earlier is not None else "",
        change=number(change),
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
        number=action.pk,
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
        (rating.assessment.area, rating.assessment.quarter_id): number(rating.value)
        for rating in ratings.select_related("assessment")
    }
    return schema.Heat(
        quarters=[QuarterPeriod.parse(code).name for code in codes],
        by_area={
            area: [given.get((area, code)) for code in codes] for area in {a for a, _ in given}
        },
    )
