"""The portal in processes of its own, on the database of the test. It must be a transactional one,
or the other process would see nothing of it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def database_url() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    user, password = quote(database["USER"]), quote(database["PASSWORD"])
    place = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    return f"postgresql://{user}:{password}@{place}"


@contextmanager
def new_database(suffix: str) -> Iterator[str]:
    """The address of an empty database on the same PostgreSQL server, beside this process's own."""
    name = f"{connection.settings_dict['NAME']}_{suffix}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield database_url().rsplit("/", 1)[0] + f"/{quote(name)}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def environment(**more: str) -> dict[str, str]:
    ours = {"DJANGO_SETTINGS_MODULE": "selfassess.settings", "LOG_LEVEL": "ERROR"}
    return {**os.environ, **ours, "DATABASE_URL": database_url(), **more}


def manage(*arguments: str, **more: str) -> subprocess.CompletedProcess:
    """Run a command of manage.py to its end; `more` goes into its environment."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment(**more), capture_output=True, text=True
    )


def start(code: str) -> subprocess.Popen:
    """Start a piece of Python and let it run."""
    return subprocess.Popen([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment())


def kill(process: subprocess.Popen) -> None:
    """As a power cut would: no signal handler, no `finally`."""
    process.kill()
    process.wait()


def wait_until(is_so: Callable[[], object], seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "It did not happen."
        time.sleep(0.02)
