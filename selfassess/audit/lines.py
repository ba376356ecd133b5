"""Events and accesses as lines of a table: never with words of an assessment."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from selfassess.access import OVERVIEW
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


def line_of_event(event: Event) -> AuditLine:
    verb = VERBS.get(event.verb, UNKNOWN)
    return AuditLine(
        at=event.at,
        by=str(event.by),
        sentence=sentence(event, with_words=False),
        kind=verb.kind,
        quarter=quarter_name(event.quarter),
        area=_area(event.area),
        url=_history(event),
        changes=tuple(changes(event, {})) if verb.tells_values else (),
    )


def line_of_access(entry: AccessEntry) -> AuditLine:
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
    """The history of the assessment, which has the words, where the event is about one."""
    try:
        return reverse("history", args=[event.quarter, event.area])
    except NoReverseMatch:
        return ""
