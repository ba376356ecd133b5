"""What was found last, kept by each process as long as nothing has happened since.

Reading eight areas takes about a second of processor, and the first page shows it. Whatever changes
something leaves an event, so what was found holds until there is a newer event about the area, or
about none. It holds the sentences of people, so it stands in no shared cache. A transaction can
make its event visible late: nothing is kept for long.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.cache import caches
from django.db.models import Max

from selfassess.assessments.models import Assessment
from selfassess.audit.models import Event
from selfassess.quarters.clock import today

from . import reading
from .finding import Finding
from .reading import AreaFindings

Kept = tuple[int, Any]  # the number of the newest event that was there, and what was found


def latest_findings(assessments: Sequence[Assessment]) -> dict[str, AreaFindings]:
    """As `reading.findings_of`, in one query where nothing has changed; without what was read."""
    names = {_name(one): one for one in assessments}
    kept: dict[str, Kept] = caches["findings"].get_many(names)
    oldest = min((number for number, _ in kept.values()), default=0)
    newest = _newest_events(oldest)
    found = {
        names[name].area: area
        for name, (number, area) in kept.items()
        if max(newest.get(names[name].area, 0), newest.get("", 0)) <= number
    }
    unknown = [one for one in assessments if one.area not in found]
    if unknown:
        read = {a: replace(f, read=(), known=None) for a, f in reading.findings_of(unknown).items()}
        found |= read
        number = max([oldest, *newest.values()])
        caches["findings"].set_many({_name(one): (number, read[one.area]) for one in unknown})
    return found


def latest_between_areas(assessments: Sequence[Assessment]) -> tuple[Finding, ...]:
    """As `reading.between_areas`, of all areas of a quarter."""
    name = f"between-{assessments[0].quarter_id}-{today().isoformat()}"
    number, found = caches["findings"].get(name, (0, ()))
    newest = _newest_events(number)
    if not number or newest:
        found = reading.between_areas(reading.findings_of(assessments))
        caches["findings"].set(name, (max([number, *newest.values()]), found))
    return found


def _name(assessment: Assessment) -> str:
    """Some checks ask how long ago something was."""
    return f"{assessment.pk}-{today().isoformat()}"


def _newest_events(since: int) -> dict[str, int]:
    """Area → the number of its newest event after this one; from 0, the newest of all, under no
    area. A decision changes nothing of what is found."""
    if not since:
        return {"": Event.objects.aggregate(newest=Max("pk"))["newest"] or 0}
    later = Event.objects.filter(pk__gt=since).exclude(verb__startswith="finding.")
    return dict(later.order_by().values_list("area").annotate(newest=Max("pk")))
