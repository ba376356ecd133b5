"""Sealing: never while somebody saves, but by a timer."""

import logging
from datetime import datetime
from itertools import batched

from django.db import transaction
from django.utils import timezone

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.integrity.chain import head_of, told
from selfassess.integrity.models import Seal
from selfassess.integrity.records import KINDS, RecordKind
from selfassess.integrity.sealing_key import key_id, sealing_key
from selfassess.integrity.settled import PATIENCE, settled_up_to

MOST_ROWS = 1_000  # of a seal

log = logging.getLogger(__name__)


@transaction.atomic
def seal_records(*, by: User, patience: float = PATIENCE) -> list[Seal]:
    """Seal whatever came since the last time. The heads are logged, too: who takes seals away from
    the database cannot take them away from there."""
    require(by, Permission.ADMINISTER)
    sealing_key()
    at = timezone.now()
    made = [seal for kind in KINDS.values() for seal in _seal(kind, at, patience)]
    for seal in made:
        log.info("%s", told(seal))
    return made


def _seal(kind: RecordKind, at: datetime, patience: float) -> list[Seal]:
    newest = Seal.objects.filter(of=kind.key).order_by("number").last()
    first = newest.last + 1 if newest else 1
    last = settled_up_to(kind.model, patience=patience)
    key = sealing_key()
    new = [
        (number, kind.digest(values, key))
        for number, values in kind.rows(pk__gte=first, pk__lte=last)
    ]
    made = []
    for rows in batched(new, MOST_ROWS):
        made.append(_append(kind, at, first, [list(row) for row in rows], key))
        first = made[-1].last + 1
    return made


def _append(
    kind: RecordKind, at: datetime, first: int, rows: list[list[int | str]], key: str
) -> Seal:
    newest = Seal.objects.order_by("number").last()
    seal = Seal(
        number=newest.number + 1 if newest else 1,
        at=at,
        of=kind.key,
        first=first,
        last=rows[-1][0],
        rows=rows,
        key=key_id(key),
        previous=newest.head if newest else "",
    )
    seal.head = head_of(seal, key)
    seal.save(force_insert=True)
    return seal
