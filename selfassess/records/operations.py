"""Every change of a record: one lock, one version check, one event."""

from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from selfassess.access import Permission, require
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import lock, resolve
from selfassess.assessments.operations.writing import begin
from selfassess.audit.log import log_event as write_event
from selfassess.errors import Refused
from selfassess.quarters.clock import now

from .models import FINISHED, Action, ActionUpdate, Record, Versioned


class Stale(Exception):
    """Somebody else changed this record in the meantime. Carries it as it is now."""

    def __init__(self, current: Versioned):
        self.current = current
        super().__init__(f"{current.saved_by} changed this while you were writing.")


def _open(assessment: Assessment, section: str, by) -> Assessment:
    """The locked assessment, or Refused when this section's words are locked."""
    require(by, Permission.WRITE_WORDS, assessment.area)
    assessment = lock(assessment)
    if locked := assessment.locked_in(section):
        raise Refused(locked)
    return assessment


def _finish(verb: str, assessment, section: str, subject: str, before, after, *, by) -> None:
    """One event; the assessment is under way; a change request for the section is met."""
    write_event(verb, by=by, assessment=assessment, subject=subject, before=before, after=after)
    begin(assessment, by=by)
    resolve(assessment.comments.unresolved().filter(question=section), by=by)


def values_of(record: models.Model, fields) -> dict[str, Any]:
    return {field: getattr(record, record._meta.get_field(field).attname) for field in fields}


@transaction.atomic
def add(record: Record, *, section: str, by) -> Record:
    """Put a new record at the end of its list."""
    assessment = _open(record.assessment, section, by)
    siblings = type(record)._default_manager.filter(assessment=assessment)
    record.position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
    record.saved_at, record.saved_by = now(), by
    record.save()
    _finish("record.add", assessment, section, _name(record), {}, _plain(record), by=by)
    return record


@transaction.atomic
def change(record: Record, values: dict, *, version: int, section: str, by) -> Record:
    """Save new values over the version that their author saw. Raises Stale."""
    assessment = _open(record.assessment, section, by)
    stored = _current(record, version, values)
    before = values_of(stored, values)
    if store(stored, values, by):
        after = values_of(stored, values)
        _finish("record.change", assessment, section, _name(stored), before, after, by=by)
    return stored


@transaction.atomic
def remove(record: Record, *, section: str, by) -> None:
    """Take a record out of its list; its words stay in the history."""
    assessment = _open(record.assessment, section, by)
    stored = type(record)._default_manager.filter(pk=record.pk).first()
    if stored is None:
        return  # a double click
    before = _plain(stored)
    stored.delete()
    _finish("record.remove", assessment, section, _name(record), before, {}, by=by)


@transaction.atomic
def shift(record: Record, *, by_one: int, section: str, by) -> None:
    """Move a record up (-1) or down (+1) in its list; at the end of the list nothing happens."""
    assessment = _open(record.assessment, section, by)
    records = list(type(record)._default_manager.filter(assessment=assessment))
    here = next(i for i, one in enumerate(records) if one.pk == record.pk)
    there = here + by_one
    if not 0 <= there < len(records):
        return
    records[here], records[there] = records[there], records[here]
    for position, one in enumerate(records, start=1):
        one.position = position
    type(record)._default_manager.bulk_update(records, ["position"])
    after = {"position": there + 1}
    _finish("record.move", assessment, section, _name(record), {}, after, by=by)


def _current(record: Versioned, version: int, values: dict) -> Any:
    """The stored record, locked; Stale when it is not the version seen and says something else."""
    stored = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if stored.version != version and values_of(stored, values) != _raw(stored, values):
        raise Stale(stored)
    return stored


def _raw(record: Versioned, values: dict) -> dict:
    """The new values as the record would hold them: keys instead of people and quarters."""
    return {f: v.pk if isinstance(v, models.Model) else v for f, v in values.items()}


