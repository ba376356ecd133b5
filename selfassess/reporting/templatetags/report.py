"""Filters with which the report's templates write dates, fingerprints and summaries."""

from datetime import date, datetime
from decimal import Decimal

from django import template

from performance.number_format import with_unit
from selfassess.reporting import chapters, does_not_add_up, editions, glance
from selfassess.reporting.annual import chapters as annual_chapters
from selfassess.reporting.annual import glance as annual_glance
from selfassess.reporting.content.schema import (
    ActionContent,
    IndicatorContent,
    ReportContent,
    Section,
)
from selfassess.schema_fields import ContentPart, details
from selfassess.ui.templatetags.ui import heat_step
from selfassess.ui.time_format import clock, local

SHORT_TABLE = 8  # rows
SHORT_TEXT = 2_000  # characters, the names of fields among them

register = template.Library()
register.filter("chapters", chapters.chapters)
register.filter("glance", glance.glance)
register.filter("annual_chapters", annual_chapters.chapters)
register.filter("annual_glance", annual_glance.glance)
register.filter("told", glance.told)
register.filter("open_actions", glance.open_actions)
register.filter("heat_step", heat_step)
register.filter("edition", editions.description_of)
register.filter("details", details)
register.filter("does_not_add_up", does_not_add_up.places)
register.filter("has_what_does_not_add_up", does_not_add_up.has_places)
register.filter("tested", does_not_add_up.in_words)


# By the code that is frozen beside a status's words.
CLASSES_OF_STATUSES = {
    "On target": "on-target",
    "Within tolerance": "within-tolerance",
    "Off target": "off-target",
    "Not judged": "not-judged",
    "Not due": "not-due",
    "No data": "no-data",
}


@register.filter
def status_class(code: str) -> str:
    return CLASSES_OF_STATUSES.get(code, "")


@register.filter
def ratings(content: ReportContent, slug: str) -> list[Decimal | None]:
    return content.ratings_of(slug)


@register.filter
def in_one_area(actions: list[ActionContent]) -> list[glance.ActionLine]:
    """Return the lines of a list whose actions are all of one area, which need not be named."""
    return [glance.ActionLine("", action) for action in actions]


@register.filter
def is_answered(section: Section) -> bool:
    return any(answer.answer for answer in section.answers)


@register.filter
def any_comment(indicators: list[IndicatorContent]) -> bool:
    return any(indicator.comment for indicator in indicators)


@register.filter
def any_known(indicators: list[IndicatorContent]) -> bool:
    """Does at least one indicator have a figure or a target?"""
    return any(indicator.is_known for indicator in indicators)


@register.filter
def is_short(rows: list[ContentPart]) -> bool:
    """Does a table of these rows fit on one page for certain?"""
    return len(rows) <= SHORT_TABLE and len(str(rows)) < SHORT_TEXT


@register.filter
def has_more(action: ActionContent) -> bool:
    """Is there anything to say about an action beside its owner, date and status?"""
    return action.needs_update or bool(details(action))


@register.filter
def counted(counts: dict[str, int], status: str) -> int:
    return counts.get(status, 0)


@register.filter
def day(at: date | None) -> str:
    """28 July 2020"""
    return f"{_local(at).day} {_local(at):%B %Y}" if at else ""


@register.filter
def short_day(at: date | None) -> str:
    """28 Jul 2020, on one line: for the narrow columns of tables"""
    return unbroken(f"{_local(at).day} {_local(at):%b %Y}") if at else ""


@register.filter
def number(value: Decimal) -> str:
    """1,872, as figures are written"""
    return with_unit(value, "")


@register.filter
def bare(shown: str, unit: str) -> str:
    """Return a figure without its unit, where another column says it; % stays."""
    return shown.removesuffix(f" {unit}") if unit else shown


@register.filter
def moment(at: datetime | None) -> str:
    """28 July 2020, 9:12am"""
    return f"{day(at)}, {clock(local(at))}" if at else ""


@register.filter
def fingerprint(sha256: str) -> str:
    """Return the first 16 digits in groups of four: enough to compare by eye or by telephone."""
    return " ".join(sha256[start : start + 4] for start in range(0, 16, 4))


@register.filter
def unbroken(text: str) -> str:
    """Keep a text, such as a quarter's name, on one line."""
    return text.replace(" ", "\u00a0")


@register.filter
def names(people: list[str]) -> str:
    """A, B and C"""
    return " and ".join(filter(None, [", ".join(people[:-1]), *people[-1:]]))


@register.filter
def clause(sentence: str) -> str:
    """Make a sentence of ours a part of another: small first letter, no full stop."""
    return sentence[:1].lower() + sentence[1:].removesuffix(".")


@register.filter
def in_a_line(edition: editions.Description) -> str:
    """Write an edition's name within a sentence; the name of an area keeps its capitals."""
    return edition.name if edition.area else edition.name.lower()


@register.filter
def repeats(question: str, title: str) -> bool:
    """Does the question say the same as its section's heading? Then it is printed once."""
    return question.strip(" ?.").casefold() == title.strip(" ?.").casefold()


def _local(at: date) -> date:
    """Return a day as it is, and an instant as a clock in London shows it."""
    return local(at) if isinstance(at, datetime) else at
