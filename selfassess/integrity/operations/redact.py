"""Taking words out of old events: a name, or what may identify a child."""

import re
from typing import Any

from django.db import transaction

from selfassess import append_only
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.integrity.models import Seal
from selfassess.integrity.records import KINDS
from selfassess.integrity.sealing_key import known_keys
from selfassess.integrity.taken_out import TakenOut, taken_out
from selfassess.legal_hold import refuse_on_legal_hold

from .seal import seal_records

EVENTS = KINDS["event"]
TEXTS = ("subject", "reason", "before", "after")
SHORTEST = 3  # fewer letters would be found everywhere
Values = dict[str, Any]


def pattern_of(words: str) -> re.Pattern[str]:
    """Whole words, whatever their case and the space between them."""
    if len("".join(words.split())) < SHORTEST:
        raise Refused(f"Give {SHORTEST} letters or more to take out.")
    return re.compile(rf"(?<!\w){r'\s+'.join(map(re.escape, words.split()))}(?!\w)", re.IGNORECASE)


def events_with(pattern: re.Pattern[str]) -> list[Values]:
    """Every event that has the words, oldest first."""
    return [values for _, values in EVENTS.rows() if replaced(values, pattern, "") != values]


def replaced(value: Any, pattern: re.Pattern[str], instead: str) -> Any:
    """The same with something else instead of the words, however deep they stand."""
    if isinstance(value, str):
        return pattern.sub(lambda _: instead, value)
    if isinstance(value, list):
        return [replaced(one, pattern, instead) for one in value]
    if isinstance(value, dict):
        return {name: replaced(one, pattern, instead) for name, one in value.items()}
    return value


@transaction.atomic
def redact_events(words: str, *, by: User, reason: str, instead: str) -> list[int]:
    """Take these words out of every event, for the database's owner. Which events, their digests
    before and after, why and who: that becomes an event of its own, and is sealed at once."""
    require(by, Permission.ADMINISTER)
    refuse_on_legal_hold()
    pattern = pattern_of(words)
    if not reason.strip() or pattern.search(reason) or pattern.search(instead):
        raise Refused("Give a reason. Neither it nor what stands instead may have the words.")
    with append_only.switched_off():
        seal_records(by=by)
        seals, keys = list(Seal.objects.all()), known_keys()
        before = taken_out(seals, keys)
        seals = [seal for seal in seals if seal.of == EVENTS.key]
        told = [
            _redact(values, replaced(values, pattern, instead), seals, keys, before)
            for values in events_with(pattern)
        ]
    if told:
        said = {"count": len(told), "events": told}
        log_event("trail.redact", by=by, reason=reason.strip(), after=said)
        seal_records(by=by)
    return [number for number, _, _ in told]


def _redact(
    old: Values, new: Values, seals: list[Seal], keys: dict[str, str], before: TakenOut
) -> tuple[int, str, str]:
    """Return its number, and its digest before and after: both with the key of its seal."""
    number = old["id"]
    seal = next((one for one in seals if one.first <= number <= one.last), None)
    key = keys.get(seal.key) if seal else None
    if (
        seal is None  # its number is below the first
        or key is None
        or not before.leads_to(
            number, seal.digests.get(number, ""), digest := EVENTS.digest(old, key)
        )
    ):
        raise Refused(f"{EVENTS.describe(old)} is not as it was sealed. See verify_records.")
    changed = {name: new[name] for name in TEXTS}
    Event._base_manager.filter(pk=number).update(**changed)
    return number, digest, EVENTS.digest(old | changed, key)
