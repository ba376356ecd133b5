"""Finds the service areas among Django's installed apps, which are the only registry."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from .base import (
    NO_ANCHORS,
    Anchors,
    Judgement,
    Kpi,
    Problem,
    Question,
    Section,
    Sections,
    ServiceConfig,
)

LAST = 1_000_000  # removed areas come after all others


@dataclass(frozen=True)
class RemovedArea:
    """Replaces an area that is no longer in the settings, so that past quarters can still be read.

    It has the interface of ServiceConfig, but no questions, and `installed` is False.
    """

    slug: str
    installed: bool = False
    order: int = LAST
    judgement: Judgement = Judgement.LEADERS
    sections: Sections = ()
    anchors: Anchors = NO_ANCHORS
    guidance: str = "This service area is no longer assessed. Past quarters can still be read."
    checks: tuple[()] = ()
    word_checks: tuple[()] = ()
    hears_children: bool = False
    charts: tuple[()] = ()
    sets: tuple[()] = ()
    shows_ratings: bool = False

    @property
    def verbose_name(self) -> str:
        """A name made of the slug, because the area's own name was in its code."""
        return self.slug.replace("-", " ").capitalize()

    def questions(self, quarter_code: str) -> Iterator[Question]:
        return iter(())

    def question(self, key: str) -> Question:
        raise LookupError(f"{self.verbose_name} has been removed and asks nothing.")

    def section(self, key: str) -> Section:
        raise LookupError(f"{self.verbose_name} has been removed and has no sections.")

    def problems(self, assessment: Any) -> list[Problem]:
        return []

    def kpis(self) -> tuple[Kpi, ...]:
        return ()


Area = ServiceConfig | RemovedArea


def all_areas() -> list[ServiceConfig]:
    """Return every installed service area, in the order of pages and reports."""
    areas = [app for app in apps.get_app_configs() if isinstance(app, ServiceConfig)]
    return sorted(areas, key=lambda area: (area.order, area.slug))


def get_area(slug: str) -> ServiceConfig:
    """Return the installed area with this slug, or raise LookupError."""
    for area in all_areas():
        if area.slug == slug:
            return area
    raise LookupError(f"There is no service area {slug!r}. Is its app in SERVICE_AREAS?")


def find_area(slug: str) -> Area:
    """Return the area with this slug, or a RemovedArea when it is not installed."""
    try:
        return get_area(slug)
    except LookupError:
        return RemovedArea(slug)


def area_choices() -> list[tuple[str, str]]:
    """Return choices for a field. Pass the function itself, or a new area needs a migration."""
    return [(area.slug, str(area.verbose_name)) for area in all_areas()]
