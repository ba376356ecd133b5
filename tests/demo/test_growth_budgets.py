"""A page costs the same after ten years of figures as after four: in queries, and in rows that are
read, which is what grows unseen while the number of queries stays."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.db import connection
from django.db.models.sql import compiler
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import growth
from performance.models import Measure
from selfassess.assessments.operations.lifecycle import reopen
from selfassess.demo.sample.calendar import LAST
from selfassess.live_figures import recent
from selfassess.quarters.models import Quarter
from tests.factories import freeze_now, get_assessment
from tests.test_budgets import MOST_FOR_A_REPORT, MOST_QUERIES, page

from .conftest import loaded, sample_rows
from .test_sample_budgets import VISITS, person

pytestmark = [pytest.mark.django_db, pytest.mark.long]

SOME, MANY = 16, 40  # quarters
# Every page may read the list of quarters; so much of each quarter is read where more is listed
LISTS = {
    "reports": 4,
    "targets": 3,
    "indicators": 4,
}  # of a quarter, also whether its areas are approved
AREA = f"/{LAST}/lac/"
FIGURES = {
    "charts of an area": ("head.lac", f"{AREA}explore/"),
    "sources of a figure": ("analyst", f"{AREA}indicators/LC02/"),
    "disagreements": ("analyst", "/kpis/disagreements/"),
    "targets": ("analyst", "/targets/"),
    "KPIs": ("analyst", "/kpis/"),
}


@contextmanager
def rows_read() -> Iterator[list[int]]:
    """How many rows the ORM takes from the database, by query that has any."""
    numbers: list[int] = []
    read = compiler.cursor_iter

    def count(*args):
        numbers.append(0)
        for rows in read(*args):
            numbers[-1] += len(rows)
            yield rows

    with patch.object(compiler, "cursor_iter", count):
        yield numbers


def cost_of(visit: Callable[[], object]) -> tuple[int, int]:
    """Queries and rows. Asked twice: what a process reads once does not count. What is kept for
    live figures does: whether it is trusted is a matter of seconds."""
    visit()
    recent.forget()
    with CaptureQueriesContext(connection) as queries, rows_read() as rows:
        visit()
    return len(queries), sum(rows)


def costs_with(quarters: int, blocker) -> dict[str, tuple[int, int]]:
    """Of every page, in a council with so many quarters."""
    with loaded(blocker, sample_rows):
        growth.grow(quarters)
        assert Measure.objects.values("quarter").distinct().count() == quarters
        reopen(get_assessment(LAST, "lac"), reason="One more look.", by=person("director"))
        found = {}
        for name, (account, address) in (VISITS | FIGURES).items():
            client = Client()
            client.force_login(person(account))
            found[name] = cost_of(lambda: page(address)(client))  # noqa: B023
        quarter = Quarter.objects.get(code=LAST)
        return found | {"gather": cost_of(lambda: freeze_now(quarter))}


def test_a_page_costs_the_same_after_forty_quarters(django_db_blocker, subtests):
    some, many = (costs_with(quarters, django_db_blocker) for quarters in (SOME, MANY))
    for name, (queries, rows) in many.items():
        with subtests.test(name):
            assert queries == some[name][0]
            assert queries <= (MOST_FOR_A_REPORT if name == "gather" else MOST_QUERIES)
            more = LISTS.get(name, 1) * (MANY - SOME)
            assert rows <= some[name][1] * 1.1 + more
