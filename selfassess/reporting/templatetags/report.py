"""Filters with which the report's templates write dates, fingerprints and summaries."""

from datetime import datetime
from typing import Any

from django import template

from selfassess.reporting import editions, summary
from selfassess.reporting.annual import summary as annual
from selfassess.ui.templatetags.ui import heat_step
from selfassess.ui.time_format import clock, local

SHORT_TABLE = 8  # rows
SHORT_TEXT = 2_000  # characters, the names of fields among them

register = template.Library()
register.filter("chapters", summary.chapters)
register.filter("glance", summary.glance)
register.filter("annual_chapters", annual.chapters)
register.filter("annual_glance", annual.glance)
register.filter("totals", summary.totals)
register.filter("told", summary.told)
register.filter("open_actions", summary.open_actions)
register.filter("ratings", summary.ratings)
register.filter("heat_step", heat_step)


# Frozen content holds the label that a status had. An issued report keeps it even when the label
# changes later: add the new label here, and leave the old one.
CLASSES_OF_STATUSES = {
    "On target": "on-target",
    "Within tolerance": "within-tolerance",
    "Off target": "off-target",
    "Not judged": "not-judged",
    "Not due": "not-due",
    "No data": "no-data",
}


@register.filter
def status_class(stored: str) -> str:
    return CLASSES_OF_STATUSES.get(stored, "")


@register.filter
def edition(content: dict[str, Any]) -> dict[str, Any]:
    """Describe the edition that this content is, and its readers."""
    edition = editions.description_of(content)
    return edition | {
        "is_whole": edition["key"] in editions.WHOLE,
        "is_public": edition["key"] == editions.SCRUTINY,
    }


@register.filter
def is_answered(section: dict[str, Any]) -> bool:
    return any(answer["answer"] for answer in section["answers"])


@register.filter
def any_comment(indicators: list[dict[str, Any]] | None) -> bool:
    return any(one["comment"] for one in indicators or [])


@register.filter
def overdue(actions: list[dict[str, Any]]) -> int:
    return sum(action["overdue"] for action in actions or [])


@register.filter
def is_short(rows: list[dict[str, Any]]) -> bool:
    """Does a table of these rows fit on one page for certain?"""
    return len(rows) <= SHORT_TABLE and len(str(rows)) < SHORT_TEXT


@register.filter
def any_known(indicators: list[dict[str, Any]] | None) -> bool:
    """Does at least one indicator have a figure or a target?"""
    return any(indicator["value"] or indicator["target"] for indicator in indicators or [])


@register.filter
def has_more(action: dict[str, Any]) -> bool:
    """Is there anything to say about an action beside its owner, date and status?"""
    return any(
        action[key] for key in ("impact", "progress", "needs_update", "reason", "difference")
    )


@register.filter
def counted(counts: dict[str, int], status: str) -> int:
    return counts.get(status, 0)


@register.filter
def day(iso: str | None) -> str:
    """28 July 2020"""
    return f"{_local(iso).day} {_local(iso):%B %Y}" if iso else ""


@register.filter
def short_day(iso: str | None) -> str:
    """28 Jul 2020, on one line: for the narrow columns of tables"""
    return unbroken(f"{_local(iso).day} {_local(iso):%b %Y}") if iso else ""


@register.filter
def bare(shown: str, unit: str) -> str:
    """Return a figure without its unit, where another column says it; % stays."""
    return shown.removesuffix(f" {unit}") if unit else shown


@register.filter
def moment(iso: str | None) -> str:
    """28 July 2020, 9:12am"""
    return f"{day(iso)}, {clock(_local(iso))}" if iso else ""


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
def in_a_line(edition: dict[str, Any]) -> str:
    """Write an edition's name within a sentence; the name of an area keeps its capitals."""
    return edition["name"] if edition["area"] else edition["name"].lower()


@register.filter
def repeats(question: str, title: str) -> bool:
    """Does the question say the same as its section's heading? Then it is printed once."""
    return question.strip(" ?.").casefold() == title.strip(" ?.").casefold()


def _local(iso: str) -> datetime:
    return local(datetime.fromisoformat(iso))
