"""What the audit trail says about one person, by whatever address she had."""

from selfassess.accounts.models import User
from selfassess.audit.models import Event, EventQuerySet


def events_about(person: User) -> EventQuerySet:
    """Her rights over time, the latest first. Events name people by address, and those change."""
    addresses = {person.email}
    moved = Event.objects.filter(verb="person.change", after__has_key="email")
    for event in moved.order_by("-at", "-pk"):
        if event.after["email"] in addresses:
            addresses.add(event.before["email"])
    return Event.objects.filter(subject__in=addresses, verb__startswith="person.")
