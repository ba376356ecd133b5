"""An upload before it is imported: stored, looked at again, taken back."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from performance.imports import mapping as columns
from performance.imports import stored_table
from performance.imports.models import ColumnMapping, Import, ImportState
from performance.imports.tables import Table, Unreadable
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.errors import Refused
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter

PREVIEW_LASTS = timedelta(days=2)
MOST_PREVIEWS = 20  # of one person
NAMES, ONLY = "names", "only"  # what is kept of such a file beside its columns


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
    if not settings.LEGAL_HOLD:
        _let_go(by)
    known = _known(table)
    if known:
        kept = known.columns
        table = replace(table, names=kept.get(NAMES, {}), only=kept.get(ONLY, {}))
    return Import.objects.create(
        quarter=quarter,
        name=name[:200],
        sha256=sha256(data).hexdigest(),
        table=stored_table.plain(table),
        mapping=_mapping(table, quarter, known),
        brought_by=by,
    )


def _let_go(by: User) -> None:
    previews = Import.objects.filter(state=ImportState.PREVIEW)
    previews.filter(brought_at__lt=now() - PREVIEW_LASTS).delete()
    mine = previews.filter(brought_by=by).order_by("-brought_at", "-id")
    newest = mine.values_list("pk", flat=True)
    previews.filter(pk__in=list(newest[MOST_PREVIEWS - 1 :])).delete()


def _known(table: Table) -> ColumnMapping | None:
    return ColumnMapping.objects.filter(head=columns.signature(table.head)).first()


def _mapping(table: Table, quarter: Quarter, known: ColumnMapping | None) -> columns.Mapping:
    """The one that somebody chose for a file with these titles, or what the titles say."""
    if known:
        return columns.recall(table.head, known.columns, quarter.code, table.hidden_columns)
    return columns.guess(table.head, quarter.code, table.hidden_columns)


@transaction.atomic
def choose_head(brought: Import, sheet: int, row: int, *, by: User) -> Import:
    """Read the table again, from the sheet and the head row that somebody chose. Refused when the
    table there cannot be read."""
    require(by, Permission.IMPORT)
    brought = lock_import(brought)
    try:
        table = stored_table.at(brought.table, sheet, row)
    except Unreadable as error:
        raise Refused(str(error)) from error
    brought.table = stored_table.plain(table)
    brought.mapping = _mapping(table, brought.quarter, _known(table))
    brought.save(update_fields=["table", "mapping"])
    return brought


@transaction.atomic
def take_back(brought: Import, *, by: User) -> None:
    """Delete an upload that was not imported. It changed nothing, so it leaves no event."""
    require(by, Permission.IMPORT)
    Import.objects.filter(pk=brought.pk, state=ImportState.PREVIEW).delete()


def lock_import(brought: Import) -> Import:
    """The upload as it is now; Refused when somebody has taken it back, or it was left too long."""
    stored = Import.objects.select_for_update(of=("self",)).filter(pk=brought.pk).first()
    if stored is None:
        raise Refused(f"{brought.name} has since been taken back. Upload it again.")
    return stored


@transaction.atomic
def explain(
    brought: Import,
    mapping: columns.Mapping,
    *,
    names: dict[str, str] | None = None,
    only: dict[str, str] | None = None,
    by: User,
) -> Import:
    """Store which column holds what, for this file and for later ones with the same titles.
    `names`: what a name in it means: a KPI's code, or nothing for one that is left out; `only`:
    which rows are read. Who says so has seen which sheet, row and titles there are, so that nothing
    is in doubt any more."""
    require(by, Permission.IMPORT)
    lock_import(brought)
    brought.mapping = mapping
    brought.table["doubt"], brought.table["confirmed"] = "", True
    for key, said in ((NAMES, names), (ONLY, only)):
        brought.table[key] = brought.table.get(key, {}) | (said or {})
    brought.save(update_fields=["mapping", "table"])
    head = brought.table["head"]
    ColumnMapping.objects.update_or_create(
        head=columns.signature(head),
        defaults={
            "columns": columns.to_remember(head, mapping, brought.quarter_id)
            | {key: brought.table[key] for key in (NAMES, ONLY)},
            "saved_at": now(),
            "saved_by": by,
        },
    )
    return brought
