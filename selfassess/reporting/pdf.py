"""Frozen content in, PDF/UA-1 out: the same content always gives the same bytes.

Nothing here looks at the clock, the network or the database.
"""

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, Self

from django.conf import settings
from django.template.loader import render_to_string

from selfassess import prose

from . import pdfua, sandbox, summary
from .annual import summary as annual

HERE = Path(__file__).parent
STYLES = (settings.BASE_DIR / "static" / "report.css", HERE / "print.css")
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


class Document(NamedTuple):
    """What a content is drawn with; the content names it under the key `document`."""

    template: str
    titles: Callable[[dict[str, Any]], dict[str, str]]  # of a content: what each anchor is called


DOCUMENTS = {
    "report": Document("report/print.html", summary.titles),
    "annual": Document("report/annual/print.html", annual.titles),
}


def draw(content: dict[str, Any]) -> bytes:
    """The report as PDF, drawn by a process with limits. Raises limited.Stopped at one of them."""
    return sandbox.run(draw_here, content)


def draw_here(content: dict[str, Any]) -> bytes:
    """The same, in this process and without limits.

    Which letters no installed font can show is known only after drawing. Those are spelled out
    and the report is drawn again, because a box instead of a letter helps nobody.
    """
    document, unprintable = _lay_out(content)
    if unprintable:
        document, _ = _lay_out(_each_text(content, lambda text: prose.spelled(text, unprintable)))
    return pdfua.mend(document, _kind_of(content).titles(content))


def report_html(content: dict[str, Any]) -> str:
    return render_to_string(_kind_of(content).template, {"content": content})


def _kind_of(content: dict[str, Any]) -> Document:
    return DOCUMENTS[content.get("document", "report")]


def _lay_out(content: dict[str, Any]) -> tuple[bytes, set[str]]:
    """The PDF as WeasyPrint makes it, and the letters it had no shape for.

    Where text is much longer than anybody thought, rows that must not be parted can make WeasyPrint
    give up. A report that breaks where it should not is better than none.
    """
    html = report_html(_each_text(content, prose.breakable))
    with _Unprintable() as unprintable, _Progress():
        try:
            drawn = _print(html, STYLES)
        except MemoryError:
            raise
        except Exception:
            log.warning("Laid out again, with nothing kept together", exc_info=True)
            drawn = _print(html, (*STYLES, HERE / "loose.css"))
    return drawn, unprintable.letters


def _print(html: str, styles: tuple[Path, ...]) -> bytes:
    from .engine import CSS, HTML  # takes over two seconds, and only the worker needs it

    fetcher = _own_pictures()
    # Presentational hints, because the start of a numbered list is one.
    return HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[CSS(string=path.read_text(), url_fetcher=fetcher) for path in styles],
        pdf_variant="pdf/ua-1",
        presentational_hints=True,
    )


def _own_pictures() -> Any:
    """Fetches the two drawings that lie beside this file, and refuses everything else.

    Text is escaped before it gets here; this is the second lock on the same door.
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
    """Listens, while the report is drawn, to what the layout engine logs."""

    name_of_logger: str
    least: int  # a quieter level would keep from us what we listen for

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
    """For letters that no font has; keeps them out of logs."""

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
    """For the pages as they are laid out, to tell whoever waits. A page may be laid out twice, when
    only the end of the report tells what its page numbers are. Every step tells at least the same
    again, as a sign that it gets on."""

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


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The same content with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(one, change) for key, one in value.items()}
    if isinstance(value, list):
        return [_each_text(one, change) for one in value]
    return value
