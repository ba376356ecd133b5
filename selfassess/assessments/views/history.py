"""Everything that happened to an assessment, to one section of it, or to one answer."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassess.access import Permission, has_any
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.parts import part_of
from selfassess.assessments.scope import get_assessment, may_write
from selfassess.audit.models import Event
from selfassess.audit.timeline import TURNS, timeline
from selfassess.authenticated_request import AuthenticatedHttpRequest

MOST_EVENTS = 500  # on one page


def may_read_history(user: User, assessment: Assessment) -> bool:
    """Those who write, review and administer."""
    return may_write(user, assessment) or has_any(user, [Permission.REVIEW, Permission.ADMINISTER])


@require_safe
def history(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    """The latest first; `?section=` and `?answer=` ask for less, and still say what was sent,
    returned and approved in between."""
    assessment = get_assessment(request.user, quarter, area)
    if not may_read_history(request.user, assessment):
        raise PermissionDenied("The history is for those who write, review and administer.")
    events = Event.objects.about(quarter, assessment.area).select_related("by")
    sections = assessment.config.sections
    section = next((s for s in sections if s.key == request.GET.get("section")), None)
    asked = {question.key: question for s in sections for question in s.questions}
    question = asked.get(request.GET.get("answer", ""))
    if question:
        events = events.filter(_about_answer(question.key) | Q(verb__in=TURNS))
    elif section:
        events = events.filter(_about_section(section) | Q(verb__in=TURNS))
    context = {
        "assessment": assessment,
        "entries": timeline(events[:MOST_EVENTS], assessment.words),
        "sections": sections,
        "chosen": section,
        "question": question,
    }
    return render(request, "assessments/history.html", context)


def _about_section(section: Any) -> Q:
    """Answers, marks and comments name their question or section; of its part the verbs tell."""
    about = Q(subject__in=[section.key, *(question.key for question in section.questions)])
    part = part_of(section.key)
    for verb in part.verbs if part else ():
        about |= Q(verb__startswith=verb)
    return about


def _about_answer(question: str) -> Q:
    """A section's first question has the section's key, so the verb must say what it is about."""
    kinds = Q(verb__startswith="answer.") | Q(verb__startswith="comment.")
    return kinds & Q(subject=question)
