"""What the owner of the database has taken out, and said so: redacted events, and purged rows.

A command leaves an event of it, which is sealed in the same transaction. An event without a seal,
or one that is not as it was sealed, excuses nothing: anybody who can write to the table could have
put it there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .models import Seal
from .records import KINDS

REDACT, PURGE = "trail.redact", "trail.purge"


@dataclass
class TakenOut:
    redacted: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    purged: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def leads_to(self, number: int, sealed: str, now: str) -> bool:
        """Do this event's redactions, one after the other, explain what it says now?"""
        for before, after in self.redacted.get(number, []):
            if before == sealed:
                sealed = after
        return sealed == now

    def is_purged(self, kind: str, number: int) -> bool:
        return any(first <= number <= last for first, last in self.purged.get(kind, []))


def taken_out(seals: list[Seal], keys: Mapping[str, str]) -> TakenOut:
    events, found = KINDS["event"], TakenOut()
    sealed = {n: (digest, seal) for seal in seals if seal.of == "event" for n, digest in seal.rows}
    for number, values in events.rows(verb__in=[REDACT, PURGE]):
        digest, seal = sealed.get(number, ("", None))
        key = keys.get(seal.key) if seal else None
        if key is None or events.digest(values, key) != digest:
            continue
        said = values["after"]
        if values["verb"] == REDACT:
            for event, before, after in said["events"]:
                found.redacted.setdefault(event, []).append((before, after))
        else:
            found.purged.setdefault(said["of"], []).extend(map(tuple, said["ranges"]))
    return found
