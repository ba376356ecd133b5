"""Every change of a record in a section's list."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from selfassess.accounts.models import User
from selfassess.errors import Stale
from selfassess.quarters.clock import now
from selfassess.records.models import Record

from .save_record import (
    all_values,
    finish,
    get_current,
    open_section,
    require_unchanged,
    said_already,
    store,
    values_of,
)


@transaction.atomic
def add(record: Record, *, section: str, by: User) -> Record:
    """Put a new record at the end of its list. The same twice from one person is one record."""
    assessment = open_section(record.assessment, section, by)
    siblings = type(record)._default_manager.filter(assessment=assessment)
    if same := said_already(siblings, record, by):
        return same
    record.position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
    record.saved_at, record.saved_by = now(), by
    record.save()
    finish("record.add", assessment, section, _name(record), {}, all_values(record), by=by)
    return record


@transaction.atomic
def change(
    record: Record, values: dict[str, Any], *, version: int, section: str, by: User
) -> Record:
    """Save new values over the version that their author saw. Raises Stale."""
    assessment = open_section(record.assessment, section, by)
    stored = get_current(record, version, values)
    before = values_of(stored, values)
    if store(stored, values, by=by):
        after = values_of(stored, values)
        finish("record.change", assessment, section, _name(stored), before, after, by=by)
    return stored


@transaction.atomic
def remove(record: Record, *, version: int, section: str, by: User) -> None:
    """Take a record out of its list, in the version that was seen; its words stay in the history.
    Raises Stale."""
    assessment = open_section(record.assessment, section, by)
    stored = type(record)._default_manager.filter(pk=record.pk).first()
    if stored is None:
        return  # a double click
    require_unchanged(stored, version)
    before = all_values(stored) | {"number": stored.pk}  # for whoever is writing on it meanwhile
    stored.delete()
    finish("record.remove", assessment, section, _name(record), before, {}, by=by)


@transaction.atomic
def shift(record: Record, *, by_one: int, section: str, by: User, seen: int | None = None) -> None:
    """Move a record up (-1) or down (+1) in its list; at the end of the list nothing happens, nor
    when it does not stand where it was `seen`, counted from 1."""
    assessment = open_section(record.assessment, section, by)
    records = list(type(record)._default_manager.filter(assessment=assessment))
    here = next((i for i, one in enumerate(records) if one.pk == record.pk), None)
    if here is None:
        raise Stale("Somebody removed this while you were moving it.", None)
    if seen is not None and here + 1 != seen:
        return  # a double click, or somebody else has moved it
    there = here + by_one
    if not 0 <= there < len(records):
        return
    records[here], records[there] = records[there], records[here]
    for position, one in enumerate(records, start=1):
        one.position = position
    type(record)._default_manager.bulk_update(records, ["position"])
    after = {"position": there + 1}
    finish("record.move", assessment, section, _name(record), {}, after, by=by)


def _name(record: Record) -> str:
    return str(record._meta.verbose_name)
