"""The pages on which a director decides: approve an area, return it, take an approval back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from selfassess.accounts.proof import proof_wanted
from selfassess.assessments.forms import ReasonForm, ReturnForm
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations import lifecycle
from selfassess.assessments.reading import sections_of, shown_of, status_of
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted
from selfassess.quarters.clock import today
from selfassess.seen import Seen, seen_on

from .review import get_for_review, note_reader

DAYS_TO_CHANGE = 7  # what the form for returning suggests
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


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
        note_reader(request, assessment)
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
        note_reader(request, assessment)
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
