"""The pages of an area's assessment: overview, section form, kept text, check and send."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from selfassess.access import OVERVIEW, Permission, Role, can, has_any
from selfassess.accounts.models import Assignment
from selfassess.assessments.forms import KeptForm, form_for, too_long
from selfassess.assessments.models import Assessment, KeptText
from selfassess.assessments.operations import lifecycle
from selfassess.assessments.operations.writing import save_section, settle
from selfassess.assessments.reading import (
    check_context,
    next_to_write,
    sections_of,
)
from selfassess.assessments.scope import (
    get_area_assessment,
    get_assessment,
    get_quarter,
    get_section,
    may_write,
)
from selfassess.assessments.signed_out import author_note
from selfassess.compare import compare
from selfassess.errors import Refused
from selfassess.forms import posted
from selfassess.reporting.scope import reports_of

from .history import may_read_history

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def quarter(request: HttpRequest, quarter: str) -> HttpResponse:
    """All areas of a quarter that this person may see."""
    quarter = get_quarter(request.user, quarter)
    assessments = list(quarter.assessments.visible_to(request.user).with_people())
    overview = next((a for a in assessments if a.is_overview), None)
    return render(
        request,
        "assessments/quarter.html",
        {
            "quarter": quarter,
            "assessments": sorted(
                (a for a in assessments if not a.is_overview), key=lambda a: a.config.order
            ),
            "overview": overview,
            "overview_is_written": bool(overview) and overview.answers.exists(),
            "sees_all": has_any(request.user, [Permission.REVIEW, Permission.ADMINISTER]),
            "reports": reports_of(request.user, quarter).count(),
        },
    )


@require_safe
def area(request: HttpRequest, quarter: str, area: str) -> HttpResponse:
    """The area's task list for those who write it, and its front page for those who read it."""
    assessment = get_assessment(request.user, quarter, area)
    previous = assessment.previous()
    sections = sections_of(assessment, previous)
    writing = may_write(request.user, assessment) and not assessment.locked_because
    kept = {text.question for text in assessment.kept_texts.waiting_for(request.user)}
    # Past quarters were written by whoever had the role then: their history says who.
    writers = Assignment.objects.writing_in(area) if assessment.quarter.is_under_way else []
    return render(
        request,
        "assessments/area.html",
        {
            "heads": [held.user for held in writers if held.role == Role.HEAD],
            "deputies": [held.user for held in writers if held.role == Role.DEPUTY],
            "assessment": assessment,
            "sections": sections,
            "completed": sum(section.is_completed for section in sections),
            "to_write": next_to_write(sections),
            "may_check": all(section.is_completed for section in sections),
            "requests": [(s, asked) for s in sections for asked in s.open_requests],
            "previous": previous,
            "writing": writing,
            "may_send": can(request.user, Permission.SEND, assessment.area),
            "may_review": can(request.user, Permission.REVIEW, assessment.area),
            "administers": can(request.user, Permission.ADMINISTER),
            "with_kept_text": [s for s in sections if kept & {row.key for row in s.rows}],
        },
    )


@GET_OR_POST
def section(request: HttpRequest, quarter: str, area: str, section: str) -> HttpResponse:
    return _write(request, get_area_assessment(request.user, quarter, area), section)


@GET_OR_POST
def overview(request: HttpRequest, quarter: str) -> HttpResponse:
    """The director's overview: a section like any other, with its own writer."""
    return _write(request, get_assessment(request.user, quarter), OVERVIEW)


def _write(request: HttpRequest, assessment: Assessment, key: str) -> HttpResponse:
    section, previous = get_section(assessment, key)
    if request.method == "POST" and not may_write(request.user, assessment):
        raise PermissionDenied(f"You may read {assessment.name}, but not write in it.")
    sent = request.POST if request.method == "POST" else None  # texts are kept apart, one by one
    form = form_for(key)(sent, section=section, assessment=assessment)
    if kept := getattr(request, "kept_form", None):
        form.initial |= kept.data.dict()
    if request.method == "POST":
        valid = form.is_valid()  # one answer's error does not keep the others from being saved
        drafts = form.drafts()
        if "start_from" in request.POST:
            drafts = [_start_from_previous(draft, request, section) for draft in drafts]
        saved = save_section(
            assessment,
            drafts,
            by=request.user,
            save_id=form.cleaned_data.get("save_id"),
            completed=form.completed_sections() if valid else {},
        )
        valid = valid and form.save_rest(assessment, by=request.user)
        if valid and saved.kept:
            return redirect(_kept_url(assessment, key))
        if valid:
            return _after_saving(request, assessment, key, saved)
        assessment = get_assessment(request.user, assessment.quarter_id, assessment.area)
        section, previous = get_section(assessment, key)
        form = form.with_what_is_stored(section)
    sections = sections_of(assessment, previous)
    return render(
        request,
        "assessments/section.html",
        {
            "assessment": assessment,
            "section": section,
            "sections": sections,
            "declared": next((s for s in assessment.config.sections if s.key == key), None),
            "rows": [
                (row, form[f"{row.key}-text"], form[f"{row.key}-version"]) for row in section.rows
            ],
            "form": form,
            "previous": previous,
            "author": author_note(request.user, assessment),
            "may_read_history": may_read_history(request.user, assessment),
            "writing": may_write(request.user, assessment) and not assessment.locked_in(key),
            "locked": assessment.locked_in(key),
            "kept": assessment.kept_texts.waiting_for(request.user).filter(
                question__in=[row.key for row in section.rows]
            ),
        },
    )


