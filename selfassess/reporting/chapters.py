"""The report's chapters, in reading order."""

from collections.abc import Iterator
from typing import NamedTuple

from .content.schema import ReportContent
from .does_not_add_up import has_places, places
from .editions import Printed, Summary, description_of
from .editions.judgements import judged
from .evidence_matrix import has_evidence, recommendations


class Chapter(NamedTuple):
    anchor: str
    title: str
    number: int | None = None


FIRST = (Chapter("at-a-glance", "At a glance"), Chapter("areas", "Where each area stands"))
DOUBTS = Chapter("does-not-add-up", "What does not add up")
OVERVIEW = Chapter("overview", "Director’s overview")
EVIDENCE = Chapter("evidence", "What the evidence covers")
RECOMMENDATIONS = Chapter("recommendations", "Recommendations of inspections")
LISTS = (
    Chapter("all-indicators", "All indicators"),
    Chapter("all-actions", "Actions that stand out"),
)


def chapters(content: Printed) -> list[Chapter]:
    """Return the edition's chapters in reading order; links and bookmarks lead to the anchors."""
    if isinstance(content, Summary):
        return [*FIRST]
    edition = description_of(content)
    areas = [
        Chapter(f"area-{area.slug}", area.name, number)
        for number, area in enumerate(content.areas, 1)
    ]
    doubted = [DOUBTS] if has_places(content) else []
    if not edition.is_whole:
        return [*areas, *doubted]
    return [
        FIRST[0],
        *(_judged(content) if edition.is_by_judgement else (OVERVIEW, *areas)),
        *doubted,
        *_evidence(content),
        *(LISTS if content.has_lists else ()),
        Chapter("about", "About this report"),
    ]


def _judged(content: ReportContent) -> Iterator[Chapter]:
    for one in judged(content):
        yield Chapter(one.anchor, one.judgement.heading, one.number)
        if one.has_overview:
            yield OVERVIEW
        for area in one.areas:
            yield Chapter(f"area-{area.slug}", area.name)


def _evidence(content: ReportContent) -> list[Chapter]:
    """What people typed, and so not in the public edition."""
    if description_of(content).is_public:
        return []
    found = [EVIDENCE] if has_evidence(content) else []
    return [*found, RECOMMENDATIONS] if recommendations(content) else found


def titles(content: Printed) -> dict[str, str]:
    """Return the title of every anchor that a link may lead to."""
    found = {chapter.anchor: chapter.title for chapter in chapters(content)}
    if isinstance(content, Summary):
        return found
    found |= {
        f"{area.slug}-{one.code}": one.name for area in content.areas for one in area.indicators
    }
    return found | {
        f"doubts-{number}": f"{DOUBTS.title}: {place.name}"
        for number, place in enumerate(places(content), 1)
    }
