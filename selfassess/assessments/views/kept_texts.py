"""The page on which an author decides about texts that could not be saved."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from selfassess.access import OVERVIEW
from selfassess.assessments.forms import KeptForm
from selfassess.assessments.models import Assessment, KeptText
from selfassess.assessments.operations.writing import settle
from selfassess.assessments.scope import (
    get_area_assessment,
    get_assessment,
    get_section,
    may_write,
)
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted
from selfassess.text_diff import compare

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
def kept(request: AuthenticatedHttpRequest, quarter: str, area: str, section: str) -> HttpResponse:
    return _settle(request, get_area_assessment(request.user, quarter, area), section)


@GET_OR_POST
def overview_kept(request: AuthenticatedHttpRequest, quarter: str) -> HttpResponse:
    return _settle(request, get_assessment(request.user, quarter), OVERVIEW)


def _settle(request: AuthenticatedHttpRequest, assessment: Assessment, key: str) -> HttpResponse:
    """Both texts side by side, one question after the other, until each is settled."""
    if not may_write(request.user, assessment):
        raise PermissionDenied(f"You may read {assessment.name}, but not write in it.")
    section = get_section(assessment, key)
    questions = {row.key: row for row in section.rows}
    waiting = assessment.kept_texts.waiting_for(request.user).filter(question__in=questions)
    text: KeptText | None = waiting.first()
    if text is None:
        messages.success(request, "Every text is saved or settled.")
        return redirect(request.path.removesuffix("kept/"))
    if request.method == "POST" and request.POST.get("kept") != str(text.pk):
        return redirect(request.path)  # a double click: that text is settled, this is the next
    row, mine = questions[text.question], assessment.words(text.text)
    form = KeptForm(posted(request), kept=text, row=row)
    if request.method == "POST" and form.is_valid() and _decide(request, form):
        return redirect(request.path)
    context = {
        "assessment": assessment,
        "section": section,
        "row": row,
        "text": text,
        "mine": mine,
        "changes": compare(row.text, mine) if row.text and mine else None,
        "form": form,
        "left": waiting.count(),
        # What was chosen just before it was locked comes back with its error, and as it was typed
        "locked": "" if request.method == "POST" else assessment.locked_in(key),
    }
    status = 409 if form.is_stale else 200
    return render(request, "assessments/kept.html", context, status=status)


def _decide(request: AuthenticatedHttpRequest, form: KeptForm) -> bool:
    """Do what the author chose. When it cannot be done, the page says why."""
    chosen = form.cleaned_data
    try:
        settle(
            form.kept,
            outcome=chosen["outcome"],
            text=chosen["combined"],
            version=chosen["version"],
            by=request.user,
        )
    except Refused as refusal:
        form.is_stale = isinstance(refusal, Stale)
        messages.error(request, str(refusal))
        return False
    request.saved_words.append(form.kept.text)  # unless it was left, it is what is stored now
    return True
