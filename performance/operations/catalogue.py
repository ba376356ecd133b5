"""Every change of what is measured: a KPI's words, and whether it is reported."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from performance.models import Choice, Kpi, KpiDefinition, Measure
from performance.models.kpi import DATED
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

from .approved import first_free, refuse_approved

Values = dict[str, Any]


@transaction.atomic
def add_kpi(values: Values, *, by: User) -> Kpi:
    """A KPI of the council's own, from the first quarter that is not approved. Its code is for
    ever: figures and targets hang on it."""
    require(by, Permission.WRITE_TARGETS)
    code, area = values["code"], values["area"]
    get_area(area)
    lock_unissued()
    if Kpi.objects.filter(code=code).exists():
        raise Refused(f"{code} is taken. Choose another code.")
    (kpi,) = keep_kpis([values], by=by)
    log_event("kpi.add", by=by, area=area, subject=code, after={"name": values["name"]})
    return Kpi.objects.get(pk=kpi.pk)


def keep_kpis(rows: list[Values], *, by: User) -> list[Kpi]:
    """Store KPIs and their first definitions, which begin after what is approved of their area."""
    require(by, Permission.WRITE_TARGETS)
    begins = {area: first_free(area) for area in {row["area"] for row in rows}}
    kpis = [Kpi(**_but(DATED, row)) for row in rows]
    Kpi.objects.bulk_create(kpis)
    KpiDefinition.objects.bulk_create(
        KpiDefinition(kpi=kpi, from_quarter=begins[kpi.area], **_of(DATED, row))
        for kpi, row in zip(kpis, rows, strict=True)
    )
    return kpis


def _of(fields: tuple[str, ...], values: Values) -> Values:
    return {field: value for field, value in values.items() if field in fields}


def _but(fields: tuple[str, ...], values: Values) -> Values:
    return {field: value for field, value in values.items() if field not in fields}


Marks = dict[str, dict[str, str]]  # of definitions, by the quarter from which each holds


class Redefined(Stale):
    """What holds in the chosen quarter is not what there was when the page was made."""


def marks_of(kpi: Kpi) -> Marks:
    return {one.from_quarter: one.marks for one in kpi.definitions.all()}


@transaction.atomic
def change_kpi(
    kpi: Kpi,
    values: Values,
    *,
    by: User,
    from_quarter: str = "",
    seen: Mapping[str, Any] | None = None,
    known: Marks | None = None,
) -> Kpi:
    """Change a KPI's words from a quarter on (empty: from the beginning). What is approved keeps
    the words it had. Unit and good direction stand once there are figures that were judged by
    them; a KPI that means something else is a new one.

    `seen`: what its author saw of it, else `kpi` as it is handed over; `known`: the marks of all
    definitions that there were then, by the quarter from which each holds. Raises Stale.
    """
    require(by, Permission.WRITE_TARGETS)
    lock_unissued(since=from_quarter)
    row = Kpi.objects.select_for_update(of=("self",)).get(pk=kpi.pk)
    if seen is None:
        seen = {field: getattr(kpi, field) for field in values}
    if moved := saved_since(row, values, seen):
        raise Stale(_who_changed(row, moved), as_stored(row, values, seen))
    stands = _definition(row, from_quarter)
    _refuse_redefined(stands, values, from_quarter, known)
    held = {field: getattr(stands if field in DATED else row, field) for field in values}
    changed = {field: value for field, value in values.items() if held[field] != value}
    _refuse_new_meaning(row, changed)
    if dated := _of(DATED, changed):
        _redefine(row, stands, dated, from_quarter)
    if undated := _but(DATED, changed):
        Kpi.objects.filter(pk=row.pk).update(**undated)
    if changed:
        since = from_quarter if dated else ""
        before = {field: held[field] for field in changed}
        after = changed | ({"from_quarter": since} if since else {})
        about = {"quarter": since, "area": row.area, "subject": row.code}
        log_event("kpi.change", by=by, **about, before=before, after=after)
    return Kpi.objects.get(pk=row.pk)


def _refuse_new_meaning(kpi: Kpi, changed: Values) -> None:
    if {"direction", "unit"} & set(changed) and Measure.objects.filter(kpi=kpi).exists():
        raise Refused(
            f"{kpi.code} has figures, so its unit and good direction stand. Report it no "
            "longer, and add a new KPI instead."
        )


def _who_changed(kpi: Kpi, fields: list[str]) -> str:
    changes = Event.objects.filter(verb="kpi.change", subject=kpi.code)
    event = changes.filter(after__has_any_keys=fields).select_related("by").first()
    return f"{event.by if event else 'Somebody'} changed this while you were on this page."


def _refuse_redefined(
    stands: KpiDefinition, values: Values, from_quarter: str, known: Marks | None
) -> None:
    """Raise Redefined where a field holds in the chosen quarter otherwise than the page knew."""
    if known is None:
        return
    then = max((code for code in known if code <= from_quarter), default=min(known, default=""))
    seen, marks = known.get(then, {}), stands.marks
    moved = [
        field
        for field, value in _of(DATED, values).items()
        if getattr(stands, field) != value and seen.get(field) != marks[field]
    ]
    if moved:
        raise Redefined(_what_holds(stands, moved), stands)


def _what_holds(stands: KpiDefinition, fields: list[str]) -> str:
    words = "; ".join(f"“{getattr(stands, field)}”" for field in fields)
    code = stands.from_quarter
    since = f"From {QuarterPeriod.parse(code).name} on it" if code else "It"
    return (
        f"{since} says {words}: somebody changed that while you were on this page. Yours is not "
        "saved. Save again to replace it."
    )


def _definition(kpi: Kpi, quarter: str) -> KpiDefinition:
    """The one in force in a quarter; the first, for a quarter that is older than the KPI."""
    definitions = list(kpi.definitions.order_by("from_quarter"))
    known = [one for one in definitions if one.from_quarter <= quarter]
    return known[-1] if known else definitions[0]


def _redefine(kpi: Kpi, stands: KpiDefinition, values: Values, from_quarter: str) -> None:
    """Put a definition in force up to the next one that there is."""
    refuse_approved(kpi.area, from_quarter, kpi.definitions)
    whole = {field: getattr(stands, field) for field in DATED} | values
    KpiDefinition.objects.update_or_create(kpi=kpi, from_quarter=from_quarter, defaults=whole)


@transaction.atomic
def choose(kpi: Kpi, *, asked: bool, from_quarter: str, reason: str, by: User) -> Choice:
    """From this quarter on the KPI is reported, or no longer. What is approved stays as it was.
    Said twice by the same person it is said once (a double click); what somebody else has said of
    the same quarter is not replaced unseen: raises Stale."""
    require(by, Permission.WRITE_TARGETS)
    QuarterPeriod.parse(from_quarter)
    lock_unissued(since=from_quarter)
    refuse_approved(kpi.area, from_quarter, kpi.choices)
    if not reason.strip():
        raise Refused("Enter a reason. It is kept in the history of this KPI.")
    Kpi.objects.select_for_update(of=("self",)).get(pk=kpi.pk)
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
    first = _definition(kpi, from_quarter)
    if asked and first.from_quarter > from_quarter:  # a reopened quarter, older than the KPI
        KpiDefinition.objects.filter(pk=first.pk).update(from_quarter=from_quarter)
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
