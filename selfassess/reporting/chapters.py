"""The report's chapters, in reading order."""

from typing import NamedTuple

from .does_not_add_up import has_places
from .editions import Printed, Summary, description_of


class Chapter(NamedTuple):
    anchor: str
    title: str
    number: int | None = None


FIRST = (Chapter("at-a-glance", "At a glance"), Chapter("areas", "Where each area stands"))
DOUBTS = Chapter("does-not-add-up", "What does not add up")
LISTS = (Chapter("all-indicators", "All indicators"), Chapter("all-actions", "All open actions"))


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
        *FIRST,
        Chapter("overview", "Director’s overview"),
        *areas,
        *doubted,
        *(LISTS if content.has_lists else ()),
        Chapter("about", "About this report"),
    ]


def titles(content: Printed) -> dict[str, str]:
    """Return the title of every anchor that a link may lead to."""
    return {chapter.anchor: chapter.title for chapter in chapters(content)}
