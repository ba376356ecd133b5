"""The pages on which one record is written; the lists stand in their sections."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from selfassess.assessments.models import Assessment
from selfassess.assessments.scope import get_area_assessment, may_write
from selfassess.assessments.signed_out import author_note
from selfassess.errors import Refused
from selfassess.forms import editable_data, posted
from selfassess.records import operations
from selfassess.records.action_state import ActionState, state_in
from selfassess.records.forms import ActionForm, UpdateForm
from selfassess.records.kinds import KINDS, Kind
from selfassess.records.models import Action, Record

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
DEVELOPMENT = "development"


def get_writable(request: HttpRequest, quarter: str, area: str) -> Assessment:
    """The assessment, for somebody who may write in it. (Whether it is locked, actions say.)"""
    assessment = get_area_assessment(request.user, quarter, area)
    if not may_write(request.user, assessment):
        raise PermissionDenied(f"You may read {assessment.name}, but not write in it.")
    return assessment


def get_kind(section: str, kind: str) -> Kind:
    found = KINDS.get(kind)
    if found is None or found.section != section:
        raise Http404(f"There are no {kind} in {section}.")
    return found


def get_record(request, quarter: str, area: str, section: str, kind: str, number: int) -> Record:
    assessment = get_writable(request, quarter, area)
    found = get_kind(section, kind)
    record = get_object_or_404(found.model, assessment=assessment, pk=number)
    record.assessment = assessment
    return record


def to_section(assessment: Assessment, section: str) -> HttpResponse:
    return redirect("section", assessment.quarter_id, assessment.area, section)


def _page(request, assessment, form, template: str, **context) -> HttpResponse:
    """The form's page; 409 when it shows what somebody else saved in the meantime."""
    context |= {
        "assessment": assessment,
        "form": form,
        "author": author_note(request.user, assessment),
    }
    status = 409 if context.get("current") else 200
    return render(request, template, context, status=status)


@GET_OR_POST
def add(request: HttpRequest, quarter: str, area: str, section: str, kind: str) -> HttpResponse:
    assessment = get_writable(request, quarter, area)
    found = get_kind(section, kind)
    form = found.form(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            record = found.model(assessment=assessment, **form.values())
            operations.add(record, section=section, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, assessment, found)
    return _page(request, assessment, form, "records/record.html", kind=found)


@GET_OR_POST
def edit(request, quarter: str, area: str, section: str, kind: str, number: int) -> HttpResponse:
    record = get_record(request, quarter, area, section, kind, number)
    found, assessment = KINDS[kind], record.assessment
    form = found.form(posted(request), instance=record)
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            operations.change(
                record,
                form.values(),
                version=form.cleaned_data["version"] or 0,
                section=section,
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except operations.Stale as stale:
            current, form = stale.current, _standing_on(form, stale)
        else:
            return _saved(request, assessment, found)
    return _page(
        request, assessment, form, "records/record.html", kind=found, record=record, current=current
    )


def _standing_on(form, stale: operations.Stale):
    """The form with what was typed, standing on the version that is there now: saving it again
    replaces that one, knowingly."""
    data = editable_data(form)
    data["version"] = stale.current.version
    form.add_error(None, f"{stale} Both are shown. Saving again replaces what is saved now.")
    return form


def _saved(request, assessment, kind: Kind) -> HttpResponse:
    """Back to the list, or straight on to the next one."""
    if "another" in request.POST:
        messages.success(request, "Saved.")
        args = [assessment.quarter_id, assessment.area, kind.section, kind.slug]
        return redirect("record-add", *args)
    return to_section(assessment, kind.section)


@require_POST
def remove(request, quarter: str, area: str, section: str, kind: str, number: int) -> HttpResponse:
    assessment = get_writable(request, quarter, area)
    record = (
        get_kind(section, kind)
        .model._default_manager.filter(assessment=assessment, pk=number)
        .first()
    )
    if record:
        try:
            operations.remove(record, section=section, by=request.user)
            messages.success(request, "Removed. Its words stay in the history.")
        except Refused as refusal:
            messages.error(request, str(refusal))
    return to_section(assessment, section)


@require_POST
def move(
    request, quarter: str, area: str, section: str, kind: str, number: int, way: str
) -> HttpResponse:
    record = get_record(request, quarter, area, section, kind, number)
    try:
        operations.shift(record, by_one=-1 if way == "up" else 1, section=section, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return to_section(record.assessment, section)


def get_standing(assessment: Assessment, number: int) -> ActionState:
    """An action of this area that is open in this quarter, as it stands."""
    mine = Action.objects.in_areas([assessment.area]).open_in(assessment.quarter_id).with_updates()
    action = get_object_or_404(mine.select_related("raised_in"), pk=number)
    return state_in(action, assessment.quarter_id, on=assessment.quarter.period.ends)


@GET_OR_POST
def action_add(request: HttpRequest, quarter: str, area: str) -> HttpResponse:
    assessment = get_writable(request, quarter, area)
    form = ActionForm(posted(request), quarter=assessment.quarter)
    if request.method == "POST" and form.is_valid():
        try:
            operations.raise_action(assessment, form.values(), by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return to_section(assessment, DEVELOPMENT)
    return _page(request, assessment, form, "records/action.html")


@GET_OR_POST
def action_edit(request: HttpRequest, quarter: str, area: str, number: int) -> HttpResponse:
    assessment = get_writable(request, quarter, area)
    stands = get_standing(assessment, number)
    form = ActionForm(posted(request), quarter=assessment.quarter, instance=stands.action)
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_action(
                stands.action,
                assessment,
                form.values(),
                version=form.cleaned_data["version"] or 0,
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except operations.Stale as stale:
            current, form = stale.current, _standing_on(form, stale)
        else:
            return to_section(assessment, DEVELOPMENT)
    return _page(request, assessment, form, "records/action.html", state=stands, current=current)


@GET_OR_POST
def action_update(request: HttpRequest, quarter: str, area: str, number: int) -> HttpResponse:
    """How an action stands this quarter."""
    assessment = get_writable(request, quarter, area)
    stands = get_standing(assessment, number)
    initial = {} if stands.update else {"status": stands.status}
    form = UpdateForm(posted(request), state=stands, instance=stands.update, initial=initial)
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            operations.update_action(
                stands.action,
                assessment,
                form.values(),
                version=form.cleaned_data["version"] or 0,
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except operations.Stale as stale:
            current, form = stale.current, _standing_on(form, stale)
        else:
            return to_section(assessment, DEVELOPMENT)
    return _page(request, assessment, form, "records/update.html", state=stands, current=current)


@require_POST
def action_remove(request: HttpRequest, quarter: str, area: str, number: int) -> HttpResponse:
    assessment = get_writable(request, quarter, area)
    action = Action.objects.in_areas([assessment.area]).filter(pk=number).first()
    if action:
        try:
            operations.remove_action(action, assessment, by=request.user)
            messages.success(request, "Removed. Its words stay in the history.")
        except Refused as refusal:
            messages.error(request, str(refusal))
    return to_section(assessment, DEVELOPMENT)
