"""What the program's log says, and what never stands in it."""

import json
import logging
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path

from selfassess.access import Role
from selfassess.audit.models import AccessEntry
from selfassess.portal.log_lines import JsonLines, OfRequest
from tests.factories import PASSWORD, get_assessment, make_quarter, make_user

CANARY = "Canary-in-the-coal-mine"
CATALOGUE = Path(settings.BASE_DIR, "docs", "logs.md").read_text()

pytestmark = pytest.mark.django_db


def broken(request) -> HttpResponse:
    """As a database does when it refuses a row."""
    try:
        raise ValueError(f"DETAIL: Failing row contains ({request.POST or request.GET}).")
    except ValueError as error:
        raise RuntimeError(CANARY) from error


urlpatterns = [path("broken/", broken), path("", include("selfassess.portal.urls"))]


@pytest.fixture
def lines(caplog):
    """What would be written in production, line by line."""
    caplog.set_level(logging.INFO)
    caplog.handler.addFilter(OfRequest())
    given = settings.LOGGING["formatters"]["JSON"] | {}
    given.pop("()")
    formatter = JsonLines(**given)

    def lines() -> list[dict]:
        written = [formatter.format(record) for record in caplog.records]
        assert not any("\n" in line for line in written)
        return [json.loads(line) for line in written]

    return lines


def test_each_answer_is_a_line_with_its_pattern_and_its_id(client, lines):
    answer = client.get("/help/")
    [line] = [line for line in lines() if line["message"] == "request"]
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "help/", 200)
    assert line["level"] == "INFO"
    assert line["time"].endswith("Z")
    assert line["milliseconds"] >= 0


def test_an_id_from_outside_is_not_believed(client):
    answer = client.get("/help/", headers={"x-request-id": "chosen"})
    assert answer.headers["X-Request-ID"] != "chosen"


def test_what_was_logged_in_a_request_carries_its_id(client, lines):
    answer = client.post("/accounts/login/", {"login": "who@example.org", "password": "x" * 12})
    told = [line for line in lines() if "failed to sign in" in line["message"]]
    assert [line["request_id"] for line in told] == [answer.headers["X-Request-ID"]]


def test_what_machines_ask_every_few_seconds_is_no_line(client, lines):
    for address in ("/healthz", "/readyz", "/metrics"):
        client.get(address)
    assert not [line for line in lines() if line["message"] == "request"]


@override_settings(ROOT_URLCONF=__name__)
def test_no_word_that_somebody_wrote_is_logged_when_a_page_breaks(client, lines):
    client.raise_request_exception = False
    client.force_login(make_user((Role.HEAD, "mash")))
    for answer in (
        client.get("/broken/", {"q": CANARY}),
        client.post("/broken/", {"text": CANARY}),
        client.get("/search/", {"q": CANARY}),
        client.get("/nowhere/", {"q": CANARY}),
    ):
        assert answer.headers["X-Request-ID"]
    told = json.dumps(lines())
    assert CANARY not in told
    assert "RuntimeError" in told
    assert "ValueError" in told
    assert "test_logs.py" in told


def test_no_word_of_a_save_is_logged(client, lines):
    assessment = get_assessment(make_quarter())
    client.force_login(make_user((Role.HEAD, assessment.area)))
    page = f"/{assessment.quarter_id}/{assessment.area}/know/"
    client.post(page, {"know": CANARY, "version-know": "x"})
    client.post("/accounts/login/", {"login": "a@example.org", "password": CANARY + PASSWORD})
    assert lines()
    assert CANARY not in json.dumps(lines())


def test_the_proxy_logs_no_words_either():
    conf = Path(settings.BASE_DIR, "deploy", "nginx.conf").read_text()
    assert "access_log" in conf
    form = conf.split("log_format")[1].split(";")[0]
    assert not [name for name in ("$request ", "$request_uri", "$args") if name in form]


@pytest.mark.parametrize("kind", ["password/reset/key", "single-sign-on/invitation"])
def test_no_key_of_a_link_is_logged(client, lines, kind):
    """A link that cannot be answered now is still good afterwards."""
    key = "3-abc123-0123456789abcdef"
    client.post(f"/accounts/{kind}/{key}/", headers={"sec-fetch-site": "cross-site"})
    client.get(f"/accounts/{kind}/{key}/wrong/")
    told = json.dumps([*lines(), *AccessEntry.objects.values_list("about", flat=True)])
    assert f"/accounts/{kind}/3-" in json.loads(json.dumps(told))
    assert "0123456789abcdef" not in told


@pytest.mark.parametrize("conf", ["nginx.conf", "nginx-front.conf"])
def test_nor_by_the_proxy(conf):
    text = Path(settings.BASE_DIR, "deploy", conf).read_text()
    form = text.split("log_format")[1].split(";")[0]
    assert "$logged" in form
    assert "$uri" not in form
    left_out = re.search(r'map \$uri \$logged \{\s+"~(.+?)"', text)
    assert left_out
    for kind in ("password/reset/key", "single-sign-on/invitation"):
        address = f"/accounts/{kind}/3-abc123-0123456789abcdef/"
        found = re.match(left_out[1].replace("?<", "?P<"), address)
        assert found
        assert found["before"] == f"/accounts/{kind}/3-"


def test_the_catalogue_names_everything_that_a_line_may_hold():
    for field in ("time", "level", "name", "message", "request_id", "method", "route", "status"):
        assert f"`{field}`" in CATALOGUE
