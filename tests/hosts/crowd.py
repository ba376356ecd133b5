"""People who read and save through the proxy all the while, and note down what became of it."""

import http.client
import json
import os
import ssl
import threading
import time
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


@dataclass(frozen=True)
class Visit:
    kind: str  # page or save
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

    def write(self, area: str, question: str) -> None:
        """One answer again and again; what got no answer is sent again as it was, like the page
        does."""
        browser = self.browser(self.people["sessions"][area])
        path = f"/{self.people['quarter']}/{area}/{question}/autosave/"
        version, number = 1, 0
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
        for area, question in self.people["answers"]:
            work.append((self.write, area, question))
        for area, session in self.people["sessions"].items():
            work.append((self.read, session, f"/{quarter}/{area}/know/", f"/{quarter}/{area}/"))
        work.append((self.read, self.people["director"], "/", f"/{quarter}/"))
        threads = [threading.Thread(target=self._noting_trouble, args=one) for one in work]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.over.set()
            for thread in threads:
                thread.join()

    def _noting_trouble(self, work: Callable, *arguments: str) -> None:
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
            and kinds == {"page", "save"}
            and all(visit.is_good for visit in late)
        )


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def outage(visits: list[Visit], kind: str, began: float, ended: float) -> dict:
    """What people met between two moments: how often nothing good came, until when, and for how
    long nobody at all got a good answer."""
    here = [v for v in visits if v.kind == kind and began <= v.ended <= ended]
    bad = [v for v in here if not v.is_good]
    good = sorted(v.ended for v in here if v.is_good)
    moments = [began, *good, ended]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    slowest = max((v.ended - v.began for v in here if v.is_good), default=0)
    return {
        "answered": len(good),
        "failed": dict(Counter(v.status or "no answer" for v in bad)),
        "last_failed_after": round(max((v.ended for v in bad), default=began) - began, 1),
        "nobody_answered_for": round(max(gaps), 1),
        "slowest": round(slowest, 1),
    }
