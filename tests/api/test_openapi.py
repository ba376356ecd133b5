"""The OpenAPI document says what the API does: schemathesis asks all that it allows, and what it
does not, and compares every answer with it."""

import logging
import re

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
)

from selfassess.api.document import document
from selfassess.api.urls import LISTS as lists_of_the_api

from .program import BASE, LISTS

pytestmark = pytest.mark.django_db

# Not `selfassess.wsgi`, which reads all templates first, in each process that collects tests
schema = schemathesis.openapi.from_wsgi(f"{BASE}/openapi.json", get_wsgi_application())
# One list of each kind of question: the others ask the same, and only their rows differ
KINDS = re.compile(f"{BASE}/(quarters|targets|measures|actions)$")
PATIENT = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much]


@pytest.fixture(autouse=True)
def _stays_connected():
    """As Django's own test client does it: the end of a request would close the test's database."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level(logging.CRITICAL, logger="django")
    caplog.set_level(logging.CRITICAL, logger="selfassess")


def check(case, program) -> None:
    """Of a request that was to be wrong because it had no token, nothing is wrong once it has ours;
    others come with one that is made up, which ours replaces."""
    was_without = "Authorization" not in case.headers
    headers = {"Authorization": f"Bearer {program.secret}"}
    answer = case.call(headers=headers)
    sent = {"headers": headers, "transport_kwargs": {"headers": headers}}
    excepted = [negative_data_rejection] if was_without else []
    case.validate_response(answer, excluded_checks=excepted, **sent)


@schema.include(path_regex=KINDS).parametrize()
@settings(max_examples=15, suppress_health_check=PATIENT)
def test_every_answer_is_as_the_document_says(case, program):
    check(case, program)


def test_the_kinds_of_question_are_all_of_them():
    asked = {kind.asked for kind in lists_of_the_api}
    assert {kind.asked for kind in lists_of_the_api if KINDS.match(f"{BASE}/{kind.name}")} == asked


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    ("query", "status"), [({}, 200), ({"limit": 1}, 200), ({"format": "csv"}, 200), ({"a": 1}, 422)]
)
def test_the_rows_of_each_list_are_as_the_document_says(program, name, query, status):
    case = schema[f"{BASE}/{name}"]["GET"].Case(query=query)
    answer = case.call(headers={"Authorization": f"Bearer {program.secret}"})
    assert answer.status_code == status
    case.validate_response(answer, checks=[response_schema_conformance, content_type_conformance])


@pytest.mark.long
@schema.parametrize()
@settings(max_examples=400, suppress_health_check=PATIENT)
def test_a_great_many_are(case, program):
    check(case, program)


def test_it_is_open_and_says_nothing_of_a_council(db):
    answer = Client().get(f"{BASE}/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.1")
    assert set(answer.json()["paths"]) == {f"{BASE}/{name}" for name in LISTS}
    again = Client().get(f"{BASE}/openapi.json", headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_every_field_and_parameter_is_explained():
    silent = [
        f"{name}.{field}"
        for name, component in document()["components"]["schemas"].items()
        for field, said in component.get("properties", {}).items()
        if name.endswith("Row") and not said.get("description")
    ]
    silent += [
        f"{path}?{parameter['name']}"
        for path, item in document()["paths"].items()
        for parameter in item["get"]["parameters"]
        if not parameter.get("description")
    ]
    assert silent == []


def test_it_is_made_without_a_warning(capsys):
    document.cache_clear()
    document()
    assert capsys.readouterr().err == ""
    cache.clear()
