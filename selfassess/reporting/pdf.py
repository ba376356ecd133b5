"""Draws frozen content as PDF/UA-1. The same content always gives the same bytes.

So nothing here reads the clock, the network or the database.
"""

import logging
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.template.loader import get_template, render_to_string

from selfassess import plain_text

from . import chapters, sandbox
from .annual import chapters as annual_chapters
from .annual.schema import Annual
from .content.walk import change_texts
from .editions import Printed

HERE = Path(__file__).parent
TEMPLATES = settings.BASE_DIR / "templates"
STYLES = (settings.BASE_DIR / "static" / "report.css", HERE / "print.css")
BLANK = '<html lang="en"><head><title>.</title></head><body><p>.</p></body></html>'
PICTURES = {
    f"report:{name}": HERE / name
    for name in (
        "cover.svg",
        "draft.svg",
        "on.svg",
        "near.svg",
        "off.svg",
        "up.svg",
        "down.svg",
        "level.svg",
    )
}

log = logging.getLogger(__name__)


Drawn = Printed | Annual
"""All that is printed: a report, an edition of it, a year."""


def load() -> None:
    """Read templates, styles and fonts, so that processes forked from this one need not."""
    for path in sorted((TEMPLATES / "report").rglob("*.html")):
        get_template(path.relative_to(TEMPLATES).as_posix())
    _print(BLANK, STYLES, {})


def draw(content: Drawn) -> bytes:
    """Return the report as PDF, drawn in a limited process; sandbox.Stopped when a limit is met."""
    return sandbox.run(draw_here, content)


def draw_here(content: Drawn) -> bytes:
    """Do the same in this process, without limits.

    Which letters no installed font has is known only after drawing. Then those are spelled out and
    the report is drawn again, because a box instead of a letter helps nobody.
    """
    document, unprintable = _lay_out(content)
    if unprintable:
        document, _ = _lay_out(
            change_texts(content, lambda text: plain_text.spelled(text, unprintable))
        )
    return document


def report_html(content: Drawn) -> str:
    template = "report/annual/print.html" if isinstance(content, Annual) else "report/print.html"
    return render_to_string(template, {"content": content})


def _titles(content: Drawn) -> dict[str, str]:
    """Return the title of every anchor that a link may lead to."""
    if isinstance(content, Annual):
        return annual_chapters.titles(content)
    return chapters.titles(content)


def _lay_out(content: Drawn) -> tuple[bytes, set[str]]:
    """Return the PDF, and the letters that no font has.

    Where text is very long, rows that must stay on one page can make WeasyPrint fail. Then the
    report is laid out once more with `loose.css`: bad page breaks are better than no report.
    """
    html, titles = report_html(change_texts(content, plain_text.breakable)), _titles(content)
    with _Unprintable() as unprintable, _Progress():
        try:
            drawn = _print(html, STYLES, titles)
        except MemoryError:
            raise
        except Exception:
            log.warning("Laid out again, with nothing kept together", exc_info=True)
            drawn = _print(html, (*STYLES, HERE / "loose.css"), titles)
    return drawn, unprintable.letters


def _print(html: str, styles: tuple[Path, ...], titles: Mapping[str, str]) -> bytes:
    # these take over two seconds, and only the worker needs them
    from . import pdfua
    from .engine import HTML

    # Presentational hints, because the start of a numbered list is one.
    return HTML(string=html, url_fetcher=_own_pictures()).write_pdf(
        stylesheets=[_sheet(styles)],
        pdf_variant="pdf/ua-1",
        presentational_hints=True,
        finisher=lambda document, written: pdfua.mend(written, titles),
    )


@cache
def _sheet(styles: tuple[Path, ...]) -> Any:
    """Return one style sheet of several: each that there is, is looked through for every element.

    It is read once, so a worker draws with new styles when it is started again.
    """
    from .engine import CSS

    together = "\n".join(path.read_text() for path in styles)
    return CSS(string=together, url_fetcher=_own_pictures())


def _own_pictures() -> Any:
    """Return a fetcher that gives the drawings of PICTURES and refuses everything else.

    Text is escaped before it gets here; this protects the network even if escaping fails.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnPictures(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in PICTURES:
                raise ValueError("The report fetches nothing.")
            return URLFetcherResponse(
                url, PICTURES[url].read_bytes(), {"Content-Type": "image/svg+xml"}
            )

    return OwnPictures()


class _Listening(logging.Filter):
    """Reads what the layout engine logs while a report is drawn."""

    name_of_logger: str
    least: int  # the logger must let this level through

    def __enter__(self) -> Self:
        self.logger = logging.getLogger(self.name_of_logger)
        self.level = self.logger.level
        self.logger.setLevel(self.least)
        self.logger.addFilter(self)
        return self

    def __exit__(self, *error: Any) -> None:
        self.logger.removeFilter(self)
        self.logger.setLevel(self.level)


class _Unprintable(_Listening):
    """Collects letters that no font has, and keeps these warnings out of the log."""

    name_of_logger, least = "weasyprint", logging.WARNING

    def __init__(self) -> None:
        super().__init__()
        self.letters: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        is_missing = str(record.msg).startswith(".notdef")
        if is_missing and isinstance(record.args, tuple):
            self.letters.add(str(record.args[0]))
        return not is_missing


class _Progress(_Listening):
    """Tells whoever waits how many pages are laid out.

    WeasyPrint may lay a page out twice, so the number never goes down. Every step sends a message,
    even an unchanged one, as a sign that the drawing goes on.
    """

    name_of_logger, least = "weasyprint.progress", logging.INFO

    def __init__(self) -> None:
        super().__init__()
        self.pages = 0
        self.words = ""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        page = re.search(r"- Page (\d+)", message)
        if page and int(page[1]) > self.pages:
            self.pages = int(page[1])
            self.words = f"page {self.pages}"
        elif "Creating PDF" in message:
            self.words = f"all {self.pages} pages, now writing the file"
        sandbox.tell(self.words)
        return False
