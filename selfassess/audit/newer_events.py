"""What has happened since something was read, so that a process may keep it until then.

Whatever changes something leaves an event. Its number is given out before its transaction ends, so
an event may become visible after one with a higher number. Whoever keeps something therefore
remembers which of the last seconds' events there were: any other among them is news.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import monotonic
from typing import NamedTuple

from django.db.models import Subquery, Value
from django.db.models.functions import Coalesce

from selfassess.quarters.clock import now

from .models import Event
from .verbs import VERBS

SETTLED = timedelta(seconds=10)  # by then an event is visible, in all but a long transaction
LONGEST = 300  # seconds for which anything is kept, because of those


class NewEvent(NamedTuple):
    number: int
    at: datetime
    verb: str
    quarter: str
    area: str

    @property
    def changes_assessments(self) -> bool:
        """May it change what assessments say, or the figures beside them?"""
        said = VERBS.get(self.verb)
        return said is None or not said.leaves_assessments

    def concerns(self, area: str) -> bool:
        """May it change what pages of this area show? What belongs to no area may concern all."""
        said = VERBS.get(self.verb)
        return self.area in ("", area) or (said is not None and said.concerns_all)


@dataclass(frozen=True)
class Moment:
    """When something was read, as the events that there were."""

    settled: int  # all up to this number
    others: frozenset[int]  # and these after it
    began: float  # seconds

    @property
    def is_long_ago(self) -> bool:
        return monotonic() - self.began > LONGEST

    def news_in(self, events: Iterable[NewEvent]) -> Iterable[NewEvent]:
        """Those that it does not know, and that may change what was read of assessments."""
        return (
            event
            for event in events
            if event.number > self.settled
            and event.number not in self.others
            and event.changes_assessments
        )

    def moved_to(self, later: "Moment") -> "Moment":
        """When nothing of what has happened in between concerned it."""
        return replace(later, began=self.began)


def events_since(moments: Iterable[Moment]) -> tuple[list[NewEvent], Moment]:
    """All events that one of these moments may not have known, and the present moment. What was
    read long ago is read anew whatever has happened."""
    oldest = min((one.settled for one in moments if not one.is_long_ago), default=None)
    until = now() - SETTLED
    settled = Event.objects.filter(at__lt=until).order_by("-pk").values("pk")[:1]
    first = Coalesce(Subquery(settled), 0) if oldest is None else Value(oldest)
    rows = Event.objects.filter(pk__gte=first).order_by("pk")
    events = [NewEvent(*row) for row in rows.values_list("pk", "at", "verb", "quarter", "area")]
    newest = max((e.number for e in events if e.at < until), default=oldest or 0)
    others = frozenset(e.number for e in events if e.number > newest)
    return events, Moment(newest, others, monotonic())
