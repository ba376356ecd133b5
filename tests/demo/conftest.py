"""The demo as load_demo makes it, once for a module, without laying out its report."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings

from selfassess.demo.load import load
from tests.stage import scene


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Rolled back after the module's last test. Tests must be marked django_db, as on the stage."""
    assert Path(connection.settings_dict["NAME"]).name.startswith("test")
    with (
        django_db_blocker.unblock(),
        override_settings(TODAY=None),
        pytest.MonkeyPatch.context() as patch,
        scene(),
    ):
        patch.setattr("selfassess.reporting.pdf.draw", lambda content: b"%PDF for tests")
        load()
        yield
