"""The chapter of an area, frozen, with what is read once for all of them."""

from collections import defaultdict
from collections.abc import Collection

from performance.charts.area_charts import drawings
from performance.reading import indicators
from performance.usual import past
from selfassess.access import Role
from selfassess.accounts.models import Assignment
from selfassess.assessments.models import Assessment
from selfassess.assessments.reading import SectionView, Since, sections_of
from selfassess.claims.rating_evidence import evidence_of, rule
from selfassess.claims.reading import findings_of
from selfassess.claims.suggested_rating import suggest
from selfassess.quarters.models import Quarter
from selfassess.records.reading import action_states
from selfassess.schema_fields import Prose, Typed

from . import freeze_lists as lists
from . import schema
from .freeze_findings import Tested
from .freeze_indicators import counts, indicator
from .freeze_values import moment

QUARTERS_BEFORE = 15  # from which is told what is usual, enough for `series.ENOUGH_FOR_LIMITS`


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
        return counts([indicator for area in self.indicators.values() for indicator in area])

    def counts_before(self) -> dict[str, int] | None:
        """Count the statuses of the quarter before; None when the portal has no such quarter."""
        if not Quarter.objects.filter(code=self.before).exists():
            return None
        before = indicators(self.areas, self.before)
        return counts([indicator for area in before.values() for indicator in area])


def _heads() -> dict[str, list[str]]:
    """Map areas to the job titles of those who head them now."""
    heads = defaultdict(list)
    held = Assignment.objects.filter(role=Role.HEAD, user__is_active=True).select_related("user")
    for assignment in held.order_by("user__name"):
        heads[assignment.area].append(assignment.user.title)
    return heads


def area_content(
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
        sent_at=moment(assessment.sent_at),
        sent_by=assessment.sent_by.title if assessment.sent_by else "",
        approved_at=moment(assessment.approved_at),
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
        indicator(one, assessment, shared.past.get(one.kpi.code, ())) for one in of_area
    ]
    area.indicator_counts = counts(of_area)
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
