"""gunicorn, started as deploy/ starts it, keeps people's words out of its log: it quotes what it
cannot read, and addresses of requests that fail."""

import json
import logging
import socket
import subprocess
import sys
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings
from gunicorn.config import Config

from benchmarks.server import options
from selfassess.portal.server_log import ServerLog
from tests.postgres import free_port
from tests.processes import wait_until

WORD = "Marigold"
SEARCH = f"/search/?q={WORD}"
HOST = "Host: localhost\r\n"
MALFORMED = {
    "InvalidRequestLine": f"GET {SEARCH}\xf6 HTTP/1.1\r\n{HOST}\r\n",  # a letter as it was typed
    "InvalidRequestMethod": f"GET{WORD}? / HTTP/1.1\r\n{HOST}\r\n",
    "InvalidHTTPVersion": f"GET {SEARCH} and more HTTP/1.1\r\n{HOST}\r\n",
    "InvalidHeader": f"GET / HTTP/1.1\r\n{HOST}{SEARCH}\r\n\r\n",
    "InvalidHeaderName": f"GET / HTTP/1.1\r\n{HOST}{WORD} : 1\r\n\r\n",
    "ExpectationFailed": f"GET / HTTP/1.1\r\n{HOST}Expect: {WORD}\r\n\r\n",
    "LimitRequestLine": f"GET {SEARCH}{'x' * 9000} HTTP/1.1\r\n{HOST}\r\n",
}


@contextmanager
def gunicorn(folder: Path):
    """Gives its port; what it writes is in `folder` afterwards."""
    port = free_port()
    program = Path(sys.executable).with_name("gunicorn")
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [program, "selfassess.wsgi", *options(port)],
            cwd=settings.BASE_DIR,
            env={"PATH": "/usr/bin:/bin", "VAR_DIR": str(folder), "LOG_FORMAT": "JSON"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        wait_until(lambda: process.poll() is not None or is_open(port), seconds=60)
        yield port
    finally:
        process.terminate()
        process.wait(40)


def is_open(port: int) -> bool:
    with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port))):
        return True
    return False


def send(port: int, request: str) -> bytes:
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as connection:
        connection.sendall(request.encode("latin-1"))
        return connection.recv(100)


def test_what_gunicorn_refuses_is_told_by_its_kind_alone(tmp_path):
    with gunicorn(tmp_path) as port:
        answers = {kind: send(port, request) for kind, request in MALFORMED.items()}
    assert {kind: answer[:10] for kind, answer in answers.items() if b" 4" not in answer[:10]} == {}
    log = (tmp_path / "log").read_text()
    assert [line for line in log.splitlines() if WORD in line] == []
    told = [json.loads(line)["message"] for line in log.splitlines()]
    assert [f"A request was refused: {kind}" for kind in MALFORMED if kind not in log] == []
    assert f"Listening at: http://127.0.0.1:{port}" in " ".join(told)


@pytest.fixture
def server_log():
    """As gunicorn makes it; afterwards its logger is as before."""
    logger = logging.getLogger("gunicorn.error")
    before = list(logger.handlers), logger.propagate, logger.level
    yield ServerLog(Config())
    logger.handlers[:], logger.propagate = before[0], before[1]
    logger.setLevel(before[2])


def test_no_address_is_told_of_a_request_that_fails_beyond_django(server_log, caplog):
    try:
        raise ValueError(WORD)
    except ValueError:
        server_log.exception("Error handling request %s %s", "GET", SEARCH)
        server_log.exception(ValueError(WORD))
    assert [record.getMessage() for record in caplog.records] == [
        "Error handling request",
        "ValueError",
    ]
    assert all(record.exc_info[0] is ValueError for record in caplog.records)


def test_its_other_lines_are_as_they_were(server_log, caplog):
    server_log.warning("The worker %s ended", 7)
    server_log.info("Booting worker with pid: %s", 8)
    assert [record.getMessage() for record in caplog.records] == [
        "The worker 7 ended",
        "Booting worker with pid: 8",
    ]
