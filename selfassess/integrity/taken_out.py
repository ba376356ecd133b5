"""What the owner of the database has taken out, and said so: redacted events, and purged rows; and
what somebody has looked into and acknowledged.

A command leaves an event of it, which is sealed in the same transaction. An event without a seal,
or one that is not as it was sealed, excuses nothing: anybody who can write to the table could have
put it there. So could she have before the nightly sealing; therefore what it says has to bear
digests that are made with the key.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .models import Seal
from .records import KINDS
from .sealing_key import digest

REDACT, PURGE, ACKNOWLEDGE = "trail.redact", "trail.purge", "trail.acknowledge"
Ranges = list[tuple[int, int]]
Values = dict[str, Any]
EVENTS = KINDS["event"]
MISSING = ""  # instead of the digest of an event that is not there


@dataclass
class TakenOut:
    redacted: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    purged: dict[str, set[int]] = field(default_factory=dict)
    # By an event's number: digests of it as it was, each with the key with which it was made
    acknowledged: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    of_no_command: dict[int, Values] = field(default_factory=dict)

    def leads_to(self, number: int, sealed: str, now: str) -> bool:
        """Do this event's redactions, one after the other, explain what it says now?"""
        for before, after in self.redacted.get(number, []):
            if before == sealed:
                sealed = after
        return sealed == now

    def is_purged(self, kind: str, number: int) -> bool:
        return number in self.purged.get(kind, set())

    def is_acknowledged(self, number: int, values: Values | None) -> bool:
        """As it is now (None: it is missing). Changed once more, it is named again."""
        return any(
            known == (EVENTS.digest(values, key) if values else MISSING)
            for known, key in self.acknowledged.get(number, [])
        )


def taken_out(seals: list[Seal], keys: Mapping[str, str]) -> TakenOut:
    """`seals`: all of them, in their order. The newest event is read first: of an older one, it may
    have taken out words of the reason."""
    found = TakenOut()
    sealed = {n: (row, seal) for seal in seals if seal.of == EVENTS.key for n, row in seal.rows}
    for number, values in reversed([*EVENTS.rows(verb__in=READ)]):
        as_sealed, seal = sealed.get(number, ("", None))
        key = keys.get(seal.key) if seal else None
        if key is None or not found.leads_to(number, as_sealed, EVENTS.digest(values, key)):
            continue
        try:
            is_ours = READ[values["verb"]](found, values["after"], seals, key)
        except (LookupError, TypeError, ValueError, OverflowError):  # it has not even the form
            is_ours = False
        if not is_ours:
            found.of_no_command[number] = values
    return found


def _read_redaction(found: TakenOut, said: Any, seals: list[Seal], key: str) -> bool:
    """Its digests are made with the key: others lead to nothing that a row could say."""
    redactions = [(int(event), str(old), str(new)) for event, old, new in said["events"]]
    for event, old, new in reversed(redactions):
        found.redacted.setdefault(event, []).insert(0, (old, new))
    return bool(redactions)


def _read_purge(found: TakenOut, said: Any, seals: list[Seal], key: str) -> bool:
    """Its digest is made with the key of what the seals say of the rows."""
    kind, ranges = str(said["of"]), [(int(first), int(last)) for first, last in said["ranges"]]
    rows = list(_rows_in(ranges, [seal for seal in seals if seal.of == kind]))
    if said["digest"] != digest(key, rows):
        return False
    found.purged.setdefault(kind, set()).update(number for number, _ in rows)
    return True


def _read_acknowledgement(found: TakenOut, said: Any, seals: list[Seal], key: str) -> bool:
    """Its digest is made with the key of all that it says."""
    events = [(int(number), str(known)) for number, known in said["events"]]
    if said["digest"] != digest(key, [ACKNOWLEDGE, events]):
        return False
    for number, known in events:
        found.acknowledged.setdefault(number, []).append((known, key))
    return bool(events)


READ = {REDACT: _read_redaction, PURGE: _read_purge, ACKNOWLEDGE: _read_acknowledgement}


def _rows_in(ranges: Ranges, seals: list[Seal]) -> Iterator[list[Any]]:
    ranges = sorted(ranges)
    for seal in seals:
        for number, of_row in seal.rows:
            place = bisect_right(ranges, number, key=lambda one: one[0]) - 1
            if place >= 0 and number <= ranges[place][1]:
                yield [number, of_row]
