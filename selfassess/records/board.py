"""The actions of all areas that somebody may see, grouped by urgency, filtered by what she asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator

from selfassess.access import Permission, areas_where
from selfassess.accounts.models import User
from selfassess.quarters.clock import today
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter
from services.registry import find_area

from .action_state import ActionState
from .models import ActionSource, ActionStatus
from .reading import action_states, action_states_of

ON_A_PAGE = 100  # actions
NOBODY = "-"  # stands for “no owner” where an owner's name may stand


@dataclass(frozen=True)
class BoardFilter:
    """What the board is filtered by; empty means all."""

    area: str = ""
    owner: str = ""
    status: str = ""
    source: str = ""

    def takes(self, stands: ActionState) -> bool:
        owner = stands.action.owner_name or NOBODY
        return (
            self.area in ("", stands.action.area)
            and self.owner in ("", owner)
            and self.status in ("", stands.status)
            and self.source in ("", stands.action.source)
        )


@dataclass(frozen=True)
class Group:
    key: str
    title: str
    rows: list[ActionState]
    number: int  # of all its actions, also where `rows` are those of one page


def action_states_for(user: User, quarter: Quarter) -> list[ActionState]:
    """Every action of the areas whose actions this person may read, as it stands now."""
    areas = areas_where(user, Permission.READ_ACTIONS)
    found = action_states(areas, quarter).values()
    return sorted((stands for states in found for stands in states), key=_urgency)


def own_action_states(user: User, quarter: Quarter) -> list[ActionState]:
    return sorted(action_states_of(user, quarter), key=_urgency)


def _urgency(stands: ActionState) -> tuple[Any, ...]:
    order = getattr(find_area(stands.action.area), "order", 0)
    return stands.due or date.max, order, stands.action.position


def groups(found: Iterable[ActionState]) -> list[Group]:
    """By urgency. What came due after the areas' last day is overdue in no report of this quarter,
    and so has a group of its own."""
    now = today()
    ends = QuarterPeriod.of(now).ends
    sorted_in: dict[str, list[ActionState]] = {key: [] for key in TITLES}
    for stands in found:
        sorted_in[_group_of(stands, now, ends)].append(stands)
    return [
        Group(key, title.format(day=f"{ends:%-d %B}"), sorted_in[key], len(sorted_in[key]))
        for key, title in TITLES.items()
    ]


def page_of(found: Sequence[Group], number: str) -> tuple[Page[Any], list[Group]]:
    """One page of the board, whatever was typed for its number, and its groups with the actions
    that stand on it: a board of thousands of actions is as quick to open as one of a hundred."""
    rows = [(group.key, stands) for group in found for stands in group.rows]
    page = Paginator(rows, ON_A_PAGE).get_page(number)
    here: dict[str, list[ActionState]] = {group.key: [] for group in found}
    for key, stands in page:
        here[key].append(stands)
    return page, [replace(group, rows=here[group.key]) for group in found]


TITLES = {
    "overdue": "Overdue",
    "since": "Came due after the quarter’s last day",
    "soon": "Due by {day}",
    "later": "Later",
    "undated": "No date",
    "finished": "Done or stopped this quarter",
}


def _group_of(stands: ActionState, now: date, ends: date) -> str:
    if stands.is_finished:
        return "finished"
    if stands.due is None:
        return "undated"
    if stands.overdue:
        return "overdue"
    if stands.due < now:
        return "since"
    return "soon" if stands.due <= ends else "later"


@dataclass(frozen=True)
class Choices:
    """What the filters offer: only what there is."""

    areas: list[tuple[str, str]]
    owners: list[tuple[str, str]]
    statuses: list[tuple[str, str]]
    sources: list[tuple[str, str]]


def choices(found: Iterable[ActionState]) -> Choices:
    found = list(found)
    areas = {s.action.area: s.action for s in found}
    owners = sorted({s.action.owner_name for s in found} - {""}, key=str.casefold)
    unowned = any(not s.action.owner_name for s in found)
    present = {s.status for s in found}
    sources = {s.action.source for s in found}
    ordered = sorted(areas, key=lambda slug: getattr(find_area(slug), "order", 0))
    return Choices(
        [(slug, area_name(slug)) for slug in ordered],
        [(name, name) for name in owners] + ([(NOBODY, "No owner")] if unowned else []),
        [(value, label) for value, label in ActionStatus.choices if value in present],
        [(value, label) for value, label in ActionSource.choices if value in sources],
    )


def area_name(slug: str) -> str:
    """An area that has left the settings keeps its slug as a name."""
    return str(find_area(slug).verbose_name)


def owners_who_left(found: Iterable[ActionState]) -> set[int]:
    """Ids of owners who can no longer sign in, and still own something unfinished."""
    return {
        s.action.owner_person.pk
        for s in found
        if s.action.owner_person and not s.action.owner_person.is_active and not s.is_finished
    }
