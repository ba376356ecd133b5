"""The page on which all of an area's actions are updated, with one button."""

import re
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.forms import posted
from selfassess.records.action_state import ActionState
from selfassess.records.board import groups
from selfassess.records.forms.updates import RowForm, UpdatesForm
from selfassess.records.operations import actions as operations
from selfassess.records.reading import action_states

from .writing import GET_OR_POST, get_writable, save, to_section

WORDS = ("progress", "reason", "difference")


@GET_OR_POST
def updates(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    """Each row is saved by itself: one that cannot be saved is shown, and holds up no other."""
    assessment = get_writable(request, quarter, area)
    states = _states(assessment)
    typed = posted(request)
    form, gone = UpdatesForm.of(states, typed), _of_removed(typed, states)
    if request.method == "POST":
        saved = [row for row in form.touched if _save(row, assessment, by=request.user)]
        if saved:
            number = f"{len(saved)} actions are" if len(saved) > 1 else "One action is"
            messages.success(request, f"{number} updated.")
        if not form.errors and not gone:
            if not saved:
                messages.info(request, "Nothing had changed.")
            return to_section(assessment, operations.SECTION)
        form = form.stand_on(_states(assessment))
    rows = {row.state.action.pk: row for row in form.rows}
    locked = assessment.locked_in(operations.SECTION)
    context = {
        "assessment": assessment,
        "form": form,
        "groups": [
            (group, [rows[state.action.pk] for state in group.rows])
            for group in groups(row.state for row in form.rows)
            if group.rows
        ],
        "locked": locked,
        "kept_is_lost": bool(locked) and request.method != "POST",  # then it has no form
        "gone": gone,
    }
    status = 409 if form.is_stale or gone else 200
    return render(request, "records/updates.html", context, status=status)


def _save(row: RowForm, assessment: Assessment, *, by: User) -> bool:
    if not row.is_valid():
        return False
    changed = row.state.action, assessment, row.values()
    update = operations.update_action
    return save(row, update, *changed, version=row.seen_version, by=by) is not None


def _states(assessment: Assessment) -> list[ActionState]:
    """In the order of the page."""
    found = action_states([assessment.area], assessment.quarter)[assessment.area]
    return [state for group in groups(found) for state in group.rows]


def _of_removed(typed: QueryDict | None, states: Iterable[ActionState]) -> list[str]:
    """What was typed into rows of actions that somebody has removed meanwhile, to be copied."""
    here = {str(state.action.pk) for state in states}
    found = []
    for name, text in typed.items() if typed else ():
        row = re.fullmatch("action-([0-9]+)-([a-z]+)", name)
        if row and row[1] not in here and row[2] in WORDS and text:
            found.append(str(text))
    return found
