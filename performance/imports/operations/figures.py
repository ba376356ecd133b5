"""Imports the figures of an upload, and undoes that: all of it or nothing."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import transaction

from performance.imports import plan
from performance.imports.figure import Figure
from performance.imports.models import Import, ImportState
from performance.imports.preview import Preview, moved
from performance.imports.tables import Table
from performance.models import Measure
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.operations.writing import begin
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.errors import Refused, Stale
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter
from selfassess.quarters.operations import lock_quarter

from .previews import bring, lock_import, table_of, take_back

NOT_UNDER_WAY = "{} is not under way. Its figures stand as they are."
SETTLED = "settled_because"
DECIDED = ("measure.adopt", "measure.settle", "measure.add", "measure.remove")
KEPT = ("value", "numerator", "denominator", "as_at", "note", "period", "provisional")
NEW = {"provisional": "False"}  # of every new figure; nobody has looked at it yet


@transaction.atomic
def apply(brought: Import, *, by: User, seen: Preview | None = None) -> Import:
    """Import an upload: plan it again under the quarter's lock, since figures may have changed.

    `seen`: the preview on which it was decided; without one (a command) the time of the upload
    counts. Raises Stale when that holds no longer, with a sentence for each figure that moved;
    Refused when it has problems, was imported before, or the quarter is not under way.
    """
    require(by, Permission.IMPORT)
    quarter = lock_quarter(brought.quarter_id)
    brought = lock_import(brought)
    brought.quarter = quarter
    if brought.state != ImportState.PREVIEW:
        raise Refused("This has been imported already.")
    if not quarter.is_under_way:
        raise Refused(NOT_UNDER_WAY.format(quarter.name))
    doing = plan.make(table_of(brought), brought.mapping, quarter)
    if doing.problems:
        raise Refused(f"{len(doing.problems)} problems are left, so nothing was imported.")
    if told := _moved(brought, doing, seen):
        raise Stale("Nothing was imported, because figures changed after you looked.", told)
    return _carry_out(brought, doing, by)


@transaction.atomic
def bring_and_apply(
    table: Table, *, quarter: Quarter, name: str, data: bytes, by: User
) -> tuple[Import | None, plan.Plan]:
    """Import a file at once, as a command does: planned once, under the quarter's lock. None, with
    the plan that says why, when there are problems; Refused when the quarter is not under way."""
    require(by, Permission.IMPORT)
    quarter = lock_quarter(quarter.code)
    table = replace(table, sheets=[])  # nobody will choose another
    brought = bring(table, quarter=quarter, name=name, data=data, by=by)
    doing = plan.make(table_of(brought), brought.mapping, quarter)
    if doing.problems:
        take_back(brought, by=by)
        return None, doing
    if not quarter.is_under_way:
        raise Refused(NOT_UNDER_WAY.format(quarter.name))
    return _carry_out(brought, doing, by), doing


def _carry_out(brought: Import, doing: plan.Plan, by: User) -> Import:
    quarter = brought.quarter
    opened = _opened(doing)
    settled = _settled(opened, quarter)
    brought.changes = [*_add(doing, quarter, by), *_change(doing.changed, by)]
    Measure.objects.open_again(opened, quarter.code)
    for change in brought.changes:
        change |= {SETTLED: settled.pop(change["kpi"])} if change["kpi"] in settled else {}
    brought.added, brought.changed = len(doing.added), len(doing.changed)
    brought.unchanged = len(doing.unchanged)
    brought.state, brought.done_at = ImportState.DONE, now()
    brought.save(update_fields=["changes", "added", "changed", "unchanged", "state", "done_at"])
    for assessment in quarter.assessments.filter(area__in=doing.areas).select_for_update():
        assessment.quarter = quarter
        begin(assessment, by=by)
    counts = {name: getattr(brought, name) for name in ("added", "changed", "unchanged")}
    log_event(
        "import.apply",
        by=by,
        quarter=quarter.code,
        subject=brought.name[:100],
        after=counts | {"sha256": brought.sha256, "changes": brought.changes},
    )
    return brought


def _moved(brought: Import, doing: plan.Plan, seen: Preview | None) -> list[str]:
    if seen is not None:
        return moved(seen, doing.preview())
    return [
        f"{measure.kpi_id} ({measure.source}) is {measure.shown} now"
        for _, measure in doing.changed
        if measure.saved_at > brought.brought_at
    ]


def _opened(doing: plan.Plan) -> set[str]:
    """KPIs that have to be settled again: those that get another source, or another figure."""
    changed = {figure.kpi.code for figure, was in doing.changed if was.numbers != figure.numbers}
    return changed | {figure.kpi.code for figure, counts in doing.added if not counts}


def _settled(kpis: set[str], quarter: Quarter) -> dict[str, str]:
    """KPI → how it was settled, of those that were."""
    was = Measure.objects.filter(kpi__in=kpis, quarter=quarter).exclude(settled_because="")
    return dict(was.values_list("kpi", "settled_because"))


def _add(doing: plan.Plan, quarter: Quarter, by: User) -> list[dict[str, Any]]:
    """Store new figures."""
    at = now()
    new = [
        Measure(
            kpi=figure.kpi,
            quarter=quarter,
            source=figure.source,
            adopted=counts,
            saved_at=at,
            saved_by=by,
            **{"period": doing.periods[figure.kpi.code]} | figure.values,
        )
        for figure, counts in doing.added
    ]
    Measure.objects.bulk_create(new)
    return [_change_of(figure, None) for figure, _ in doing.added]


def _change(changed: list[tuple[Figure, Measure]], by: User) -> list[dict[str, Any]]:
    described = [_change_of(figure, measure) for figure, measure in changed]
    for figure, measure in changed:
        for name, value in _then(figure, measure).items():
            setattr(measure, name, value)
        measure.version += 1
        measure.saved_at, measure.saved_by = now(), by
    fields = [*KEPT, "version", "saved_at", "saved_by"]
    Measure.objects.bulk_update([measure for _, measure in changed], fields)
    return described


def _then(figure: Figure, measure: Measure) -> dict[str, Any]:
    return {**figure.values, "provisional": figure.stays_provisional(measure)}


def _change_of(figure: Figure, measure: Measure | None) -> dict[str, Any]:
    """Describe the change of one row, so that it can be undone. `before`: None for a new figure."""
    before = _plain({name: getattr(measure, name) for name in KEPT}) if measure else None
    source = measure.source if measure else figure.source
    after = _plain(_then(figure, measure) if measure else figure.values)
    return {"kpi": figure.kpi.code, "source": source, "before": before, "after": after}


def _plain(values: dict[str, Any]) -> dict[str, str | None]:
    """Write values as text that is equal for equal values: 86.4, not 86.40."""
    return {
        name: f"{value.normalize():f}"
        if isinstance(value, Decimal)
        else None
        if value is None
        else str(value)
        for name, value in values.items()
    }


@transaction.atomic
def undo(brought: Import, *, by: User) -> Import:
    """Put every figure back as it was before the import.

    Raises Refused, and names the figures, when one cannot be put back (see `_refuse_moved`).
    """
    require(by, Permission.IMPORT)
    quarter = lock_quarter(brought.quarter_id)
    brought = lock_import(brought)
    if brought.state != ImportState.DONE:
        raise Refused("This import has been undone already, so there is nothing to undo.")
    if not quarter.is_under_way:
        raise Refused(NOT_UNDER_WAY.format(quarter.name))
    measures = list(Measure.objects.filter(quarter=quarter).select_related("kpi"))
    by_key = {(measure.kpi_id, measure.source): measure for measure in measures}
    _refuse_moved(brought, quarter, measures, by_key)
    added = [by_key[c["kpi"], c["source"]].pk for c in brought.changes if c["before"] is None]
    Measure.objects.filter(pk__in=added).delete()
    restored = []
    for change in brought.changes:
        if change["before"] is not None:
            measure = by_key[change["kpi"], change["source"]]
            for name, value in change["before"].items():
                field = Measure._meta.get_field(name)
                setattr(measure, name, field.to_python(value))
            measure.version += 1
            measure.saved_at, measure.saved_by = now(), by
            restored.append(measure)
    Measure.objects.bulk_update(restored, [*KEPT, "version", "saved_at", "saved_by"])
    _settle_again(brought, measures)
    brought.state = ImportState.UNDONE
    brought.save(update_fields=["state"])
    figures = sorted({(by_key[c["kpi"], c["source"]].kpi.area, c["kpi"]) for c in brought.changes})
    log_event(
        "import.undo",
        by=by,
        quarter=quarter.code,
        subject=brought.name[:100],
        before={"figures": figures},
    )
    return brought


def _settle_again(brought: Import, measures: list[Measure]) -> None:
    """Give back how disputes were settled that the import opened again. Not where anybody has said
    something of them since: that was not there when it was settled."""
    ours = {(change["kpi"], change["source"]) for change in brought.changes}
    at = brought.done_at or brought.brought_at
    since = {
        one.kpi_id for one in measures if (one.kpi_id, one.source) not in ours and one.saved_at > at
    }
    said = Event.objects.filter(quarter=brought.quarter_id, at__gt=at, verb__in=DECIDED)
    since |= set(said.values_list("subject", flat=True))
    for change in brought.changes:
        if SETTLED in change and change["kpi"] not in since:
            counts = Measure.objects.adopted().filter(quarter=brought.quarter_id)
            counts.filter(kpi=change["kpi"]).update(settled_because=change[SETTLED])


def _refuse_moved(
    brought: Import,
    quarter: Quarter,
    measures: list[Measure],
    by_key: dict[tuple[str, str], Measure],
) -> None:
    """Raise Refused when a figure was changed since, is locked, or is adopted over others."""
    locked = {
        a.area
        for a in quarter.assessments.of_areas().select_related("quarter")
        if a.locked_in("indicators")
    }
    moved = []
    new = {(c["kpi"], c["source"]) for c in brought.changes if c["before"] is None}
    stay = {one.kpi_id for one in measures if (one.kpi_id, one.source) not in new}
    for change in brought.changes:
        measure = by_key.get((change["kpi"], change["source"]))
        as_left = (NEW if change["before"] is None else {}) | change["after"]
        if measure is None or _plain({name: getattr(measure, name) for name in as_left}) != as_left:
            moved.append(f"{change['kpi']} was changed since")
        elif measure.kpi.area in locked:
            moved.append(f"{change['kpi']} is locked with its area")
        elif change["before"] is None and measure.adopted and measure.kpi_id in stay:
            moved.append(f"{change['kpi']} has another source since")
    if moved:
        raise Refused(f"Nothing was undone: {'; '.join(moved)}.")
