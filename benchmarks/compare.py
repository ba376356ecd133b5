"""bin/bench pages: the processor time of pages, of councils of several sizes, and beside it that of
another commit. All take turns in the same rounds, so a busy machine is busy for all of them, and
the least of the rounds counts: the work is always the same, and nothing makes it less.
"""

import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.postgres import private_postgres

from . import tables
from .server import ROOT

BEFORE, AFTER = "before", "after"
STARTS = 3  # of workers and of manage.py check


@dataclass
class Side:
    """A version of the portal with a council, in a process of its own."""

    version: str  # before or after
    quarters: int
    checkout: Path
    database_url: str
    process: subprocess.Popen
    pages: dict[str, dict] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    processes: dict[str, float] = field(default_factory=dict)

    def answer(self) -> Any:
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.version}, {self.quarters} quarters: ended without an answer.")
        return json.loads(line)

    def ask(self, what: str) -> Any:
        print(what, file=self.process.stdin, flush=True)
        return self.answer()

    def visit(self, page: str) -> None:
        keep_least(self.seconds, {page: self.ask(page)})

    def start(self) -> None:
        """Its workers, and Django's own check."""
        keep_least(self.processes, self.ask("workers") | {"check": self.check()})

    def check(self) -> float:
        begun = seconds_of_children()
        command = [sys.executable, "manage.py", "check"]
        subprocess.run(  # noqa: S603 (our own)
            command,
            cwd=self.checkout,
            env=environment(self.database_url),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return seconds_of_children() - begun


def keep_least(least: dict[str, float], taken: dict[str, float]) -> None:
    for name, seconds in taken.items():
        least[name] = min(seconds, least.get(name, seconds))


def seconds_of_children() -> float:
    """Those that have ended: the sides have not."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(*, against: str, sizes: list[int], rounds: int, postgres: bool) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="selfassess-bench-")))
        server = stack.enter_context(private_postgres() if postgres else nullcontext(""))
        checkouts = {BEFORE: export(against, folder / BEFORE)} if against else {}
        sides = [
            stack.enter_context(side(version, quarters, checkout, folder, server))
            for quarters in sizes
            for version, checkout in (checkouts | {AFTER: ROOT}).items()
        ]
        for one in sides:
            one.pages = one.answer()
        measure(sides, rounds)
        print(f"{'PostgreSQL' if postgres else 'SQLite'}, the least of {rounds} rounds")
        tables.show(sides)


def measure(sides: list[Side], rounds: int) -> None:
    for number in range(rounds):
        order = sides if number % 2 else sides[::-1]
        for page in sides[0].pages:
            for one in order:
                one.visit(page)
    for _ in range(STARTS):
        for one in sides:
            if one.quarters == sides[0].quarters:
                one.start()


def export(commit: str, folder: Path) -> Path:
    """That commit's files, measured by the benchmarks as they are here."""
    archive = subprocess.run(  # noqa: S603 (our own)
        ["git", "archive", commit],  # noqa: S607
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    )
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        tar.extractall(folder, filter="data")
    shutil.rmtree(folder / "benchmarks", ignore_errors=True)
    shutil.copytree(ROOT / "benchmarks", folder / "benchmarks")
    return folder


@contextmanager
def side(
    version: str,
    quarters: int,
    checkout: Path,
    folder: Path,
    server: str,
    *,
    module: str = "benchmarks.side",
) -> Iterator[Side]:
    """Ends with this process, whose pipe it reads."""
    name = f"{version}_{quarters}"
    url = new_database(server, name) if server else f"sqlite:///{folder / name}.sqlite3"
    process = subprocess.Popen(  # noqa: S603 (our own)
        [sys.executable, "-m", module, str(quarters)],
        cwd=checkout,
        env=environment(url),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for us; it is ended after
    )
    try:
        yield Side(version, quarters, checkout, url, process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def environment(database_url: str) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": database_url, "LOG_LEVEL": "ERROR"}


def new_database(server: str, name: str) -> str:
    import psycopg2  # type: ignore[import-untyped]

    connection = psycopg2.connect(server)
    connection.autocommit = True
    connection.cursor().execute(f'CREATE DATABASE "{name}"')
    connection.close()
    return f"{server.rpartition('/')[0]}/{name}"
