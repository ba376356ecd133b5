"""What was found last and decided about it, kept by each process as long as nothing has happened
since.

Reading eight areas takes part of a second of processor, and the first page shows it. Whatever
changes something leaves an event, so what was found holds until there is a newer event about the
area, or about none. It holds the sentences of people, so it stands in no shared cache. A
transaction can make its event visible late: nothing is kept for long.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from django.core.cache import caches
from django.db.models import Case, Max, Value, When

from selfassess.assessments.models import Assessment
from selfassess.audit.models import Event
from selfassess.quarters.clock import today

from . import reading
from .finding import Finding
from .kept_record import LONGEST, latest_record
from .models import Decision
from .reading import AreaFindings, Beside

ANSWER = "answer.save"
DECISION = "finding."  # how the verbs of decisions begin: they change nothing of what is found


@dataclass(frozen=True)
class Latest:
    """Of one area: what was found, without the texts, and all that was decided about it."""

    found: AreaFindings
    decisions: tuple[Decision, ...]
    found_at: int = 0  # the number of the newest event that was there
    decided_at: int = 0
    read_at: float = 0  # when the decisions were read, in seconds


@dataclass(frozen=True)
class Newest:
    """The numbers of the newest events by area; those about no area concern all."""

    records: Mapping[str, int]  # of whatever is neither
    answers: Mapping[str, int]
    decisions: Mapping[str, int]

    def record_in(self, area: str) -> int:
        return max(self.records.get(area, 0), self.records.get("", 0))

    def change_in(self, area: str) -> int:
        return max(self.record_in(area), self.answers.get(area, 0))

    def decision_in(self, area: str) -> int:
        """Or whatever else may have brought one: an answer brings none."""
        return max(self.record_in(area), self.decisions.get(area, 0))

    @property
    def number(self) -> int:
        kinds = (self.records, self.answers, self.decisions)
        return max([0, *(number for kind in kinds for number in kind.values())])

    @property
    def changes(self) -> bool:
        return bool(self.records or self.answers)


def latest_findings(assessments: Sequence[Assessment]) -> dict[str, Latest]:
    """Area → as `reading.findings_of` finds it; in one query where nothing has happened."""
    names = {_name(one): one for one in assessments}
    kept = {names[name].area: one for name, one in caches["findings"].get_many(names).items()}
    oldest = min((one.found_at for one in kept.values()), default=0)
    newest = _newest_events(oldest, assessments[0].quarter_id if assessments else "")
    number = max(oldest, newest.number)
    changed = [a for a in assessments if _is_older(kept, "found_at", a.area, newest.change_in)]
    found = reading.findings_of(changed, beside=_record(changed, newest, number)) if changed else {}
    for area, one in found.items():
        before = kept.get(area, Latest(one, ()))
        kept[area] = replace(before, found=replace(one, read=(), known=None), found_at=number)
    decided = [
        one
        for one in assessments
        if _is_older(kept, "decided_at", one.area, newest.decision_in)
        or monotonic() - kept[one.area].read_at > LONGEST
    ]
    for area, decisions in _decisions_of(decided).items():
        read_at = monotonic()
        kept[area] = replace(kept[area], decisions=decisions, decided_at=number, read_at=read_at)
    if changed or decided:
        caches["findings"].set_many({name: kept[one.area] for name, one in names.items()})
    return kept


def _record(
    changed: Sequence[Assessment], newest: Newest, number: int
) -> Callable[[], Mapping[str, Beside]]:
    return lambda: latest_record(changed, newest.record_in, number)


def _is_older(
    kept: Mapping[str, Latest], at: str, area: str, newest_in: Callable[[str], int]
) -> bool:
    return area not in kept or getattr(kept[area], at) < newest_in(area)


def latest_between_areas(assessments: Sequence[Assessment]) -> tuple[Finding, ...]:
    """As `reading.between_areas`, of all areas of a quarter."""
    name = f"between-{assessments[0].quarter_id}-{today().isoformat()}"
    number, found = caches["findings"].get(name, (0, ()))
    newest = _newest_events(number, assessments[0].quarter_id)
    if not number or newest.changes:
        found = reading.between_areas(reading.findings_of(assessments))
        caches["findings"].set(name, (max(number, newest.number), found))
    return found


def _name(assessment: Assessment) -> str:
    """Some checks ask how long ago something was."""
    return f"{assessment.pk}-{today().isoformat()}"


def _newest_events(since: int, quarter: str) -> Newest:
    """After this one; from 0, the newest of all, as if it concerned all areas. An answer of another
    quarter is last quarter's, perhaps, and so a record."""
    found = Newest({}, {}, {})
    if not since:
        newest = Event.objects.aggregate(newest=Max("pk"))["newest"] or 0
        return replace(found, records={"": newest})
    kind = Case(
        When(verb__startswith=DECISION, then=Value("decisions")),
        When(verb=ANSWER, quarter=quarter, then=Value("answers")),
        default=Value("records"),
    )
    later = Event.objects.filter(pk__gt=since).order_by().annotate(kind=kind)
    kinds: dict[str, dict[str, int]] = {name: {} for name in ("records", "answers", "decisions")}
    for area, name, number in later.values_list("area", "kind").annotate(Max("pk")):
        kinds[name][area] = number
    return Newest(**kinds)


def _decisions_of(assessments: Iterable[Assessment]) -> dict[str, tuple[Decision, ...]]:
    """Area → all that was decided in it, the oldest first."""
    areas = {one.pk: one.area for one in assessments}
    found: dict[str, tuple[Decision, ...]] = dict.fromkeys(areas.values(), ())
    if areas:
        for decision in Decision.objects.filter(assessment__in=areas).with_people():
            found[areas[decision.assessment_id]] += (decision,)
    return found
