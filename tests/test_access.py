"""Who may do what: every address of the portal, for everybody, asked for real.

The table is in access_matrix.py. Each test asks one line of it, actor by actor, and every cell
starts from the same stage. Whatever comes is also looked at for what no page may hold (markup.py).
"""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, resolve
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import timezone

from selfassess.access import Role
from selfassess.accounts.models import Assignment
from selfassess.assessments.models import KeptText

from .access_matrix import AREAS, CHALLENGES, DECIDES, EXEMPT, FORMS, ROWS, Row
from .factories import make_user
from .markup import faults_in
from .pages import form_on
from .rows import digest, watch
from .stage import Stage, scene

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quiet(caplog):
    """A refusal is what these tests want, so it need not be logged a thousand times."""
    caplog.set_level(logging.CRITICAL, logger="django.request")


def ask(stage: Stage, row: Row, actor: str, area: str, seen: dict[str, str]) -> HttpResponse:
    path = stage.address(row.address, area)
    client = stage.client(actor)
    if row.method == "GET":
        return client.get(path)
    form = stage.form(FORMS.get(resolve(path).url_name or "", {}), actor, area)
    return client.post(path, seen | form)


def seen_before(stage: Stage, row: Row, actor: str, area: str) -> dict[str, str]:
    """What somebody's page has shown before she decides on it. That she had it open changes
    nothing: it is a scene of its own."""
    path = stage.address(row.address, area)
    if row.method == "GET" or resolve(path).url_name not in DECIDES:
        return {}
    with scene():
        return seen_on(stage.client(actor), path)


def seen_on(client: Client, path: str) -> dict[str, str]:
    """What the page says that it has shown, for whoever gets the page."""
    fields = form_on(client.get(path))
    return {name: fields[name] for name in ("seen", "shown") if name in fields}


def outcome(response: HttpResponse, *, changed: bool, kept: bool) -> str:
    """What happened, in the words of the table; a change where none may be is marked."""
    if response.status_code == 409 and kept:
        return "409"
    if (
        response.status_code == 200
        and changed
        and not response.headers["Content-Type"].startswith("text/")
    ):
        return "saved"
    if response.status_code != 302:
        return f"{response.status_code}{' and a change' if changed else ''}"
    if response.headers["Location"].startswith("/accounts/login/?next="):
        return "login and a change" if changed else "login"
    if changed:
        return "kept" if kept else "done"
    return "302"


def askers(row: Row) -> list[tuple[str, str]]:
    """Everybody. On PostgreSQL one of those in an area, and one of the others, for each answer: who
    may do what is told by SQLite, and there each address only has to work."""
    if connection.vendor != "postgresql":
        return row.asked
    one_each: dict[tuple[str, bool], tuple[str, str]] = {}
    for area, actor in row.asked:
        one_each.setdefault((row.expected(actor, area), actor in AREAS["mash"]), (area, actor))
    return list(one_each.values())


def takes_no_such_method(row: Row) -> bool:
    return {row.expected(actor, area) for area, actor in row.asked} <= {"405", "login"}


def test_what_takes_no_such_method_refuses_whoever_may_most(stage: Stage):
    """The short form of the rows that are long below."""
    rows = [row for row in ROWS if takes_no_such_method(row)]
    assert len(rows) > 100
    for row in rows:
        asker = next((area, actor) for area, actor in row.asked if actor in ("director", "head"))
        with scene():
            assert ask(stage, row, *reversed(asker), {}).status_code == 405, row


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, marks=pytest.mark.slow if takes_no_such_method(row) else ())
        for row in ROWS
    ],
    ids=str,
)
def test_everybody_gets_what_the_table_says(stage: Stage, row: Row):
    texts, wrong = KeptText.objects.count(), []
    for area, actor in askers(row):
        cache.clear()  # the limits on signing in are not what this is about
        seen = seen_before(stage, row, actor, area)
        with scene(), watch() as statements:
            response = ask(stage, row, actor, area, seen)
            changed = bool(statements) and digest() != stage.untouched
            kept = changed and KeptText.objects.count() > texts
        got = outcome(response, changed=changed, kept=kept)
        only_noted = row.method == "GET" or row.address in CHALLENGES
        if only_noted and got == "200 and a change":
            got = "noted"
        if got != row.expected(actor, area):
            wrong.append(f"{actor} at {area}: {got}, not {row.expected(actor, area)}")
        wrong += [f"{actor} at {area}: {fault}" for fault in faults_in(response)]
    assert not wrong, "\n".join([str(row), *wrong])


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_address_is_missing_from_the_table(stage: Stage, method: str):
    asked = {resolve(stage.address(row.address)).route for row in ROWS if row.method == method}
    missing = set(routes(get_resolver().url_patterns)) - asked
    assert {route for route in missing if not route.startswith(tuple(EXEMPT))} == set()


def test_every_cell_of_the_table_is_asked(stage: Stage):
    assert {actor for row in ROWS for _, actor in row.asked} == set(stage.actors)
    assert all(set(row.cells) == set(ROWS[0].cells) for row in ROWS)
    assert len({str(row) for row in ROWS}) == len(ROWS)


DECISIONS = {
    "/{sent}/{area}/review/approve/": {},
    "/{sent}/{area}/review/return/": {"know": "Say how you know it."},
    "/{closed}/{area}/review/reopen/": {"reason": "A figure was wrong."},
    "/{issued}/{area}/review/reopen/": {"reason": "A figure was wrong."},
}


@pytest.mark.parametrize("role", [Role.HEAD, Role.DEPUTY])
@pytest.mark.parametrize("address", DECISIONS)
def test_no_director_decides_about_an_area_of_her_own(stage: Stage, role, address: str):
    director = stage.actors["director"]
    Assignment.objects.create(user=director, role=role, area="mash")
    before = digest()
    client, path = stage.client("director"), stage.address(address)
    with scene():
        seen = seen_on(client, path)
    response = client.post(path, seen | DECISIONS[address])
    assert response.status_code == 403
    assert digest() == before


@pytest.mark.parametrize("address", DECISIONS)
def test_but_about_every_other_area(stage: Stage, address: str):
    director = stage.actors["director"]
    Assignment.objects.create(user=director, role=Role.HEAD, area="mash")
    before = digest()
    client, path = stage.client("director"), stage.address(address, "early-help")
    assert client.post(path, seen_on(client, path) | DECISIONS[address]).status_code == 302
    assert digest() != before


@pytest.mark.parametrize("address", DECISIONS)
def test_and_a_second_director_decides_about_hers(stage: Stage, sign_in, address: str):
    before = digest()
    client = sign_in(make_user(Role.DIRECTOR, name="Second director"))
    path = stage.address(address)
    assert client.post(path, seen_on(client, path) | DECISIONS[address]).status_code == 302
    assert digest() != before


def test_the_stage_is_the_same_however_long_a_run_takes(stage: Stage):
    with scene(), time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert stage.client("head").get("/readyz").status_code == 200


def test_several_roles_add_up(stage: Stage, sign_in):
    client = sign_in(make_user(Role.ANALYST, (Role.DEPUTY, "lac"), (Role.HEAD, "mash")))
    answers = {
        area: client.get(stage.address("/{open}/{area}/", area)).status_code
        for area in ("mash", "lac", "early-help")
    }
    assert answers == {"mash": 200, "lac": 200, "early-help": 404}
