"""Every change of what is measured: a KPI's words, and whether it is reported."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from performance.models import Choice, Kpi, Measure
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.edit_form import as_stored, saved_since
from selfassess.errors import Refused, Stale
from selfassess.quarters.clock import now
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.operations import lock_unissued
from services.registry import get_area

from .targets import refuse_issued


@transaction.atomic
def add_kpi(kpi: Kpi, *, by: User) -> Kpi:
    """A KPI of the council's own. Its code is for ever: figures and targets hang on it."""
    require(by, Permission.WRITE_TARGETS)
    get_area(kpi.area)
    lock_unissued()
    if Kpi.objects.filter(code=kpi.code).exists():
        raise Refused(f"{kpi.code} is taken. Choose another code.")
    kpi.save(force_insert=True)
    log_event("kpi.add", by=by, area=kpi.area, subject=kpi.code, after={"name": kpi.name})
    return kpi


@transaction.atomic
def change_kpi(
    kpi: Kpi, values: Mapping[str, Any], *, by: User, seen: Mapping[str, Any] | None = None
) -> Kpi:
    """Correct the words of a KPI. Its good direction stands once it has figures that were judged
    by it; a KPI that means something else is a new one.

    `seen`: what its author saw of it, else `kpi` as it is handed over. Raises Stale.
    """
    require(by, Permission.WRITE_TARGETS)
    lock_unissued()
    stored = Kpi.objects.select_for_update().get(pk=kpi.pk)
    if seen is None:
        seen = {field: getattr(kpi, field) for field in values}
    if moved := saved_since(stored, values, seen):
        raise Stale(_who_changed(stored, moved), as_stored(stored, values, seen))
    fixed = {"direction", "unit"} & {f for f, v in values.items() if getattr(stored, f) != v}
    if fixed and Measure.objects.filter(kpi=stored).exists():
        raise Refused(
            f"{stored.code} has figures, so its unit and good direction stand. Retire it and add "
            "a new KPI instead."
        )
    before = {field: getattr(stored, field) for field in values}
    changed = {field: value for field, value in values.items() if before[field] != value}
    if changed:
        for field, value in changed.items():
            setattr(stored, field, value)
        stored.save(update_fields=list(changed))
        log_event(
            "kpi.change",
            by=by,
            area=stored.area,
            subject=stored.code,
            before={field: before[field] for field in changed},
            after=changed,
        )
    return stored


def _who_changed(kpi: Kpi, fields: list[str]) -> str:
    changes = Event.objects.filter(verb="kpi.change", subject=kpi.code)
    event = changes.filter(after__has_any_keys=fields).select_related("by").first()
    return f"{event.by if event else 'Somebody'} changed this while you were on this page."


@transaction.atomic
def choose(kpi: Kpi, *, asked: bool, from_quarter: str, reason: str, by: User) -> Choice:
    """From this quarter on the KPI is reported, or no longer. Refused for issued quarters, which
    stay as they were. Said twice by the same person it is said once (a double click); what
    somebody else has said of the same quarter is not replaced unseen: raises Stale."""
    require(by, Permission.WRITE_TARGETS)
    QuarterPeriod.parse(from_quarter)
    lock_unissued(since=from_quarter)
    refuse_issued(from_quarter)
    if not reason.strip():
        raise Refused("Enter a reason. It is kept in the history of this KPI.")
    Kpi.objects.select_for_update().get(pk=kpi.pk)
    before = Choice.objects.filter(kpi=kpi, from_quarter=from_quarter).first()
    if before and before.asked == asked:
        if before.chosen_by == by and before.reason == reason:
            return before
        raise Stale(_said(before), before)
    choice, _ = Choice.objects.update_or_create(
        kpi=kpi,
        from_quarter=from_quarter,
        defaults={"asked": asked, "reason": reason, "chosen_by": by, "chosen_at": now()},
    )
    log_event(
        "kpi.choose" if asked else "kpi.retire",
        by=by,
        quarter=from_quarter,
        area=kpi.area,
        subject=kpi.code,
        reason=reason,
        after={"asked": asked},
    )
    return choice


def _said(choice: Choice) -> str:
    what = "is reported" if choice.asked else "is reported no longer"
    name = QuarterPeriod.parse(choice.from_quarter).name
    return (
        f"{choice.chosen_by} has said already that it {what} from {name} on: “{choice.reason}”. "
        "Nothing was changed."
    )
