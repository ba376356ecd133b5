"""Can an event have happened when it says? Whoever adds one can write any time into it.

A seal waits for all who were writing, so what a later sealing covers was written afterwards, and
cannot have happened long before what was sealed already. Within one sealing, mostly a day, a wrong
time does not show.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings

from .models import Seal

LONGEST = timedelta(minutes=10)  # that something takes from its event to its commit


class Times:
    """Asked about events in the order of their numbers."""

    def __init__(self) -> None:
        self.sealing: datetime | None = None
        self.before = self.newest = datetime.min.replace(tzinfo=UTC)

    def are_wrong(self, at: datetime, seal: Seal) -> bool:
        if settings.TODAY:  # a trial, whose day is held
            return False
        if seal.at != self.sealing:  # all seals of one sealing have the same time
            self.sealing, self.before = seal.at, self.newest
        self.newest = max(self.newest, min(at, seal.at))
        return at + LONGEST < self.before or at - LONGEST > seal.at
