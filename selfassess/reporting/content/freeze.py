"""`gather` puts everything that a report says into content, from which alone reports are drawn."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone

from performance.charts.area_charts import drawings
from performance.reading import indicators
from performance.usual import past
from selfassess.access import OVERVIEW, Role
from selfassess.accounts.models import Assignment
from selfassess.assessments.models import (
    Assessment,
    AssessmentQuerySet,
    Comment,
    share_figures,
)
from selfassess.assessments.overview import FIRST_PAGE
from selfassess.assessments.reading import SectionView, Since, sections_of
from selfassess.claims.rating_evidence import evidence_of, rule
from selfassess.claims.reading import findings_of
from selfassess.claims.suggested_rating import suggest
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter
from selfassess.records.reading import action_states
from selfassess.reporting.models import Kind
from selfassess.reporting.scope import with_files
from selfassess.schema_fields import Prose, Typed

from . import freeze_lists as lists
from . import schema
from .freeze_findings import Tested

QUARTERS_BEFORE = 15  # from which is told what is usual, enough for `series.ENOUGH_FOR_LIMITS`


def gather(
    quarter: Quarter, *, version: schema.Version, left_out: dict[str, str] | None = None
) -> schema.ReportContent:
    """Freeze a quarter, in a number of queries that does not grow with areas or quarters.

    `version` says which version this becomes (see `version_of`). `left_out` maps the slugs of
    areas that a final leaves out to the reason. It must run in the transaction that has locked the
    quarter, so that no area changes between two of its queries.
    """
    left_out = left_out or {}
    assessments = _with_words(quarter.assessments.all())
    previous = _previous(quarter)
    included = [a.area for a in assessments if not a.is_overview and a.area not in left_out]
    shared = Shared(quarter, included)
    share_figures([*assessments, *previous.values()], {quarter.code: shared.indicators})
    for assessment in assessments:
        assessment.live_figures.leave_out(left_out)
    areas = [
        _area(a, previous.get(a.area), shared, left_out.get(a.area, ""))
        for a in sorted(assessments, key=lambda a: (getattr(a.config, "order", 0), a.area))
        if not a.is_overview
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
        heat=lists.heat(quarter, left_out),
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
        compiled_at=_in_london(at),
        compiled_by=by,
    )


def preview_version(*, at: datetime) -> schema.Version:
    """Describe content that is shown once and not stored."""
    return schema.Version(
        key="preview",
        kind=str(Kind.DRAFT),
        number=0,
        name="Preview",
        compiled_at=_in_london(at),
        compiled_by="",
    )


class Shared:
    """What is read once for all areas of a report, so that no area costs queries of its own."""

    def __init__(self, quarter: Quarter, areas: list[str]) -> None:
        self.areas = areas
        self.before = quarter.period.before.code
        self.heads = _heads()
        self.actions = action_states(areas, quarter)
        self.indicators = indicators(areas, quarter.code)
        of_all = [one.kpi.code for found in self.indicators.values() for one in found]
        self.past = past(of_all, quarter.code, QUARTERS_BEFORE)

    def test(
        self,
        assessments: list[Assessment],
        previous: dict[str, Assessment],
        left_out: Collection[str],
    ) -> Tested:
        """Set the words of these assessments beside the record, as if there were no others."""
        assessments = [one for one in assessments if one.area not in left_out]
        found = findings_of(
            assessments,
            previous=previous,
            read=self.indicators,
            states=self.actions,
            left_out=left_out,
        )
        return Tested(assessments, found, self.actions)

    def counts(self) -> dict[str, int]:
        return lists.counts([indicator for area in self.indicators.values() for indicator in area])

    def counts_before(self) -> dict[str, int] | None:
        """Count the statuses of the quarter before; None when the portal has no such quarter."""
        if not Quarter.objects.filter(code=self.before).exists():
            return None
        before = indicators(self.areas, self.before)
        return lists.counts([indicator for area in before.values() for indicator in area])


def _with_words(assessments: AssessmentQuerySet) -> list[Assessment]:
    comments = Prefetch("comments", Comment.objects.none())  # reports quote no comments
    lists_of_records = ("audits", "voices", "facts", "strengths")
    return list(assessments.with_words().prefetch_related(comments, *lists_of_records))


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


def _heads() -> dict[str, list[str]]:
    """Map areas to the job titles of those who head them now."""
    heads = defaultdict(list)
    held = Assignment.objects.filter(role=Role.HEAD, user__is_active=True).select_related("user")
    for assignment in held.order_by("user__name"):
        heads[assignment.area].append(assignment.user.title)
    return heads


def _area(
    assessment: Assessment, previous: Assessment | None, shared: Shared, reason: str
) -> schema.AreaContent:
    sections = sections_of(assessment, previous)
    rows = [row for section in sections for row in section.rows]
    anchors = assessment.config.anchors
    area = schema.AreaContent(
        slug=assessment.area,
        name=assessment.name,
        order=assessment.config.order,
        state=assessment.state,
        state_name=assessment.get_state_display(),
        included=not reason,
        left_out_reason=Typed(reason),
        heads=shared.heads[assessment.area],
        sent_at=_moment(assessment.sent_at),
        sent_by=assessment.sent_by.title if assessment.sent_by else "",
        approved_at=_moment(assessment.approved_at),
        approved_by=assessment.approved_by.title if assessment.approved_by else "",
        questions_asked=len(rows),
        questions_answered=sum(bool(row.text) for row in rows),
        words=sum(row.words for row in rows),
        same_as_last_quarter=sum(row.since == Since.SAME for row in rows),
        anchors=schema.Anchors(ten=anchors.ten, zero=anchors.zero),
    )
    if area.included:
        area.sections = [_section(section) for section in sections]
        _add_lists(area, assessment, previous, shared)
    return area


def _add_lists(
    area: schema.AreaContent, assessment: Assessment, previous: Assessment | None, shared: Shared
) -> None:
    of_area = shared.indicators.get(assessment.area, [])
    actions = shared.actions[assessment.area]
    evidence = evidence_of(of_area, assessment.audits.all(), actions)
    area.rating = lists.rating(assessment, previous, suggest(evidence, rule()))
    area.evidence = lists.evidence(assessment)
    area.strengths = lists.strengths(assessment)
    area.actions = [lists.action(state) for state in actions]
    area.indicators = [
        lists.indicator(one, assessment, shared.past.get(one.kpi.code, ())) for one in of_area
    ]
    area.indicator_counts = lists.counts(of_area)
    area.charts = drawings(assessment.config.charts, of_area, assessment.facts.all())


def _section(section: SectionView) -> schema.Section:
    return schema.Section(
        key=section.key,
        title=section.title,
        answers=[
            schema.Answer(
                question=row.key,
                text=row.asked,
                answer=Prose(row.text),
                words=row.words,
                last_quarter=str(row.since),
            )
            for row in section.rows
        ],
    )


def _overview(assessment: Assessment | None) -> schema.Overview:
    answers = {a.question: a for a in assessment.answers.all()} if assessment else {}
    text, first_page = answers.get(OVERVIEW), answers.get(FIRST_PAGE)
    latest = max((a for a in (text, first_page) if a), key=lambda a: a.saved_at, default=None)
    return schema.Overview(
        first_page=Prose(first_page.words if first_page else ""),
        text=Prose(text.words if text else ""),
        by=latest.saved_by.title if latest else "",
        at=_moment(latest.saved_at) if latest else None,
    )


def _history(quarter: Quarter) -> list[schema.Issued]:
    """List the final versions before this one, with the SHA-256 of each PDF."""
    return [
        schema.Issued(
            name=report.name,
            compiled_at=_in_london(report.compiled_at),
            issued_at=_moment(report.issued_at),
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


def _moment(at: datetime | None) -> datetime | None:
    return _in_london(at) if at else None


def _in_london(at: datetime) -> datetime:
    """Give an instant as a clock in London shows it, to the second, with a fixed offset.

    A fixed offset, because that is how it is read again: content is equal before and after storing.
    """
    local = timezone.localtime(at).replace(microsecond=0)
    return datetime.fromisoformat(local.isoformat())
