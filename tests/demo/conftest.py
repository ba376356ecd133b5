"""The demos as load_demo makes them, once for a module, without laying out their reports."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings

from selfassess.demo.load import load
from selfassess.demo.sample.load import load_sample
from tests.stage import scene


@contextmanager
def loaded(blocker, make: Callable[[], None]) -> Iterator[None]:
    """Rolled back after the module's last test. Tests must be marked django_db, as on the stage."""
    assert Path(connection.settings_dict["NAME"]).name.startswith("test")
    with (
        blocker.unblock(),
        override_settings(TODAY=None),
        pytest.MonkeyPatch.context() as patch,
        scene(),
    ):
        patch.setattr("selfassess.reporting.pdf.draw", lambda content: b"%PDF for tests")
        make()
        yield


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker, load):
        yield


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """All eight quarters: some ten seconds."""
    with loaded(django_db_blocker, lambda: load_sample(say=str)):
        yield
