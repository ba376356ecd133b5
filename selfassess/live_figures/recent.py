"""The live figures of an area, kept by each process while nothing but answers changes.

A page that saves while somebody types is told after each save what its live figures say: the record
of the area would be read each time, and that cost more than the save itself. Whatever changes
something leaves an event, so what was read holds until there is a newer one about the area, or
about none.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic

from django.db.models import Max, Q

from selfassess.access import OVERVIEW
from selfassess.audit.models import Event
from selfassess.quarters.clock import today

from .resolving import LiveFigures

MOST = 24  # areas
LONGEST = 300  # seconds; an event of a long transaction may be seen late

Name = tuple[object, ...]


@dataclass(frozen=True)
class Recent:
    figures: LiveFigures
    number: int  # of the newest event that was there
    began: float


_recent: OrderedDict[Name, Recent] = OrderedDict()
_lock = Lock()


def recent_figures(quarter: str, area: str) -> LiveFigures:
    """For what is said of a text that is saved already, and never for what is kept or printed."""
    name = (quarter, area, today())
    kept = _recent.get(name)
    kept = (kept and _as_it_is_now(kept, quarter, area)) or _read(quarter, area)
    with _lock:
        _recent[name] = kept
        _recent.move_to_end(name)
        while len(_recent) > MOST:
            _recent.popitem(last=False)
    return kept.figures


def forget() -> None:
    with _lock:
        _recent.clear()


def _read(quarter: str, area: str) -> Recent:
    number = Event.objects.aggregate(newest=Max("pk"))["newest"] or 0
    figures = LiveFigures(quarter)
    figures.kept(area)  # before other threads may have them
    return Recent(figures, number, monotonic())


def _as_it_is_now(kept: Recent, quarter: str, area: str) -> Recent | None:
    """None when an event has come that may concern the figures. The director's overview takes those
    of all areas."""
    if monotonic() - kept.began > LONGEST:
        return None
    concerns = Q() if area == OVERVIEW else Q(area__in=("", area))
    of_words = Q(verb="answer.save", quarter=quarter)
    later = Event.objects.filter(pk__gt=kept.number).order_by()
    found = later.aggregate(newest=Max("pk"), changed=Max("pk", filter=concerns & ~of_words))
    if found["changed"]:
        return None
    return replace(kept, number=found["newest"] or kept.number)
