"""The portal as production has it: its settings, web process and worker, on a database and in a
folder that are thrown away."""

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import log
from pathlib import Path

from .. import server
from .asking import HOST

DOOR = "benchmarks.load.door"


@dataclass(frozen=True)
class Running:
    port: int
    web: int  # processes
    worker: int
    database: int


def settings(database_url: str, folder: Path, key: str) -> dict[str, str]:
    """The environment. What else is set on this machine does not count."""
    names = {line.partition("=")[0] for line in (server.ROOT / ".env.example").read_text().split()}
    kept = {name: value for name, value in os.environ.items() if name not in names}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "selfassess.settings",
        "PRODUCTION": "true",
        "SECRET_KEY": key,
        "ALLOWED_HOSTS": HOST,
        "PUBLIC_URL": f"https://{HOST}",
        "TRUSTED_PROXIES": "1",
        "VAR_DIR": str(folder),
        "DATABASE_URL": database_url,
    }


def new_key() -> str:
    return secrets.token_urlsafe(60)


@contextmanager
def running(environment: dict[str, str], database: int) -> Iterator[Running]:
    """Both processes, until the block ends."""
    manage(environment, "collectstatic", "--no-input", "--verbosity=0")
    # Not /readyz: nothing that the sample did years ago is sealed
    ready = server.listens
    with server.started(DOOR, is_ready=ready, environment=environment) as (web, port):
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "worker", "--no-startup-delay"],
            cwd=server.ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            weigh(worker.pid)
            yield Running(port, web.pid, worker.pid, database)
        finally:
            server.stop(worker)


def weigh(worker: int) -> None:
    """systemd has a group for each unit and gives the worker's the CPUWeight of its unit, of 100.
    Here the kernel has one for each session, whose weight is a niceness: a fifth less each."""
    unit = (server.ROOT / "deploy" / "selfassess-worker.service").read_text()
    [weight] = re.findall(r"^CPUWeight=(\d+)$", unit, re.MULTILINE)
    group = Path(f"/proc/{worker}/autogroup")
    if group.exists():
        group.write_text(str(round(log(100 / int(weight), 1.25))))


def manage(environment: dict[str, str], *command: str) -> None:
    subprocess.run(  # noqa: S603 (our own)
        [sys.executable, "manage.py", *command], cwd=server.ROOT, env=environment, check=True
    )
