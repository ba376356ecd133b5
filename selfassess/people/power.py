"""Who gained or lost power over the council's assessments, as every director and administrator is
told.

It is about whoever is given one of these roles or loses it, and about whoever holds one and gets
another address: with that address a new password can be asked for.
"""

from collections.abc import Collection, Iterable
from datetime import timedelta

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.audit.models import Event
from selfassess.audit.sentences import sentence
from selfassess.quarters.clock import now

POWERFUL = (Role.DIRECTOR, Role.ADMINISTRATOR)
ASSIGN, UNASSIGN, CHANGE = VERBS = "person.assign", "person.unassign", "person.change"
ON_HOME = timedelta(days=7)


def is_powerful(user: User) -> bool:
    return any(held.role in POWERFUL for held in user.held_roles)


def is_about_power(event: Event, powerful: Collection[str]) -> bool:
    """`powerful`: the addresses of those who hold such a role now."""
    if event.verb in (ASSIGN, UNASSIGN):
        return (event.before | event.after).get("role") in POWERFUL
    return event.verb == CHANGE and "email" in event.after and event.subject in powerful


def told(event: Event) -> str:
    if event.verb == CHANGE:
        return f"{event.by} changed the address of {event.before['email']} to {event.subject}."
    return sentence(event)


def changed_lately() -> list[str]:
    """What home says for a week, the latest first."""
    events = Event.objects.filter(verb__in=VERBS, at__gte=now() - ON_HOME)
    lately = list(events.select_related("by").order_by("-at", "-id"))
    moved = [event.subject for event in lately if event.verb == CHANGE]  # often nobody
    powerful = set(_who_hold_power(moved)) if moved else set()
    return [told(event) for event in lately if is_about_power(event, powerful)]


def _who_hold_power(addresses: Collection[str]) -> Iterable[str]:
    held = User.objects.holding(*POWERFUL).filter(email__in=addresses)
    return held.values_list("email", flat=True)
