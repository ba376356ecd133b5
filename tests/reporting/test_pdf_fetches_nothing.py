"""Whatever is typed into a field, drawing the report opens no address and no file."""

import io
import re
import socket
import subprocess
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from html.parser import HTMLParser
from itertools import batched, cycle, islice

import pytest
from django.utils.safestring import SafeString
from pypdf import PdfReader
from weasyprint import HTML

from selfassess.reporting import pdf
from selfassess.reporting.content.read import read
from selfassess.reporting.content.schema import ReportContent

from . import bait, sample

SECRET = "c4nary-in-a-file"


@contextmanager
def listener():
    """A door on this machine, and how often somebody knocked."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        knocks = []

        def wait():
            while True:
                try:
                    visitor, address = server.accept()
                except OSError:
                    return
                visitor.close()  # unheard: who asks for FTP waits to be greeted first
                knocks.append(address)

        threading.Thread(target=wait, daemon=True).start()
        yield server.getsockname()[1], knocks
        server.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def baited(tmp_path):
    """The payloads, leading to a door and to a secret, and who knocked at the door."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    with listener() as (port, knocks):
        yield bait.laid(port, secret), knocks


def few_stored() -> dict:
    """One area with every kind of field, each in as few rows as show it: quickly drawn."""
    content = sample.stored(areas=["early-help"])
    [area] = content["areas"]
    area["strengths"] = area["strengths"][:1]
    area["evidence"]["audits"] = [one for one in area["evidence"]["audits"] if one["oddity"]]
    area["actions"] = [one for one in area["actions"] if one["needs_update"] or one["difference"]]
    shown = ("Off target", "Not judged", "No data")
    area["indicators"] = [one for one in area["indicators"] if one["status"] in shown]
    return content


def few_typed(text_of: Callable[[tuple[str, ...]], str]) -> ReportContent:
    """The same with `text_of(its keys)` in the place of every text that somebody types."""
    return read(bait.typed(few_stored(), text_of))


def shape(content: ReportContent) -> Counter:
    """The tags of the report with the names of their attributes, without those that text makes."""
    found: Counter = Counter()

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            names = {name for name, _ in attributes}
            if tag in ("p", "br", "ul", "ol", "li"):
                names -= {"class", "dir", "start"}
            if names or tag not in ("p", "br", "ul", "ol", "li"):
                found[tag, *sorted(names)] += 1

    Reader().feed(pdf.report_html(content))
    return found


def assert_nothing_came_in(document: bytes, knocks: list) -> None:
    book = PdfReader(io.BytesIO(document))
    assert knocks == []
    assert SECRET not in words_of(document)
    assert not book.attachments
    annotations = [a.get_object() for page in book.pages for a in page.get("/Annots", [])]
    assert not any("/A" in a or "/FS" in a for a in annotations)


def words_of(document: bytes) -> str:
    told = subprocess.run(["pdftotext", "-", "-"], input=document, capture_output=True, check=True)
    return told.stdout.decode()


def test_the_sweep_is_as_wide_as_it_says(baited):
    payloads, _ = baited
    assert len(set(payloads)) == len(set(bait.MARKUP)) == 120
    assert len(set(bait.ADDRESSES)) == 60


def test_the_door_and_the_secret_would_be_found(baited, tmp_path):
    """With the fetcher that WeasyPrint brings, the same bait is taken."""
    payloads, knocks = baited
    HTML(string="".join(payloads), base_url=str(tmp_path)).write_pdf()
    assert knocks


def test_no_payload_in_any_field_becomes_markup(baited, subtests):
    payloads, _ = baited
    for some in batched(payloads, 10):
        typed = "\n".join(some)
        with subtests.test(payloads=typed):
            harmless = re.sub(r"\S", "x", typed)
            assert shape(few_typed(lambda path: typed)) == (  # noqa: B023
                shape(few_typed(lambda path: harmless))  # noqa: B023
            )


@pytest.mark.trial("bait", times=len(bait.MARKUP))
def test_bait_in_every_field_is_printed_and_never_taken(baited, turn):
    """Each field has a payload of its own, and another one at every turn, in the end all."""
    payloads, knocks = baited
    turns = islice(cycle(payloads), turn, None)
    document = pdf.draw_here(few_typed(lambda path: next(turns)))
    assert_nothing_came_in(document, knocks)
    told = re.sub(r"[\u200b\s]", "", words_of(document))
    assert any(re.sub(r"\s", "", payload) in told for payload in payloads if "<img" in payload)


def test_even_unescaped_bait_is_refused_by_the_fetcher(baited, monkeypatch):
    """The second lock: were a text ever to come through as markup, still nothing is fetched."""
    payloads, knocks = baited
    page = SafeString("<html lang=en><title>x</title><body><h1>x</h1>" + "".join(payloads))
    monkeypatch.setattr(pdf, "report_html", lambda content: page)
    document, _ = pdf._lay_out(sample.words_only(areas=["cwd"]))
    assert knocks == []
    assert SECRET not in words_of(document)
    assert b"/EmbeddedFile" not in document


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "file:///etc/hostname", "data:,x", "report:x"]
)
def test_the_fetcher_knows_its_own_two_pictures_only(url):
    fetcher = pdf._own_pictures()
    assert b"DRAFT" in fetcher("report:draft.svg").read()
    with pytest.raises(ValueError, match="fetches nothing"):
        fetcher(url)
