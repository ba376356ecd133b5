"""gunicorn, started as deploy/ starts it, on a port of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

from tests.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
UNIT = ROOT / "deploy" / "selfassess-web.service"
SECONDS_TO_START = 60
# No worker is replaced in the middle of a measurement
OURS = ["--max-requests", "0", "--no-control-socket", "--log-level", "error"]


def answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_START)
    connection.request("GET", "/readyz")
    return connection.getresponse().status == 200


def listens(port: int) -> bool:
    """Without asking for a page: the next one is the first."""
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS_TO_START):
        return True


@contextmanager
def gunicorn(
    application: str = "benchmarks.wsgi", *, is_ready: Callable[[int], bool] = answers
) -> Iterator[int]:
    """Yields the port. Stopped whatever happens."""
    with started(application, is_ready=is_ready) as (_, port):
        yield port


@contextmanager
def started(
    application: str,
    *,
    is_ready: Callable[[int], bool] = answers,
    environment: dict[str, str] | None = None,
) -> Iterator[tuple[subprocess.Popen, int]]:
    """The same, with the process that has forked the workers."""
    port = free_port()
    server = subprocess.Popen(  # noqa: S603 (our own)
        [Path(sys.executable).parent / "gunicorn", application, *options(port), *OURS],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # the log of accesses
        start_new_session=True,  # Ctrl-C is for us; the server is stopped after it
    )
    try:
        wait(server, port, is_ready)
        yield server, port
    finally:
        stop(server)


def options(port: int) -> list[str]:
    """Those of the systemd unit, but for the port."""
    [start] = [line for line in UNIT.read_text().splitlines() if line.startswith("ExecStart=")]
    _program, _application, *given = start.split()
    return [option.replace("127.0.0.1:8000", f"127.0.0.1:{port}") for option in given]


def wait(server: subprocess.Popen, port: int, is_ready: Callable[[int], bool]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        with suppress(OSError):
            if is_ready(port):
                return
        time.sleep(0.1)
    raise SystemExit("gunicorn did not start.")


def stop(server: subprocess.Popen) -> None:
    """Without waiting for requests, and then with its workers if it must be."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
