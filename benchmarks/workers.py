"""A web worker as deploy/ starts it: its first page, and the memory that is its alone."""

import re
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from . import server

DOOR = "benchmarks.door"
PROCESS, SECONDS = "X-Process", "X-Processor-Seconds"  # as the door says them
LONGEST = 60  # seconds for one page
CONNECTIONS = 100  # and each worker must have taken one


@dataclass(frozen=True)
class Visit:
    path: str
    session: str


def start(visits: list[Visit]) -> dict[str, float]:
    """The first of these pages is the first that anybody asks for after the start."""
    with server.gunicorn(DOOR, is_ready=server.listens) as port:
        with closing(connect(port)) as connection:
            _, first = ask(connection, visits[0])
        workers = visit_all(port, visits)
        private = [private_memory(worker) for worker in workers]
    return {"first": first, "private": sum(private) / len(private)}


def visit_all(port: int, visits: list[Visit]) -> set[int]:
    """Every worker serves every page; a connection stays with the worker that took it."""
    served: set[int] = set()
    for _ in range(CONNECTIONS):
        with closing(connect(port)) as connection:
            worker, _ = ask(connection, visits[0])
            if worker not in served:
                served.add(worker)
                for visit in visits[1:]:
                    ask(connection, visit)
        if len(served) == workers_of(server.options(port)):
            return served
    raise SystemExit(f"Only {len(served)} workers answered {CONNECTIONS} connections.")


def workers_of(options: list[str]) -> int:
    return int(options[options.index("--workers") + 1])


def connect(port: int) -> HTTPConnection:
    return HTTPConnection("127.0.0.1", port, timeout=LONGEST)


def ask(connection: HTTPConnection, visit: Visit) -> tuple[int, float]:
    """The process that answered, and its seconds of processor."""
    connection.request("GET", visit.path, headers={"Cookie": f"sessionid={visit.session}"})
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise SystemExit(f"{visit.path} gave {response.status}.")
    return int(response.headers[PROCESS]), float(response.headers[SECONDS])


def private_memory(process: int) -> float:
    """In MB: what no other process shares."""
    return private_in(Path(f"/proc/{process}/smaps_rollup").read_text().splitlines())


def private_in(lines: Iterable[str]) -> float:
    found = (re.match(r"Private_(?:Clean|Dirty):\s+(\d+) kB", line) for line in lines)
    return sum(int(match[1]) for match in found if match) / 1024
