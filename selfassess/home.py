"""The first page: what waits for this person, by what she does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassess.access import Permission, areas_where, can
from selfassess.assessments.models import Assessment
from selfassess.assessments.reading import next_to_write, sections_of
from selfassess.assessments.workflow import State
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting.models import Report
from selfassess.reporting.scope import with_files


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One block for each thing this person does, in the quarter that is under way."""
    user = request.user
    quarter = Quarter.objects.under_way().visible_to(user).first()
    assessments = _of(quarter, user)
    mine = set(areas_where(user, Permission.WRITE_WORDS))
    context = {
        "quarter": quarter,
        "under_way": quarter is not None or Quarter.objects.under_way().exists(),
        "mine": [_progress(a) for a in assessments if a.area in mine],
        "latest": with_files(Report.objects.visible_to(user).issued()).first(),
        "directs": can(user, Permission.REVIEW),
        "administers": can(user, Permission.ADMINISTER),
        "has_role": bool(user.held_roles),
    }
    if context["directs"]:
        context |= _queue(assessments)
    if context["administers"]:
        context["planned"] = Quarter.objects.filter(state=QuarterState.PLANNED)
    return render(request, "home.html", context)


def _of(quarter, user) -> list[Assessment]:
    if quarter is None:
        return []
    assessments = quarter.assessments.visible_to(user).with_words().prefetch_related("comments")
    return sorted((a for a in assessments if not a.is_overview), key=lambda a: a.config.order)


def _progress(assessment: Assessment) -> dict:
    sections = sections_of(assessment)
    return {
        "assessment": assessment,
        "sections": sections,
        "completed": sum(section.is_completed for section in sections),
        "next": next_to_write(sections),
        "requests": [request for section in sections for request in section.open_requests],
    }


def _queue(assessments: list[Assessment]) -> dict:
    """The director's queue: what waits for her, what has not come, what is done."""
    waiting = [a for a in assessments if a.state == State.WITH_DIRECTOR]
    not_sent = [_progress(a) for a in assessments if a.is_with_its_head]
    approved = [a for a in assessments if a.is_approved]
    return {
        "waiting": waiting,
        "not_sent": not_sent,
        "approved": approved,
        "areas": len(assessments),
        "counts": [
            {"number": len(waiting), "label": "waiting for you", "url": "#waiting"},
            {"number": len(not_sent), "label": "not sent", "url": "#not-sent"},
            {"number": len(approved), "label": "approved", "url": "#approved"},
        ],
    }
