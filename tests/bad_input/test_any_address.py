"""However an address is asked for: a page or a sentence, never a fault of ours."""

import logging
import re

import pytest
from django.core.cache import cache
from django.test import Client

from tests.access_matrix import ROWS, Row
from tests.stage import Stage, scene

from .test_any_body import asker

pytestmark = [pytest.mark.django_db, pytest.mark.long]

GETS = [row for row in ROWS if row.method == "GET"]

QUERIES = [
    *("?page=-1", "?page=99999999999999999999", "?page=%00", "?page=%D9%A3", "?page=1&page=2"),
    *("?q=%00", "?q=" + "x" * 5_000, "?q=%ff%fe", "?q='%20OR%201=1--", "?q=%22%20NEAR%20("),
    *("?q=<script>alert(1)</script>", "?q={{7*7}}", "?q=..%2f..%2fetc%2fpasswd"),
    *("?next=//evil.example/", "?next=javascript:alert(1)", "?format=%00", "?first=9999-99-99"),
    *("?quarter[]=x&area=mash&area=lac&kpi=%F0%9F%91%A9", "?person=99999999999999999999&kind=%00"),
    "?" + "&".join(f"f{number}=1" for number in range(900)),
]
HEADERS = [
    {"host": "evil.example"},
    {"cookie": "sessionid=%00; csrftoken=\x7f; a=b=c;;"},
    {"x-forwarded-for": "'; DROP TABLE x --", "x-forwarded-proto": "gopher"},
    {"accept": "*/*;q=zz", "accept-language": "x-" * 500, "accept-encoding": "\x00"},
    {"if-none-match": '"', "if-modified-since": "never", "range": "bytes=-1--5"},
    {"authorization": "Bearer \xff\x80", "sec-fetch-site": "\x00"},
]
PARTS = ["%00", "..%2f..%2f", "x" * 300, "%F0%9F%92%A9", "-1", "'%20OR%201=1", "9" * 30, "%ff"]
PAYLOADS = [*QUERIES, *HEADERS, *PARTS]


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level(logging.CRITICAL, logger="django")


def answered(stage: Stage, row: Row, payload: str | dict[str, str]) -> str:
    cache.clear()
    client: Client = stage.client(asker(row))
    client.raise_request_exception = False
    path, headers = stage.address(row.address), {}
    if isinstance(payload, dict):
        headers = payload
    elif payload.startswith("?"):
        path += payload
    else:
        path = stage.address(re.sub(r"\{\w+\}", payload, row.address))
    with scene():
        response = client.generic("GET", path, headers=headers)
    return f"{path} {headers}: {response.status_code}" if response.status_code >= 500 else ""


@pytest.mark.trial("hostile", times=len(PAYLOADS))
def test_every_address(stage: Stage, turn: int, record_property):
    """At every turn another one for each address, in the end all."""
    found = [
        answered(stage, row, PAYLOADS[(number + turn) % len(PAYLOADS)])
        for number, row in enumerate(GETS)
    ]
    record_property("told", f"turn {turn}: {len(found)} addresses asked for")
    assert not [*filter(None, found)]
