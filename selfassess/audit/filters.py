"""Finds lines of the audit trail and of the access log, by number, the newest first.

Only columns of an index are asked (`event_to_look_for`), because an event's own row may hold a
whole answer: of a hundred thousand events, the rows of one page are read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet

from selfassess.accounts.models import User
from selfassess.quarters.dates import LONDON, end_of_day

from .models import AccessEntry, Event
from .verbs import kinds, quoting, saying


@dataclass(frozen=True)
class Wanted:
    q: str = ""
    person: User | None = None
    area: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def days(self) -> Q:
        after = datetime.combine(self.first, time(), LONDON) if self.first else None
        return (Q(at__gte=after) if after else Q()) & (
            Q(at__lte=end_of_day(self.last)) if self.last else Q()
        )

    @property
    def people(self) -> list[int]:
        """Those whose name or address has what is searched for."""
        named = Q(name__icontains=self.q) | Q(email__icontains=self.q)
        return list(User.objects.filter(named).values_list("pk", flat=True)[:100])


def events(wanted: Wanted) -> QuerySet[Event, int]:
    """Of a person: what she did, and what was done with her account."""
    found = wanted.days
    if person := wanted.person:
        found &= Q(by=person) | Q(subject=person.email)
    if wanted.area:
        found &= Q(area=wanted.area)
    if wanted.kind:
        found &= Q(verb__in=kinds().get(wanted.kind, []))
    if wanted.q:
        about = Q(subject__icontains=wanted.q) & ~Q(verb__in=quoting())
        about |= Q(quarter__icontains=wanted.q) | Q(verb__in=saying(wanted.q))
        found &= about | Q(by__in=wanted.people)
    return Event.objects.filter(found).order_by("-at", "-id").values_list("id", flat=True)


def entries(wanted: Wanted) -> QuerySet[AccessEntry, int]:
    """An area is told by the addresses of its pages and files."""
    found = wanted.days
    if wanted.person:
        found &= Q(person=wanted.person)
    if wanted.area:
        found &= Q(about__contains=f"/{wanted.area}/") | Q(about__contains=f"/{wanted.area}.")
    if wanted.kind:
        found &= Q(kind=wanted.kind)
    if wanted.q:
        typed = Q(email__icontains=wanted.q) | Q(about__icontains=wanted.q)
        found &= typed | Q(address__startswith=wanted.q) | Q(person__in=wanted.people)
    return AccessEntry.objects.filter(found).order_by("-at", "-id").values_list("id", flat=True)


def read[Line: (Event, AccessEntry)](lines: QuerySet[Line], numbers: Collection[int]) -> list[Line]:
    """The rows with these numbers, in their order."""
    found = lines.in_bulk(list(numbers))
    return [found[number] for number in numbers if number in found]
