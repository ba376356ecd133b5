"""What becomes of the open actions of somebody who leaves.

An action outlives its quarter, and so does the need for an owner: an administrator may give it a
new one, and changes nothing else of it. While a quarter is under way, an area whose list is locked
keeps it as the director read it.
"""

from dataclasses import dataclass

from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.audit.log import log_event
from selfassess.quarters.models import Quarter
from selfassess.quarters.operations import lock_quarter

from .models import Action
from .operations import SECTION, store


@dataclass(frozen=True)
class Owned:
    """An open action, and why its owner cannot be changed now; empty when she can."""

    action: Action
    quarter: str = ""
    locked: str = ""


def current_quarter() -> Quarter | None:
    """The quarter in which actions are updated now."""
    return Quarter.objects.begun().first()


def owned_by(person: User) -> list[Owned]:
    """Her actions that are neither done nor stopped, by area."""
    actions = list(Action.objects.filter(owner_person=person, finished_in=None).order_by("area"))
    quarter = current_quarter() if actions else None
    locked = _locked(quarter, {action.area for action in actions}) if quarter else {}
    code = quarter.code if quarter else ""
    return [Owned(action, code, locked.get(action.area, "")) for action in actions]


def _locked(quarter: Quarter, areas: set[str]) -> dict[str, str]:
    """Area → why its list of actions stands. What is issued is frozen in its report already."""
    if not quarter.is_under_way:
        return {}
    assessments = Assessment.objects.filter(quarter=quarter, area__in=areas)
    return {a.area: a.locked_in(SECTION) for a in assessments.select_related("quarter")}


@transaction.atomic
def hand_on(person: User, to: User, *, by) -> list[Action]:
    """Give all that can change hands now to somebody else; says which. The rest stays hers."""
    require(by, Permission.ADMINISTER)
    if quarter := current_quarter():
        lock_quarter(quarter.code)  # whoever saves, sends or approves takes it first
    handed = [owned for owned in owned_by(person) if not owned.locked]
    for owned in handed:
        _hand_on(owned, to, by=by)
    return [owned.action for owned in handed]


def _hand_on(owned: Owned, to: User, *, by) -> None:
    """A new version, so that a form opened before does not bring the old owner back."""
    stored = Action.objects.select_for_update(of=("self",)).get(pk=owned.action.pk)
    before = stored.owner_name
    store(stored, {"owner_person": to, "owner": ""}, by)
    log_event(
        "action.hand",
        by=by,
        quarter=owned.quarter,
        area=stored.area,
        subject=stored.text[:100],
        before={"owner": before},
        after={"owner": stored.owner_name},
    )
