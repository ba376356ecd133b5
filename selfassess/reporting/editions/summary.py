"""The summary: two pages for those who lead the council. It has what it prints and nothing else."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from selfassess.plain_text import shortened
from selfassess.reporting.content.schema import (
    AreaContent,
    QuarterContent,
    ReportContent,
    Version,
)
from selfassess.reporting.first_page import off_target_by_gap
from selfassess.reporting.glance import glance, left_out, open_actions

from .descriptions import Description

FIRST_PAGE = 800  # characters of the director’s words
SENTENCE, NAME, OWNER = 200, 70, 30  # characters of one sentence, of a name or action, of an owner
MOST_SENTENCES, MOST_OFF_TARGET, MOST_OVERDUE = 9, 5, 3  # what two pages surely hold


class AreaLine(Struct):
    """One area in the table of areas."""

    name: str
    included: bool
    is_approved: bool
    ratings: list[Decimal | None]
    counts: dict[str, int]
    overdue: int


class OffTarget(Struct):
    """An indicator that is off target."""

    code: str
    name: str
    area: str
    value: str
    target: str


class Overdue(Struct):
    """An action that is overdue."""

    text: str
    area: str
    owner: str
    due: date | None


class First[Item](Struct):
    """The first of a list, and how many there are in all."""

    shown: list[Item]
    all: int


class Summary(Struct):
    """All that the summary prints."""

    cut: Description
    authority: str
    marking: str
    quarter: QuarterContent
    version: Version
    first_page: str
    sentences: list[str]
    rated_quarters: list[str]
    areas: list[AreaLine]
    off_target: First[OffTarget]
    overdue: First[Overdue]


def in_brief(content: ReportContent, cut: Description) -> Summary:
    """Return what the director says, the state of each area, and what needs somebody."""
    return Summary(
        cut=cut,
        authority=content.authority,
        marking=content.marking,
        quarter=content.quarter,
        version=content.version,
        first_page=shortened(content.overview.first_page, FIRST_PAGE),
        sentences=_sentences(content)[:MOST_SENTENCES],
        rated_quarters=content.heat.quarters if content.heat else [],
        areas=[_line(content, area) for area in content.areas],
        off_target=_first(_off_target(content), MOST_OFF_TARGET),
        overdue=_first(_overdue(content), MOST_OVERDUE),
    )


def _sentences(content: ReportContent) -> list[str]:
    """Areas that are left out are named last: there may be many, and the table names them too."""
    last = set(left_out(content.areas))
    ordered = sorted(glance(content), key=lambda sentence: sentence in last)
    return [shortened(sentence, SENTENCE) for sentence in ordered]


def _line(content: ReportContent, area: AreaContent) -> AreaLine:
    return AreaLine(
        name=area.name,
        included=area.included,
        is_approved=area.is_approved,
        ratings=content.ratings_of(area.slug),
        counts=area.indicator_counts,
        overdue=area.overdue_actions,
    )


def _off_target(content: ReportContent) -> list[OffTarget]:
    """Ranked as on the report's first page."""
    return [
        OffTarget(
            code=one.code,
            name=shortened(one.name, NAME),
            area=area.name,
            value=one.value,
            target=one.target_in_full,
        )
        for area, one in off_target_by_gap(content.areas)
    ]


def _overdue(content: ReportContent) -> list[Overdue]:
    return [
        Overdue(
            text=shortened(action.text, NAME),
            area=area,
            owner=shortened(action.owner, OWNER),
            due=action.due,
        )
        for area, action in open_actions(content)
        if action.overdue
    ]


def _first[Item](items: list[Item], most: int) -> First[Item]:
    return First(shown=items[:most], all=len(items))
