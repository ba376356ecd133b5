"""Finds what people are to be told, from the audit trail and from due dates.

So no operation has to notify anybody. What happened is in the trail, and is seen only after its
transaction is committed; what is due follows from dates and states. Nobody is told of what she
did herself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.urls import reverse

from selfassess.access import ROLES_OF_AN_AREA, Role
from selfassess.accounts.models import Assignment, User
from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import WITH_ITS_HEAD
from selfassess.audit.models import Event
from selfassess.people.power import POWERFUL, UNASSIGN, VERBS, is_about_power, told
from selfassess.quarters.clock import now, today
from selfassess.quarters.models import Quarter, QuarterState

from .models import AT_ONCE, Kind, Notice

LOOK_BACK = timedelta(days=7)  # older events make no notices any more
WARN_DAYS = (2, 7)  # before an area is due

REMIND = "assessment.remind"


@dataclass
class People:
    """Everybody with a role, by that role. `writers`: area → its heads and deputies."""

    writers: dict[str, set[User]] = field(default_factory=lambda: defaultdict(set))
    directors: set[User] = field(default_factory=set)
    powerful: set[User] = field(default_factory=set)
    everybody: set[User] = field(default_factory=set)

    @classmethod
    def read(cls) -> "People":
        people = cls()
        for held in Assignment.objects.filter(user__is_active=True).select_related("user"):
            people.everybody.add(held.user)
            if held.role in ROLES_OF_AN_AREA:
                people.writers[held.area].add(held.user)
            if held.role == Role.DIRECTOR:
                people.directors.add(held.user)
            if held.role in POWERFUL:
                people.powerful.add(held.user)
        return people


# --- What happened ------------------------------------------------------------------------------


def _opened(event: Event, quarter: Quarter, people: People) -> Iterator[Notice]:
    for assessment in quarter.assessments.of_areas():
        assessment.quarter = quarter
        text = f"{quarter.name} is open. {assessment.name} is due on {assessment.due:%A %-d %B}."
        yield from _each(people.writers[assessment.area], Kind.OPENED, event, assessment, text)


def _to_writers(kind: Kind, words: str) -> Callable[..., Iterator[Notice]]:
    """Make a function that tells an area's writers. `words`: with {area} and {quarter}."""

    def notices(event: Event, quarter: Quarter, people: People) -> Iterator[Notice]:
        for assessment in quarter.assessments.filter(area=event.area):
            assessment.quarter = quarter
            text = words.format(area=assessment.name, quarter=quarter.name)
            yield from _each(people.writers[event.area], kind, event, assessment, text)

    return notices


def _sent(event: Event, quarter: Quarter, people: People) -> Iterator[Notice]:
    for assessment in quarter.assessments.filter(area=event.area):
        path = reverse("review", args=[quarter.code, event.area])
        text = f"{assessment.name} was sent to you for {quarter.name}."
        others = people.directors - people.writers[event.area]  # nobody reviews her own area
        yield from _each(others, Kind.SENT, event, assessment, text, path)


def _recalled(event: Event, quarter: Quarter, people: People) -> Iterator[Notice]:
    for assessment in quarter.assessments.filter(area=event.area):
        text = f"{assessment.name}, {quarter.name}, was taken back by its head. It will come again."
        others = people.directors - people.writers[event.area]
        yield from _each(others, Kind.RECALLED, event, assessment, text)


def _issued(event: Event, quarter: Quarter, people: People) -> Iterator[Notice]:
    path = reverse("report", args=[quarter.code, event.subject])
    text = f"The report of {quarter.name} is issued."
    yield from (
        _notice(person, Kind.ISSUED, f"event:{event.pk}", quarter.code, "", text, path)
        for person in people.everybody
    )


