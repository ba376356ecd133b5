"""One frozen content, several readers: what each of them gets. Content in, content out, pure.

An edition only ever takes away, or puts fixed words in the place of what it takes. What is plain
`ReportContent` is the full report; an Edition says which it is.
"""

import msgspec

from selfassess.reporting.content.schema import (
    AreaContent,
    CountsBefore,
    Heat,
    Overview,
    ReportContent,
)

from . import judgements, public
from .descriptions import (
    COUNCIL_ONLY,
    EDITIONS,
    FULL,
    JUDGEMENTS,
    SCRUTINY,
    SUMMARY,
    WHOLE,
    Description,
)
from .descriptions import one_area as describe_one_area
from .released_words import NOTHING, Released
from .summary import Summary, in_brief

__all__ = [
    "COUNCIL_ONLY",
    "EDITIONS",
    "FULL",
    "JUDGEMENTS",
    "SCRUTINY",
    "SUMMARY",
    "WHOLE",
    "Description",
    "Edition",
    "Printed",
    "Summary",
    "describe",
    "describe_all",
    "description_of",
    "make",
]

PUBLIC = "For publication"


class Edition(ReportContent, kw_only=True):
    """Content for some readers. `cut` says which edition it is; it is never stored."""

    cut: Description


Printed = ReportContent | Summary
"""What pages and the print draw: the full report, an edition of it, or the summary."""


def make(
    content: ReportContent, key: str, *, released: Released = NOTHING, number: int = 0
) -> Printed:
    """Return the edition of this name: one of the four, or of the area with this slug.

    `released`: what the public may read of people's words; `number`: of its public edition, if any.

    Raises LookupError if there is none.
    """
    if key == FULL:
        return content
    if key == SUMMARY:
        return in_brief(content, describe(content, key))
    if key == JUDGEMENTS:
        made = judgements.in_order(content)
    elif key == SCRUTINY:
        made = public.public_edition(content, released)
        made.marking = PUBLIC if content.version.kind == "final" else content.marking
    else:
        made = _one_area(content, key)
    described = describe(content, key)
    if key == SCRUTINY and number:
        name = f"{described.name} {number}"
        described = msgspec.structs.replace(described, name=name, number=number)
    return Edition(cut=described, **msgspec.structs.asdict(made))


def describe(content: ReportContent, key: str) -> Description:
    """Return what a cover says of an edition."""
    return EDITIONS.get(key) or describe_one_area(key, _area(content, key).name)


def describe_all(content: ReportContent) -> list[Description]:
    """Return every edition that there is of this content."""
    areas = [area.slug for area in content.included]
    return [describe(content, key) for key in (*EDITIONS, *areas)]


def description_of(content: Printed) -> Description:
    return content.cut if isinstance(content, Edition | Summary) else EDITIONS[FULL]


def _area(content: ReportContent, slug: str) -> AreaContent:
    found = [area for area in content.included if area.slug == slug]
    if not found:
        raise LookupError(f"There is no edition {slug!r} of this report.")
    return found[0]


def _one_area(content: ReportContent, slug: str) -> ReportContent:
    area = _area(content, slug)
    made = msgspec.structs.replace(
        content,
        areas=[area],
        missing=[name for name in content.missing if name == area.name],
        history=[],
        overview=Overview(),
        between_areas=[],
    )
    if content.indicator_counts:
        made.indicator_counts = CountsBefore(now=area.indicator_counts)
    if content.heat:
        ratings = {key: given for key, given in content.heat.by_area.items() if key == slug}
        made.heat = Heat(quarters=content.heat.quarters, by_area=ratings)
    return made
