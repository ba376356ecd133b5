"""What docs/deploy.md tells an administrator to do works."""

import json
import os
import re
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.db import connection
from django.middleware.csrf import get_token
from django.test import RequestFactory

from tests.factories import make_issued
from tests.processes import database_url, new_database

DEPLOY = Path(settings.BASE_DIR, "deploy")
GUIDE = Path(settings.BASE_DIR, "docs", "deploy.md").read_text()
UNITS = sorted(DEPLOY.glob("*.service"))
HOME = "/srv/selfassess"


def settings_of_the_guide() -> dict[str, str]:
    """The blocks of settings that the guide shows, with keys."""
    found = dict(re.findall(r"^ {3}([A-Z_]+)=(.+)$", GUIDE, re.M))
    return found | {"SECRET_KEY": "aB3-x9Qz" * 8, "AUDIT_SEAL_KEY": "zQ9x-3Ba" * 8}


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess:
    given = {"PATH": os.environ["PATH"]} | environment
    return subprocess.run(
        [str(part) for part in command],
        cwd=settings.BASE_DIR,
        env=given,
        capture_output=True,
        text=True,
    )


def starts_of(unit: Path) -> list[str]:
    return re.findall(r"^ExecStart=(.+)$", unit.read_text(), re.M)


def test_djangos_check_of_a_deployment_finds_nothing(tmp_path):
    done = run(
        *(sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        **settings_of_the_guide() | {"VAR_DIR": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_in_production_the_log_goes_to_standard_output(tmp_path):
    code = "import django, logging; django.setup(); logging.getLogger('x').warning('Here.')"
    production = settings_of_the_guide() | {"VAR_DIR": str(tmp_path)}
    done = run(
        *(sys.executable, "-c", code), DJANGO_SETTINGS_MODULE="selfassess.settings", **production
    )
    [line] = map(json.loads, done.stdout.splitlines())
    assert (line["level"], line["name"], line["message"]) == ("WARNING", "x", "Here.")
    assert done.stderr == ""


def test_the_guide_names_only_settings_that_there_are():
    known = re.findall(r"^([A-Z_]+)=", Path(settings.BASE_DIR, ".env.example").read_text(), re.M)
    assert set(settings_of_the_guide()) <= set(known)


def test_the_guide_and_the_units_call_only_commands_that_there_are():
    code = re.findall(r"```.*?```|`[^`]+`", GUIDE, re.DOTALL)  # a sentence calls nothing
    texts = [*code, *(unit.read_text() for unit in UNITS)]
    called = {
        name for text in texts for name in re.findall(r"(?:portal|manage\.py) ([a-z_]+)", text)
    }
    called |= set(re.search(r"selfassess-nightly@\{(.+)\}\.timer", GUIDE)[1].split(","))
    assert (
        {"worker", "migrate", "clearsessions", "purge_access_log", "purge_kept"}
        <= called
        <= set(get_commands())
    )


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_files_of_the_project_with_the_settings(unit):
    parsed = RawConfigParser(strict=False)
    parsed.optionxform = str
    parsed.read_string(unit.read_text())
    service = parsed["Service"]
    assert service["EnvironmentFile"] == "/etc/selfassess/settings.env"
    own = {"selfassess-seal.service": "_owner", "selfassess-backup.service": "_backup"}
    assert service["User"] == f"selfassess{own.get(unit.name, '')}"
    assert service["NoNewPrivileges"] == "true"
    for start in starts_of(unit):
        program = start.split()[0].removeprefix(f"{HOME}/")
        assert program.startswith(".venv/bin/") or os.access(settings.BASE_DIR / program, os.X_OK)


def test_the_night_begins_with_sealing_and_the_portal_does_not_have_the_key():
    assert "Wants=selfassess-seal.service" in (DEPLOY / "selfassess-backup.service").read_text()
    having = [unit.name for unit in UNITS if "seal.env" in unit.read_text()]
    assert having == ["selfassess-seal.service"]


def test_gunicorn_understands_how_it_is_started(tmp_path):
    [start] = starts_of(DEPLOY / "selfassess-web.service")
    program, *options = start.split()
    done = run(
        *(Path(sys.executable).parent / Path(program).name, *options, "--check-config"),
        VAR_DIR=str(tmp_path),
    )
    assert done.returncode == 0, done.stderr


def test_the_proxy_says_itself_whom_and_how_it_serves():
    conf = (DEPLOY / "nginx.conf").read_text()
    assert re.search(r"proxy_set_header X-Forwarded-Proto\s+\$scheme;", conf)
    assert re.search(r"proxy_set_header X-Forwarded-For\s+\$proxy_add_x_forwarded_for;", conf)
    from selfassess.reporting.forms import LARGEST

    assert int(re.search(r"client_max_body_size (\d+)m;", conf)[1]) * 1024**2 > LARGEST


def test_the_proxy_compresses_pages_which_are_safe_to_compress():
    """What makes guessing from sizes (BREACH) idle, as the file says it."""
    conf = (DEPLOY / "nginx.conf").read_text()
    assert re.search(r"gzip\s+on;", conf)
    assert "pdf" not in re.search(r"gzip_types([^;]+);", conf)[1]
    page = RequestFactory().get("/")
    first, second = get_token(page), get_token(page)
    assert first != second
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="backs up a PostgreSQL server")
class TestBackupAndRestore:
    @pytest.fixture
    def backup(self, tmp_path, quick_pdf) -> Path:
        """Of a database with an issued report in it."""
        make_issued()
        secret = tmp_path / "settings.env"
        secret.write_text("SECRET_KEY=kept\n")
        done = run(
            *(DEPLOY / "backup", tmp_path / "backups"),
            DATABASE_URL=database_url(),
            SETTINGS=str(secret),
        )
        assert done.returncode == 0, done.stderr
        return Path(done.stdout.strip())

    @pytest.fixture
    def empty(self):
        """The address of a new database on the same server, beside this process's own."""
        with new_database("restored") as address:
            yield address

    def rows(self, url: str) -> str:
        """Every row of every table, in an order of its own."""
        done = run("pg_dump", "--dbname", url, "--data-only", "--inserts", "--no-owner")
        assert done.returncode == 0, done.stderr
        return "\n".join(sorted(line for line in done.stdout.splitlines() if "INSERT" in line))

    def test_what_is_restored_is_what_was_there(self, backup, empty):
        done = run(DEPLOY / "restore", backup, DATABASE_URL=empty)
        assert done.returncode == 0, done.stderr
        assert f"version {settings.VERSION}" in done.stdout
        found = self.rows(empty)
        assert "INSERT INTO public.reporting_reportfile" in found
        assert found == self.rows(database_url())

    def test_the_portal_goes_on_with_it(self, backup, empty):
        run(DEPLOY / "restore", backup, DATABASE_URL=empty)
        for command in (["migrate", "--check"], ["check", "--database", "default"]):
            done = run(sys.executable, "manage.py", *command, DATABASE_URL=empty)
            assert done.returncode == 0, done.stdout + done.stderr

    def test_it_has_the_settings_and_only_its_owner_reads_it(self, backup):
        assert (backup / "settings.env").read_text() == "SECRET_KEY=kept\n"
        assert backup.stat().st_mode & 0o077 == 0
        assert not list(backup.parent.glob("*.part"))

    def test_an_altered_backup_is_refused(self, backup, empty):
        with (backup / "database").open("ab") as file:
            file.write(b"x")
        done = run(DEPLOY / "restore", backup, DATABASE_URL=empty)
        assert done.returncode == 1
        assert "not what was written" in done.stderr
        assert self.rows(empty) == ""

    def test_a_database_that_holds_anything_is_left_alone(self, backup):
        before = self.rows(database_url())
        done = run(DEPLOY / "restore", backup, DATABASE_URL=database_url())
        assert done.returncode == 1
        assert "Restore into an empty one" in done.stderr
        assert self.rows(database_url()) == before

    @pytest.fixture
    def key(self, tmp_path) -> Path:
        """Of those for whom backups are encrypted, beside its public half."""
        key = tmp_path / "backup.key"
        made = run("age-keygen", "--output", key)
        (tmp_path / "recipients").write_text(made.stderr.split()[-1])
        return key

    def encrypted(self, tmp_path) -> subprocess.CompletedProcess:
        (tmp_path / "settings.env").write_text("SECRET_KEY=never-in-clear\n")
        return run(
            *(DEPLOY / "backup", tmp_path / "backups"),
            DATABASE_URL=database_url(),
            SETTINGS=str(tmp_path / "settings.env"),
            RECIPIENTS=str(tmp_path / "recipients"),
        )

    def test_an_encrypted_one_is_restored_with_its_key_alone(self, tmp_path, key, empty, quick_pdf):
        make_issued()
        done = self.encrypted(tmp_path)
        assert done.returncode == 0, done.stderr
        backup = Path(done.stdout.strip())
        assert {"database.age", "settings.env.age"} < {path.name for path in backup.iterdir()}
        kept = b"".join(path.read_bytes() for path in backup.iterdir())
        assert b"never-in-clear" not in kept
        assert b"PGDMP" not in kept  # with which every dump begins
        refused = run(DEPLOY / "restore", backup, DATABASE_URL=empty)
        assert (refused.returncode, self.rows(empty)) == (2, "")
        assert "This backup is encrypted." in refused.stderr
        done = run(DEPLOY / "restore", backup, DATABASE_URL=empty, IDENTITY=str(key))
        assert done.returncode == 0, done.stderr
        assert self.rows(empty) == self.rows(database_url())

    def test_without_the_keys_that_are_named_nothing_is_written_in_clear(self, tmp_path):
        done = self.encrypted(tmp_path)
        assert done.returncode != 0
        assert not list((tmp_path / "backups").iterdir())