def _power(event: Event, quarter: None, people: People) -> Iterator[Notice]:
    """Told to whoever did it as well, because it may have been somebody else with her session; and
    to whoever lost the role, also when she has left."""
    if not is_about_power(event, {person.email for person in people.powerful}):
        return
    lost = User.objects.filter(email=event.subject) if event.verb == UNASSIGN else []
    for person in people.powerful.union(lost):
        key, text = f"event:{event.pk}", told(event)[:300]
        yield _notice(person, Kind.POWER, key, "", "", text, reverse("home"))


# Verb of an event → a function that makes its notices
OCCASIONS: dict[str, Callable[..., Iterator[Notice]]] = {
    "quarter.open": _opened,
    "assessment.send": _sent,
    "assessment.recall": _recalled,
    "assessment.return": _to_writers(
        Kind.RETURNED, "The director asks for changes in {area}, {quarter}."
    ),
    "assessment.reopen": _to_writers(
        Kind.RETURNED, "{area}, {quarter}, is open again for changes."
    ),
    "assessment.approve": _to_writers(Kind.APPROVED, "{area}, {quarter}, is approved."),
    "report.issue": _issued,
    **dict.fromkeys(VERBS, _power),
    REMIND: _to_writers(Kind.REMINDED, "The director waits for {area}, {quarter}."),
}


def from_the_trail() -> Iterator[Notice]:
    """Yield the unsaved notices of the last week's events. Who acted knows of it, and is told only
    what is told at once."""
    lately = Event.objects.filter(verb__in=OCCASIONS, at__gte=now() - LOOK_BACK)
    events = list(lately.select_related("by").order_by("pk"))
    if not events:
        return
    people = People.read()
    quarters = Quarter.objects.in_bulk({event.quarter for event in events})
    for event in events:
        for notice in OCCASIONS[event.verb](event, quarters.get(event.quarter), people):
            if notice.person_id != event.by_id or notice.kind in AT_ONCE:
                yield notice


# --- What is due --------------------------------------------------------------------------------


def from_the_calendar() -> Iterator[Notice]:
    """Yield the unsaved warnings that are due: seven and two days before, and once overdue."""
    waiting = Assessment.objects.of_areas().filter(
        quarter__state=QuarterState.OPEN, state__in=WITH_ITS_HEAD
    )
    people = None
    for assessment in waiting.select_related("quarter"):
        left = (assessment.due - today()).days
        step = next((days for days in WARN_DAYS if left <= days), None)
        if step is None:
            continue
        people = people or People.read()
        kind, text = _warning(assessment, left)
        key = f"{kind}:{assessment.quarter_id}:{assessment.area}:{assessment.due}"
        if kind == Kind.DUE:
            key += f":{step}"  # so a moved date, or the next step, makes a new notice
        for person in people.writers[assessment.area]:
            yield _about(assessment, person, kind, key, text)


def _warning(assessment: Assessment, left: int) -> tuple[Kind, str]:
    about = f"{assessment.name}, {assessment.quarter.name},"
    if left < 0:
        return Kind.OVERDUE, f"{about} was due on {assessment.due:%A %-d %B} and is not sent."
    day = "today" if left == 0 else f"on {assessment.due:%A %-d %B}"
    return Kind.DUE, f"{about} is due {day}."


# --- One notice ---------------------------------------------------------------------------------


def _each(
    people: Iterable[User],
    kind: Kind,
    event: Event,
    assessment: Assessment,
    text: str,
    path: str = "",
) -> Iterator[Notice]:
    for person in people:
        # A quarter's opening concerns somebody once for each of her areas
        key = f"event:{event.pk}:{assessment.area}"
        yield _about(assessment, person, kind, key, text, path)


def _about(
    assessment: Assessment, person: User, kind: Kind, key: str, text: str, path: str = ""
) -> Notice:
    path = path or assessment.get_absolute_url()
    return _notice(person, kind, key, assessment.quarter_id, assessment.area, text, path)


def _notice(
    person: User, kind: Kind, key: str, quarter: str, area: str, text: str, path: str
) -> Notice:
    return Notice(
        person=person, kind=kind, key=key, quarter=quarter, area=area, text=text, path=path
    )
