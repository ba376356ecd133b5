"""The web page of an issued version, drawn once by a web process and then kept.

A version never changes, and what is drawn of it changes only with a new release, which comes as new
processes: so it is kept in their memory, where nothing needs to be told that it is out of date.
It is drawn without a request, so nothing of a reader can be in it. Whether somebody may read it has
been asked before (`get_report`).
"""

from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.template.loader import render_to_string

from .editions import FULL
from .models import Report


@dataclass(frozen=True)
class WebPage:
    content: dict[str, Any]  # what stands round the body: which version of which quarter, and cut
    editions: list[dict[str, Any]]  # to choose from
    body: str


def web_page(report: Report, edition: str = FULL) -> WebPage:
    """LookupError when there is no such edition."""
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
    about = {name: content[name] for name in ("version", "quarter", "cut") if name in content}
    body = render_to_string("report/body.html", {"content": content})
    return WebPage(about, report.editions if edition == FULL else [], body)
