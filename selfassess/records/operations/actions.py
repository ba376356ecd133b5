"""Every change of an action."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.errors import Refused, Stale
from selfassess.quarters.clock import now
from selfassess.quarters.operations import lock_unissued
from selfassess.records.models import FINISHED, Action, ActionUpdate

from .approved_actions import approved_with, later_approved_stay, later_quarter_with
from .save_record import (
    REMOVED,
    all_values,
    finish,
    get_current,
    open_section,
    require_unchanged,
    said_already,
    store,
    values_of,
)

SECTION = "development"


def _open(assessment: Assessment, by: User, *, since: str = "") -> Assessment:
    """The locked assessment, after every quarter that may be approved with its actions."""
    require(by, Permission.WRITE_WORDS, assessment.area)
    lock_unissued(since=since or assessment.quarter_id)
    return open_section(assessment, SECTION, by)


@transaction.atomic
def raise_action(assessment: Assessment, values: dict[str, Any], *, by: User) -> Action:
    """A new area for development, raised in the assessment's quarter. The same twice from one
    person is one."""
    assessment = _open(assessment, by)
    raised = Action.objects.filter(area=assessment.area, raised_in=assessment.quarter)
    new = Action(area=assessment.area, raised_in=assessment.quarter, **values)
    if same := said_already(raised, new, by):
        return same
    position = (raised.aggregate(last=Max("position"))["last"] or 0) + 1
    with later_approved_stay(assessment):
        action = Action.objects.create(
            area=assessment.area,
            raised_in=assessment.quarter,
            position=position,
            saved_at=now(),
            saved_by=by,
            **values,
        )
    finish("action.raise", assessment, SECTION, action.text[:100], {}, all_values(action), by=by)
    return action


@transaction.atomic
def change_action(
    action: Action, assessment: Assessment, values: dict[str, Any], *, version: int, by: User
) -> Action:
    """Correct an action's words or owner. Its first date stands once it is set, and all of it
    while an earlier quarter is approved in which it stands: that report is still to come."""
    assessment = _open(assessment, by, since=action.raised_in_id)
    stored = get_current(action, version, values)
    if approved := approved_with(stored, assessment):
        raise Refused(
            f"{approved.quarter.name} is approved and shows this action as it is, until that "
            "quarter is issued. Say what changes in this quarter's update."
        )
    if stored.first_due and values.get("first_due", stored.first_due) != stored.first_due:
        raise Refused("The first date stays as it was. Move the date with an update, and say why.")
    before = values_of(stored, values)
    if store(stored, values, by=by):
        after = values_of(stored, values)
        finish("action.change", assessment, SECTION, stored.text[:100], before, after, by=by)
    return stored


@transaction.atomic
def update_action(
    action: Action, assessment: Assessment, values: dict[str, Any], *, version: int, by: User
) -> ActionUpdate:
    """Say how an action stands this quarter. `version` 0: nothing was said yet. Raises Stale."""
    assessment = _open(assessment, by)
    if not Action.objects.filter(pk=action.pk).exists():
        raise Stale(REMOVED, None)
    update = ActionUpdate.objects.filter(action=action, quarter=assessment.quarter).first()
    if update is None:
        update = ActionUpdate(action=action, quarter=assessment.quarter, version=0)
        before: dict[str, Any] = {}
    else:
        update = get_current(update, version, values)
        before = values_of(update, values)
    with later_approved_stay(assessment):
        changed = store(update, values, by=by)
        if changed:
            _set_finished(action)
    if changed:
        after = values_of(update, values)
        finish("action.update", assessment, SECTION, action.text[:100], before, after, by=by)
    return update


def _set_finished(action: Action) -> None:
    """An action is finished in the quarter of its last update, if that says so."""
    last = action.updates.order_by("quarter_id").last()
    finished = last.quarter_id if last and last.status in FINISHED else None
    Action.objects.filter(pk=action.pk).update(finished_in=finished)


@transaction.atomic
def remove_action(
    action: Action, assessment: Assessment, *, version: int, update_version: int = 0, by: User
) -> None:
    """Take back an action raised this quarter by mistake, in the versions of it and of its update
    that were seen. An older one is stopped, not removed, and so is one with which a later quarter
    has gone on: its updates would go too. Raises Stale."""
    assessment = _open(assessment, by)
    if action.raised_in_id != assessment.quarter_id:
        raise Refused("This action is from an earlier quarter. Update it as stopped, and say why.")
    stored = Action.objects.filter(pk=action.pk).first()
    if stored is None:
        return
    if later := later_quarter_with(stored, assessment):
        raise Refused(
            f"{later} has this action too, so it stays. Update it as stopped in the quarter that "
            "is being written now, and say why."
        )
    require_unchanged(stored, version)
    if update := stored.updates.filter(quarter=assessment.quarter).first():
        require_unchanged(update, update_version)
    before = all_values(stored) | {"number": stored.pk}  # for whoever was writing on it meanwhile
    stored.delete()
    finish("action.remove", assessment, SECTION, action.text[:100], before, {}, by=by)
