"""The public edition of a report: ratings, states and figures, without small numbers, and of what
people typed only what the director has released.

Pure: content in, less content out. Closed by default: what a field does not declare public is taken
away. Where people typed something, fixed words say that something is missing.
"""

from typing import Any

import msgspec

from selfassess.reporting.content.schema import AreaContent, Heat, ReportContent
from selfassess.reporting.content.walk import copy
from selfassess.schema_fields import Field

from .released_words import NOT_PUBLISHED, NOTHING, Released, publish
from .suppressed_figures import counted, hold_back


def public_edition(content: ReportContent, released: Released = NOTHING) -> ReportContent:
    """Return a new content; the frozen one stays as it is."""
    public = copy(content, published)
    publish(public, content, released)
    hold_back(public)
    for area in public.areas:
        area.charts = [chart for chart in area.charts if not chart.is_typed]
    if public.indicator_counts:
        public.indicator_counts.now = counted(public.areas)
    if public.heat:
        public.heat = _of_areas(public.heat, public.areas)
    return public


def published(field: Field, value: Any) -> Any:
    """What the public reads in a field."""
    about = field.about
    if about.instead:
        return _instead(about.instead, value)
    if about.public:
        return value
    if field.is_text:
        return _instead(NOT_PUBLISHED, value)
    return _nothing(field)


def _instead(words: str, value: Any) -> Any:
    if isinstance(value, list):
        return [words] if value else []
    return words if value else ""


def _nothing(field: Field) -> Any:
    """What a field has when there is nothing to say: its default, or the blank of its type."""
    return field.type() if field.default is msgspec.NODEFAULT else field.default


def _of_areas(heat: Heat, areas: list[AreaContent]) -> Heat:
    """The keys of this mapping are slugs; any other key would be words that nobody has declared."""
    slugs = {area.slug for area in areas}
    by_area = {slug: given for slug, given in heat.by_area.items() if slug in slugs}
    return Heat(quarters=heat.quarters, by_area=by_area)
