"""Every process tests on a database of its own, and leaves none behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.database import PREFIX, SQLite, fingerprint, remove_stale


def ended_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.django_db
def test_this_process_has_its_own():
    name = Path(connection.settings_dict["NAME"]).stem
    assert name == f"{PREFIX}{fingerprint()}_{os.getpid()}"


def test_what_nobody_uses_any_more_is_removed(tmp_path):
    server = SQLite(tmp_path)
    running, ended = f"{PREFIX}abc_{os.getppid()}", f"{PREFIX}abc_{ended_process()}"
    for name in (f"{PREFIX}abc", running, ended, f"{PREFIX}def"):
        Path(server.address(name)).touch()
    (tmp_path / f"{ended}.sqlite3-wal").touch()
    (tmp_path / "db.sqlite3").touch()  # the portal's
    remove_stale(server, keep=f"{PREFIX}abc")
    assert {path.name for path in tmp_path.iterdir()} == {
        "db.sqlite3",
        f"{PREFIX}abc.sqlite3",
        f"{running}.sqlite3",
    }
