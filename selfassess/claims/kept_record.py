"""What the answers of areas are set beside, kept by each process while nothing but answers changes:
a save then costs the reading of one text, and not of the whole record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from performance.counted import is_counted
from selfassess.assessments.models import Assessment
from selfassess.audit.newer_events import Moment, NewEvent
from selfassess.kept_in_memory import KeptInMemory
from selfassess.quarters.clock import today

from .known import Known
from .reading import Beside, beside_of

ANSWER = "answer.save"
DECISION = "finding."  # how the verbs of decisions begin: they change nothing of what is found


@dataclass(frozen=True)
class Kept:
    beside: Beside
    read_at: Moment


_kept: KeptInMemory[tuple[int, date], Kept] = KeptInMemory(most=24)  # areas: half a megabyte each
forget = _kept.forget


def latest_record(
    assessments: Sequence[Assessment], events: Iterable[NewEvent], moment: Moment
) -> dict[str, Beside]:
    """Area → what its answers are set beside. `events` are those since the `moments_of` these
    assessments, and `moment` is the present one."""
    valid = {one.area: _valid(one, events) for one in assessments}
    missing = beside_of([one for one in assessments if valid[one.area] is None])
    found = {}
    for one in assessments:
        kept = valid[one.area]
        read_at = kept.read_at.moved_to(moment) if kept else moment
        beside = kept.beside if kept else missing[one.area]
        _kept.keep(_name(one), Kept(beside, read_at))
        found[one.area] = beside
    return found


def moments_of(assessments: Iterable[Assessment]) -> list[Moment]:
    """When what is kept of them was read."""
    return [kept.read_at for one in assessments if (kept := _kept.get(_name(one)))]


def rests_on_all(assessment: Assessment, known: Known | None) -> bool:
    """Does what is on record of an area rest on other areas, too? The overview's does, and that of
    an area with KPIs that the portal counts from all areas' rows."""
    own = (kpi for kpi in known.kpis.values() if kpi.area == assessment.area) if known else ()
    return assessment.is_overview or any(is_counted(kpi.code) for kpi in own)


def changes_record(event: NewEvent, assessment: Assessment, *, on_all: bool) -> bool:
    """May it change what the area's answers are set beside? An answer of another quarter may be
    last quarter's. `on_all`: does that rest on all areas?"""
    is_answer = (event.verb, event.quarter) == (ANSWER, assessment.quarter_id)
    if is_answer or event.verb.startswith(DECISION):
        return False
    return on_all or event.concerns(assessment.area)


def _valid(assessment: Assessment, events: Iterable[NewEvent]) -> Kept | None:
    kept = _kept.get(_name(assessment))
    if kept is None or kept.read_at.is_long_ago:
        return None
    on_all = rests_on_all(assessment, kept.beside.known)
    news = kept.read_at.news_in(events)
    changed = any(changes_record(event, assessment, on_all=on_all) for event in news)
    return None if changed else kept


def _name(assessment: Assessment) -> tuple[int, date]:
    """Some checks ask how long ago something was."""
    return assessment.pk, today()
