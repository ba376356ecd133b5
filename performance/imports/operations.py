"""Uploads a file for preview, imports its figures, and undoes that: all of it or nothing."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import transaction

from performance.models import Measure
from performance.operations.figures import usual_periods
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.operations.writing import begin
from selfassess.audit.log import log_event
from selfassess.errors import Refused, Stale
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter
from selfassess.quarters.operations import lock_quarter

from . import mapping as columns
from . import plan, stored_table
from .figures import Figure
from .models import ColumnMapping, Import, ImportState
from .tables import Table, Unreadable

PREVIEW_LASTS = timedelta(days=2)
MOST_PREVIEWS = 20  # of one person
NAMES = "names"  # of KPIs in such a file, beside its columns
KEPT = ("value", "numerator", "denominator", "as_at", "note")


def table_of(brought: Import) -> Table:
    """Return the stored table of an import."""
    return stored_table.table_of(brought.table)


@transaction.atomic
def bring(table: Table, *, quarter: Quarter, name: str, data: bytes, by: User) -> Import:
    """Store an uploaded table for preview. `data`: the file's bytes, of which a hash is stored.

    The mapping of columns is the one chosen for the last file with these titles, or guessed.
    Previews that nobody imported are deleted after two days; of one person, the newest are kept.
    """
    require(by, Permission.IMPORT)
    old = now() - PREVIEW_LASTS
    Import.objects.filter(state=ImportState.PREVIEW, brought_at__lt=old).delete()
    mine = Import.objects.filter(state=ImportState.PREVIEW, brought_by=by)
    newest = mine.order_by("-brought_at", "-id").values_list("pk", flat=True)
    Import.objects.filter(pk__in=list(newest[MOST_PREVIEWS - 1 :])).delete()
    known = _known(table)
    if known:
        table = replace(table, names=known.columns.get(NAMES, {}))
    return Import.objects.create(
        quarter=quarter,
        name=name[:200],
        sha256=sha256(data).hexdigest(),
        table=stored_table.plain(table),
        mapping=_mapping(table, quarter),
        brought_by=by,
    )


def _known(table: Table) -> ColumnMapping | None:
    return ColumnMapping.objects.filter(head=columns.signature(table.head)).first()


def _mapping(table: Table, quarter: Quarter) -> columns.Mapping:
    """The one that somebody chose for a file with these titles, or what the titles say."""
    if known := _known(table):
        return columns.recall(table.head, known.columns, quarter.code)
    return columns.guess(table.head, quarter.code)


@transaction.atomic
def choose_head(brought: Import, sheet: int, row: int, *, by: User) -> Import:
    """Read the table again, from the sheet and the head row that somebody chose. Refused when the
    table there cannot be read."""
    require(by, Permission.IMPORT)
    brought = _lock(brought)
    try:
        table = stored_table.at(brought.table, sheet, row)
    except Unreadable as error:
        raise Refused(str(error)) from error
    brought.table, brought.mapping = stored_table.plain(table), _mapping(table, brought.quarter)
    brought.save(update_fields=["table", "mapping"])
    return brought


@transaction.atomic
def take_back(brought: Import, *, by: User) -> None:
    """Delete an upload that was not imported. It changed nothing, so it leaves no event."""
    require(by, Permission.IMPORT)
    Import.objects.filter(pk=brought.pk, state=ImportState.PREVIEW).delete()


def _lock(brought: Import) -> Import:
    """The upload as it is now; Refused when somebody has taken it back, or it was left too long."""
    stored = Import.objects.select_for_update(of=("self",)).filter(pk=brought.pk).first()
    if stored is None:
        raise Refused(f"{brought.name} was taken back meanwhile. Upload it again.")
    return stored


@transaction.atomic
def explain(
    brought: Import,
    mapping: columns.Mapping,
    *,
    names: dict[str, str] | None = None,
    by: User,
) -> Import:
    """Store which column holds what, for this file and for later ones with the same titles.
    `names`: what a name in it means: a KPI's code, or nothing for one that is left out. Who says
    so has seen which sheet and row were read, so that nothing is in doubt any more."""
    require(by, Permission.IMPORT)
    _lock(brought)
    brought.mapping = mapping
    brought.table["doubt"] = ""
    brought.table[NAMES] = brought.table.get(NAMES, {}) | (names or {})
    brought.save(update_fields=["mapping", "table"])
    head = brought.table["head"]
    ColumnMapping.objects.update_or_create(
        head=columns.signature(head),
        defaults={
            "columns": columns.to_remember(head, mapping, brought.quarter_id)
            | {NAMES: brought.table[NAMES]},
            "saved_at": now(),
            "saved_by": by,
        },
    )
    return brought


@transaction.atomic
def apply(brought: Import, *, by: User, seen: plan.Preview | None = None) -> Import:
    """Import an upload: plan it again under the quarter's lock, since figures may have changed.

    `seen`: the preview on which it was decided; without one (a command) the time of the upload
    counts. Raises Stale when that holds no longer, with a sentence for each figure that moved;
    Refused when it has problems, was imported before, or the quarter is not under way.
    """
    require(by, Permission.IMPORT)
    quarter = lock_quarter(brought.quarter_id)
    brought = _lock(brought)
    brought.quarter = quarter
    if brought.state != ImportState.PREVIEW:
        raise Refused("This was imported already.")
    if not quarter.is_under_way:
        raise Refused(f"{quarter.name} is not under way. Its figures stand as they are.")
    doing = plan.make(table_of(brought), brought.mapping, quarter)
    if doing.problems:
        raise Refused(f"{len(doing.problems)} problems are left, so nothing was imported.")
    if moved := _moved(brought, doing, seen):
        raise Stale("Nothing was imported, because figures changed after you looked.", moved)
    brought.changes = [*_add(doing.added, quarter, by), *_change(doing.changed, by)]
    brought.added, brought.changed = len(doing.added), len(doing.changed)
    brought.unchanged = len(doing.unchanged)
    brought.state, brought.done_at = ImportState.DONE, now()
    brought.save()
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


def _moved(brought: Import, doing: plan.Plan, seen: plan.Preview | None) -> list[str]:
    if seen is not None:
        return plan.moved(seen, doing.preview())
    return [
        f"{measure.kpi_id} ({measure.source}) is {measure.shown} now"
        for _, measure in doing.changed
        if measure.saved_at > brought.brought_at
    ]


def _add(added: list[tuple[Figure, bool]], quarter: Quarter, by: User) -> list[dict[str, Any]]:
    """Store new figures. A KPI that gets another source has to be settled again."""
    periods = usual_periods([figure.kpi for figure, _ in added], quarter.code)
    new = [
        Measure(
            kpi=figure.kpi,
            quarter=quarter,
            source=figure.source,
            period=periods[figure.kpi.code],
            adopted=counts,
            saved_at=now(),
            saved_by=by,
            **figure.values,
        )
        for figure, counts in added
    ]
    Measure.objects.bulk_create(new)
    kpis = [measure.kpi_id for measure in new if not measure.adopted]
    Measure.objects.filter(kpi__in=kpis, quarter=quarter).update(settled_because="")
    return [_change_of(figure, None) for figure, _ in added]


def _change(changed: list[tuple[Figure, Measure]], by: User) -> list[dict[str, Any]]:
    described = [_change_of(figure, measure) for figure, measure in changed]
    for figure, measure in changed:
        for name, value in figure.values.items():
            setattr(measure, name, value)
        measure.version += 1
        measure.saved_at, measure.saved_by = now(), by
    fields = [*KEPT, "version", "saved_at", "saved_by"]
    Measure.objects.bulk_update([measure for _, measure in changed], fields)
    return described


def _change_of(figure: Figure, measure: Measure | None) -> dict[str, Any]:
    """Describe the change of one row, so that it can be undone. `before`: None for a new figure."""
    before = _plain({name: getattr(measure, name) for name in KEPT}) if measure else None
    source = measure.source if measure else figure.source
    after = _plain(figure.values)
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
    brought = _lock(brought)
    if brought.state != ImportState.DONE:
        raise Refused("This import is not in force, so there is nothing to undo.")
    if not quarter.is_under_way:
        raise Refused(f"{quarter.name} is not under way. Its figures stand as they are.")
    measures = list(Measure.objects.filter(quarter=quarter).select_related("kpi"))
    by_key = {(measure.kpi_id, measure.source): measure for measure in measures}
    _refuse_moved(brought, quarter, measures, by_key)
    added = [by_key[c["kpi"], c["source"]].pk for c in brought.changes if c["before"] is None]
    Measure.objects.filter(pk__in=added).delete()
    restored = []
    for change in brought.changes:
        if change["before"] is not None:
            measure = by_key[change["kpi"], change["source"]]
            for name in KEPT:
                field = Measure._meta.get_field(name)
                setattr(measure, name, field.to_python(change["before"][name]))
            measure.version += 1
            measure.saved_at, measure.saved_by = now(), by
            restored.append(measure)
    Measure.objects.bulk_update(restored, [*KEPT, "version", "saved_at", "saved_by"])
    brought.state = ImportState.UNDONE
    brought.save(update_fields=["state"])
    log_event("import.undo", by=by, quarter=quarter.code, subject=brought.name[:100])
    return brought


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
    for change in brought.changes:
        measure = by_key.get((change["kpi"], change["source"]))
        if (
            measure is None
            or _plain({name: getattr(measure, name) for name in KEPT}) != change["after"]
        ):
            moved.append(f"{change['kpi']} was changed since")
        elif measure.kpi.area in locked:
            moved.append(f"{change['kpi']} is locked with its area")
        elif change["before"] is None and measure.adopted and _has_others(measure, measures):
            moved.append(f"{change['kpi']} has another source since")
    if moved:
        raise Refused(f"Nothing was undone: {'; '.join(moved)}.")


def _has_others(measure: Measure, measures: list[Measure]) -> bool:
    return any(m.kpi_id == measure.kpi_id and m.pk != measure.pk for m in measures)
