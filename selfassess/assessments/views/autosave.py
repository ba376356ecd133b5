"""Saving while somebody types: one answer a request, answered in JSON to static/autosave.js.

What becomes of a text is decided in typed.py, much as for the page's own Save. A page whose session
has ended, or that was made for somebody else, is answered 401: it keeps its text, asks its author
to sign in again, and fetches a new token here with GET.
"""

from typing import Any

from django import forms
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_http_methods

from selfassess.access import OVERVIEW
from selfassess.accounts.models import User
from selfassess.assessments.forms import AnswerField, too_long
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.autosaving import Autosaved, autosave_answer
from selfassess.assessments.operations.writing import Draft
from selfassess.assessments.scope import get_to_write
from selfassess.assessments.signed_out import (
    SOMEBODY_ELSE,
    author_note,
    in_json,
    is_for_somebody_else,
    keep_for_its_author,
)
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.live_figures.notation import has_notation
from selfassess.live_figures.recent import recent_figures
from selfassess.ui.time_format import clock, local

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


class TypedForm(forms.Form):
    """What a page sends. Nothing about the text itself is refused but its length."""

    question = forms.CharField(max_length=60)
    text = AnswerField(guide_words=0)
    version = forms.IntegerField(min_value=0, required=False)
    save_id = forms.UUIDField()
    page = forms.UUIDField(required=False)
    supersedes = forms.BooleanField(required=False)

    @property
    def draft(self) -> Draft:
        sent = self.cleaned_data
        return Draft(sent["question"], sent["text"], sent["version"] or 0)


@in_json
@GET_OR_POST
def section(
    request: AuthenticatedHttpRequest, quarter: str, area: str, section: str
) -> JsonResponse:
    if area == OVERVIEW:
        raise Http404("The overview has an address of its own.")
    return _answer(request, quarter, area, section)


@in_json
@GET_OR_POST
def overview(request: AuthenticatedHttpRequest, quarter: str) -> JsonResponse:
    return _answer(request, quarter, OVERVIEW, OVERVIEW)


def _answer(
    request: AuthenticatedHttpRequest, quarter: str, area: str, section: str
) -> JsonResponse:
    note = request.POST.get("author") or request.headers.get("X-Author", "")
    if is_for_somebody_else(note, request.user):
        if "author" in request.POST:
            keep_for_its_author(request.POST)
        return JsonResponse({"reason": SOMEBODY_ELSE}, status=401)
    assessment = get_to_write(request.user, quarter, area)
    if request.method != "POST":
        return _renewed(request, assessment)
    form = TypedForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"reason": "unclear", "problems": form.errors}, status=400)
    draft = form.draft
    if not _is_asked(assessment, section, draft.question):
        raise Http404(f"{assessment} asks no {draft.question} in {section}.")
    if problem := too_long(draft.question, draft.text):
        return JsonResponse({"reason": "too_long", "message": problem}, status=422)
    typed = autosave_answer(
        assessment,
        draft,
        save_id=form.cleaned_data["save_id"],
        page=form.cleaned_data["page"],
        supersedes=form.cleaned_data["supersedes"],
        by=request.user,
    )
    return _told(assessment, section, typed, request.user)


def _renewed(request: AuthenticatedHttpRequest, assessment: Assessment) -> JsonResponse:
    """What a page needs to go on after its author has signed in again."""
    renewed = {"token": get_token(request), "author": author_note(request.user, assessment)}
    return JsonResponse(renewed)


def _is_asked(assessment: Assessment, section: str, question: str) -> bool:
    """Is the question one of the section's, or an old one that still has an answer?"""
    for declared in assessment.config.sections:
        if question in {one.key for one in declared.questions_in(assessment.quarter_id)}:
            return declared.key == section
    return assessment.answers.filter(question=question).exists()


def _told(assessment: Assessment, section: str, typed: Autosaved, user: User) -> JsonResponse:
    answer = typed.answer
    if typed.kept:
        locked = assessment.locked_in(section)
        message = locked or f"{_who(answer, user)} while you were writing here."
        return JsonResponse({"reason": typed.kept, "message": message}, status=409)
    reply = {"version": typed.version, "saved": clock(local(answer.saved_at)) if answer else ""}
    if typed.text is not None:
        message = f"{_who(answer, user)} after you had saved it. This is what is saved now."
        newer = {"text": typed.text, "version": answer.version, "message": message}
        reply |= {"newer": newer}
    if answer and has_notation(answer.text):
        assessment.live_figures = recent_figures(assessment.quarter_id, assessment.area)
        if figures := assessment.figures_in(answer.text):
            reply |= {"figures": figures, "reads": assessment.words(answer.text)}
    return JsonResponse(reply)


def _who(answer: Any, user: User) -> str:
    if answer.saved_by_id == user.pk:
        return "You changed this answer in another window"
    return f"{answer.saved_by} changed this answer"
