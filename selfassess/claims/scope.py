"""How a view gets hold of findings: of an area, through what its reader may read."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import Http404

from selfassess.access import Permission, can, heads, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.scope import get_assessment
from selfassess.assessments.workflow import State

from .kept_findings import latest_between_areas, latest_findings
from .lists import SECTIONS, list_of
from .models import Decision, Verdict
from .paragraphs import asked_in
from .quiet import is_quiet, quiet_kinds
from .reading import AreaFindings, TextPlace
from .standing import Standing, standings


class NotFound(Http404):
    """A finding that is there no more: people followed a link of an older page."""


@dataclass(frozen=True)
class Row:
    """A finding as a page shows it."""

    standing: Standing
    assessment: Assessment
    place: TextPlace

    @property
    def list(self) -> str:
        """In which list its text stands; empty for an answer."""
        return list_of(self.standing.finding.question)

    @property
    def may_ask(self) -> bool:
        """Would anybody look for a question about it? Not before it is sent."""
        return self.assessment.state == State.WITH_DIRECTOR

    @property
    def can_be_used(self) -> bool:
        """Is there a figure to put in the number’s place, in an answer?"""
        finding = self.standing.finding
        return bool(finding.written and finding.instead and not self.list)


@dataclass(frozen=True)
class Found:
    """All that is found in one area, as it stands; what has gone quiet apart."""

    assessment: Assessment
    area: AreaFindings
    rows: list[Row]
    quiet: list[Row]
    used: tuple[Decision, ...] = ()  # where the record's figure was put into a sentence

    @property
    def open(self) -> list[Row]:
        return [row for row in self.rows if row.standing.is_to_decide]

    @property
    def standings(self) -> list[Standing]:
        return [row.standing for row in self.rows]

    def in_lists_of(self, section: str) -> list[Row]:
        """What stands in the lists of a section, and is more than a question."""
        mine = (row for row in self.rows if SECTIONS.get(row.list) == section)
        return [row for row in mine if row.standing.contradicts or row.standing.decisions]

    def of_question(self, question: str) -> list[Row]:
        return [row for row in self.rows if row.standing.finding.question == question]


def get_to_read(user: User, quarter: str, area: str) -> Assessment:
    """An assessment whose findings this person may read: what she may see once it is issued does
    not do."""
    assessment = get_assessment(user, quarter, area)
    require(user, Permission.READ_WORDS, area)
    return assessment


def found_in(assessments: list[Assessment]) -> dict[str, Found]:
    """By area, in a fixed number of queries."""
    latest = latest_findings(assessments)
    quiet = quiet_kinds()
    found = {}
    for assessment in assessments:
        last = latest[assessment.area]
        area = last.found
        rows = [
            Row(one, assessment, place_of(area, one))
            for one in standings(area.findings, last.decisions)
        ]
        unheard = [row for row in rows if _is_quiet(row.standing, quiet)]
        heard = [row for row in rows if row not in unheard]
        found[assessment.area] = Found(
            assessment,
            area,
            heard,
            unheard,
            tuple(one for one in last.decisions if one.verdict == Verdict.USED),
        )
    return found


def _is_quiet(one: Standing, quiet: Collection[str]) -> bool:
    """Never, once somebody has said something of it."""
    return is_quiet(one.finding, quiet) and not one.decisions


def between_areas(assessments: list[Assessment]) -> list[Row]:
    """For those alone who may read all of them."""
    by_area = {assessment.area: assessment for assessment in assessments}
    decisions = Decision.objects.filter(assessment__in=assessments).with_people()
    return [
        Row(one, by_area[one.finding.area], _place_in(by_area[one.finding.area], one))
        for one in standings(latest_between_areas(assessments), decisions)
        if one.finding.area in by_area
    ]


def _place_in(assessment: Assessment, standing: Standing) -> TextPlace:
    return TextPlace(asked_in(assessment, standing.finding.question), "")


def place_of(area: AreaFindings, standing: Standing) -> TextPlace:
    question = standing.finding.question
    return area.places.get(question) or TextPlace(question, "")


def get_row(user: User, assessment: Assessment, key: str) -> Row:
    """One finding as it stands now. NotFound when it is found no more; a 404 when its quarter is
    issued."""
    if assessment.quarter.is_issued:
        raise Http404(f"{assessment.quarter.name} is issued: its report says what did not add up.")
    found = found_in([assessment])[assessment.area]
    rows = [*found.rows, *found.quiet]
    if not any(row.standing.finding.key == key for row in rows) and sees_all(user):
        rows += between_areas(list(assessment.quarter.assessments.select_related("quarter")))
    row = next((row for row in rows if row.standing.finding.key == key), None)
    if row is None:
        raise NotFound("The text or the record has changed, so this no longer applies.")
    return row


def is_found(user: User, assessment: Assessment, key: str) -> bool:
    """Is it there still, in the words as they are now?"""
    try:
        get_row(user, get_to_read(user, assessment.quarter_id, assessment.area), key)
    except Http404:
        return False
    return True


def sees_all(user: User) -> bool:
    """Those who decide about all areas: one thing with two values is theirs alone to see."""
    return can(user, Permission.REVIEW)


def may_review(user: User, assessment: Assessment) -> bool:
    """May she accept and ask?"""
    return (
        can(user, Permission.REVIEW, assessment.area)
        and not heads(user, assessment.area)
        and assessment.quarter.is_under_way
        and not assessment.is_approved
    )
