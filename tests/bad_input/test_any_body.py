"""Whatever is sent to whatever address: a page, a sentence, never a fault of ours.

Every address of the access matrix that takes a POST, from somebody for whom it does something.
"""

import logging
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import resolve

from tests.access_matrix import FORMS, ROWS, Row
from tests.pages import form_on
from tests.stage import Stage, scene

pytestmark = pytest.mark.django_db

POSTS = [row for row in ROWS if row.method == "POST" and {"405"} != set(row.cells.values())]
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
PART = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nWe \xff listen\r\n--x--\r\n'
FIELDS = ("seen", "shown", "version", "save_id", "kept", "author", "text", "reason", "page", "next")

# What the body is said to be, and what it is
BODIES = [
    (f"{URLENCODED}; charset=utf-16", "text=We listen".encode("utf-16")),
    (f"{URLENCODED}; charset=no-such", b"text=We+listen"),
    (f"{MULTIPART}; boundary=x; charset=utf-16", PART),
    (f"{MULTIPART}; boundary=x; charset=idna", PART),
    (f"{MULTIPART}; boundary=x", PART),
    (f"{MULTIPART}; boundary=x", PART[:40]),
    (f"{MULTIPART}; boundary=x", PART.replace(b'name="text"', b'name="file"; filename="a\x00/b"')),
    (MULTIPART, PART),
    ("application/json", b'{"text": "We listen"}'),
    ("text/plain", b"text=We listen"),
    (URLENCODED, b"%ff=%ff&%zz=%&text=%C3%28&=&&a=b=c"),
    (URLENCODED, b"&".join(b"f%d=1" % n for n in range(3_000))),
    (URLENCODED, b""),
]

# What every field is filled in with
VALUES = [
    "\0",
    "a\0b",
    "x" * 20_000,
    "9" * 400,
    "-1",
    "9999-12-31",
    "٣",
    "\u202e\ufeff👩‍👩‍👧",
    "{",
    "[[]]",
    "//[",
    "1e999",
]


def asker(row: Row) -> str:
    """Who gets furthest there."""
    actors = ("admin", "director", "analyst", "head", "anonymous")
    wanted = (
        "done",
        "noted",
        "saved",
        "kept",
        "302",
        "200",
        "409",
        "403",
        "404",
        "401",
        "405",
        "login",
    )
    return min(actors, key=lambda actor: wanted.index(row.expected(actor, "mash")))


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level(logging.CRITICAL, logger="django")


def answered(stage: Stage, row: Row, body: bytes | dict, kind: str | None = None) -> str:
    cache.clear()
    path = stage.address(row.address)
    client = stage.client(asker(row))
    with scene():
        if kind is None:
            response = client.post(path, body)
        else:
            response = client.generic("POST", path, body, content_type=kind)
    return f"{path}: {response.status_code}" if response.status_code >= 500 else ""


def filled(stage: Stage, row: Row, value: str) -> dict[str, str]:
    name = resolve(stage.address(row.address)).url_name or ""
    usual = stage.form(FORMS.get(name, {}), asker(row))
    names = {*usual, *(f"initial-{field}" for field in usual), *FIELDS}
    return dict.fromkeys(names, value)


def one_of(all_: list, row: Row, turn: int) -> Any:
    """Of two for each address in the short form one, other ones for the next address."""
    return all_[(2 * POSTS.index(row) + turn) % len(all_)]


@pytest.mark.parametrize("which", [0, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("row", POSTS, ids=str)
def test_a_body_and_a_value(stage: Stage, row: Row, which: int):
    kind, body = one_of(BODIES, row, which)
    found = [answered(stage, row, body, kind)]
    found.append(answered(stage, row, filled(stage, row, one_of(VALUES, row, which))))
    assert not [*filter(None, found)]


@pytest.mark.long
@pytest.mark.trial("hostile", times=len(BODIES) + len(VALUES))
def test_every_body(stage: Stage, turn: int, record_property):
    """At every turn another one for each address, in the end all."""
    found = []
    for number, row in enumerate(POSTS):
        which = (number + turn) % (len(BODIES) + len(VALUES))
        if which < len(BODIES):
            kind, body = BODIES[which]
            found.append(answered(stage, row, body, kind))
        else:
            found.append(answered(stage, row, filled(stage, row, VALUES[which - len(BODIES)])))
    record_property("told", f"turn {turn}: {len(found)} bodies sent")
    assert not [*filter(None, found)]


NUMBERS = (
    "import",
    "strength",
    "action",
    "owner",
    "gone",
    "measure",
    "request",
    "build",
    "form",
    "document",
    "token",
)


ODD_NUMBERS = ["0", "9" * 30, "٣", "%00"]
FURTHER_NUMBERS = ["2147483648", "9" * 18, "-1", "1.0"]


@pytest.mark.parametrize(
    "number", ODD_NUMBERS + [pytest.param(one, marks=pytest.mark.slow) for one in FURTHER_NUMBERS]
)
def test_numbers_that_name_nothing(stage: Stage, number: str):
    found = []
    for row in ROWS:
        if not any(f"{{{name}}}" in row.address for name in NUMBERS):
            continue
        address = row.address
        for name in NUMBERS:
            address = address.replace(f"{{{name}}}", number)
        with scene():
            client = stage.client(asker(row))
            ask = client.get if row.method == "GET" else client.post
            response = ask(stage.address(address))
        if response.status_code not in (302, 404, 405):
            found.append(f"{row.method} {address}: {response.status_code}")
    assert not found


@pytest.mark.parametrize(
    "kind", [kind for kind, _ in BODIES[:5]] + ["application/json", "text/plain"]
)
def test_what_is_no_form_of_ours_is_refused_in_a_sentence_and_changes_nothing(
    stage: Stage, kind: str
):
    with scene():
        address = stage.address("/{open}/mash/know/")
        response = stage.client("head").generic("POST", address, PART, content_type=kind)
    assert response.status_code == 400
    assert "What was sent is not a form" in response.text or "not UTF-8" in response.text


def test_a_letter_that_was_garbled_before_it_was_typed_is_taken_as_it_is(stage: Stage):
    """As from a document that somebody saved in another character set; script sends it in parts."""
    text = "We \ufffd listen"
    with scene():
        client, address = stage.client("head"), stage.address("/{open}/mash/know/")
        typed = form_on(client.get(address)) | {"know-text": text}
        assert client.post(address, typed).status_code == 302
        assert text in client.get(address).text


@pytest.mark.parametrize("address", ["//[", "http://[", "\\\\[x", "/\0", "%00"])
def test_where_a_sign_in_shall_lead_may_be_no_address_at_all(stage: Stage, address: str):
    client = stage.client("anonymous")
    with scene():
        assert client.get("/accounts/login/", {"next": address}).status_code == 200
        typed = {"login": "viewer@example.org", "password": "wrong", "next": address}
        assert client.post("/accounts/login/", typed).status_code == 200
