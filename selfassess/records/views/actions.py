"""The pages on which an area's actions are written: added, corrected, updated, taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from selfassess.assessments.models import Assessment
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused
from selfassess.forms import posted
from selfassess.records.action_state import ActionState
from selfassess.records.forms import ActionForm, UpdateForm
from selfassess.records.models import Action
from selfassess.records.operations import actions as operations
from selfassess.records.reading import action_state

from .writing import GET_OR_POST, get_writable, save, to_section, write_page


def get_open_action(assessment: Assessment, number: int) -> ActionState:
    """An action of this area that is open in this quarter, as it stands."""
    mine = Action.objects.in_areas([assessment.area]).open_in(assessment.quarter_id).with_updates()
    action = get_object_or_404(mine.select_related("raised_in"), pk=number)
    return action_state(action, assessment.quarter)


@GET_OR_POST
def add(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    assessment = get_writable(request, quarter, area)
    form = ActionForm(posted(request), quarter=assessment.quarter)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if save(form, operations.raise_action, assessment, values, by=request.user):
            return to_section(assessment, operations.SECTION)
    return write_page(request, assessment, form, "records/action.html")


@GET_OR_POST
def edit(request: AuthenticatedHttpRequest, quarter: str, area: str, number: int) -> HttpResponse:
    assessment = get_writable(request, quarter, area)
    state = get_open_action(assessment, number)
    form = ActionForm(posted(request), quarter=assessment.quarter, instance=state.action)
    if request.method == "POST" and form.is_valid():
        changed = state.action, assessment, form.values()
        seen = form.seen_version
        if save(form, operations.change_action, *changed, version=seen, by=request.user):
            return to_section(assessment, operations.SECTION)
    return write_page(request, assessment, form, "records/action.html", state=state)


@GET_OR_POST
def update(request: AuthenticatedHttpRequest, quarter: str, area: str, number: int) -> HttpResponse:
    """How an action stands this quarter."""
    assessment = get_writable(request, quarter, area)
    state = get_open_action(assessment, number)
    initial = {} if state.update else {"status": state.status}
    form = UpdateForm(posted(request), state=state, instance=state.update, initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = state.action, assessment, form.values()
        seen = form.seen_version
        if save(form, operations.update_action, *changed, version=seen, by=request.user):
            return to_section(assessment, operations.SECTION)
    return write_page(request, assessment, form, "records/update.html", state=state)


@require_POST
def remove(request: AuthenticatedHttpRequest, quarter: str, area: str, number: int) -> HttpResponse:
    assessment = get_writable(request, quarter, area)
    action = Action.objects.in_areas([assessment.area]).filter(pk=number).first()
    if action:
        try:
            operations.remove_action(action, assessment, by=request.user)
            messages.success(request, "Removed. Its words stay in the history.")
        except Refused as refusal:
            messages.error(request, str(refusal))
    return to_section(assessment, operations.SECTION)
