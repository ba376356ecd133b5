"""Whatever is typed into an answer, drawing the report opens no address and no file."""

import io
import socket
import threading
from contextlib import contextmanager

import pytest
from django.utils.safestring import SafeString
from pypdf import PdfReader

from selfassess.reporting import pdf

from . import sample

SECRET = "c4nary-in-a-file"
ADDRESSES = (
    "http://127.0.0.1:{port}/x",
    "https://127.0.0.1:{port}/x",
    "ftp://127.0.0.1:{port}/x",
    "gopher://127.0.0.1:{port}/x",
    "//127.0.0.1:{port}/x",
    "file://{path}",
    "FILE://localhost{path}",
    "{path}",
    "../../../../../../..{path}",
    "data:text/html,<img src=http://127.0.0.1:{port}/x>",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='http://127.0.0.1:{port}/x'/></svg>",
    "report:draft.svg#http://127.0.0.1:{port}/x",
    "report:../settings.py",
    "javascript:alert(1)",
)
MARKUP = (
    "{url}",
    '<img src="{url}">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<base href="{url}">',
    '<style>@import "{url}"; p {{ background: url({url}) }}</style>',
    '<p style="background: url({url})">x</p>',
    '<body background="{url}">',
    '<object data="{url}"></object><embed src="{url}"><iframe src="{url}"></iframe>',
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<image href="{url}"/><use xlink:href="{url}"/></svg>',
    '"><script src="{url}"></script>',
    "'); background: url({url}); x: ('",
    '<meta http-equiv="refresh" content="0; url={url}">',
    "{{% include '{url}' %}} {{{{ {url} }}}}",
)


@contextmanager
def listener():
    """A door on this machine, and how often somebody knocked."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        knocks = []

        def wait():
            while True:
                try:
                    visitor, _ = server.accept()
                except OSError:
                    return
                knocks.append(visitor.recv(200))
                visitor.close()

        threading.Thread(target=wait, daemon=True).start()
        yield server.getsockname()[1], knocks
        server.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def bait(tmp_path):
    """Every kind of markup with every kind of address in it, leading to a door and to a secret."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    with listener() as (port, knocks):
        urls = [address.format(port=port, path=secret) for address in ADDRESSES]
        yield [markup.format(url=url) for markup in MARKUP for url in urls], knocks


def with_bait(bait: list[str]) -> dict:
    """A report with the bait wherever a text can stand."""
    report = sample.content()
    report["authority"] = bait[14]
    report["marking"] = bait[-1]
    report["overview"].update(first_page="\n".join(bait[:40]), text="\n".join(bait), by=bait[20])
    for number, area in enumerate(report["areas"]):
        area.update(name=bait[15 + number], heads=bait[30:32], approved_by=bait[16])
        for section in area["sections"]:
            section["title"] = bait[90 + number]
            for answer in section["answers"]:
                answer.update(answer="\n\n".join(bait[number::25]), text=bait[50 + number])
    return report


def assert_nothing_came_in(document: bytes, knocks: list) -> None:
    book = PdfReader(io.BytesIO(document))
    assert knocks == []
    assert not any(SECRET in page.extract_text() for page in book.pages)
    assert not book.attachments
    annotations = [a.get_object() for page in book.pages for a in page.get("/Annots", [])]
    assert not any("/A" in a or "/FS" in a for a in annotations)


def test_bait_typed_into_a_report_is_printed_and_never_taken(bait):
    texts, knocks = bait
    document = pdf.draw(with_bait(texts))
    assert_nothing_came_in(document, knocks)
    told = "".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages)
    assert '<img src="http://127.0.0.1' in told.replace("\u200b", "").replace("\n", "")


def test_even_unescaped_bait_is_refused_by_the_fetcher(bait, monkeypatch, caplog):
    """The second lock: were a text ever to come through as markup, still nothing is fetched."""
    texts, knocks = bait
    page = SafeString("<html lang=en><title>x</title><body><h1>x</h1>" + "".join(texts))
    monkeypatch.setattr(pdf, "report_html", lambda content: page)
    document, _ = pdf._lay_out({})
    assert knocks == []
    assert SECRET not in "".join(p.extract_text() for p in PdfReader(io.BytesIO(document)).pages)
    assert b"/EmbeddedFile" not in document


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "file:///etc/hostname", "data:,x", "report:x"]
)
def test_the_fetcher_knows_its_own_two_pictures_only(url):
    fetcher = pdf._own_pictures()
    assert b"DRAFT" in fetcher("report:draft.svg").read()
    with pytest.raises(ValueError, match="fetches nothing"):
        fetcher(url)
