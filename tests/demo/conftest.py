"""The demos as load_demo makes them, without laying out their reports.

Each is loaded once a session. A module that wants it has its rows put into the database, and rolled
back after its last test.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from selfassess.demo.load import load
from selfassess.demo.sample.load import load_sample
from tests.once import once
from tests.rows import Rows, put_back, read_rows
from tests.stage import scene


def load_once(name: str, make: Callable[[], object]) -> Rows:
    """All rows of an empty database in which `make` has loaded something."""

    def rows() -> Rows:
        with pytest.MonkeyPatch.context() as patch, scene():
            patch.setattr("selfassess.reporting.pdf.draw", lambda content: b"%PDF for tests")
            make()
            return read_rows()

    return once(name, rows)


def demo_rows() -> Rows:
    return load_once("demo", load)


def sample_rows(quarters: int = 8) -> Rows:
    """The last quarters of the sample; all eight take half a minute."""
    return load_once(f"sample-{quarters}", lambda: load_sample(quarters=quarters, say=str))


@contextmanager
def loaded(blocker, rows: Callable[[], Rows]) -> Iterator[None]:
    """For the tests of a module, which must be marked django_db, as on the stage."""
    assert Path(connection.settings_dict["NAME"]).name.startswith("test")
    with blocker.unblock(), scene():
        put_back(rows())
        yield


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker, demo_rows):
        yield


@pytest.fixture(scope="module")
def newest_of_sample(django_db_setup, django_db_blocker):
    """Its last quarter alone, which is loaded in a few seconds."""
    with loaded(django_db_blocker, lambda: sample_rows(1)):
        yield


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """All eight quarters, for long tests."""
    with loaded(django_db_blocker, sample_rows):
        yield
