"""Deleting what was kept long enough, for the database's owner."""

from django.db import transaction

from selfassess import append_only
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.errors import Refused
from selfassess.integrity.models import Seal
from selfassess.integrity.records import KINDS, ranges
from selfassess.integrity.retention import Outdated, outdated
from selfassess.integrity.sealing_key import digest, sealing_key
from selfassess.integrity.verify import verify
from selfassess.legal_hold import refuse_on_legal_hold
from selfassess.reporting.models import Build, Confirmation, PublicEdition, Release

from .seal import seal_records


@transaction.atomic
def purge_records(*, by: User, reason: str) -> Outdated:
    """Delete what is outdated. Which numbers, a digest of their digests, why and who: that becomes
    an event, and is sealed at once. Refused while anything differs from its seal: the difference
    would go with it."""
    require(by, Permission.ADMINISTER)
    refuse_on_legal_hold()
    if not reason.strip():
        raise Refused("Give a reason.")
    if verify().faults:
        raise Refused("Something is not as it was sealed: see verify_records. Nothing is purged.")
    with append_only.switched_off():
        seal_records(by=by)
        found = {kind: numbers for kind, numbers in outdated().items() if numbers}
        told = [_told(kind, numbers) for kind, numbers in found.items()]
        for kind in ("file", "report", "event"):
            _delete(kind, found.get(kind, []))
    for said in told:
        log_event("trail.purge", by=by, reason=reason.strip(), after=said)
    seal_records(by=by)
    return found


def _told(kind: str, numbers: list[int]) -> dict[str, object]:
    wanted = set(numbers)
    seals = Seal.objects.filter(of=kind)
    digests = [row for seal in seals for row in seal.rows if row[0] in wanted]
    return {
        "of": kind,
        "what": KINDS[kind].plural.lower(),
        "count": len(numbers),
        "ranges": ranges(numbers),
        "digest": digest(sealing_key(), digests),
    }


def _delete(kind: str, numbers: list[int]) -> None:
    for run in ranges(numbers):
        if kind == "report":
            for model in (Build, Confirmation, PublicEdition, Release):
                model._base_manager.filter(report__pk__range=run).delete()
        KINDS[kind].model._base_manager.filter(pk__range=run).delete()
