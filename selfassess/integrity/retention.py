"""What has been kept long enough, by the council's own rules. Nothing has, unless it sets them.

Only what belongs to issued quarters, or to none, can be over.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from selfassess.audit.models import Event
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting.models import Kind, Report, ReportFile

from .records import RecordKind, ranges
from .taken_out import ACKNOWLEDGE, PURGE, REDACT

Outdated = dict[str, list[int]]  # kind of record → numbers
# Stays as long as the reports do, which never go; and so does what excuses a difference
KEPT = (PURGE, REDACT, ACKNOWLEDGE, "report.issue", "report.confirm", "report.publish")


def outdated() -> Outdated:
    """Numbers of events, drafts and files of drafts whose time is over."""
    issued = Quarter.objects.filter(state=QuarterState.ISSUED)
    found: Outdated = {"event": [], "report": [], "file": []}
    if settings.RETAIN_EVENTS_DAYS:
        over = Q(quarter="") | Q(quarter__in=issued.values("code"))
        old = Event.objects.filter(over, at__lt=_before(settings.RETAIN_EVENTS_DAYS))
        found["event"] = _numbers(old.exclude(verb__in=KEPT))
    if settings.RETAIN_REVISIONS_DAYS:
        revisions = _revisions(issued, _before(settings.RETAIN_REVISIONS_DAYS))
        found["event"] = sorted({*found["event"], *revisions})
    if settings.RETAIN_DRAFTS_DAYS:
        drafts = Report.objects.filter(kind=Kind.DRAFT, quarter__in=issued)
        drafts = drafts.filter(compiled_at__lt=_before(settings.RETAIN_DRAFTS_DAYS))
        found["report"] = _numbers(drafts)
        found["file"] = _numbers(ReportFile.objects.filter(report__in=found["report"]))
    return found


def _revisions(quarters: QuerySet[Quarter], before: datetime) -> Iterator[int]:
    """Saves of an answer that its author saved over before the area was sent, returned, approved or
    otherwise moved: whoever read it then never read these."""
    about = Q(verb="answer.save") | Q(verb__startswith="assessment.")
    trail = Event.objects.filter(about, quarter__in=quarters.values("code")).order_by("pk")
    last: dict[tuple[str, ...], tuple[int, datetime]] = {}
    for number, at, verb, *place in trail.values_list(
        "pk", "at", "verb", "quarter", "area", "subject"
    ):
        if verb == "answer.save":
            earlier, saved = last.get(tuple(place), (0, before))
            if saved < before:
                yield earlier
            last[tuple(place)] = (number, at)
        else:
            last = {key: kept for key, kept in last.items() if list(key[:2]) != place[:2]}


def _before(days: int) -> datetime:
    return now() - timedelta(days=days)


def _numbers(found: QuerySet[Any]) -> list[int]:
    return list(found.order_by("pk").values_list("pk", flat=True))


def described(kind: RecordKind, numbers: Sequence[int]) -> Iterator[str]:
    """A line for each of these rows, for a person who decides."""
    for first, last in ranges(numbers):
        for _, values in kind.rows(pk__range=(first, last)):
            yield kind.describe(values)
