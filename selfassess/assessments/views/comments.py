"""What the director says under a question, and what its writer answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from selfassess.assessments.forms import CommentForm, ReplyForm
from selfassess.assessments.operations import commenting
from selfassess.assessments.reading import sections_of
from selfassess.assessments.scope import get_area_assessment, may_write
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused
from selfassess.forms import posted

from .review import get_for_review, note_reader

LONGEST_NAME = 100  # characters of what a comment is about
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
def comment(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    """Something to say under one question. On an error it comes back on a page of its own."""
    assessment = get_for_review(request, quarter, area)
    sections = sections_of(assessment)
    of = request.GET.get("of", "")[:LONGEST_NAME]
    about = {"about": request.GET.get("about", ""), "text": f"About “{of}”: " if of else ""}
    form = CommentForm(posted(request), ask=request.ask, sections=sections, initial=about)
    if request.method == "POST":  # from an older page too: what is asked about stays
        note_reader(request, assessment)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            commenting.comment(
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
            commenting.reply(asked, text=form.cleaned_data["text"], by=request.user)
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
