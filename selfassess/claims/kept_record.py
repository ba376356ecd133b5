"""What the answers of areas are set beside, kept by each process while nothing but answers changes:
a save then costs the reading of one text, and not of the whole record.

It is kept in memory as it is: packed for a cache, it would cost as much as reading it anew.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic

from selfassess.assessments.models import Assessment
from selfassess.quarters.clock import today

from .reading import Beside, beside_of

MOST = 24  # areas, of half a megabyte each
LONGEST = 300  # seconds; an event of a long transaction may be seen late

Name = tuple[object, ...]


@dataclass(frozen=True)
class Kept:
    beside: Beside
    number: int  # of the newest event that was there
    began: float


_kept: OrderedDict[Name, Kept] = OrderedDict()
_lock = Lock()


def latest_record(
    assessments: Sequence[Assessment], newest_in: Callable[[str], int], number: int
) -> dict[str, Beside]:
    """Area → what its answers are set beside. `newest_in` says of an area when anything but its
    answers changed last, as the number of an event; `number` is that of the newest of all."""
    valid = {one.area: _valid(one, newest_in(one.area)) for one in assessments}
    missing = beside_of([one for one in assessments if valid[one.area] is None])
    found = {}
    for one in assessments:
        kept = valid[one.area] or Kept(missing[one.area], number, monotonic())
        _keep(one, replace(kept, number=number))
        found[one.area] = kept.beside
    return found


def forget() -> None:
    with _lock:
        _kept.clear()


def _keep(assessment: Assessment, kept: Kept) -> None:
    with _lock:
        _kept[_name(assessment)] = kept
        _kept.move_to_end(_name(assessment))
        while len(_kept) > MOST:
            _kept.popitem(last=False)


def _valid(assessment: Assessment, newest: int) -> Kept | None:
    kept = _kept.get(_name(assessment))
    if kept is None or kept.number < newest or monotonic() - kept.began > LONGEST:
        return None
    return kept


def _name(assessment: Assessment) -> Name:
    """Some checks ask how long ago something was."""
    return assessment.pk, today()
