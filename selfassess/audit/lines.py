"""Events and accesses as lines of a table: never with words of an assessment."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from selfassess.access import OVERVIEW
from selfassess.quarters.models import Quarter
from services.registry import find_area

from . import access_log
from .event_values import UNKNOWN, Change, changes
from .models import AccessEntry, Event
from .sentences import quarter_name, sentence
from .verbs import VERBS


@dataclass(frozen=True)
class AuditLine:
    at: datetime
    by: str
    sentence: str
    kind: str
    quarter: str = ""
    area: str = ""
    url: str = ""  # where the whole history stands
    changes: tuple[Change, ...] = ()
    address: str = ""

    @property
    def cells(self) -> list[str]:
        """As a row of a file."""
        told = "; ".join(f"{name}: {before} → {after}" for name, before, after in self.changes)
        where = [self.quarter, self.area, told, self.address]
        return [f"{self.at:%Y-%m-%d %H:%M:%S%z}", self.by, self.kind, self.sentence, *where]


HEAD = ("at", "by", "kind", "what happened", "quarter", "area", "changed", "address")


def lines_of_events(events: Collection[Event]) -> list[AuditLine]:
    assessed = _assessed({event.quarter for event in events if event.area})
    return [_line_of_event(event, assessed) for event in events]


def _assessed(quarters: set[str]) -> set[tuple[str, str]]:
    """Quarters and areas that have an assessment. A target is set for quarters still to come."""
    found = Quarter.objects.begun().filter(code__in=quarters)
    return set(found.values_list("code", "assessments__area"))


def _line_of_event(event: Event, assessed: set[tuple[str, str]]) -> AuditLine:
    verb = VERBS.get(event.verb, UNKNOWN)
    return AuditLine(
        at=event.at,
        by=str(event.by),
        sentence=sentence(event, with_words=False),
        kind=verb.kind,
        quarter=quarter_name(event.quarter),
        area=_area(event.area),
        url=_history(event) if (event.quarter, event.area) in assessed else "",
        changes=tuple(changes(event, {})) if verb.tells_values else (),
    )


def lines_of_accesses(entries: Collection[AccessEntry]) -> list[AuditLine]:
    return [_line_of_access(entry) for entry in entries]


def _line_of_access(entry: AccessEntry) -> AuditLine:
    return AuditLine(
        at=entry.at,
        by=entry.who,
        sentence=access_log.sentence(entry),
        kind=entry.get_kind_display(),
        address=entry.address or "",
    )


def _area(slug: str) -> str:
    if slug == OVERVIEW:
        return "Director’s overview"
    return str(find_area(slug).verbose_name) if slug else ""


def _history(event: Event) -> str:
    """The history of the assessment, which has the words."""
    try:
        return reverse("history", args=[event.quarter, event.area])
    except NoReverseMatch:
        return ""
