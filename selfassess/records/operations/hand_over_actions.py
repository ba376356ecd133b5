"""Who owns what is still to be done, and giving it a new owner.

An action outlives its quarter, and so does the need for an owner: whoever writes for its area may
give it a new one, and an administrator may when somebody leaves. While a quarter is under way, an
area whose list is locked keeps it as the director read it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from selfassess.access import Permission, can, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.audit.log import log_event
from selfassess.errors import Refused, Stale
from selfassess.quarters.models import Quarter
from selfassess.quarters.operations import lock_quarter
from selfassess.records.models import Action

from .actions import SECTION
from .save_record import count_as_work, get_current, store

CHANGED = (
    "An action changed while this page was open, so none was handed over. "
    "Look at the list, and send it again."
)


@dataclass(frozen=True)
class Owned:
    """An open action, and why its owner cannot be changed now; empty when she can."""

    action: Action
    locked: str = ""


def current_quarter() -> Quarter | None:
    """The quarter in which actions are updated now."""
    return Quarter.objects.begun().first()


def owned_by(person: User) -> list[Owned]:
    """Her actions that are neither done nor stopped, by area."""
    actions = list(Action.objects.filter(owner_person=person, finished_in=None).order_by("area"))
    quarter = current_quarter() if actions else None
    lists = _lists(quarter, {action.area for action in actions})
    return [Owned(action, _locked(lists.get(action.area))) for action in actions]


def _lists(quarter: Quarter | None, areas: Collection[str]) -> dict[str, Assessment]:
    """Area → the assessment in whose list an action stands now. What is issued is frozen in its
    report already, so between two quarters there is none."""
    if quarter is None or not quarter.is_under_way:
        return {}
    found = Assessment.objects.filter(quarter=quarter, area__in=areas).select_related("quarter")
    return {assessment.area: assessment for assessment in found}


def _locked(assessment: Assessment | None) -> str:
    return assessment.locked_in(SECTION) if assessment else ""


def as_seen(found: Sequence[Action], seen: Mapping[int, int]) -> list[Action]:
    """Those that the page showed, in the versions that it showed; an action given to the owner
    since is not among them. Raises Stale when one is her open action no more."""
    shown = [action for action in found if action.pk in seen]
    if len(shown) < len(seen):
        raise Stale(CHANGED, None)
    for action in shown:
        action.version = seen[action.pk]
    return shown


@transaction.atomic
def hand_over(
    actions: Sequence[Action], *, by: User, owner_person: User | None = None, owner: str = ""
) -> None:
    """Give actions one new owner, a person or a role: all of them, or none when an area is locked.
    Raises Stale when one has another owner than `actions` say."""
    quarter = current_quarter()
    if quarter:
        quarter = lock_quarter(quarter.code)  # whoever saves, sends or approves takes it first
    lists = _lists(quarter, {action.area for action in actions})
    for action in actions:
        if not can(by, Permission.ADMINISTER):
            require(by, Permission.WRITE_WORDS, action.area)
        if locked := _locked(lists.get(action.area)):
            raise Refused(locked)
    new_owner = {"owner_person": owner_person, "owner": owner}
    changed = set()
    for action in actions:
        stored = get_current(action, action.version, new_owner)
        before = stored.owner_name
        if store(
            stored, new_owner, by=by
        ):  # a new version: no older form brings the old owner back
            changed.add(stored.area)
            log_event(
                "action.hand",
                by=by,
                quarter=quarter.code if quarter else "",
                area=stored.area,
                subject=stored.text[:100],
                before={"owner": before},
                after={"owner": stored.owner_name},
            )
    for area in changed & lists.keys():
        if can(by, Permission.WRITE_WORDS, area):  # an administrator has not worked on the list
            count_as_work(lists[area], SECTION, by=by)
