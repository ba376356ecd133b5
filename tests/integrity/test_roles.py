"""On PostgreSQL the running portal has a role that could not change what is recorded anyway."""

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connection, connections, transaction

from selfassess.audit.models import Event
from selfassess.integrity.models import Seal
from selfassess.reporting.models import Confirmation, Report, ReportFile
from tests.factories import make_issued
from tests.processes import database_url

from .conftest import seal

GRANTS = Path(settings.BASE_DIR, "deploy", "grants.sql")
ROLE = f"selfassess_portal_{os.getpid()}"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("quick_pdf"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles"),
]


def sql(statement: str) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def portal() -> Iterator[str]:
    """The role's password. The grants are those of the guide."""
    password = secrets.token_hex(16)
    sql(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{password}'")
    grant()
    grant()  # it is safe to repeat
    yield password
    sql(f"DROP OWNED BY {ROLE}")
    sql(f"DROP ROLE {ROLE}")


def grant() -> None:
    options = ("--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--set", f"portal={ROLE}")
    done = subprocess.run(
        ["psql", "--dbname", database_url(), *options, "--file", str(GRANTS)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def as_portal(password: str) -> Iterator[None]:
    before = connections["default"]
    inner = before.copy()
    inner.settings_dict |= {"USER": ROLE, "PASSWORD": password}
    connections["default"] = inner
    try:
        yield
    finally:
        inner.close()
        connections["default"] = before


REFUSED = {
    "change an event": lambda: Event._base_manager.update(verb="quarter.close"),
    "delete an event": lambda: Event._base_manager.all()._raw_delete("default"),
    "truncate events": lambda: sql("TRUNCATE audit_event"),
    "change a report": lambda: Report.objects.update(content={}),
    "delete a report": lambda: Report.objects.all()._raw_delete("default"),
    "change a file": lambda: ReportFile.objects.update(data=b""),
    "delete a file": lambda: ReportFile.objects.all()._raw_delete("default"),
    "change a confirmation": lambda: Confirmation.objects.update(kept=[]),
    "delete a confirmation": lambda: Confirmation.objects.all()._raw_delete("default"),
    "seal": lambda: sql(
        "INSERT INTO integrity_seal SELECT number + 9, at, of, first, last, rows, key, previous,"
        " head FROM integrity_seal"
    ),
    "change a seal": lambda: Seal._base_manager.update(head=""),
    "switch a trigger off": lambda: sql("ALTER TABLE audit_event DISABLE TRIGGER USER"),
    "drop a trigger": lambda: sql("DROP TRIGGER append_only_audit_event_update ON audit_event"),
    "replace its function": lambda: sql(
        "CREATE OR REPLACE FUNCTION append_only_audit_event() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RETURN NEW; END $$"
    ),
    "drop the table": lambda: sql("DROP TABLE audit_event"),
    "leave triggers out": lambda: sql("SET session_replication_role = replica"),
}


def is_refused(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except ProgrammingError as error:
        return "permission denied" in str(error) or "must be owner" in str(error)
    return False


def test_it_may_not_touch_what_is_recorded(portal):
    make_issued("2020-21-q2")
    seal()
    with as_portal(portal):
        assert [what for what, change in REFUSED.items() if not is_refused(change)] == []
    assert Report.objects.get().content
    call_command("verify_records")


def test_it_compiles_issues_and_reads(portal, sign_in, cast):
    with as_portal(portal):
        make_issued("2020-21-q2")
        client = sign_in(cast.director)
        for path in ("/", "/reports/2020-21-q2/v1/", "/reports/2020-21-q2/v1.pdf"):
            assert client.get(path).status_code == 200
    seal()
    call_command("verify_records")


def test_the_nightly_backup_reads_everything(portal, tmp_path):
    make_issued("2020-21-q2")
    seal()
    url = urlsplit(database_url())
    address = url._replace(netloc=f"{ROLE}:{portal}@{url.hostname}:{url.port}").geturl()
    backup = Path(settings.BASE_DIR, "deploy", "backup")
    done = subprocess.run(
        [backup, tmp_path],
        env=os.environ | {"DATABASE_URL": address, "SETTINGS": "none"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_tables_that_the_portal_owned_are_given_to_an_owner(portal):
    """As in the upgrade of the guide: until then the portal owned them."""
    make_issued("2020-21-q2")
    sql(f"ALTER TABLE audit_event OWNER TO {ROLE}")
    sql(f"REASSIGN OWNED BY {ROLE} TO CURRENT_USER")
    grant()
    with as_portal(portal):
        assert is_refused(REFUSED["switch a trigger off"])
        assert is_refused(REFUSED["change an event"])
