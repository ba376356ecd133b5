"""A web server that is killed while people save: what they were told is saved is there.

Everybody writes down, on disk, what was acknowledged; at the end this is compared with the
database. The same trial on a portal with a promise broken must notice (`tests/broken_portal.py`).
"""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from selfassess.assessments.models import Answer
from selfassess.audit.models import Event
from tests.factories import make_quarter
from tests.postgres import free_port
from tests.processes import environment, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

SECTIONS = {"know": "know", "evidence": "evidence"}  # question → section; each has two writers
KILLS = 20
TOKEN = "a" * 32  # what the cookie and the form say alike
WORKERS = 2


class Server:
    """gunicorn, with workers that can be killed one by one."""

    def __init__(self, application: str, **more: str) -> None:
        self.port = free_port()
        command = [Path(sys.executable).parent / "gunicorn", application, "--preload"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--workers", str(WORKERS)]
        command += ["--worker-class", "gthread", "--threads", "4", "--log-level", "critical"]
        self.process = subprocess.Popen(
            [*command, "--no-control-socket"],
            cwd=settings.BASE_DIR,
            env=environment(SECRET_KEY=settings.SECRET_KEY, LOG_LEVEL="CRITICAL", **more),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_until(self.answers, seconds=120)

    def answers(self) -> bool:
        assert self.process.poll() is None, "gunicorn ended."
        try:
            return self.ask("GET", "/healthz")[0] == 200
        except OSError:
            return False

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, response.read()
        except http.client.HTTPException as error:
            raise OSError("no answer") from error
        finally:
            connection.close()

    def workers(self) -> list[int]:
        number = self.process.pid
        return [int(n) for n in Path(f"/proc/{number}/task/{number}/children").read_text().split()]

    def kill_one(self) -> bool:
        found = self.workers()
        if found:
            os.kill(random.choice(found), signal.SIGKILL)  # noqa: S311 (no secret)
        return bool(found)

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Writer(threading.Thread):
    """Saves one answer again and again, each time over the version that she has seen."""

    def __init__(self, server: Server, user, question: str, ledger: Path, over: threading.Event):
        super().__init__()
        self.server, self.question, self.ledger, self.over = server, question, ledger, over
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; "
            f"{settings.CSRF_COOKIE_NAME}={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.name, self.seen, self.trouble = str(user), 0, ""

    def run(self) -> None:
        number = 0
        try:
            with self.ledger.open("a") as ledger:
                while not self.over.is_set():
                    number += 1
                    self.save(f"{self.name}, {number}: {uuid4()}", ledger)
        except Exception as error:  # told by the test
            self.trouble = repr(error)
        finally:
            connections.close_all()

    def save(self, text: str, ledger) -> None:
        sent = {"question": self.question, "text": text, "version": self.seen, "save_id": uuid4()}
        path = f"/2020-21-q2/mash/{SECTIONS[self.question]}/autosave/"
        try:
            status, body = self.server.ask("POST", path, urlencode(sent), **self.headers)
        except OSError:
            self.look()
            return
        if status == 200 and "newer" not in json.loads(body):
            version = json.loads(body)["version"]
            print(json.dumps([self.question, self.seen, version, digest(text)]), file=ledger)
            ledger.flush()
            os.fsync(ledger.fileno())
            self.seen = version
        elif status in (200, 409):
            self.look()
        else:
            assert status >= 500, f"{status}: {body[:200]!r}"

    def look(self) -> None:
        """As somebody who opens the page again."""
        found = Answer.objects.filter(question=self.question).values_list("version", flat=True)
        self.seen = found.first() or 0


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def faults(ledger: Path) -> list[str]:
    """What was acknowledged and is not there, or over what nobody had seen; what is not whole."""
    events = {
        (event.subject, event.after["version"]): digest(event.after["text"])
        for event in Event.objects.filter(verb="answer.save")
    }
    found, told = [], set()
    for line in ledger.read_text().splitlines():
        question, seen, version, text = json.loads(line)
        if events.get((question, version)) != text:
            found.append(f"{question} {version} was acknowledged and is lost")
        if version != seen + 1:
            found.append(f"{question} {version} was saved over what its author had not seen")
        if (question, version) in told:
            found.append(f"{question} {version} was acknowledged twice")
        told.add((question, version))
    for answer in Answer.objects.exclude(version=0):
        of_it = {version for question, version in events if question == answer.question}
        if of_it != set(range(1, answer.version + 1)):
            found.append(f"{answer.question} has versions without an event")
        if events.get((answer.question, answer.version)) != digest(answer.text):
            found.append(f"{answer.question} is torn")
    return found


@contextmanager
def saving(cast, server: Server, ledger: Path) -> Iterator[None]:
    over = threading.Event()
    people = [(user, question) for user in (cast.head, cast.deputy) for question in SECTIONS]
    writers = [Writer(server, user, question, ledger, over) for user, question in people]
    for writer in writers:
        writer.start()
    try:
        yield
    finally:
        over.set()
        for writer in writers:
            writer.join()
    assert [writer.trouble for writer in writers] == [""] * len(writers)


def trial(cast, ledger: Path, application: str = "selfassess.wsgi", **more: str) -> list[str]:
    """Kill workers while four people save, and say what is wrong afterwards."""
    make_quarter()
    ledger.touch()
    server = Server(application, **more)
    try:
        with saving(cast, server, ledger):
            wait_until(lambda: len(ledger.read_text().splitlines()) > 5, seconds=60)
            killed = 0
            while killed < KILLS:
                time.sleep(random.uniform(0.05, 0.5))  # noqa: S311 (no secret)
                killed += server.kill_one()
            wait_until(server.answers, seconds=60)
            time.sleep(1)  # some more saves, by workers that live
    finally:
        server.stop()
    assert len(ledger.read_text().splitlines()) > KILLS
    return faults(ledger)


@pytest.mark.trial("saves", times=15)
def test_nothing_that_was_acknowledged_is_lost(cast, tmp_path, turn):
    assert trial(cast, tmp_path / "ledger") == []


def test_it_notices_when_versions_are_not_looked_at(cast, tmp_path):
    found = trial(cast, tmp_path / "ledger", "tests.broken_portal", BREAK="versions")
    assert any("had not seen" in fault for fault in found)


def test_it_notices_when_events_are_no_part_of_the_transaction(cast, tmp_path):
    found = trial(cast, tmp_path / "ledger", "tests.broken_portal", BREAK="audit")
    assert any("without an event" in fault or "is lost" in fault for fault in found)
