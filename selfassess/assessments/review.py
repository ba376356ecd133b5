"""The director's pages: read an area, return it or approve it, take an approval back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from selfassess.access import Permission, heads, require
from selfassess.errors import Refused
from selfassess.forms import posted

from . import actions
from .forms import ReasonForm, ReturnForm
from .models import Assessment
from .reading import sections_of, with_parts
from .scope import get_area_assessment
from .workflow import State

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def get_for_review(request: HttpRequest, quarter: str, area: str) -> Assessment:
    assessment = get_area_assessment(request.user, quarter, area)
    require(request.user, Permission.REVIEW, area)
    return assessment


@require_safe
def review(request: HttpRequest, quarter: str, area: str) -> HttpResponse:
    assessment = get_for_review(request, quarter, area)
    previous = assessment.previous()
    return render(
        request,
        "assessments/review.html",
        {
            "assessment": assessment,
            "previous": previous,
            "sections": with_parts(sections_of(assessment, previous)),
            "to_decide": assessment.state == State.WITH_DIRECTOR,
            "is_own": heads(request.user, area),
        },
    )


def _decide(request, assessment, action, done: str, **kwargs) -> HttpResponse:
    """Do it, say what was done or why not, and go back to the review."""
    try:
        action(assessment, by=request.user, **kwargs)
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("review", assessment.quarter_id, assessment.area)


@GET_OR_POST
def approve(request: HttpRequest, quarter: str, area: str) -> HttpResponse:
    assessment = get_for_review(request, quarter, area)
    if request.method == "POST":
        return _decide(request, assessment, actions.approve, f"{assessment.name} is approved.")
    return render(
        request,
        "assessments/approve.html",
        {"assessment": assessment, "sections": sections_of(assessment)},
    )


@GET_OR_POST
def return_(request: HttpRequest, quarter: str, area: str) -> HttpResponse:
    assessment = get_for_review(request, quarter, area)
    sections = sections_of(assessment, assessment.previous())
    form = ReturnForm(posted(request), sections=sections)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_for_changes(assessment, comments=form.comments, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))  # what was typed stays on the page
        else:
            messages.success(request, f"{assessment.name} is returned to its head of service.")
            return redirect("review", quarter, area)
    return render(
        request,
        "assessments/return.html",
        {
            "assessment": assessment,
            "sections": sections,
            "topics": [(text, form[key]) for key, _, text in form.topics],
            "form": form,
        },
    )


@GET_OR_POST
def reopen(request: HttpRequest, quarter: str, area: str) -> HttpResponse:
    assessment = get_for_review(request, quarter, area)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        done = f"{assessment.name} is open again for its head of service."
        return _decide(
            request, assessment, actions.reopen, done, reason=form.cleaned_data["reason"]
        )
    return render(request, "assessments/reopen.html", {"assessment": assessment, "form": form})
