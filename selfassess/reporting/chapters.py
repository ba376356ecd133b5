"""The report's chapters, in reading order."""

from typing import NamedTuple

from .does_not_add_up import has_places, places
from .editions import Printed, Summary, description_of


class Chapter(NamedTuple):
    anchor: str
    title: str
    number: int | None = None


FIRST = (Chapter("at-a-glance", "At a glance"), Chapter("areas", "Where each area stands"))
DOUBTS = Chapter("does-not-add-up", "What does not add up")
LISTS = (
    Chapter("all-indicators", "All indicators"),
    Chapter("all-actions", "Actions that stand out"),
)


def chapters(content: Printed) -> list[Chapter]:
    """Return the edition's chapters in reading order; links and bookmarks lead to the anchors."""
    if isinstance(content, Summary):
        return [*FIRST]
    areas = [
        Chapter(f"area-{area.slug}", area.name, number)
        for number, area in enumerate(content.areas, 1)
    ]
    doubted = [DOUBTS] if has_places(content) else []
    if not description_of(content).is_whole:
        return [*areas, *doubted]
    return [
        FIRST[0],
        Chapter("overview", "Director’s overview"),
        *areas,
        *doubted,
        *(LISTS if content.has_lists else ()),
        Chapter("about", "About this report"),
    ]


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
