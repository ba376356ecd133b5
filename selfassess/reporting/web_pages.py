"""Draws the web page of an issued version once in each web process, and keeps it in memory.

A version never changes, and its page changes only with a new release, which starts new processes.
So the cache never needs to be cleared. The page is drawn without a request, so it can hold nothing
about a reader; the view has asked before whether she may read it (`get_report`).
"""

from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.template.loader import render_to_string

from .editions import FULL
from .models import Report


@dataclass(frozen=True)
class WebPage:
    content: dict[str, Any]  # for the page around the body: version, quarter, edition
    editions: list[dict[str, Any]]  # from which the reader can choose
    body: str


def web_page(report: Report, edition: str = FULL) -> WebPage:
    """Return the page of an edition; LookupError when there is no such edition."""
    if not report.is_issued:
        return _draw(report, edition)
    key = f"{report.pk}-{report.compiled_at:%Y%m%d%H%M%S%f}-{edition}"
    kept = caches["web_pages"].get(key)
    if kept is None:
        kept = _draw(report, edition)
        caches["web_pages"].set(key, kept)
    return kept


def _draw(report: Report, edition: str) -> WebPage:
    content = report.edition(edition)
    about: dict[str, Any] = {
        name: content[name] for name in ("version", "quarter", "cut") if name in content
    }
    body = render_to_string("report/body.html", {"content": content})
    return WebPage(about, report.editions if edition == FULL else [], body)
