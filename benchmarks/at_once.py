"""The portal under load: gunicorn on PostgreSQL, and as many people at once as a council has.

Everybody asks for the next page as soon as she has the last, without a moment to read: 64 at once
are many more than 64 at their desks. They share this machine with the server.
"""

import os
import platform
from concurrent.futures import ThreadPoolExecutor
from math import ceil, inf
from statistics import median

from tests.postgres import private_postgres

from . import portal
from .server import gunicorn

CLIENTS = (1, 4, 16, 64)
ROUNDS, SECONDS = 2, 2  # for each point
FLOOR = "a bare view saves one row"
PAGES = {
    FLOOR: "bare_save",
    "an area’s overview": "overview",
    "a section’s form": "form",
    "a section is saved": "save",
    "the director’s review": "review",
}


def run() -> None:
    with private_postgres(forgetful=False) as url:
        portal.set_up(url)
        from django.db import connection

        from . import council

        places = council.places()
        connection.close()
        with gunicorn() as port:
            measure(port, places)


def measure(port: int, places: list) -> None:
    from . import council
    from .visitor import Visitor

    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, gunicorn, PostgreSQL")
    say_how_busy()
    visitors = [Visitor(port, place) for place in places[: max(CLIENTS)]]
    for clients in CLIENTS:
        table(clients, take_turns(visitors[:clients]))
    say_how_busy()
    for visitor in visitors:
        council.check_what_was_saved(visitor.place, visitor.saves, visitor.text)


def take_turns(visitors: list) -> dict[str, list[float]]:
    """One page after the other and again, so that a busy moment of the machine meets them all."""
    from .visitor import times_of

    times: dict[str, list[float]] = {name: [] for name in PAGES}
    with ThreadPoolExecutor(len(visitors)) as pool:
        for _ in range(ROUNDS):
            for name, page in PAGES.items():
                asked = [pool.submit(times_of, getattr(v, page), SECONDS) for v in visitors]
                for one in asked:
                    times[name] += one.result()
    return times


def table(clients: int, times: dict[str, list[float]]) -> None:
    """Milliseconds, and how many times the floor's at as many clients. A request without an answer
    is lost, and counts as endless."""
    heading = f"{clients} at once" if clients > 1 else "One client"
    print(f"\n{heading:32} {'requests':>8} {'median':>9} {'p95':>9}", end=" ")
    print(f"{'ratio':>7} {'of p95':>7} {'lost':>5}")
    floor = median(times[FLOOR]), p95(times[FLOOR])
    for name, taken in times.items():
        middle, slow = median(taken), p95(taken)
        print(
            f"  {name:30} {len(taken):8} {1000 * middle:9.1f} {1000 * slow:9.1f}"
            f" {middle / floor[0]:7.2f} {slow / floor[1]:7.2f}"
            f" {taken.count(inf):5}",
            flush=True,
        )


def p95(times: list[float]) -> float:
    return sorted(times)[ceil(0.95 * len(times)) - 1]


def say_how_busy() -> None:
    print(f"Load of the machine: {os.getloadavg()[0]:.1f}", flush=True)