def store(stored: Versioned, values: dict, by) -> bool:
    """Write what differs as the next version, and say whether anything did."""
    if values_of(stored, values) == _raw(stored, values):
        return False
    for field, value in values.items():
        setattr(stored, field, value)
    stored.version += 1
    stored.saved_at, stored.saved_by = now(), by
    stored.save()
    return True


def _plain(record: models.Model) -> dict[str, Any]:
    skip = {"id", "assessment", "version", "saved_at", "saved_by", "position"}
    fields = [f.name for f in record._meta.concrete_fields if f.name not in skip]
    return values_of(record, fields)


def _name(record: models.Model) -> str:
    return str(record._meta.verbose_name)


SECTION = "development"


@transaction.atomic
def raise_action(assessment: Assessment, values: dict, *, by) -> Action:
    """A new area for development, raised in the assessment's quarter."""
    assessment = _open(assessment, SECTION, by)
    raised = Action.objects.filter(area=assessment.area, raised_in=assessment.quarter)
    position = (raised.aggregate(last=Max("position"))["last"] or 0) + 1
    action = Action.objects.create(
        area=assessment.area,
        raised_in=assessment.quarter,
        position=position,
        saved_at=now(),
        saved_by=by,
        **values,
    )
    _finish("action.raise", assessment, SECTION, action.text[:100], {}, _plain(action), by=by)
    return action


@transaction.atomic
def change_action(
    action: Action, assessment: Assessment, values: dict, *, version: int, by
) -> Action:
    """Correct an action's words or owner. Its first date stands once it is set."""
    assessment = _open(assessment, SECTION, by)
    stored = _current(action, version, values)
    if stored.first_due and values.get("first_due", stored.first_due) != stored.first_due:
        raise Refused("The first date stays as it was. Move the date with an update, and say why.")
    before = values_of(stored, values)
    if store(stored, values, by):
        after = values_of(stored, values)
        _finish("action.change", assessment, SECTION, stored.text[:100], before, after, by=by)
    return stored


@transaction.atomic
def hand_over(actions: Sequence[Action], assessments: dict[str, Assessment], owner: dict, *, by):
    """Give several actions one new owner: all of them, or none when an area is locked.

    `assessments` has the open assessment of each area; `owner` is what `ActionForm.owner` gives.
    """
    for action in actions:
        change_action(action, assessments[action.area], owner, version=action.version, by=by)


@transaction.atomic
def update_action(
    action: Action, assessment: Assessment, values: dict, *, version: int, by
) -> ActionUpdate:
    """Say how an action stands this quarter. `version` 0: nothing was said yet. Raises Stale."""
    assessment = _open(assessment, SECTION, by)
    update = ActionUpdate.objects.filter(action=action, quarter=assessment.quarter).first()
    if update is None:
        update = ActionUpdate(action=action, quarter=assessment.quarter, version=0)
        before: dict = {}
    else:
        update = _current(update, version, values)
        before = values_of(update, values)
    if store(update, values, by):
        _set_finished(action)
        after = values_of(update, values)
        _finish("action.update", assessment, SECTION, action.text[:100], before, after, by=by)
    return update


def _set_finished(action: Action) -> None:
    """An action is finished in the quarter of its last update, if that says so."""
    last = action.updates.order_by("quarter_id").last()
    finished = last.quarter_id if last and last.status in FINISHED else None
    Action.objects.filter(pk=action.pk).update(finished_in=finished)


@transaction.atomic
def remove_action(action: Action, assessment: Assessment, *, by) -> None:
    """Take back an action raised this quarter by mistake. An older one is stopped, not removed."""
    assessment = _open(assessment, SECTION, by)
    if action.raised_in_id != assessment.quarter_id:
        raise Refused("This action is from an earlier quarter. Update it as stopped, and say why.")
    stored = Action.objects.filter(pk=action.pk).first()
    if stored is None:
        return
    before = _plain(stored)
    stored.delete()
    _finish("action.remove", assessment, SECTION, action.text[:100], before, {}, by=by)
