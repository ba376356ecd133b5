"""People who read and save through the proxy all the while, and note down what became of it."""

import http.client
import json
import os
import ssl
import threading
import time
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from .council import HOST

TOKEN = "a" * 32  # what the cookie and the form say alike
PATIENCE = 20  # seconds, after which somebody gives up
PAUSE = 0.7  # between two visits of one person
KINDS = ("page", "save")
SEARCHED = "Marigold"  # a word that no log may have


@dataclass(frozen=True)
class Visit:
    kind: str  # of KINDS
    began: float
    ended: float
    status: int  # 0: no answer

    @property
    def is_good(self) -> bool:
        return self.status == 200


@dataclass
class Browser:
    """One session, to the proxy or straight to a web host."""

    ca: Path
    cookies: str = ""
    address: str = HOST
    visits: list[Visit] = field(default_factory=list)

    def ask(self, kind: str, path: str, **form: object) -> tuple[int, bytes]:
        began = time.time()
        try:
            status, body = self._exchange(path, urlencode(form))
        except (OSError, http.client.HTTPException):
            status, body = 0, b""
        self.visits.append(Visit(kind, began, time.time(), status))
        return status, body

    def _exchange(self, path: str, form: str) -> tuple[int, bytes]:
        trust = ssl.create_default_context(cafile=str(self.ca))
        connection = http.client.HTTPSConnection(self.address, timeout=PATIENCE, context=trust)
        headers = {
            "Host": HOST,
            "Cookie": self.cookies,
            "Origin": f"https://{HOST}",
            "X-CSRFToken": TOKEN,
            "X-Forwarded-For": "203.0.113.9",  # overwritten by the proxy
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection.request("POST" if form else "GET", path, form or None, headers)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


class Crowd:
    def __init__(self, people: dict, ca: Path, ledger: Path) -> None:
        self.people, self.ca, self.over = people, ca, threading.Event()
        self.ledger, self.lock = ledger.open("a"), threading.Lock()
        self.visits: list[Visit] = []
        self.trouble: list[str] = []

    def browser(self, session: str) -> Browser:
        name, csrf = self.people["cookies"]
        return Browser(self.ca, f"{name}={session}; {csrf}={TOKEN}", visits=self.visits)

    def note(self, *line: object) -> None:
        """On disk before anything else happens."""
        with self.lock:
            print(json.dumps(line), file=self.ledger, flush=True)
            os.fsync(self.ledger.fileno())

    def write(self, area: str, question: str, version: int) -> None:
        """One answer again and again; what got no answer is sent again as it was, like the page
        does."""
        browser = self.browser(self.people["sessions"][area])
        path = f"/{self.people['quarter']}/{area}/{question}/autosave/"
        number = 0
        while not self.over.wait(PAUSE):
            number += 1
            text, save = f"Version {number} of {area}, {question}: {uuid4()}", uuid4()
            self.note("sent", area, question, version, str(save), digest(text))
            while not self.over.is_set():
                form = {"question": question, "text": text, "version": version, "save_id": save}
                status, body = browser.ask("save", path, **form)
                if status == 200:
                    told = json.loads(body)
                    if "newer" in told or told["version"] != version + 1:
                        self.trouble.append(f"{area} {question} {version}: {body[:300]!r}")
                    version = told["version"]
                    self.note("saved", area, question, version, str(save), digest(text))
                    break
                if 400 <= status < 500:
                    self.trouble.append(f"{area} {question}: {status}, {body[:300]!r}")
                time.sleep(PAUSE)

    def read(self, session: str, *paths: str) -> None:
        browser = self.browser(session)
        while True:
            for path in paths:
                if self.over.wait(PAUSE):
                    return
                status, _ = browser.ask("page", path)
                if status == 302 or 400 <= status < 500:
                    self.trouble.append(f"{path}: {status}")

    @contextmanager
    def at_work(self) -> Iterator[None]:
        quarter, work = self.people["quarter"], []
        for area, question, version in self.people["answers"]:
            work.append((self.write, area, question, version))
        for area, session in self.people["sessions"].items():
            work.append((self.read, session, f"/{quarter}/{area}/know/", f"/{quarter}/{area}/"))
        work.append((self.read, self.people["director"], "/", f"/search/?q={SEARCHED}"))
        threads = [threading.Thread(target=self._noting_trouble, args=one) for one in work]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.over.set()
            for thread in threads:
                thread.join()

    def _noting_trouble(self, work: Callable, *arguments: str | int) -> None:
        try:
            work(*arguments)
        except Exception as error:
            self.trouble.append(repr(error))

    def is_calm(self, since: float, seconds: float = 4) -> bool:
        """Has everything been answered in that time, and pages as well as saves?"""
        late = [v for v in self.visits if v.ended > max(since, time.time() - seconds)]
        kinds = {visit.kind for visit in late}
        return (
            time.time() > since + seconds
            and kinds == set(KINDS)
            and all(visit.is_good for visit in late)
        )


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def outage(visits: list[Visit], moments: list[float], number: int) -> dict[str, dict]:
    """What people met after one of several moments, the last of which is the end: how often nothing
    good came, until when, and for how long nobody at all got a good answer."""
    began, ended = moments[number : number + 2]
    here = [visit for visit in visits if _moment_of(visit, moments) == number]
    return {kind: _told([v for v in here if v.kind == kind], began, ended) for kind in KINDS}


def _moment_of(visit: Visit, moments: list[float]) -> int:
    """The first that came while it was on its way, else the last before it."""
    during = [n for n, at in enumerate(moments) if visit.began < at <= visit.ended]
    return during[0] if during else bisect(moments, visit.began) - 1


def _told(visits: list[Visit], began: float, ended: float) -> dict:
    bad = [visit for visit in visits if not visit.is_good]
    good = sorted(visit.ended for visit in visits if visit.is_good)
    waits = [later - earlier for earlier, later in pairwise([began, *good, ended])]
    return {
        "answered": len(good),
        "failed": dict(Counter(visit.status or "no answer" for visit in bad)),
        "last_failed_after": round(max((v.ended for v in bad), default=began) - began, 1),
        "nobody_answered_for": round(max(waits), 1),
        "slowest": round(max((v.ended - v.began for v in visits if v.is_good), default=0), 1),
    }
