"""What the owner of the database has taken out, and said so: redacted events, and purged rows.

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

REDACT, PURGE = "trail.redact", "trail.purge"
Ranges = list[tuple[int, int]]


@dataclass
class TakenOut:
    redacted: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    purged: dict[str, set[int]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)  # events that no command has left

    def leads_to(self, number: int, sealed: str, now: str) -> bool:
        """Do this event's redactions, one after the other, explain what it says now?"""
        for before, after in self.redacted.get(number, []):
            if before == sealed:
                sealed = after
        return sealed == now

    def is_purged(self, kind: str, number: int) -> bool:
        return number in self.purged.get(kind, set())


def taken_out(seals: list[Seal], keys: Mapping[str, str]) -> TakenOut:
    """`seals`: all of them, in their order."""
    events, found = KINDS["event"], TakenOut()
    sealed = {n: (row, seal) for seal in seals if seal.of == events.key for n, row in seal.rows}
    for number, values in events.rows(verb__in=[REDACT, PURGE]):
        as_sealed, seal = sealed.get(number, ("", None))
        key = keys.get(seal.key) if seal else None
        if key is None or events.digest(values, key) != as_sealed:
            continue
        try:
            read = _read_redaction if values["verb"] == REDACT else _read_purge
            is_ours = read(found, values["after"], seals, key)
        except (LookupError, TypeError, ValueError, OverflowError):  # it has not even the form
            is_ours = False
        if not is_ours:
            found.faults.append(f"{events.describe(values)} is of no command, and excuses nothing.")
    return found


def _read_redaction(found: TakenOut, said: Any, seals: list[Seal], key: str) -> bool:
    """Its digests are made with the key: others lead to nothing that a row could say."""
    redactions = [(int(event), str(old), str(new)) for event, old, new in said["events"]]
    for event, old, new in redactions:
        found.redacted.setdefault(event, []).append((old, new))
    return bool(redactions)


def _read_purge(found: TakenOut, said: Any, seals: list[Seal], key: str) -> bool:
    """Its digest is made with the key of what the seals say of the rows."""
    kind, ranges = str(said["of"]), [(int(first), int(last)) for first, last in said["ranges"]]
    rows = list(_rows_in(ranges, [seal for seal in seals if seal.of == kind]))
    if said["digest"] != digest(key, rows):
        return False
    found.purged.setdefault(kind, set()).update(number for number, _ in rows)
    return True


def _rows_in(ranges: Ranges, seals: list[Seal]) -> Iterator[list[Any]]:
    ranges = sorted(ranges)
    for seal in seals:
        for number, of_row in seal.rows:
            place = bisect_right(ranges, number, key=lambda one: one[0]) - 1
            if place >= 0 and number <= ranges[place][1]:
                yield [number, of_row]
