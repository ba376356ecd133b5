"""What was found last and decided about it, kept by each process as long as nothing has happened
since.

Reading eight areas takes part of a second of processor, and the first page shows it. Whatever
changes something leaves an event, so what was found holds until there is a newer event about the
area, or about none. It holds the sentences of people, so it stands in no shared cache. A
transaction can make its event visible late: nothing is kept for long.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.cache import caches
from django.db.models import Case, Max, Value, When

from selfassess.assessments.models import Assessment
from selfassess.audit.models import Event
from selfassess.quarters.clock import today

from . import reading
from .finding import Finding
from .models import Decision
from .reading import AreaFindings

DECISION = "finding."  # how the verbs of decisions begin: they change nothing of what is found


@dataclass(frozen=True)
class Latest:
    """Of one area: what was found, without the texts, and all that was decided about it."""

    found: AreaFindings
    decisions: tuple[Decision, ...]
    found_at: int = 0  # the number of the newest event that was there
    decided_at: int = 0


@dataclass(frozen=True)
class Newest:
    """The numbers of the newest events by area; those about no area concern all."""

    changes: Mapping[str, int]
    decisions: Mapping[str, int]

    def change_in(self, area: str) -> int:
        return max(self.changes.get(area, 0), self.changes.get("", 0))

    def event_in(self, area: str) -> int:
        return max(self.change_in(area), self.decisions.get(area, 0))

    @property
    def number(self) -> int:
        return max([0, *self.changes.values(), *self.decisions.values()])


def latest_findings(assessments: Sequence[Assessment]) -> dict[str, Latest]:
    """Area → as `reading.findings_of` finds it; in one query where nothing has happened."""
    names = {_name(one): one for one in assessments}
    kept = {names[name].area: one for name, one in caches["findings"].get_many(names).items()}
    oldest = min((one.found_at for one in kept.values()), default=0)
    newest = _newest_events(oldest)
    number = max(oldest, newest.number)
    changed = [a for a in assessments if _is_older(kept, "found_at", a.area, newest.change_in)]
    found = reading.findings_of(changed) if changed else {}
    for area, one in found.items():
        before = kept.get(area, Latest(one, ()))
        kept[area] = replace(before, found=replace(one, read=(), known=None), found_at=number)
    decided = [a for a in assessments if _is_older(kept, "decided_at", a.area, newest.event_in)]
    for area, decisions in _decisions_of(decided).items():
        kept[area] = replace(kept[area], decisions=decisions, decided_at=number)
    if changed or decided:
        caches["findings"].set_many({name: kept[one.area] for name, one in names.items()})
    return kept


def _is_older(
    kept: Mapping[str, Latest], at: str, area: str, newest_in: Callable[[str], int]
) -> bool:
    return area not in kept or getattr(kept[area], at) < newest_in(area)


def latest_between_areas(assessments: Sequence[Assessment]) -> tuple[Finding, ...]:
    """As `reading.between_areas`, of all areas of a quarter."""
    name = f"between-{assessments[0].quarter_id}-{today().isoformat()}"
    number, found = caches["findings"].get(name, (0, ()))
    newest = _newest_events(number)
    if not number or newest.changes:
        found = reading.between_areas(reading.findings_of(assessments))
        caches["findings"].set(name, (max(number, newest.number), found))
    return found


def _name(assessment: Assessment) -> str:
    """Some checks ask how long ago something was."""
    return f"{assessment.pk}-{today().isoformat()}"


def _newest_events(since: int) -> Newest:
    """After this one; from 0, the newest of all, as if it concerned all areas."""
    if not since:
        return Newest({"": Event.objects.aggregate(newest=Max("pk"))["newest"] or 0}, {})
    is_decision = Case(When(verb__startswith=DECISION, then=Value(True)), default=Value(False))
    later = Event.objects.filter(pk__gt=since).order_by().annotate(is_decision=is_decision)
    changes: dict[str, int] = {}
    decisions: dict[str, int] = {}
    for area, decides, number in later.values_list("area", "is_decision").annotate(Max("pk")):
        (decisions if decides else changes)[area] = number
    return Newest(changes, decisions)


def _decisions_of(assessments: Iterable[Assessment]) -> dict[str, tuple[Decision, ...]]:
    """Area → all that was decided in it, the oldest first."""
    areas = {one.pk: one.area for one in assessments}
    found: dict[str, tuple[Decision, ...]] = dict.fromkeys(areas.values(), ())
    if areas:
        for decision in Decision.objects.filter(assessment__in=areas).with_people():
            found[areas[decision.assessment_id]] += (decision,)
    return found
