"""What every change of a record or an action has in common: one lock, one version check, one
event."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import lock, resolve
from selfassess.assessments.operations.writing import begin
from selfassess.audit.log import log_event
from selfassess.errors import Refused, Stale
from selfassess.quarters.clock import now
from selfassess.records.models import Versioned

REMOVED = "Somebody removed this while you were writing. What you typed is still here."
NOT_TOLD = {"id", "assessment", "version", "saved_at", "saved_by", "position"}


def open_section(assessment: Assessment, section: str, by: User) -> Assessment:
    """The locked assessment, or Refused when this section's words are locked."""
    require(by, Permission.WRITE_WORDS, assessment.area)
    assessment = lock(assessment)
    if locked := assessment.locked_in(section):
        raise Refused(locked)
    return assessment


def finish(
    verb: str,
    assessment: Assessment,
    section: str,
    subject: str,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    by: User,
) -> None:
    """Write the event, and let it count as work on the section."""
    log_event(verb, by=by, assessment=assessment, subject=subject, before=before, after=after)
    count_as_work(assessment, section, by=by)


def count_as_work(assessment: Assessment, section: str, *, by: User) -> None:
    """The assessment is under way; what the director asked for in the section is met."""
    begin(assessment, by=by)
    resolve(assessment.comments.unresolved().filter(question=section), by=by)


def get_current(record: Versioned, version: int, values: Mapping[str, Any]) -> Any:
    """The stored record, locked; Stale when it is not the version seen and says something else, or
    when it is there no more."""
    locked = type(record)._default_manager.select_for_update(of=("self",))
    stored = locked.filter(pk=record.pk).first()
    if stored is None:
        raise Stale(REMOVED, None)
    if stored.version != version and values_of(stored, values) != _as_stored(values):
        raise Stale(f"{stored.saved_by} changed this while you were writing.", stored)
    return stored


def require_unchanged(stored: Versioned, version: int) -> None:
    """Raise Stale unless the page from which something is removed showed it as it is now."""
    if stored.version != version:
        raise Stale(
            f"{stored.saved_by} changed this after your page was opened, so it is still here, as "
            "it is saved now. Remove it again if it should go all the same.",
            stored,
        )


def store(stored: Versioned, values: Mapping[str, Any], *, by: User) -> bool:
    """Write what differs as the next version, and say whether anything did."""
    if values_of(stored, values) == _as_stored(values):
        return False
    for field, value in values.items():
        setattr(stored, field, value)
    stored.version += 1
    stored.saved_at, stored.saved_by = now(), by
    stored.save()
    return True


def values_of(record: models.Model, fields: Iterable[str]) -> dict[str, Any]:
    return {field: getattr(record, record._meta.get_field(field).attname) for field in fields}


def _as_stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """The new values as the record would hold them: keys instead of people and quarters."""
    return {f: v.pk if isinstance(v, models.Model) else v for f, v in values.items()}


def said_already[R: models.Model](rows: models.QuerySet[R], record: R, by: User) -> R | None:
    """What the same person has added with the same words: a double click, or a form sent again."""
    return rows.filter(saved_by=by, **all_values(record)).first()


def all_values(record: models.Model) -> dict[str, Any]:
    """Everything that somebody has typed, for the event."""
    fields = [f.name for f in record._meta.concrete_fields if f.name not in NOT_TOLD]
    return values_of(record, fields)
