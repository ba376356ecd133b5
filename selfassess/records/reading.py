"""How actions stand in a quarter. Sections, first pages, the board and reports all read here, so
that they agree on what is overdue."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from django.utils.timezone import localdate

from selfassess.accounts.models import User
from selfassess.quarters.clock import today
from selfassess.quarters.models import Quarter

from .action_state import ActionState, state_in
from .models import Action, ActionQuerySet


def overdue_on(quarter: Quarter, approved_at: datetime | None) -> date:
    """The day by which an action is (not) overdue in a quarter: today, or the day of the approval
    or the areas' last day once that has passed, so that what was approved and an old quarter stay
    as they were."""
    day = min(today(), quarter.due)
    return min(day, localdate(approved_at)) if approved_at else day


def action_state(action: Action, quarter: Quarter) -> ActionState:
    """How one action, fetched `with_updates`, stands in a quarter."""
    kept = Action.objects.as_approved_in(quarter.code).filter(pk=action.pk).first()
    return _state(action, quarter, kept)


def _state(action: Action, quarter: Quarter, kept: Action | None) -> ActionState:
    """`kept`: the same action `as_approved_in` the quarter."""
    day = overdue_on(quarter, kept.approved_at if kept else None)
    state = state_in(action, quarter.code, on=day)
    if kept is None or kept.approved_owner is None:
        return state
    return replace(state, owner_name=kept.approved_owner, owner_role=kept.approved_role)


def action_states(areas: Iterable[str], quarter: Quarter) -> dict[str, list[ActionState]]:
    """Area → its actions of a quarter, in two queries for all areas."""
    found: dict[str, list[ActionState]] = defaultdict(list)
    for state in _states(Action.objects.in_areas(areas), quarter):
        found[state.action.area].append(state)
    return found


def action_states_of(owner: User, quarter: Quarter) -> list[ActionState]:
    """What somebody owns, in whichever areas: who owns an action may read it."""
    return list(_states(Action.objects.filter(owner_person=owner), quarter))


def _states(actions: ActionQuerySet, quarter: Quarter) -> Iterator[ActionState]:
    shown = actions.open_in(quarter.code).with_updates().as_approved_in(quarter.code)
    return (_state(action, quarter, action) for action in shown)
