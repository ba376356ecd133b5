"""The page on which a section is written, or read where it cannot be written."""

import re
from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from selfassess.access import OVERVIEW
from selfassess.assessments.forms import SectionForm, form_for, too_long
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.writing import Draft, Saved, save_section
from selfassess.assessments.reading import sections_of
from selfassess.assessments.scope import (
    get_area_assessment,
    get_assessment,
    get_section,
    may_write,
)
from selfassess.assessments.section_buttons import answer_to
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.live_figures.notation import written_in
from selfassess.live_figures.recent import recent_figures

from .history import may_read_history

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
def section(
    request: AuthenticatedHttpRequest, quarter: str, area: str, section: str
) -> HttpResponse:
    return _write(request, get_area_assessment(request.user, quarter, area), section)


@GET_OR_POST
def overview(request: AuthenticatedHttpRequest, quarter: str) -> HttpResponse:
    """The director's overview: a section like any other, with its own writer."""
    return _write(request, get_assessment(request.user, quarter), OVERVIEW)


def _write(request: AuthenticatedHttpRequest, assessment: Assessment, key: str) -> HttpResponse:
    if request.method != "POST":
        assessment.live_figures = recent_figures(assessment.quarter_id, assessment.area)
    compared = request.method != "POST" or "start_from" in request.POST
    previous = assessment.previous() if compared else None
    section = get_section(assessment, key, previous)
    sent = request.POST if request.method == "POST" else None
    form = form_for(key)(sent, section=section, assessment=assessment)
    if request.kept_form:  # without texts: they are kept one by one
        form.initial = {**form.initial, **request.kept_form.data.dict()}
    if request.method == "POST":
        answer = _save(request, assessment, form)
        if answer:
            return answer
        assessment = get_assessment(request.user, assessment.quarter_id, assessment.area)
        previous = assessment.previous()
        section = get_section(assessment, key, previous)
        form.stand_on(section)
    locked = assessment.locked_in(key)
    writing = may_write(request.user, assessment) and not locked
    questions = [row.key for row in section.rows]
    context = {
        "assessment": assessment,
        "section": section,
        "sections": sections_of(assessment, previous),
        "previous": previous,
        "form": form,
        "locked": locked,
        "writing": writing,
        "kept_is_lost": not writing,
        "choices": assessment.live_figures.choices(assessment.area)
        if writing and section.rows
        else [],
        "may_read_history": may_read_history(request.user, assessment),
        "kept": assessment.kept_texts.waiting_for(request.user).filter(question__in=questions),
    }
    status = 409 if form.is_stale else 200
    return render(request, "assessments/section.html", context, status=status)


def _save(
    request: AuthenticatedHttpRequest, assessment: Assessment, form: SectionForm
) -> HttpResponse | None:
    """Where to go when everything was saved; None to show the page again with what was not."""
    if not may_write(request.user, assessment):
        raise PermissionDenied(f"You may read {assessment.name}, but not write in it.")
    valid = form.is_valid()  # one answer's error does not keep the others from being saved
    drafts = form.drafts()
    if "start_from" in request.POST:
        drafts = [_start_from_previous(draft, request, form) for draft in drafts]
    if "insert_figure" in request.POST:
        drafts = [_with_figure(draft, request) for draft in drafts]
    saved = save_section(
        assessment,
        drafts,
        by=request.user,
        save_id=form.cleaned_data.get("save_id"),
        completed=form.completed_sections() if valid else {},
    )
    if not valid or not form.save_rest(assessment, by=request.user):
        return None
    if saved.kept:
        return redirect(_kept_url(assessment, form.section.key))
    return _after_saving(request, assessment, form.section.key, saved)


def _start_from_previous(
    draft: Draft, request: AuthenticatedHttpRequest, form: SectionForm
) -> Draft:
    """Put last quarter's answer under what is there, for the question whose button was pressed."""
    row = next(row for row in form.section.rows if row.key == draft.question)
    if draft.question != request.POST["start_from"] or not (row.previous and row.previous.text):
        return draft
    text = "\n\n".join(part for part in (draft.text, row.previous.editable) if part)
    if too_long(draft.question, text):
        messages.error(request, "Last quarter’s answer does not fit under what you have written.")
        return draft
    return replace(draft, text=text)


def _with_figure(draft: Draft, request: AuthenticatedHttpRequest) -> Draft:
    """Put the chosen live figure at the end, for the question whose button was pressed."""
    if draft.question != request.POST["insert_figure"]:
        return draft
    figure = request.POST.get(f"{draft.question}-figure", "")
    if figure not in [f"{{{written}}}" for written in written_in(figure)]:
        messages.error(request, "Choose a figure to insert. Your text is saved.")
        return draft
    text = f"{draft.text.rstrip()} {figure}".strip()
    if too_long(draft.question, text):
        messages.error(request, "There is no room for a figure. Shorten the text first.")
        return draft
    return replace(draft, text=text)


def _after_saving(
    request: AuthenticatedHttpRequest, assessment: Assessment, key: str, saved: Saved
) -> HttpResponse:
    here = request.path
    if came_for := request.POST.get("start_from") or request.POST.get("insert_figure"):
        return redirect(f"{here}#id_{came_for}-text")
    if re.fullmatch("[a-z]+", request.POST.get("add", "")):
        return redirect(f"{here}{request.POST['add']}/add/")
    if answer := answer_to(request.POST):
        return answer(request, assessment, key)
    if "stay" in request.POST or assessment.is_overview:
        messages.success(request, "Saved." if saved.changed else "Nothing had changed.")
        return redirect(here)
    if "return" in request.POST:
        return redirect(assessment)
    return to_next_section(assessment, key)


def to_next_section(assessment: Assessment, key: str) -> HttpResponse:
    """On to the section after this one, and after the last to what is left: the page that checks
    and sends when all are completed, and otherwise the area's page, which lists them."""
    keys = [section.key for section in assessment.config.sections]
    following = keys[keys.index(key) + 1 :] if key in keys else []
    if following:
        return redirect("section", assessment.quarter_id, assessment.area, following[0])
    completed = assessment.section_marks.filter(completed=True).values_list("section", flat=True)
    if set(keys) <= set(completed):
        return redirect("check", assessment.quarter_id, assessment.area)
    return redirect(assessment)


def _kept_url(assessment: Assessment, section: str) -> str:
    if assessment.is_overview:
        return reverse("overview-kept", args=[assessment.quarter_id])
    return reverse("kept", args=[assessment.quarter_id, assessment.area, section])
