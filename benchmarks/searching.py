"""bin/bench search: searches over forty quarters on PostgreSQL, in milliseconds of processor, of
the portal and of the database server together."""

import os
from collections.abc import Callable
from pathlib import Path
from time import process_time

from tests.postgres import private_postgres

QUARTERS = 40
ROUNDS = 10
LIMIT = 150  # milliseconds
TICKS = os.sysconf("SC_CLK_TCK")  # a second, in which Linux counts a process's time

SUBJECTS = {
    "a word that is rare": "chronology",
    "a word that is everywhere": "children",
    "three words": "management oversight recorded",
    "a phrase of three words": '"young people who"',
    "a phrase of everyday words": '"this quarter we"',
    "a word of last year": "supervision Q3 2019/20",
    "nothing": "zeppelin",
}


def run() -> None:
    with private_postgres() as url:
        os.environ |= {"DATABASE_URL": url}
        from . import side

        os.environ["TODAY"] = side.TODAY
        side.load(QUARTERS)
        measure()


def measure() -> None:
    from django.db import connection

    from . import pages

    client = pages.sign_in("director@example.org")
    server = backend(connection)
    print(
        f"{f'Over {QUARTERS} quarters, milliseconds of processor':56} {'portal':>8} {'server':>8}"
    )
    slowest = 0.0
    for what, words in SUBJECTS.items():
        portal, database = cost(pages.page(client, "/search/?q=" + words), server)
        slowest = max(slowest, portal + database)
        print(f"  {what:54} {portal:8.0f} {database:8.0f}")
    print(f"  {'the slowest, of a limit of':54} {slowest:8.0f} {LIMIT:8}")
    connection.close()
    if slowest > LIMIT:
        raise SystemExit(1)


def backend(connection) -> Path:
    """What Linux says of the server's process that answers this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [number] = cursor.fetchone()
    return Path(f"/proc/{number}/stat")


def cost(page: Callable[[], object], server: Path) -> tuple[float, float]:
    """The mean of some rounds, because Linux counts in hundredths of a second."""
    page()
    begun = process_time(), seconds_of(server)
    for _ in range(ROUNDS):
        page()
    took = process_time() - begun[0], seconds_of(server) - begun[1]
    return 1000 * took[0] / ROUNDS, 1000 * took[1] / ROUNDS


def seconds_of(process: Path) -> float:
    """User and system time; the process's name, in parentheses, may have spaces."""
    user, system = process.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / TICKS
