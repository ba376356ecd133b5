"""A person leaves, or comes back: everything that ends or begins with it, in one transaction.

Nobody is deleted. What she wrote keeps her name, and her rights are in the trail.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from selfassess.access import Permission, Role, require
from selfassess.accounts.models import Assignment, User
from selfassess.api.operations import revoke_tokens_of
from selfassess.audit.log import log_event
from selfassess.errors import Refused, Stale
from selfassess.people.person_history import events_about
from selfassess.quarters.operations import lock_quarter
from selfassess.records.models import Action
from selfassess.records.operations.hand_over_actions import (
    Owned,
    as_seen,
    current_quarter,
    hand_over,
    owned_by,
)
from services.registry import all_areas

from .accounts import assign, unassign
from .binding import unbind
from .sessions import end_sessions

YOURSELF = "You cannot close your own account. Ask another administrator."


@dataclass(frozen=True)
class Effect:
    """What leaving would change, for the page on which it is decided."""

    roles: list[Assignment]
    headless: dict[str, str]  # areas that nobody else heads: slug → name
    actions: list[Owned]
    refusal: str  # why she cannot leave; empty when she can

    @property
    def mark(self) -> str:
        """What a page has seen of what ends. (Each action has a version of its own.)"""
        told = [sorted(map(str, self.roles)), sorted(self.headless)]
        return sha256(json.dumps(told).encode()).hexdigest()[:16]


class Moved(Stale):
    """Roles or heads changed while the page was open that names what ends."""


def effect(person: User, *, by: User) -> Effect:
    return Effect(
        roles=person.held_roles,
        headless=_headless_without(person),
        actions=owned_by(person),
        refusal=_refusal(person, by),
    )


def _headless_without(person: User) -> dict[str, str]:
    headed = {held.area for held in person.held_roles if held.role == Role.HEAD}
    others = Assignment.objects.in_force().filter(role=Role.HEAD).exclude(user=person)
    alone = headed - set(others.values_list("area", flat=True))
    return {area.slug: str(area.verbose_name) for area in all_areas() if area.slug in alone}


def _refusal(person: User, by: User) -> str:
    """The last administrator is never somebody else: whoever is asking is one, too."""
    return YOURSELF if person.pk == by.pk else ""


def _to_hand_on(person: User, seen: Mapping[int, int] | None) -> list[Action]:
    movable = [owned.action for owned in owned_by(person) if not owned.locked]
    return movable if seen is None else as_seen(movable, seen)


@transaction.atomic
def leave(
    person: User,
    *,
    heads: Mapping[str, User] | None = None,
    actions_to: User | None = None,
    seen: Mapping[int, int] | None = None,
    ends: str = "",
    by: User,
) -> bool:
    """End her rights, her sessions and her access tokens. `heads` gives areas a new head,
    `actions_to` her open actions a new owner: those in `seen` (number → version), or all. `ends`:
    the mark of what her page said that ends. Raises Stale when something of that has changed. False
    when she has left already (a double click).

    Without a password no session of hers is any good, now or after she has come back.
    """
    require(by, Permission.ADMINISTER)
    if quarter := current_quarter():
        lock_quarter(quarter.code)  # first, as everywhere
    person = User.objects.locked(person)
    if refusal := _refusal(person, by):
        raise Refused(refusal)
    if not person.is_active:
        return False
    _require_effect(person, ends, by=by)
    handed = _to_hand_on(person, seen) if actions_to else []
    hand_over(handed, owner_person=actions_to, by=by)
    roles = list(person.assignments.all())
    for held in roles:
        unassign(held, by=by)
    for area, head in (heads or {}).items():
        assign(head, role=Role.HEAD, area=area, by=by)
    _close(person, by=by)
    log_event(
        "person.leave",
        by=by,
        subject=person.email,
        before={"roles": [[held.role, held.area] for held in roles]},
        after={"actions_handed_on": len(handed)},
    )
    return True


def _require_effect(person: User, ends: str, *, by: User) -> None:
    if ends and ends != effect(person, by=by).mark:
        raise Moved(
            f"What {person} holds changed while this page was open. Read it once more.", None
        )


def _close(person: User, *, by: User) -> None:
    """Let nobody and nothing in for her."""
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    unbind(person, by=by)
    end_sessions(person, by=by)
    revoke_tokens_of(person, by=by)


def roles_before_leaving(person: User) -> list[tuple[str, str]]:
    """The roles that ended when she left, of areas that are still there."""
    left = events_about(person).filter(verb="person.leave").first()
    areas = {"", *(area.slug for area in all_areas())}
    held = left.before["roles"] if left else []
    return [(role, area) for role, area in held if role in Role.values and area in areas]


@transaction.atomic
def come_back(person: User, *, roles: Collection[tuple[str, str]] = (), by: User) -> bool:
    """Let her in again, with these roles. She chooses a new password with a one-time link.

    Actions that were handed on stay with their new owner. False when she is here already.
    """
    require(by, Permission.ADMINISTER)
    person = User.objects.locked(person)
    if person.is_system:
        raise Refused(f"{person.email} is the system’s own account. Nobody signs in with it.")
    if person.is_active:
        return False
    person.is_active = True
    person.save(update_fields=["is_active"])
    for role, area in roles:
        assign(person, role=role, area=area, by=by)
    log_event("person.return", by=by, subject=person.email)
    return True
