"""All that is found: in one area, and for the director in all of a quarter."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassess.access import Permission, can
from selfassess.assessments.models import Assessment
from selfassess.assessments.scope import get_quarter, may_write
from selfassess.assessments.workflow import SENT
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.claims.kinds import title_of
from selfassess.claims.models import Decision, Verdict
from selfassess.claims.scope import (
    Found,
    Row,
    between_areas,
    found_in,
    get_to_read,
    may_review,
    sees_all,
)
from selfassess.claims.standing import State, tally


@require_safe
def area_findings(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    assessment = get_to_read(request.user, quarter, area)
    found = None if assessment.quarter.is_issued else found_in([assessment])[area]
    context = {
        "assessment": assessment,
        "found": found,
        "tally": tally(found.standings) if found else None,
        "writing": may_write(request.user, assessment) and not assessment.locked_because,
        "reviewing": may_review(request.user, assessment),
    }
    return render(request, "claims/area.html", context)


@dataclass(frozen=True)
class AreaOnList:
    """One area on the worklist: what stands open, what is explained, what is accepted."""

    found: Found
    reviewing: bool

    @property
    def assessment(self) -> Assessment:
        return self.found.assessment

    def _in(self, *states: State) -> list[Row]:
        rows = (row for row in self.found.rows if not row.standing.is_question)
        loud = [row for row in rows if row.standing.contradicts or row.standing.decisions]
        return [row for row in loud if row.standing.state in states]

    @property
    def open(self) -> list[Row]:
        return self.found.open

    @property
    def explained(self) -> list[Row]:
        return self._in(State.EXPLAINED)

    @property
    def accepted(self) -> list[Row]:
        return self._in(State.ACCEPTED)

    @property
    def questions(self) -> list[Row]:
        return [row for row in self.found.rows if row.standing.is_question]


@require_safe
def worklist(request: AuthenticatedHttpRequest, quarter: str) -> HttpResponse:
    """For those who may read the words of every area."""
    if not can(request.user, Permission.READ_WORDS):
        raise Http404
    of_quarter = get_quarter(request.user, quarter)
    context: dict[str, Any] = {"quarter": of_quarter}
    if not of_quarter.is_issued:
        context |= _on_list(request, list(of_quarter.assessments.with_words()))
    return render(request, "claims/worklist.html", context)


def _on_list(request: AuthenticatedHttpRequest, assessments: list[Assessment]) -> dict[str, Any]:
    """Areas that were sent come first, and of them those with more that is open."""
    found = found_in(assessments)
    areas = [AreaOnList(one, may_review(request.user, one.assessment)) for one in found.values()]
    areas.sort(key=lambda a: (a.assessment.is_with_its_head, -len(a.open), a.assessment.area))
    quiet = {row.standing.finding.kind for one in found.values() for row in one.quiet}
    return {
        "areas": [area for area in areas if area.found.rows],
        "number": len(areas),
        "open": sum(len(a.open) for a in areas if a.assessment.state in SENT),
        "open_later": sum(len(a.open) for a in areas if a.assessment.state not in SENT),
        "between": between_areas(assessments) if sees_all(request.user) else [],
        "quiet": sorted(title_of(kind) for kind in quiet),
        "quiet_rows": [row for one in found.values() for row in one.quiet],
        "left_out": sorted({name for one in found.values() for name in one.area.left_out}),
        "made": _figures_made(assessments),
    }


def _figures_made(assessments: list[Assessment]) -> list[Decision]:
    """Further figures that were added because of a finding, and are there: what agrees only with
    them agrees with nothing that was there before."""
    made = Decision.objects.filter(assessment__in=assessments, verdict=Verdict.ANOTHER_FIGURE)
    return list(made.exclude(fact=None).with_people().select_related("assessment__quarter"))
