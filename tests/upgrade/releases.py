"""Councils as earlier releases left them, brought into the portal as it is now.

A database is migrated to where a release had it, filled with that release's rows, and migrated to
the newest. README.md says how to add a release.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, models, transaction
from django.db.migrations.executor import MigrationExecutor

from tests.once import once
from tests.rows import Rows, read_rows

# Release → the last migration of each app, as `manage.py showmigrations` of that release lists them
RELEASES = {
    "0.1.0": {
        "account": "0009_emailaddress_unique_primary_email",
        "accounts": "0002_cache_table",
        "admin": "0003_logentry_add_action_flag_choices",
        "assessments": "0007_kept_post_of_no_assessment",
        "audit": "0001_initial",
        "auth": "0012_alter_user_first_name_max_length",
        "contenttypes": "0002_remove_content_type_name",
        "django_tasks_database": "0021_conditional_partial_index_ordering",
        "notifications": "0001_initial",
        "performance": "0004_imports",
        "quarters": "0002_quarter_note",
        "records": "0001_initial",
        "reporting": "0005_kept_sentences",
        "sessions": "0001_initial",
    }
}


def folder_of(release: str) -> Path:
    return Path(__file__).parent / f"release_{release.replace('.', '_')}"


def upgraded(release: str) -> Rows:
    """Every row of that release's council after all migrations since. Made once a session."""

    def upgrade() -> Rows:
        with empty_database():
            load(release)
            call_command("migrate", verbosity=0)
            connection.check_constraints()
            return read_rows()

    return once(f"release-{release}", upgrade)


@contextmanager
def empty_database() -> Iterator[None]:
    """The portal's connection leads to a new database; afterwards to the one before, untouched."""
    before = connections["default"]
    with new_database() as name:
        inner = before.copy()
        inner.settings_dict["NAME"] = name
        connections["default"] = inner
        try:
            yield
        finally:
            inner.close()
            connections["default"] = before


@contextmanager
def new_database() -> Iterator[str]:
    if connection.vendor == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"{folder}/upgrade.sqlite3"
        return
    name = f"upgrade_selfassess_{os.getpid()}"
    ask_server(f"CREATE DATABASE {name}")
    try:
        yield name
    finally:
        ask_server(f"DROP DATABASE {name} WITH (FORCE)")


def ask_server(statement: str) -> None:
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(statement)


def load(release: str) -> None:
    """By the models as they were: those of today may have other columns."""
    targets = list(RELEASES[release].items())
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    apps = executor.loader.project_state(targets).apps
    rows = json.loads((folder_of(release) / "dump.json").read_text())
    with transaction.atomic():
        for row in rows:
            model = apps.get_model(row["model"])
            instance(model, row["pk"], row["fields"]).save_base(raw=True)
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            with connection.cursor() as cursor:
                cursor.execute(statement)


def instance(model: type[models.Model], pk: Any, fields: dict[str, Any]) -> models.Model:
    values = {}
    for name, value in fields.items():
        field = model._meta.get_field(name)
        values[field.attname] = field.to_python(value)
    return model(pk=model._meta.pk.to_python(pk), **values)
