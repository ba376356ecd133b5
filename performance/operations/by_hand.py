"""Where a figure is from once somebody has typed it over: what a file said of its own does not
stand beside hers."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from performance.imports.models import Import, ImportState
from performance.models import Kpi, Measure
from performance.models.measure import mark_of_figure
from selfassess.audit.models import Event

OWN_SOURCE = "Entered by the area"
NUMBERS = ("value", "numerator", "denominator")


def own_source(kpi: Kpi) -> str:
    """What a figure is from that an area types."""
    return kpi.source or OWN_SOURCE


def by_hand(stored: Measure, typed: dict[str, Any]) -> dict[str, Any]:
    """What else changes of a figure when its numbers are typed over: source, note and day, if they
    are not her own. Why that source counts says nothing of hers."""
    if not _differ(stored, typed):
        return {}
    told: dict[str, Any] = {
        "source": own_source(stored.kpi),
        "note": "",
        "as_at": stored.quarter.period.ends,
    }
    now = {field: getattr(stored, field) for field in told}
    if now == told or _is_hers(stored):
        return {}
    if stored.source == told["source"]:
        return told
    others = Measure.objects.filter(kpi=stored.kpi_id, quarter=stored.quarter_id)
    taken = others.exclude(pk=stored.pk).values_list("source", flat=True)
    return told | {"source": free_source(stored.kpi, taken), "why_adopted": ""}


def _differ(stored: Measure, typed: dict[str, Any]) -> bool:
    return stored.numbers != mark_of_figure(*(typed[name] for name in NUMBERS))


def _is_hers(stored: Measure) -> bool:
    """Did somebody type the source, and no file has said anything of it since?"""
    added = Event.objects.filter(verb="measure.add", quarter=stored.quarter_id)
    if not added.filter(subject=stored.kpi_id, after__source=stored.source).exists():
        return False
    done = Import.objects.filter(quarter=stored.quarter_id, state=ImportState.DONE)
    changes = (one for of in done.values_list("changes", flat=True) for one in of)
    return all((one["kpi"], one["source"]) != (stored.kpi_id, stored.source) for one in changes)


def free_source(kpi: Kpi, taken: Iterable[str]) -> str:
    """A source gives one value a quarter: the next name where another figure has the usual one."""
    names = {source.casefold() for source in taken}
    wanted = own_source(kpi)
    own = [name for name in (wanted, OWN_SOURCE) if name.casefold() not in names]
    numbered = (f"{OWN_SOURCE} ({number})" for number in count(2))
    return own[0] if own else next(name for name in numbered if name.casefold() not in names)
