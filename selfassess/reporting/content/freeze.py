"""`gather` puts everything that a report says into content, from which alone reports are drawn."""

from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch

from selfassess.access import OVERVIEW
from selfassess.assessments.models import (
    Assessment,
    AssessmentQuerySet,
    Comment,
    share_figures,
)
from selfassess.assessments.overview import FIRST_PAGE
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter
from selfassess.reporting.models import Kind
from selfassess.reporting.scope import with_files
from selfassess.schema_fields import Prose

from . import schema
from .freeze_areas import Shared, area_content
from .freeze_lists import heat
from .freeze_values import in_london, moment


def gather(
    quarter: Quarter, *, version: schema.Version, left_out: dict[str, str] | None = None
) -> schema.ReportContent:
    """Freeze a quarter, in a number of queries that does not grow with areas or quarters.

    `version` says which version this becomes (see `version_of`). `left_out` maps the slugs of
    areas that a final leaves out to the reason. It must run in a `snapshot`, or in the transaction
    that has locked the quarter, so that no area changes between two of its queries.
    """
    left_out = left_out or {}
    assessments = _with_words(quarter.assessments.all())
    previous = _previous(quarter)
    of_areas = _in_order(assessments)
    shared = Shared(quarter, [a.area for a in of_areas if a.area not in left_out])
    share_figures([*assessments, *previous.values()], {quarter.code: shared.indicators})
    for assessment in assessments:
        assessment.live_figures.leave_out(left_out)
    areas = [
        area_content(a, previous.get(a.area), shared, left_out.get(a.area, "")) for a in of_areas
    ]
    overview = _overview(next((a for a in assessments if a.is_overview), None))
    tested = shared.test(assessments, previous, left_out)
    tested.add_to_overview(overview)
    for area in areas:
        tested.add_to(area)
    return schema.ReportContent(
        schema=schema.SCHEMA,
        authority=settings.AUTHORITY_NAME,
        marking=settings.MARKING,
        quarter=_quarter(quarter),
        version=version,
        previous_quarter=_previous_quarter(previous),
        overview=overview,
        areas=areas,
        heat=heat(quarter, left_out),
        indicator_counts=schema.CountsBefore(now=shared.counts(), before=shared.counts_before()),
        between_areas=tested.between_areas(),
        missing=[area.name for area in areas if area.included and not area.is_approved],
        history=_history(quarter),
    )


def version_of(kind: str, number: int, *, at: datetime, by: str) -> schema.Version:
    """Describe a version within its own content. `by`: who compiles it, as the report prints it."""
    return schema.Version(
        key=Kind(kind).key(number),
        kind=str(kind),
        number=number,
        name=f"{Kind(kind).label} {number}",
        compiled_at=in_london(at),
        compiled_by=by,
    )


def preview_version(*, at: datetime) -> schema.Version:
    """Describe content that is shown once and not stored."""
    return schema.Version(
        key="preview",
        kind=str(Kind.DRAFT),
        number=0,
        name="Preview",
        compiled_at=in_london(at),
        compiled_by="",
    )


def _with_words(assessments: AssessmentQuerySet) -> list[Assessment]:
    comments = Prefetch("comments", Comment.objects.none())  # reports quote no comments
    lists_of_records = ("audits", "voices", "facts", "strengths")
    return list(assessments.with_words().prefetch_related(comments, *lists_of_records))


def _in_order(assessments: list[Assessment]) -> list[Assessment]:
    """Those of areas, as the report has them after each other."""
    of_areas = [assessment for assessment in assessments if not assessment.is_overview]
    return sorted(of_areas, key=lambda one: (getattr(one.config, "order", 0), one.area))


def _previous(quarter: Quarter) -> dict[str, Assessment]:
    """Map areas to their assessments in the last quarter before this one that has any."""
    code = (
        Quarter.objects.before(quarter.code)
        .filter(assessments__isnull=False)
        .order_by("-code")
        .values("code")[:1]
    )
    earlier = Assessment.objects.filter(quarter_id__in=code).with_answers()
    return {assessment.area: assessment for assessment in earlier}


def _previous_quarter(previous: dict[str, Assessment]) -> schema.PreviousQuarter | None:
    for assessment in previous.values():
        return schema.PreviousQuarter(code=assessment.quarter_id, name=assessment.quarter.name)
    return None


def _overview(assessment: Assessment | None) -> schema.Overview:
    answers = {a.question: a for a in assessment.answers.all()} if assessment else {}
    text, first_page = answers.get(OVERVIEW), answers.get(FIRST_PAGE)
    latest = max((a for a in (text, first_page) if a), key=lambda a: a.saved_at, default=None)
    return schema.Overview(
        first_page=Prose(first_page.words if first_page else ""),
        text=Prose(text.words if text else ""),
        by=latest.saved_by.title if latest else "",
        at=moment(latest.saved_at) if latest else None,
    )


def _history(quarter: Quarter) -> list[schema.Issued]:
    """List the final versions before this one, with the SHA-256 of each PDF."""
    return [
        schema.Issued(
            name=report.name,
            compiled_at=in_london(report.compiled_at),
            issued_at=moment(report.issued_at),
            sha256=next((f.sha256 for f in report.files.all()), ""),
        )
        for report in with_files(quarter.reports.final()).order_by("number")
    ]


def _quarter(quarter: Quarter) -> schema.QuarterContent:
    period: QuarterPeriod = quarter.period
    return schema.QuarterContent(
        code=period.code,
        name=period.name,
        long_name=period.long_name,
        months=period.months,
        starts=period.starts,
        ends=period.ends,
        due=quarter.due,
        note=Prose(quarter.note),
    )
