"""What cannot be answered is told as a problem, whatever is sent: never as a fault of ours."""

import logging
import re

import pytest
from django.test import Client

from .program import BASE, LISTS, make_program

HOSTILE = [
    "\x00",
    "a\x00b",
    "9" * 400,
    "-1",
    "1e9",
    "0x10",
    "٣",
    "é",
    "\u202e\ufeff👩‍👩‍👧",
    "' OR 1=1 --",
    "{{7*7}}",
    "../../etc/passwd",
    "[]",
    " ",
    "2020-21-q1\n",
    "x" * 5_000,
]


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level(logging.CRITICAL, logger="django")


pytestmark = pytest.mark.django_db


def problem(answer, status: int) -> dict:
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status
    return answer.json()


@pytest.mark.parametrize("value", HOSTILE)
def test_a_parameter_that_is_none(program, value):
    is_place = re.fullmatch("[A-Za-z0-9:-]{1,60}", value)  # any may stand for one
    names = ("quarter", "area", "kpi", "limit", "format", *(() if is_place else ("after",)))
    for name in names:
        told = problem(program.ask("measures", **{name: value}), 422)
        assert name in told["errors"]


@pytest.mark.parametrize("limit", ["0", "1001", "", "1.5", "١٢", "+ 1"])
def test_a_number_of_rows_that_is_none(program, limit):
    problem(program.ask("measures", limit=limit), 422)


@pytest.mark.parametrize("name", LISTS)
def test_a_parameter_that_there_is_not(program, name):
    told = problem(program.ask(name, quater="2020-21-q1"), 422)
    assert told["errors"] == {"quater": ["There is no such parameter."]}


def test_a_parameter_that_is_given_twice(program):
    query = "quarter=2020-21-q1&quarter=2020-21-q2"
    told = problem(program.ask(f"measures?{query}"), 422)
    assert told["errors"] == {"quarter": ["Give it once."]}


@pytest.mark.parametrize("query", ["%ff=%ff", "%zz", "&&&==", "a[]=1", "limit[$gt]=1", "limit"])
def test_a_query_that_is_none(program, query):
    assert program.ask(f"measures?{query}").status_code in (200, 422)


def test_more_parameters_than_a_form_has(program):
    problem(program.ask("measures?" + "&".join(f"a{n}=1" for n in range(3_000))), 400)


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml", "image/*", ",", ";", "a" * 9_000, "\x00"]
)
def test_another_form(program, accept):
    answer = program.ask("areas", headers={"accept": accept})
    problem(answer, 406)


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "QUERY"]
)
@pytest.mark.parametrize("address", [f"{BASE}/measures", f"{BASE}/openapi.json", "/api/nowhere"])
def test_whatever_would_change_something(program, method, address):
    headers = {"authorization": f"Bearer {program.secret}", "sec-fetch-site": "cross-site"}
    answer = Client().generic(method, address, b'{"a": 1}', "application/json", headers=headers)
    problem(answer, 405)
    assert answer.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "nowhere",
        "measures/",
        "measures/MA03",
        "Measures",
        "measures%00",
        "%2e%2e/measures",
        "docs",
        "openapi.yaml",
    ],
)
def test_an_address_that_there_is_not(program, path):
    problem(program.ask(path), 404)


def test_a_range_is_not_looked_at(program):
    answer = program.ask("areas", headers={"range": "bytes=0-1", "if-match": "*"})
    assert answer.status_code == 200


def test_a_mark_that_is_not_the_answers(program):
    problem(program.ask("areas", headers={"if-match": '"another"'}), 412)
    assert program.ask("areas", headers={"if-none-match": 'W/"\x00", ,'}).status_code == 200


@pytest.mark.parametrize("name", ["kpis", "targets", "measures", "ratings", "actions"])
def test_a_token_reads_what_it_was_made_for(db, name):
    scope = name if name in ("ratings", "actions") else "figures"
    others = {"figures", "ratings", "actions", "open"} - {scope}
    assert make_program(scopes=[scope]).ask(name).status_code == 200
    told = problem(make_program(scopes=others).ask(name), 403)
    assert scope in told["detail"]


def test_whoever_has_no_role_reads_nothing(cast):
    program = make_program(cast.nobody)
    for name in LISTS:
        problem(program.ask(name), 403)


def test_a_fault_of_ours_is_a_problem_too(program, monkeypatch):
    def broken(*args):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("selfassess.api.reading.areas", broken)
    headers = {"authorization": f"Bearer {program.secret}"}
    answer = Client(raise_request_exception=False).get(f"{BASE}/areas", headers=headers)
    assert "secret" not in str(problem(answer, 500))
