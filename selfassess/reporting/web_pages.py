"""Draws the web page of an issued version once in each web process, and keeps it in memory.

A version never changes, and its page changes only with a new release, which starts new processes.
So the cache never needs to be cleared. The page is drawn without a request, so it can hold nothing
about a reader; the view has asked before whether she may read it (`get_report`).
"""

from dataclasses import dataclass

from django.core.cache import caches
from django.template.loader import render_to_string

from .content.schema import QuarterContent, Version
from .editions import FULL, Description, Printed, description_of
from .models import Report


@dataclass(frozen=True)
class WebPage:
    version: Version
    quarter: QuarterContent
    cut: Description | None  # which edition it is; None for the full report
    editions: list[Description]  # from which the reader can choose
    body: str


def web_page(report: Report, edition: str = FULL) -> WebPage:
    """Return the page of an edition; LookupError when there is no such edition."""
    if not report.is_issued:
        return _draw(report, edition)
    which = report.file_key(edition)  # each public edition says something else
    key = f"{report.pk}-{report.compiled_at:%Y%m%d%H%M%S%f}-{which}"
    kept = caches["web_pages"].get(key)
    if kept is None:
        kept = _draw(report, edition)
        caches["web_pages"].set(key, kept)
    return kept


def _draw(report: Report, edition: str) -> WebPage:
    return draw_page(report, report.edition(edition))


def draw_page(report: Report, content: Printed) -> WebPage:
    """Return the page of an edition, which need not be out yet."""
    body = render_to_string("report/body.html", {"content": content})
    described = description_of(content)
    is_full = described.key == FULL
    cut = None if is_full else described
    return WebPage(content.version, content.quarter, cut, report.editions if is_full else [], body)
