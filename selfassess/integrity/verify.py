"""Is everything still as it was sealed? Finds what is not, and counts what is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from selfassess import append_only
from selfassess.reporting.models import DamagedFile, StoredFile

from .after_sealing import recorded_later
from .chain import head_of
from .models import Seal
from .records import FILES, KINDS, RecordKind, ranges
from .sealing_key import known_keys
from .taken_out import EVENTS, TakenOut, Values, taken_out
from .times import Times


@dataclass
class Count:
    """Of one kind of record."""

    rows: int = 0
    unsealed: int = 0
    redacted: int = 0
    purged: int = 0
    acknowledged: int = 0


@dataclass
class Verification:
    seals: int = 0
    counts: dict[str, Count] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)  # a sentence for each
    of_events: dict[int, str] = field(default_factory=dict)  # those of them that are of an event


def verify(heads: Mapping[int, str] | None = None) -> Verification:
    """Compare everything with its seal, the seals with each other, and these with heads that were
    kept elsewhere. Refused without the key."""
    keys = known_keys()
    found = Verification()
    for table in append_only.missing():
        found.faults.append(f"The table {table} has not all the triggers that keep its rows.")
    seals = list(Seal.objects.order_by("number"))
    found.seals = len(seals)
    found.faults += _chain(seals, keys)
    found.faults += _heads(seals, heads or {})
    out = taken_out(seals, keys)
    for kind in KINDS.values():
        covering = [seal for seal in seals if seal.of == kind.key]
        found.counts[kind.key] = Compared(kind, covering, keys, out, found).count
    found.faults += recorded_later()
    for key, model in FILES.items():
        found.faults += _bytes(KINDS[key].noun, model)
    return found


def _chain(seals: list[Seal], keys: Mapping[str, str]) -> list[str]:
    faults, number, head = [], 0, ""
    for seal in seals:
        faults += [f"Seal {n} is missing." for n in range(number + 1, seal.number)]
        if seal.key not in keys:
            faults.append(f"{seal} was made with a key that is not given: see AUDIT_SEAL_OLD_KEYS.")
        elif seal.head != head_of(seal, keys[seal.key]):
            faults.append(f"{seal} was changed.")
        elif seal.number == number + 1 and seal.previous != head:
            faults.append(f"{seal} does not follow the seal before it.")
        number, head = seal.number, seal.head
    return faults


def _heads(seals: list[Seal], heads: Mapping[int, str]) -> list[str]:
    there = {seal.number: seal.head for seal in seals}
    lost = [n for n in heads if n not in there]
    other = [n for n in heads if n in there and there[n] != heads[n]]
    return [
        *(
            f"Seal {n} is missing, of which a head is given: what it covered may be, too."
            for n in lost
        ),
        *(f"Seal {n} is not the one of which a head is given." for n in other),
    ]


def _bytes(noun: str, model: type[StoredFile]) -> list[str]:
    """One file at a time: they are large."""
    faults = []
    for file in model._default_manager.order_by("pk").iterator(chunk_size=1):
        try:
            file.bytes_as_stored()
        except DamagedFile:
            faults.append(f"{noun} {file.pk}: its bytes are not those of its SHA-256.")
    return faults


class Compared:
    """The rows of one kind beside the seals that cover them."""

    def __init__(
        self,
        kind: RecordKind,
        seals: list[Seal],
        keys: Mapping[str, str],
        out: TakenOut,
        found: Verification,
    ):
        self.kind, self.keys, self.out, self.found = kind, keys, out, found
        self.count, self.times = Count(), Times()
        self.seals = seals
        self.sealed = {n: (digest, seal) for seal in seals for n, digest in seal.rows}
        there = set()
        for number, values in kind.rows():
            there.add(number)
            self.count.rows += 1
            if fault := self.fault_of(number, values):
                self.name(number, values, f"{kind.describe(values)} {fault}")
        self.look_for(set(self.sealed) - there)

    @property
    def is_of_events(self) -> bool:
        return self.kind.key == EVENTS.key

    def name(self, number: int, values: Values, fault: str) -> None:
        """Unless somebody has acknowledged it, of an event that has not been changed since."""
        if self.is_of_events and self.out.is_acknowledged(number, values):
            self.count.acknowledged += 1
            return
        self.found.faults.append(fault)
        if self.is_of_events:
            self.found.of_events[number] = fault

    def fault_of(self, number: int, values: Values) -> str:
        """What is wrong with a row; empty when it is as it was sealed, or new."""
        if number not in self.sealed:
            return self.fault_of_unsealed(number)
        digest, seal = self.sealed[number]
        key = self.keys.get(seal.key)
        if key is None:  # the chain has told
            return ""
        now = self.kind.digest(values, key)
        if now != digest and not (self.is_of_events and self.out.leads_to(number, digest, now)):
            return "was changed after it was sealed."
        self.count.redacted += now != digest
        if self.is_of_events and self.times.are_wrong(values["at"], seal):
            return "cannot have happened at that time."
        if self.is_of_events and number in self.out.of_no_command:
            return "is of no command, and excuses nothing."
        return ""

    def fault_of_unsealed(self, number: int) -> str:
        """It is new, or was put among rows whose seal knows nothing of it."""
        seal = next((one for one in self.seals if one.first <= number <= one.last), None)
        if number < 1:
            return "was added below the first number."
        if seal is None:
            self.count.unsealed += 1
            return ""
        return f"was added after {seal} was made."

    def look_for(self, missing: set[int]) -> None:
        purged = {n for n in missing if self.out.is_purged(self.kind.key, n)}
        left = missing - purged
        known = {n for n in left if self.is_of_events and self.out.is_acknowledged(n, None)}
        self.count.purged = len(purged)
        self.count.acknowledged += len(known)
        for first, last in ranges(sorted(left - known)):
            which = f"{first}" if first == last else f"{first} to {last}"
            fault = f"{self.kind.noun} {which}: sealed, and missing."
            self.found.faults.append(fault)
            if self.is_of_events:
                self.found.of_events |= dict.fromkeys(range(first, last + 1), fault)
