"""PostgreSQL stops in the middle of saves, as in a power cut: what was acknowledged is there.

The same trial with commits that do not wait for the disk must notice that some are gone.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings

from tests.postgres import (
    LOOPBACK_ONLY,
    USER,
    create,
    free_port,
    installed_programs,
    start,
    stop,
    unpacked_programs,
    unprivileged,
)
from tests.processes import environment, wait_until

pytestmark = [pytest.mark.django_db, pytest.mark.long]

SAVES = 60  # before the crash
SET_UP = """
import django; django.setup()
from selfassess.accounts.models import User
from selfassess.quarters.operations import open_quarter, plan_quarter
"""
SAVE = f"""{SET_UP}
import json, os, sys
from itertools import count
from uuid import uuid4
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.autosaving import autosave_answer
from selfassess.assessments.operations.writing import Draft
by = User.objects.command_line()
plan_quarter("2020-21-q2", by=by)
open_quarter("2020-21-q2", by=by)
mash = Assessment.objects.get(area="mash")
with open(sys.argv[1], "a") as ledger:
    for version in count():
        text = f"Text {{version}}"
        told = autosave_answer(mash, Draft("know", text, version), save_id=uuid4(), by=by)
        print(json.dumps([told.version, text]), file=ledger, flush=True)
        os.fsync(ledger.fileno())
"""
LOOK = """
import json
import django; django.setup()
from selfassess.audit.models import Event
events = Event.objects.filter(verb="answer.save").order_by("pk")
print(json.dumps([[event.after["version"], event.after["text"]] for event in events]))
"""


def run(code: str, url: str, *arguments: str) -> subprocess.Popen:
    command = [sys.executable, "-c", code, *arguments]
    given = environment(DATABASE_URL=url, LOG_LEVEL="CRITICAL")
    return subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that the server's own user may enter."""
    with TemporaryDirectory(prefix="selfassess-crash-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


def lost(folder: Path, **durability: str) -> list[str]:
    """The acknowledged texts that a server with these settings does not have after a crash."""
    programs = installed_programs() or unpacked_programs(folder)
    as_user, password, port = unprivileged(), token_hex(8), free_port()
    data = create(programs, folder / "postgres", password, as_user)
    url = f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"
    ledger = folder / "ledger"
    ledger.touch()
    server = start(programs, data, port, LOOPBACK_ONLY | durability, as_user)
    try:
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(
            migrate, cwd=settings.BASE_DIR, env=environment(DATABASE_URL=url), check=True
        )
        writer = run(SAVE, url, str(ledger))
        try:
            wait_until(lambda: len(ledger.read_text().splitlines()) >= SAVES, seconds=120)
            stop(server)  # at once, like a power cut
        finally:
            writer.kill()
            writer.communicate()
        server = start(programs, data, port, LOOPBACK_ONLY | durability, as_user)
        stored, _ = run(LOOK, url).communicate()
    finally:
        stop(server)
    told = [json.loads(line) for line in ledger.read_text().splitlines()]
    there = json.loads(stored)
    return [text for version, text in told if [version, text] not in there]


def test_what_was_acknowledged_outlives_a_crash(folder):
    assert lost(folder) == []


def test_it_notices_when_a_commit_does_not_wait_for_the_disk(folder):
    assert lost(folder, synchronous_commit="off", wal_writer_delay="10s")
