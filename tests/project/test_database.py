"""People who write at once wait for each other, on SQLite as well as on PostgreSQL."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection, transaction

from selfassess.accounts.models import User
from selfassess.audit.models import Event
from selfassess.quarters.models import Quarter
from selfassess.quarters.operations import set_due
from tests.factories import make_quarter

WRITERS = 4


def all_at_once(write) -> list:
    """Let several threads do the same thing at the same moment, and return what each got."""
    together = Barrier(WRITERS)

    def run(number: int):
        try:
            together.wait()
            return write(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(run, range(WRITERS)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("busy_timeout", 20_000),
        ("synchronous", 2),  # FULL: what was saved survives a power cut
        ("foreign_keys", 1),
        ("recursive_triggers", 1),  # REPLACE deletes nothing unseen
    ],
)
def test_sqlite_is_told_how_to_behave_and_does(pragma, value):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own settings")
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)


@pytest.mark.trial("races", times=50)
@pytest.mark.django_db(transaction=True)
def test_whoever_reads_before_writing_waits_too_instead_of_failing():
    """Two transactions that read first and write then: without a lock taken at the beginning,
    SQLite would refuse one of them at once, however long it may wait."""
    User.objects.command_line()

    def read_then_write(number: int) -> int:
        with transaction.atomic():
            there = User.objects.count()
            time.sleep(0.05)
            User.objects.create(email=f"{number}@example.org", name=str(number))
            return there

    all_at_once(read_then_write)
    assert User.objects.count() == 1 + WRITERS


@pytest.mark.trial("races", times=50)
@pytest.mark.django_db(transaction=True)
def test_actions_on_the_same_quarter_take_turns():
    make_quarter("2020-21-q2")
    system = User.objects.command_line()
    all_at_once(lambda n: set_due("2020-21-q2", due=date(2020, 10, 10 + n), by=system))
    moves = Event.objects.filter(verb="quarter.due").order_by("pk").values_list("before", "after")
    assert len(moves) == WRITERS
    for (_, after), (before, _) in pairwise(moves):
        assert before == after  # each saw what the one before had written
    assert Quarter.objects.get().due.isoformat() == moves[WRITERS - 1][1]["due"]


@pytest.mark.django_db(transaction=True)
def test_readers_do_not_wait_for_a_writer():
    quarter = make_quarter("2020-21-q2")
    with transaction.atomic():
        Quarter.objects.update(due=date(2020, 12, 24))
        with ThreadPoolExecutor(1) as pool:
            seen = pool.submit(read_due).result(timeout=10)
    assert seen == quarter.due


def read_due() -> date:
    try:
        return Quarter.objects.get().due
    finally:
        connection.close()
