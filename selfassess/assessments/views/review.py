"""The director's pages: read an area, return it or approve it, take an approval back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from selfassess.access import Permission, heads, require
from selfassess.accounts.proof import proof_wanted
from selfassess.assessments.changes import Change, changes, last_recall, summary
from selfassess.assessments.forms import CommentForm, ReasonForm, ReplyForm, ReturnForm
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations import lifecycle
from selfassess.assessments.operations.recalling import note_view
from selfassess.assessments.reading import SectionView, Since, sections_of, shown_of, status_of
from selfassess.assessments.scope import get_area_assessment, may_write
from selfassess.assessments.workflow import State
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted
from selfassess.quarters.clock import today
from selfassess.seen import Seen, fingerprint, seen_on

SHORT_LIST = 6  # entries that need not be folded
LONGEST_NAME = 100  # characters of what a comment is about
DAYS_TO_CHANGE = 7  # what the form for returning suggests
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def get_for_review(request: AuthenticatedHttpRequest, quarter: str, area: str) -> Assessment:
    """The assessment for a page of its review. Whoever opens one has seen what was sent."""
    assessment = get_area_assessment(request.user, quarter, area)
    require(request.user, Permission.REVIEW, area)
    if request.method == "GET":
        _note_view(request, assessment)
    return assessment


def _note_view(request: AuthenticatedHttpRequest, assessment: Assessment) -> None:
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
            "next": _next_to_review(assessment) if not is_own else None,
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
        s.key
        for s in sections
        if s.part and (s.key in news or s.comments or s.part.count(s.content) <= SHORT_LIST)
    }


def _next_to_review(assessment: Assessment) -> Assessment | None:
    """Another area that waits, the one that was sent first: all of a quarter in one sitting."""
    waiting = Assessment.objects.filter(
        quarter=assessment.quarter_id, state=State.WITH_DIRECTOR
    ).exclude(pk=assessment.pk)
    return waiting.order_by("sent_at").first()


def _noun(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"


@GET_OR_POST
def comment(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    """Something to say under one question. On an error it comes back on a page of its own."""
    assessment = get_for_review(request, quarter, area)
    sections = sections_of(assessment)
    of = request.GET.get("of", "")[:LONGEST_NAME]
    about = {"about": request.GET.get("about", ""), "text": f"About “{of}”: " if of else ""}
    form = CommentForm(posted(request), ask=request.ask, sections=sections, initial=about)
    if request.method == "POST":  # from an older page too: what is asked about stays
        _note_view(request, assessment)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            lifecycle.comment(
                assessment,
                question=said["about"],
                kind=said["kind"],
                text=said["text"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "Saved. The people who write the area read it when you return it."
            )
            key = assessment.section_of(said["about"])
            return redirect(f"{reverse('review', args=[quarter, area])}#{key}")
    return render(request, "assessments/comment.html", {"assessment": assessment, "form": form})


@GET_OR_POST
def reply(request: AuthenticatedHttpRequest, quarter: str, area: str, number: int) -> HttpResponse:
    """The writer says why an answer stays as it is."""
    assessment = get_area_assessment(request.user, quarter, area)
    if not may_write(request.user, assessment):
        raise PermissionDenied(f"You may read {assessment.name}, but not write in it.")
    asked = get_object_or_404(assessment.comments.select_related("by"), pk=number)
    form = ReplyForm(posted(request), ask=request.ask)
    if request.method == "POST" and form.is_valid():
        try:
            lifecycle.reply(asked, text=form.cleaned_data["text"], by=request.user)
            messages.success(
                request, "Your reply is saved. The director sees it beside the request."
            )
            return redirect(assessment)
        except Refused as refusal:
            form.add_error("text", str(refusal))
    key = assessment.section_of(asked.question)
    section = next((s for s in sections_of(assessment) if s.key == key), None)
    context = {"assessment": assessment, "asked": asked, "form": form, "section": section}
    return render(request, "assessments/reply.html", context)


def _decide(
    request: AuthenticatedHttpRequest,
    assessment: Assessment,
    action: Callable[..., object],
    done: str,
    **kwargs: Any,
) -> HttpResponse | None:
    """Do it, say what was done or why not, and go back to the review. None when what the page had
    shown has changed: then it has to be shown again."""
    try:
        action(assessment, by=request.user, seen=seen_on(request), **kwargs)
        messages.success(request, done)
    except Stale:
        return None
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("review", assessment.quarter_id, assessment.area)


@proof_wanted
@GET_OR_POST
def approve(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    """All that is approved stands on the page, below the button."""
    assessment = get_for_review(request, quarter, area)
    if request.method == "POST":
        done = f"{assessment.name} is approved."
        if answer := _decide(request, assessment, lifecycle.approve, done):
            return answer
        assessment = get_for_review(request, quarter, area)
        _note_view(request, assessment)
    sections = sections_of(assessment)
    seen = Seen(shown_of(sections), request)
    context = {
        "assessment": assessment,
        "these": [assessment],
        "sections": sections,
        "seen": seen,
        "is_own": assessment.was_sent_by(request.user),
    }
    return render(request, "assessments/approve.html", context, status=seen.status)


@GET_OR_POST
def return_(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    assessment = get_for_review(request, quarter, area)
    sections = sections_of(assessment, assessment.previous())
    back = today() + timedelta(days=DAYS_TO_CHANGE)
    form = ReturnForm(posted(request), ask=request.ask, sections=sections, initial={"until": back})
    if request.method == "POST" and form.is_valid():
        try:
            lifecycle.return_for_changes(
                assessment,
                comments=form.comments,
                until=form.cleaned_data["until"],
                by=request.user,
                seen=seen_on(request),
            )
        except Stale:  # what was typed stays on the page, here and below
            assessment = get_for_review(request, quarter, area)
            sections = sections_of(assessment, assessment.previous())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{assessment.name} is returned to its head of service.")
            return redirect("review", quarter, area)
    if request.method == "POST":
        _note_view(request, assessment)
    seen = Seen(shown_of(sections), request)
    return render(
        request,
        "assessments/return.html",
        {
            "assessment": assessment,
            "sections": sections,
            "topics": [(text, form[key]) for key, _, text in form.topics],
            "said": [(s, asked) for s in sections for asked in s.open_requests],
            "form": form,
            "seen": seen,
        },
        status=seen.status,
    )


@GET_OR_POST
def reopen(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    assessment = get_for_review(request, quarter, area)
    form = ReasonForm(posted(request), ask=request.ask)
    if request.method == "POST" and form.is_valid():
        done = f"{assessment.name} is open again for its head of service."
        reason = form.cleaned_data["reason"]
        if answer := _decide(request, assessment, lifecycle.reopen, done, reason=reason):
            return answer
        assessment = get_for_review(request, quarter, area)
    seen = Seen(status_of(assessment), request)
    context = {"assessment": assessment, "form": form, "seen": seen}
    return render(request, "assessments/reopen.html", context, status=seen.status)
