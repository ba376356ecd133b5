"""How actions stand in a quarter. Sections, first pages, the board and reports all read here, so
that they agree on what is overdue."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from selfassess.quarters.clock import today
from selfassess.quarters.models import Quarter

from .action_state import ActionState, state_in
from .models import Action


def overdue_on(quarter: Quarter) -> date:
    """The day by which an action is (not) overdue in a quarter: today, or the areas' last day once
    that has passed, so that an old quarter stays as it was."""
    return min(today(), quarter.due)


def action_state(action: Action, quarter: Quarter) -> ActionState:
    """How one action, fetched `with_updates`, stands in a quarter."""
    return state_in(action, quarter.code, on=overdue_on(quarter))


def action_states(areas: Iterable[str], quarter: Quarter) -> dict[str, list[ActionState]]:
    """Area → its actions of a quarter, in two queries for all areas."""
    found: dict[str, list[ActionState]] = defaultdict(list)
    day = overdue_on(quarter)
    for action in Action.objects.in_areas(areas).open_in(quarter.code).with_updates():
        found[action.area].append(state_in(action, quarter.code, on=day))
    return found
