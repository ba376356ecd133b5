"""The director's page on which an area is read, with all that its review needs to know."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassess.access import Permission, heads, require
from selfassess.assessments.changes import Change, changes, last_recall, summary
from selfassess.assessments.forms import CommentForm
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.recalling import note_view
from selfassess.assessments.reading import SectionView, Since, sections_of, shown_of
from selfassess.assessments.scope import get_area_assessment
from selfassess.assessments.workflow import State
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.seen import fingerprint


def get_for_review(request: AuthenticatedHttpRequest, quarter: str, area: str) -> Assessment:
    """The assessment for a page of its review. Whoever opens one has seen what was sent."""
    assessment = get_area_assessment(request.user, quarter, area)
    require(request.user, Permission.REVIEW, area)
    if request.method == "GET":
        note_reader(request, assessment)
    return assessment


def note_reader(request: AuthenticatedHttpRequest, assessment: Assessment) -> None:
    """Also when a page comes back from a POST, with what was sent meanwhile."""
    if assessment.awaits_first_view and not heads(request.user, assessment.area):
        note_view(assessment, by=request.user)


@require_safe
def review(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    assessment = get_for_review(request, quarter, area)
    previous = assessment.previous()
    sections = sections_of(assessment, previous)
    to_decide = assessment.state == State.WITH_DIRECTOR
    changed = changes(assessment, sections) if to_decide else []
    is_own = heads(request.user, area)
    is_decided_here = to_decide or assessment.is_approved
    return render(
        request,
        "assessments/review.html",
        {
            "assessment": assessment,
            "these": [assessment],
            "previous": previous,
            "sections": sections,
            "parts": _parts(sections, changed),
            "first": [(s, found) for s in sections if (found := s.at_first_sight)],
            "changed": changed,
            "unfolded": _unfolded(sections, changed),
            "next": _next_to_review(assessment) if is_decided_here and not is_own else None,
            "summary": summary(changed),
            "same": [row for s in sections for row in s.rows if row.since == Since.SAME],
            "to_decide": to_decide,
            "read": fingerprint(shown_of(sections)) if to_decide else "",
            "is_own": is_own,
            "moved": assessment.live_figures.moved(area) if assessment.is_approved else [],
            "recalled": last_recall(assessment),
            "comment_form": CommentForm(ask=request.ask, sections=sections)
            if to_decide and not is_own
            else None,
        },
    )


def _parts(sections: list[SectionView], changed: list[Change]) -> list[dict[str, Any]]:
    """The parts of the page, each with the number of comments in it."""
    answers = _noun(len(changed), "answer")
    top = {"title": "What changed", "url": "#changed", "count": len(changed), "of": answers}
    return [top] * bool(changed) + [
        {
            "title": s.title,
            "url": f"#{s.key}",
            "count": s.commented,
            "of": _noun(s.commented, "comment"),
        }
        for s in sections
    ]


def _unfolded(sections: list[SectionView], changed: list[Change]) -> set[str]:
    """Sections whose list is short, or has something new: a comment, a change."""
    news = {change.section.key for change in changed}
    return {
        s.key for s in sections if s.part and (s.key in news or s.comments or not s.has_long_list)
    }


def _next_to_review(assessment: Assessment) -> Assessment | None:
    """Another area that waits, the one that was sent first: all of a quarter in one sitting."""
    waiting = Assessment.objects.filter(
        quarter=assessment.quarter_id, state=State.WITH_DIRECTOR
    ).exclude(pk=assessment.pk)
    return waiting.order_by("sent_at").first()


def _noun(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"
