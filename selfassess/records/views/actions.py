"""The pages on which an area's actions are written: added, corrected, updated, taken back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted, version_seen
from selfassess.records.action_state import ActionState
from selfassess.records.forms import ActionForm, RecordForm, UpdateForm
from selfassess.records.models import Action, ActionStatus
from selfassess.records.operations import actions as operations
from selfassess.records.reading import action_state

from .writing import (
    GET_OR_POST,
    get_writable,
    save,
    say_saved,
    to_section,
    who_removed,
    write_page,
)


def find_open_action(assessment: Assessment, number: int) -> ActionState | None:
    """An action of this area that is open in this quarter, as it stands."""
    mine = Action.objects.in_areas([assessment.area]).open_in(assessment.quarter_id).with_updates()
    action = mine.select_related("raised_in").filter(pk=number).first()
    return action_state(action, assessment.quarter) if action else None


@GET_OR_POST
def add(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    assessment = get_writable(request, quarter, area)
    form = ActionForm(posted(request), quarter=assessment.quarter)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if action := save(form, operations.raise_action, assessment, values, by=request.user):
            return _saved(request, assessment, action, "The action is added.")
    return write_page(request, assessment, form, "records/action.html")


@GET_OR_POST
def edit(request: AuthenticatedHttpRequest, quarter: str, area: str, number: int) -> HttpResponse:
    """Correct an action's words or owner."""
    assessment = get_writable(request, quarter, area)
    state = find_open_action(assessment, number)
    if state is None:
        return _to_add_again(request, assessment, *_typed_into_removed(request, assessment, number))
    form = ActionForm(posted(request), quarter=assessment.quarter, instance=state.action)
    change = operations.change_action
    return _write(request, assessment, state, form, change, "records/action.html")


def _saved(
    request: AuthenticatedHttpRequest, assessment: Assessment, action: Action, said: str
) -> HttpResponse:
    say_saved(request, said)
    return to_section(assessment, operations.SECTION, row=f"action-{action.pk}")


@GET_OR_POST
def update(request: AuthenticatedHttpRequest, quarter: str, area: str, number: int) -> HttpResponse:
    """How an action stands this quarter."""
    assessment = get_writable(request, quarter, area)
    state = find_open_action(assessment, number)
    if state is None:
        return _to_copy(request, assessment, *_typed_into_removed(request, assessment, number))
    initial = {} if state.update else {"status": state.status}
    form = UpdateForm(posted(request), state=state, instance=state.update, initial=initial)
    change = operations.update_action
    return _write(request, assessment, state, form, change, "records/update.html")


def _write(
    request: AuthenticatedHttpRequest,
    assessment: Assessment,
    state: ActionState,
    form: RecordForm,
    change: Callable[..., object],
    template: str,
) -> HttpResponse:
    """The page of a form that changes an open action."""
    if request.method == "POST" and form.is_valid():
        changed = state.action, assessment, form.values()
        if save(form, change, *changed, version=form.seen_version, by=request.user):
            return _saved(request, assessment, state.action, "The action is saved.")
    return write_page(request, assessment, form, template, state=state)


def _typed_into_removed(
    request: AuthenticatedHttpRequest, assessment: Assessment, number: int
) -> tuple[QueryDict, User]:
    """What was typed into an action that somebody has removed meanwhile, and who removed it."""
    by = who_removed(assessment, "action.remove", number)
    typed = posted(request)
    if typed is None:
        raise Http404(f"{by} removed this action.")
    return typed, by


def _to_add_again(
    request: AuthenticatedHttpRequest, assessment: Assessment, typed: QueryDict, by: User
) -> HttpResponse:
    """What was typed stays, and can be added as a new action."""
    form = ActionForm(typed, quarter=assessment.quarter)
    form.is_removed = True
    form.add_error(
        None,
        f"{by} removed this while you were writing. What you typed is still here. "
        "Saving adds it as a new action.",
    )
    action = reverse("action-add", args=[assessment.quarter_id, assessment.area])
    return write_page(request, assessment, form, "records/action.html", action=action)


def _to_copy(
    request: AuthenticatedHttpRequest, assessment: Assessment, typed: QueryDict, by: User
) -> HttpResponse:
    """There is nothing to update any more: what was typed is shown, to be copied."""
    statuses = dict(ActionStatus.choices)
    words = [
        (field.label, statuses.get(value, value))
        for name, field in UpdateForm.base_fields.items()
        if (value := typed.get(name, "")) and not field.widget.is_hidden
    ]
    context = {"assessment": assessment, "by": by, "words": words}
    return render(request, "records/removed_update.html", context, status=409)


@require_POST
def remove(request: AuthenticatedHttpRequest, quarter: str, area: str, number: int) -> HttpResponse:
    """Take it back; 409 with its page when somebody has changed it, or said how it stands, since
    the button was shown."""
    assessment = get_writable(request, quarter, area)
    action = Action.objects.in_areas([assessment.area]).filter(pk=number).first()
    if action:
        try:
            operations.remove_action(
                action,
                assessment,
                version=version_seen(request),
                update_version=version_seen(request, "update_version"),
                by=request.user,
            )
            messages.success(request, "Removed. Its words stay in the history.")
        except Stale as stale:
            if state := find_open_action(assessment, number):
                form = ActionForm(None, quarter=assessment.quarter, instance=state.action)
                page = {"state": state, "not_removed": stale}
                return write_page(request, assessment, form, "records/action.html", **page)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return to_section(assessment, operations.SECTION)
