"""A council of eight quarters is restored from an encrypted backup within the time that the guide
promises: `bin/trial restore` says how long it took."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.demo.conftest import sample_rows
from tests.processes import database_url, new_database
from tests.rows import put_back

DEPLOY = Path(settings.BASE_DIR, "deploy")
PROMISED = 15 * 60  # seconds, people's share included: docs/deploy.md
SEAL_KEY = "zQ9x-3Ba" * 8

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="restores a PostgreSQL server"),
]


def run(*command: str | Path, **more: str) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=settings.BASE_DIR,
        env=os.environ | {"AUDIT_SEAL_KEY": SEAL_KEY} | more,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def sealed_sample(settings) -> int:
    """Megabytes of the database."""
    settings.AUDIT_SEAL_KEY = SEAL_KEY
    put_back(sample_rows())
    call_command("seal_records", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()) / 1048576")
        return cursor.fetchone()[0]


@pytest.fixture
def elsewhere():
    """The address of an empty database."""
    with new_database("elsewhere") as address:
        yield address


@pytest.mark.trial("restore", times=3)
def test_a_council_is_restored_in_time(sealed_sample, elsewhere, tmp_path, record_property):
    key = tmp_path / "backup.key"
    run("age-keygen", "--output", key)
    recipients = tmp_path / "recipients"
    recipients.write_text(run("age-keygen", "-y", key))
    began = time.monotonic()
    made = run(
        *(DEPLOY / "backup", tmp_path), DATABASE_URL=database_url(), RECIPIENTS=str(recipients)
    )
    kept = time.monotonic()
    run(DEPLOY / "restore", made.strip(), DATABASE_URL=elsewhere, IDENTITY=str(key))
    restored = time.monotonic()
    told = run(sys.executable, "manage.py", "verify_records", DATABASE_URL=elsewhere)
    verified = time.monotonic()
    assert "All is as it was sealed." in told
    assert verified - kept < PROMISED
    record_property(
        "told",
        f"{sealed_sample} MB: backed up in {kept - began:.1f} s, restored in "
        f"{restored - kept:.1f} s, all seals verified in {verified - restored:.1f} s",
    )
