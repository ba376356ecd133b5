"""A page costs the same however many quarters and areas there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from tests.factories import make_issued, make_quarter
from tests.test_budgets import TRANSACTIONS

from .program import LISTS, make_program

MOST = 25
EARLIER = ("2019-20-q2", "2019-20-q3", "2019-20-q4")


def cost(program, name: str, **query) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert program.ask(name, **query).status_code == 200
    return sum(not query["sql"].startswith(TRANSACTIONS) for query in queries)


@pytest.fixture
def program(db, quick_pdf):
    load_catalogue(by=User.objects.command_line())
    make_issued("2020-21-q1")
    make_quarter("2020-21-q2")
    return make_program()


def test_it_does_not_grow(program):
    codes = ("", "2020-21-q1", "2020-21-q2")
    asked = [(name, {}) for name in LISTS] + [
        (name, {"quarter": code})
        for name in ("measures", "ratings", "actions")
        for code in codes
        if code
    ]
    program.ask("areas")  # from now on its use is noted already
    before = [cost(program, name, **query) for name, query in asked]
    for code in EARLIER:
        make_issued(code)
    after = [cost(program, name, **query) for name, query in asked]
    assert after == before
    assert max(after) <= MOST
