"""What was found last and decided about it, kept by each process as long as nothing has happened
since.

Reading eight areas takes part of a second of processor, and the first page shows it. What was found
holds until there is a newer event about the area, or about none (`audit/newer_events.py`). It holds
the sentences of people, so it stands in no shared cache.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.core.cache import caches

from selfassess.assessments.models import Assessment
from selfassess.audit.newer_events import Moment, NewEvent, events_since
from selfassess.quarters.clock import today

from . import reading
from .finding import Finding
from .kept_record import (
    ANSWER,
    DECISION,
    changes_record,
    latest_record,
    moments_of,
    rests_on_all,
)
from .models import Decision
from .reading import AreaFindings


@dataclass(frozen=True)
class Latest:
    """Of one area: what was found, without the texts, and all that was decided about it."""

    found: AreaFindings
    found_at: Moment
    on_all: bool  # does it rest on other areas, too?
    decisions: tuple[Decision, ...] = ()
    decided_at: Moment | None = None

    def is_found_anew(self, assessment: Assessment, events: Iterable[NewEvent]) -> bool:
        """May its words or the record have changed?"""
        return self.found_at.is_long_ago or any(
            self._changes(event, assessment)
            or (event.verb == ANSWER and event.area == assessment.area)
            for event in self.found_at.news_in(events)
        )

    def is_decided_anew(self, assessment: Assessment, events: Iterable[NewEvent]) -> bool:
        """May something have been decided? An answer brings no decision."""
        if self.decided_at is None or self.decided_at.is_long_ago:
            return True
        return any(
            self._changes(event, assessment)
            or (event.verb.startswith(DECISION) and event.area == assessment.area)
            for event in self.decided_at.news_in(events)
        )

    def _changes(self, event: NewEvent, assessment: Assessment) -> bool:
        return changes_record(event, assessment, on_all=self.on_all)


def latest_findings(assessments: Sequence[Assessment]) -> dict[str, Latest]:
    """Area → as `reading.findings_of` finds it; in one query where nothing has happened."""
    names = {_name(one): one for one in assessments}
    kept = {names[name].area: one for name, one in caches["findings"].get_many(names).items()}
    events, moment = events_since(_moments(kept.values(), assessments))
    changed = [
        one
        for one in assessments
        if one.area not in kept or kept[one.area].is_found_anew(one, events)
    ]
    anew = _found(changed, events, moment)
    for one in changed:
        found, before = anew[one.area], kept.get(one.area)
        kept[one.area] = Latest(
            found=replace(found, read=(), known=None),
            found_at=moment,
            on_all=rests_on_all(one, found.known),
            decisions=before.decisions if before else (),
            decided_at=before.decided_at if before else None,
        )
    decided = [one for one in assessments if kept[one.area].is_decided_anew(one, events)]
    for area, decisions in _decisions_of(decided).items():
        kept[area] = replace(kept[area], decisions=decisions, decided_at=moment)
    if changed or decided:
        caches["findings"].set_many({name: kept[one.area] for name, one in names.items()})
    return kept


def _moments(kept: Iterable[Latest], assessments: Sequence[Assessment]) -> list[Moment]:
    """From when on events are asked for: what is kept of the record may be older."""
    found = [moment for one in kept for moment in (one.found_at, one.decided_at) if moment]
    return [*found, *moments_of(assessments)]


def _found(
    changed: Sequence[Assessment], events: Sequence[NewEvent], moment: Moment
) -> dict[str, AreaFindings]:
    if not changed:
        return {}
    return reading.findings_of(changed, beside=lambda: latest_record(changed, events, moment))


def latest_between_areas(assessments: Sequence[Assessment]) -> tuple[Finding, ...]:
    """As `reading.between_areas`, of all areas of a quarter."""
    name = f"between-{assessments[0].quarter_id}-{today().isoformat()}"
    found, found_at = caches["findings"].get(name, ((), None))
    events, moment = events_since([*([found_at] if found_at else []), *moments_of(assessments)])
    news = found_at.news_in(events) if found_at else ()
    if not found_at or found_at.is_long_ago or not all(e.verb.startswith(DECISION) for e in news):
        found = reading.between_areas(_found(assessments, events, moment))
        caches["findings"].set(name, (found, moment))
    return found


def _name(assessment: Assessment) -> str:
    """Some checks ask how long ago something was."""
    return f"{assessment.pk}-{today().isoformat()}"


def _decisions_of(assessments: Iterable[Assessment]) -> dict[str, tuple[Decision, ...]]:
    """Area → all that was decided in it, the oldest first."""
    areas = {one.pk: one.area for one in assessments}
    found: dict[str, tuple[Decision, ...]] = dict.fromkeys(areas.values(), ())
    if areas:
        for decision in Decision.objects.filter(assessment__in=areas).with_people():
            found[areas[decision.assessment_id]] += (decision,)
    return found
