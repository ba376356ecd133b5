"""The live figures of an area, kept by each process while nothing but answers changes.

Pages on which an area is written show what its live figures say, and one that saves while somebody
types is told so after each save: reading the record of the area cost more than all else. Whatever
changes something leaves an event, so what was read holds until there is a newer one about the area,
or about none. A transaction makes its events visible late, so the last seconds' count as newer.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Lock
from time import monotonic

from django.db.models import Max, Q

from selfassess.audit.models import Event
from selfassess.quarters.clock import now, today

from .resolving import LiveFigures

MOST = 24  # areas
SETTLED = timedelta(seconds=10)  # by then an event is visible, in all but a long transaction
LONGEST = 300  # seconds

Name = tuple[object, ...]


@dataclass(frozen=True)
class Recent:
    figures: LiveFigures
    number: int  # of the newest event that was settled
    began: float


_recent: OrderedDict[Name, Recent] = OrderedDict()
_lock = Lock()


def recent_figures(quarter: str, area: str) -> LiveFigures:
    """For those who write, and never where something is decided, kept or printed."""
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
    settled = Event.objects.filter(at__lt=now() - SETTLED).order_by("-pk")
    number = settled.values_list("pk", flat=True).first() or 0
    return Recent(LiveFigures(quarter), number, monotonic())


def _as_it_is_now(kept: Recent, quarter: str, area: str) -> Recent | None:
    """None when an event has come that may concern the figures."""
    if monotonic() - kept.began > LONGEST:
        return None
    rests_on_all = kept.figures.source.rests_on_all(area)
    concerns = Q() if rests_on_all else Q(area__in=("", area))
    of_words = Q(verb="answer.save", quarter=quarter)
    later = Event.objects.filter(pk__gt=kept.number).order_by()
    found = later.aggregate(
        changed=Max("pk", filter=concerns & ~of_words),
        settled=Max("pk", filter=Q(at__lt=now() - SETTLED)),
    )
    if found["changed"]:
        return None
    return replace(kept, number=found["settled"] or kept.number)
