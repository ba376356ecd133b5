"""Whoever saves while a report is frozen waits for nothing, and what is saved meanwhile is in no
part of the report."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from selfassess.accounts.models import User
from selfassess.quarters.operations import close_quarter
from selfassess.reporting import operations
from selfassess.reporting.models import Build, Kind
from selfassess.reporting.tasks import lay_out
from selfassess.reporting.views import editions
from tests.factories import get_assessment, make_quarter, make_user, write

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one lock for everything"),
]

SOON = 20  # seconds: more than any save takes that does not wait


@pytest.fixture
def quarter():
    quarter = make_quarter()
    for area in ("mash", "lac"):
        write(get_assessment(quarter, area), "Before.", by=User.objects.command_line())
    return quarter


def elsewhere(act: Callable[[], object]) -> None:
    """In a connection of its own. Fails when it has to wait for this one."""

    def done() -> None:
        try:
            act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(done)
        try:
            future.result(SOON)
        except TimeoutError:
            connection.close()  # which lets the other go on
            raise


def save(quarter) -> None:
    for area in ("mash", "lac"):
        write(get_assessment(quarter, area), "Meanwhile.", by=User.objects.command_line())


@pytest.fixture
def meanwhile(monkeypatch):
    """Something happens once, between the first query of a freeze and the others."""
    gather = operations.gather

    def happens(act: Callable[[], object]) -> None:
        waiting = [act]

        def interrupted(quarter, **how):
            assert quarter.assessments.exists()
            if waiting:
                elsewhere(waiting.pop())
            return gather(quarter, **how)

        for module in (operations, editions):
            monkeypatch.setattr(module, "gather", interrupted)

    return happens


def said_in(content) -> set[str]:
    return {said for said in ("Before.", "Meanwhile.") if said in str(content["areas"])}


def compile_draft(quarter) -> Build:
    by = User.objects.command_line()
    return operations.compile_report(quarter, kind=Kind.DRAFT, by=by)


def test_whoever_saves_does_not_wait_and_is_not_in_it(quarter, meanwhile):
    meanwhile(lambda: save(quarter))
    build = compile_draft(quarter)
    assert said_in(build.content) == {"Before."}
    Build.objects.all().delete()
    assert said_in(compile_draft(quarter).content) == {"Meanwhile."}


def test_a_preview_is_of_one_moment_as_well(quarter, meanwhile, client):
    client.force_login(make_user("director"))
    meanwhile(lambda: save(quarter))
    page = client.get(f"/reports/{quarter.pk}/preview/full/").content.decode()
    assert ("Before." in page, "Meanwhile." in page) == (True, False)


def test_a_quarter_that_closes_meanwhile_is_still_compiled(quarter, meanwhile):
    by = User.objects.command_line()
    meanwhile(lambda: close_quarter(quarter.pk, by=by))
    assert compile_draft(quarter).number == 1


def test_whoever_asks_in_the_same_moment_gets_the_same(quarter, meanwhile):
    first = []
    meanwhile(lambda: first.append(compile_draft(quarter).pk))
    assert [compile_draft(quarter).pk] == first
    assert Build.objects.count() == 1


def test_a_number_that_is_taken_meanwhile_is_not_given_twice(quarter, meanwhile, quick_pdf):
    meanwhile(lambda: lay_out.call(compile_draft(quarter).pk))
    version = compile_draft(quarter).content["version"]
    assert (version["number"], version["key"], version["name"]) == (2, "draft-2", "Draft 2")