def _start_from_previous(draft, request, section):
    """Put last quarter's answer under what is there, for the question whose button was pressed."""
    row = next(row for row in section.rows if row.key == draft.question)
    if draft.question != request.POST["start_from"] or not (row.previous and row.previous.text):
        return draft
    text = "\n\n".join(part for part in (draft.text, row.previous.text) if part)
    if too_long(draft.question, text):
        messages.error(request, "Last quarter’s answer does not fit under what you have written.")
        return draft
    return type(draft)(draft.question, text, draft.version)


def _after_saving(request, assessment, key, saved) -> HttpResponse:
    here = request.path
    if "start_from" in request.POST:
        return redirect(f"{here}#id_{request.POST['start_from']}-text")
    if re.fullmatch("[a-z]+", request.POST.get("add", "")):
        return redirect(f"{here}{request.POST['add']}/add/")
    if "stay" in request.POST or assessment.is_overview:
        messages.success(request, "Saved." if saved.changed else "Nothing had changed.")
        return redirect(here)
    if "return" in request.POST:
        return redirect(assessment)
    keys = [section.key for section in assessment.config.sections]
    following = keys[keys.index(key) + 1 :] if key in keys else []
    if following:
        return redirect("section", assessment.quarter_id, assessment.area, following[0])
    return redirect(assessment)


def _kept_url(assessment: Assessment, section: str) -> str:
    if assessment.is_overview:
        return reverse("overview-kept", args=[assessment.quarter_id])
    return reverse("kept", args=[assessment.quarter_id, assessment.area, section])


@GET_OR_POST
def kept(request: HttpRequest, quarter: str, area: str, section: str) -> HttpResponse:
    return _settle(request, get_area_assessment(request.user, quarter, area), section)


@GET_OR_POST
def overview_kept(request: HttpRequest, quarter: str) -> HttpResponse:
    return _settle(request, get_assessment(request.user, quarter), OVERVIEW)


def _settle(request: HttpRequest, assessment: Assessment, key: str) -> HttpResponse:
    """Both texts side by side, one question after the other, until each is settled."""
    if not may_write(request.user, assessment):
        raise PermissionDenied(f"You may read {assessment.name}, but not write in it.")
    section, _ = get_section(assessment, key)
    questions = {row.key: row for row in section.rows}
    waiting = assessment.kept_texts.waiting_for(request.user).filter(question__in=questions)
    text: KeptText | None = waiting.first()
    if text is None:
        messages.success(request, "Every text is saved or settled.")
        return redirect(request.path.removesuffix("kept/"))
    row = questions[text.question]
    both = "\n\n".join(part for part in (row.text, text.text) if part)
    if request.method == "POST" and request.POST.get("kept") != str(text.pk):
        return redirect(request.path)  # a double click: that text is settled, this is the next
    form = KeptForm(
        posted(request),
        kept=text,
        guide_words=row.question.guide_words if row.question else 250,
        initial={"combined": both},
    )
    if request.method == "POST" and form.is_valid():
        try:
            settle(
                text,
                outcome=form.cleaned_data["outcome"],
                text=form.cleaned_data["combined"],
                version=form.cleaned_data["version"],
                by=request.user,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect(request.path)
    return render(
        request,
        "assessments/kept.html",
        {
            "assessment": assessment,
            "section": section,
            "row": row,
            "text": text,
            "changes": compare(row.text, text.text) if row.text and text.text else None,
            "form": form,
            "left": waiting.count(),
        },
    )


@GET_OR_POST
def check(request: HttpRequest, quarter: str, area: str) -> HttpResponse:
    """Everything once more, then send."""
    assessment = get_area_assessment(request.user, quarter, area)
    if not may_write(request.user, assessment):
        raise PermissionDenied(f"{assessment.name} is sent by its head of service.")
    if request.method == "POST":
        try:
            if lifecycle.send(assessment, by=request.user):
                messages.success(request, f"{assessment.name} is with the director.")
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        return redirect(assessment)
    sections = sections_of(assessment, assessment.previous())
    return render(
        request,
        "assessments/check.html",
        {
            "assessment": assessment,
            "sections": sections,
            "unfinished": [section for section in sections if not section.is_completed],
            "problems": [
                *assessment.config.problems(check_context(assessment, sections)),
                *(problem for section in sections for problem in section.problems()),
            ],
            "open_requests": [section for section in sections if section.open_requests],
            "may_send": can(request.user, Permission.SEND, assessment.area),
            "writing": may_write(request.user, assessment) and not assessment.locked_because,
        },
    )
