"""Saying that somebody has looked into an event that differs, so that it hides no other."""

from collections.abc import Collection

from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.errors import Refused
from selfassess.integrity.sealing_key import digest, sealing_key
from selfassess.integrity.taken_out import ACKNOWLEDGE, EVENTS, MISSING
from selfassess.integrity.verify import verify

from .seal import seal_records


def faults_of(numbers: Collection[int]) -> list[str]:
    """What verify_records says of these events. Refused when it has nothing against one."""
    named = verify().of_events
    if unnamed := sorted(set(numbers) - named.keys()):
        raise Refused(f"verify_records does not name event {unnamed[0]}.")
    return list(dict.fromkeys(named[number] for number in sorted(numbers)))


@transaction.atomic
def acknowledge_events(numbers: Collection[int], *, by: User, reason: str) -> None:
    """From now on `verify_records` counts them apart, as they are now: whatever becomes of them
    later is named, and so is every other event. Why and who: that becomes an event, sealed at once.
    """
    require(by, Permission.ADMINISTER)
    if not reason.strip():
        raise Refused("Give a reason.")
    faults_of(numbers)
    key, rows = sealing_key(), dict(EVENTS.rows(pk__in=numbers))
    events = [
        (number, EVENTS.digest(rows[number], key) if number in rows else MISSING)
        for number in sorted(numbers)
    ]
    said = {
        "count": len(events),
        "events": events,
        "digest": digest(key, [ACKNOWLEDGE, events]),
    }
    log_event("trail.acknowledge", by=by, reason=reason.strip(), after=said)
    seal_records(by=by)
