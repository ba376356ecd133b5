"""The database of the tests: migrated once, then copied for every process that tests.

Migrating takes seconds, copying none. The migrated template stays until a migration or a model
changes. A copy bears the number of its process, so that two runs of one checkout at the same time
leave each other's alone.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import django
from django.apps import apps
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models.signals import post_migrate

from selfassess import append_only

PREFIX = "test_selfassess_"

# Nobody uses Django's permissions here, and emptying the database would make them anew each time
post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


def empty_all_tables(self: BaseDatabaseOperations, statements: list[str]) -> None:
    """After a test that commits, the database is emptied of rows that it would keep."""
    with transaction.atomic(), append_only.switched_off():
        flush(self, statements)


flush = BaseDatabaseOperations.execute_sql_flush
BaseDatabaseOperations.execute_sql_flush = empty_all_tables


class Server(Protocol):
    """What Django has no word for: which test databases there are, and what becomes of them."""

    def alone(self) -> AbstractContextManager[None]: ...
    def address(self, name: str) -> str: ...
    def names(self) -> set[str]: ...
    def rename(self, old: str, new: str) -> None: ...
    def drop(self, name: str) -> None: ...


class SQLite:
    """Files beside the portal's own database."""

    def __init__(self, folder: Path):
        self.folder = folder

    @contextmanager
    def alone(self) -> Iterator[None]:
        with (self.folder / "test.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def address(self, name: str) -> str:
        return str(self.folder / f"{name}.sqlite3")

    def names(self) -> set[str]:
        return {path.stem for path in self.folder.glob(f"{PREFIX}*.sqlite3")}

    def rename(self, old: str, new: str) -> None:
        Path(self.address(old)).rename(self.address(new))

    def drop(self, name: str) -> None:
        for path in self.folder.glob(
            f"{name}.sqlite3*"
        ):  # its log too: it must not meet a new file
            path.unlink(missing_ok=True)


class PostgreSQL:
    @contextmanager
    def alone(self) -> Iterator[None]:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])
            yield

    def address(self, name: str) -> str:
        return name

    def names(self) -> set[str]:
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]
            )
            return {name for [name] in cursor.fetchall()}

    def rename(self, old: str, new: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {old} RENAME TO {new}")

    def drop(self, name: str) -> None:
        """Forced: sessions that a test has left open would keep it."""
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def own_database() -> Iterator[None]:
    """Gives this process a migrated database that nobody else uses, as long as the block lasts."""
    real = connection.settings_dict["NAME"]
    server = PostgreSQL() if connection.vendor == "postgresql" else SQLite(Path(real).parent)
    template, process = PREFIX + fingerprint(), os.getpid()
    own = f"{template}_{process}"
    try:
        with server.alone():
            remove_stale(server, keep=template)
            if template not in server.names():
                migrate(server.address(own))
                server.rename(own, template)  # only now: a run may be stopped before it is whole
            connection.settings_dict["NAME"] = server.address(template)
            connection.creation.clone_test_db(process, verbosity=0)
        connection.settings_dict["NAME"] = server.address(own)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = real
        server.drop(own)


def migrate(address: str) -> None:
    connection.settings_dict["TEST"]["NAME"] = address
    connection.creation.create_test_db(verbosity=0)
    connection.close()


def fingerprint() -> str:
    """Changes with all that decides what migrating makes: migrations, their triggers, the models,
    for each of which Django adds a row of its own, and this module."""
    content = sha256(django.__version__.encode() + Path(__file__).read_bytes())
    content.update(Path(append_only.__file__).read_bytes())
    for app in apps.get_app_configs():
        for pattern in ("migrations/*.py", "models.py", "models/*.py"):
            for path in sorted(Path(app.path).glob(pattern)):
                content.update(path.read_bytes())
    return content.hexdigest()[:12]


def remove_stale(server: Server, *, keep: str) -> None:
    """Removes templates of other models, and copies whose process is gone."""
    for name in server.names() - {keep}:
        _, _, process = name.removeprefix(PREFIX).partition("_")
        if not process or int(process) == os.getpid() or not is_running(int(process)):
            server.drop(name)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's
    return True
