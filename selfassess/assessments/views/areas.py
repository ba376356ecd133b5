"""The pages of an area's assessment: overview, section form, kept text, check and send."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selfassess.access import Permission, Role, can
from selfassess.accounts.models import Assignment, User
from selfassess.assessments.before_sending import BeforeSending
from selfassess.assessments.changes import reopenings
from selfassess.assessments.models import Assessment, KeptPost
from selfassess.assessments.operations import lifecycle, recalling
from selfassess.assessments.reading import (
    SectionView,
    check_context,
    next_to_write,
    sections_of,
    shown_of,
)
from selfassess.assessments.scope import (
    get_area_assessment,
    get_assessment,
    may_write,
)
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.live_figures.recent import recent_figures
from selfassess.quarters.clock import today
from selfassess.seen import Seen, seen_on
from selfassess.tones import Tone

from .history import may_read_history

ACTIONS = "development"  # the section that lists them
QUARTERS_IN_A_YEAR = 4

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def area(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    """The area's task list for those who write it, and its front page for those who read it."""
    assessment = get_assessment(request.user, quarter, area)
    if may_write(request.user, assessment):
        assessment.live_figures = recent_figures(quarter, area)
    sections = sections_of(assessment)
    writing = may_write(request.user, assessment) and not assessment.locked_because
    may_check = all(section.is_completed for section in sections)
    may_send = can(request.user, Permission.SEND, assessment.area)
    tasks = [_task(assessment, section) for section in sections]
    if writing:
        tasks.append(_last_task(assessment, may_check=may_check, may_send=may_send))
    return render(
        request,
        "assessments/area.html",
        {
            "tasks": tasks,
            "assessment": assessment,
            "sections": sections,
            "completed": sum(section.is_completed for section in sections),
            "to_write": next_to_write(sections),
            "to_change": sum(bool(section.open_requests) for section in sections),
            "reopened": reopenings([assessment]).get(assessment.pk),
            "requests": [(s, asked) for s in sections for asked in s.open_requests],
            "writing": writing,
            "saved": max((s.last_saved.saved_at for s in sections if s.last_saved), default=None),
            "may_send": may_send,
            "may_recall": may_send and not assessment.stays_sent_because,
            "may_review": can(request.user, Permission.REVIEW, assessment.area),
            "may_read_history": may_read_history(request.user, assessment),
            "administers": can(request.user, Permission.ADMINISTER),
            "with_kept_text": _with_kept_text(request.user, assessment, sections),
            "kept_forms": _kept_forms(request.user, assessment),
        }
        | _before(request.user, assessment)
        | (_under_way(assessment, sections) if assessment.quarter.is_under_way else {}),
    )


def _with_kept_text(
    user: User, assessment: Assessment, sections: list[SectionView]
) -> list[SectionView]:
    if not vars(assessment)["keeps_text"]:
        return []
    kept = {text.question for text in assessment.kept_texts.waiting_for(user)}
    return [section for section in sections if kept & {row.key for row in section.rows}]


def _kept_forms(user: User, assessment: Assessment) -> list[KeptPost]:
    if not vars(assessment)["keeps_form"]:
        return []
    return list(assessment.kept_posts.waiting_for(user).reverse())


def _before(user: User, assessment: Assessment) -> dict[str, Assessment | None]:
    """Of the year before, what this reader may see: the latest, and the latest with a rating."""
    visible = Assessment.objects.visible_to(user).filter(area=assessment.area)
    before = visible.before(assessment.quarter_id).select_related("quarter", "rating")
    year = list(before[:QUARTERS_IN_A_YEAR])
    rated = (one for one in year if one.rating_or_none and one.rating_or_none.value is not None)
    return {"last": next(iter(year), None), "last_rated": next(rated, None)}


def _under_way(assessment: Assessment, sections: list[SectionView]) -> dict[str, Any]:
    """Who writes, and which actions are late. Past quarters were written by whoever had the role
    then: their history says who."""
    writers = Assignment.objects.writing_in(assessment.area)
    return {
        "heads": [held.user for held in writers if held.role == Role.HEAD],
        "deputies": [held.user for held in writers if held.role == Role.DEPUTY],
        "overdue": [late for s in sections if s.key == ACTIONS for late in s.at_first_sight],
        "today": today(),
    }


def _task(assessment: Assessment, section: SectionView) -> dict[str, str]:
    return {
        "title": section.title,
        "url": reverse("section", args=[assessment.quarter_id, assessment.area, section.key]),
        "hint": section.hint,
        "status": section.progress.label,
        "tone": section.progress.tone,
    }


def _last_task(assessment: Assessment, *, may_check: bool, may_send: bool) -> dict[str, str]:
    """It has no address as long as a section is not completed."""
    address = reverse("check", args=[assessment.quarter_id, assessment.area])
    return {
        "title": "Check and send to the director",
        "url": address if may_check else "",
        "hint": "" if may_send else "Your head of service sends it.",
        "status": "Not yet started" if may_check else "Cannot start yet",
        "tone": Tone.RESTING if may_check else Tone.LATER,
    }


@GET_OR_POST
def check(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    """Everything once more, then send."""
    assessment = get_area_assessment(request.user, quarter, area)
    if not may_write(request.user, assessment):
        raise PermissionDenied(f"{assessment.name} is sent by its head of service.")
    if request.method == "POST":
        try:
            if lifecycle.send(assessment, by=request.user, seen=seen_on(request)):
                messages.success(request, f"{assessment.name} is with the director.")
            return redirect(assessment)
        except Stale:
            assessment = get_area_assessment(request.user, quarter, area)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
    sections = sections_of(assessment, assessment.previous())
    seen = Seen(shown_of(sections), request)
    before = BeforeSending.of(assessment, sections)
    return render(
        request,
        "assessments/check.html",
        {
            "assessment": assessment,
            "sections": sections,
            "before": before,
            "problems": [
                *assessment.config.problems(check_context(assessment, sections)),
                *(p for section in sections for p in section.problems() if p not in before.missing),
            ],
            "may_send": can(request.user, Permission.SEND, assessment.area),
            "writing": may_write(request.user, assessment) and not assessment.locked_because,
            "seen": seen,
            "with_kept_text": _with_kept_text(request.user, assessment, sections),
            "kept_forms": _kept_forms(request.user, assessment),
        },
        status=seen.status,
    )


@require_POST
def recall(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    """One click, and no page in between: nobody has seen what is taken back."""
    assessment = get_area_assessment(request.user, quarter, area)
    try:
        recalling.recall(assessment, by=request.user, sent=request.POST.get("version", ""))
        messages.success(request, f"{assessment.name} is yours again. Send it when it is ready.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(assessment)
