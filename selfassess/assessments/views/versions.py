"""One version of an answer: to read, and to bring back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.earlier_versions import bring_back
from selfassess.assessments.scope import get_assessment, may_write
from selfassess.audit.models import Event
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import CouncilForm
from selfassess.text_diff import compare

from .history import may_read_history


class BringBackForm(CouncilForm):
    """The version of the answer that stood beside the earlier one; without it nothing is saved."""

    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    @property
    def seen_version(self) -> int:
        return (self.is_valid() and self.cleaned_data["version"]) or 0


def _get_saved(assessment: Assessment, question: str, version: int) -> Event:
    """The event that saved this version of an answer; 404 when there was no such version."""
    saves = Event.objects.about(assessment.quarter_id, assessment.area).filter(verb="answer.save")
    saved = saves.filter(subject=question, after__version=version).select_related("by").first()
    if saved is None:
        raise Http404(f"There is no version {version} of {question}.")
    return saved


@require_http_methods(["GET", "HEAD", "POST"])
def version(
    request: AuthenticatedHttpRequest, quarter: str, area: str, question: str, number: int
) -> HttpResponse:
    """Beside what is saved now. On an answer that has moved on it comes back with the newest."""
    assessment = get_assessment(request.user, quarter, area)
    if not may_read_history(request.user, assessment):
        raise PermissionDenied("The history is for those who write, review and administer.")
    earlier = _get_saved(assessment, question, number)
    stale: Stale | None = None
    if request.method == "POST":
        try:
            seen = BringBackForm(request.POST).seen_version
            if bring_back(assessment, earlier, version=seen, by=request.user):
                request.saved_words.append(earlier.after["text"])
                messages.success(request, f"Version {number} is back, as the newest version.")
            address = reverse("history", args=[quarter, area])
            return redirect(f"{address}?answer={question}")
        except Stale as moved_on:
            stale, assessment = moved_on, get_assessment(request.user, quarter, area)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
    context = _context(request, assessment, earlier) | {"stale": stale}
    return render(request, "assessments/version.html", context, status=409 if stale else 200)


def _context(
    request: AuthenticatedHttpRequest, assessment: Assessment, earlier: Event
) -> dict[str, Any]:
    question, number, text = earlier.subject, earlier.after["version"], earlier.after["text"]
    answer = assessment.answer_to(question)
    now, then = answer.words if answer else "", assessment.words(text)
    newest = answer.version if answer else 0
    try:
        asked = assessment.config.question(question).text
    except LookupError:  # a question that is no longer declared
        asked = (answer and answer.asked) or question
    return {
        "assessment": assessment,
        "question": question,
        "asked": asked,
        "earlier": earlier,
        "number": number,
        "text": then,
        "now": now,
        "answer": answer,
        "is_newest": number == newest,
        "changes": compare(now, then) if now != then else None,
        "before": number - 1,
        "after": number + 1 if number < newest else 0,
        "may_write": may_write(request.user, assessment),
        "locked": assessment.locked_in(assessment.section_of(question)),
        "form": BringBackForm(initial={"version": newest}),
    }
