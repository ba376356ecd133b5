"""Frozen content in, PDF/UA-1 out: the same content always gives the same bytes.

Nothing here looks at the clock, the network or the database.
"""

import logging
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from selfassess import prose

from . import limited, pdfua, summary

HERE = Path(__file__).parent
STYLES = (settings.BASE_DIR / "static" / "report.css", HERE / "print.css")
PICTURES = {
    f"report:{name}": HERE / name
    for name in ("cover.svg", "draft.svg", "on.svg", "near.svg", "off.svg")
}


def draw(content: dict) -> bytes:
    """The report as PDF, drawn by a process with limits. Raises limited.Stopped at one of them."""
    return limited.run(draw_here, content)


def draw_here(content: dict) -> bytes:
    """The same, in this process and without limits.

    Which letters no installed font can show is known only after drawing. Those are spelled out
    and the report is drawn again, because a box instead of a letter helps nobody.
    """
    document, unprintable = _lay_out(content)
    if unprintable:
        document, _ = _lay_out(_each_text(content, lambda text: prose.spelled(text, unprintable)))
    titles = {chapter.anchor: chapter.title for chapter in summary.chapters(content)}
    return pdfua.mend(document, titles)


def report_html(content: dict) -> str:
    return render_to_string("report/print.html", {"content": content})


def _lay_out(content: dict) -> tuple[bytes, set[str]]:
    """The PDF as WeasyPrint makes it, and the letters it had no shape for."""
    from weasyprint import CSS, HTML  # takes over two seconds, and only the worker needs it

    fetcher = _own_pictures()
    styles = [CSS(string=path.read_text(), url_fetcher=fetcher) for path in STYLES]
    page = HTML(string=report_html(_each_text(content, prose.breakable)), url_fetcher=fetcher)
    with _Unprintable() as unprintable:
        # Presentational hints, because the start of a numbered list is one.
        drawn = page.write_pdf(
            stylesheets=styles, pdf_variant="pdf/ua-1", presentational_hints=True
        )
    return drawn, unprintable.letters


def _own_pictures():
    """Fetches the two drawings that lie beside this file, and refuses everything else.

    Text is escaped before it gets here; this is the second lock on the same door.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnPictures(URLFetcher):
        def fetch(self, url, headers=None):
            if url not in PICTURES:
                raise ValueError("The report fetches nothing.")
            return URLFetcherResponse(
                url, PICTURES[url].read_bytes(), {"Content-Type": "image/svg+xml"}
            )

    return OwnPictures()


class _Unprintable(logging.Filter):
    """Listens, while the report is drawn, for letters that no font has; keeps them out of logs."""

    def __init__(self):
        super().__init__()
        self.letters: set[str] = set()
        self.logger = logging.getLogger("weasyprint")
        self.level = self.logger.level

    def filter(self, record):
        is_missing = str(record.msg).startswith(".notdef")
        if is_missing:
            self.letters.add(record.args[0])
        return not is_missing

    def __enter__(self):
        self.logger.setLevel(logging.WARNING)  # a quieter level would keep the letters from us
        self.logger.addFilter(self)
        return self

    def __exit__(self, *error):
        self.logger.removeFilter(self)
        self.logger.setLevel(self.level)


def _each_text(value, change):
    """The same content with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(one, change) for key, one in value.items()}
    if isinstance(value, list):
        return [_each_text(one, change) for one in value]
    return value
