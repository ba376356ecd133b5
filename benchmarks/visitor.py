"""One person at a browser: she asks for a page, waits for it, and asks for the next."""

import re
from http.client import HTTPConnection, HTTPResponse
from math import inf
from time import perf_counter
from urllib.parse import urlencode
from uuid import uuid4

from .council import QUESTION, Place
from .floor import ADDRESS

LONGEST = 30  # seconds for one request; the proxy in deploy/ waits twice as long


class Visitor:
    def __init__(self, port: int, place: Place):
        self.port, self.place = port, place
        self.text, self.saves = place.answer.text, 0
        self.section = f"{place.path}{QUESTION}/"
        response, page = self.ask("GET", self.section, session=place.writer)
        self.token = found(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        self.cookie = found(r"csrftoken=(\w+)", response.headers["Set-Cookie"])

    def overview(self) -> None:
        self.ask("GET", self.place.path, session=self.place.writer)

    def form(self) -> None:
        self.ask("GET", self.section, session=self.place.writer)

    def save(self) -> None:
        """A new text over the version that is there, as the form sends it."""
        text = f"{self.place.answer.text}\n\nSaved {self.saves + 1} times."
        form = {
            "csrfmiddlewaretoken": self.token,
            "save_id": uuid4(),
            f"{QUESTION}-text": text,
            f"{QUESTION}-version": self.place.answer.version + self.saves,
        }
        try:
            self.ask("POST", self.section, session=self.place.writer, form=form, status=302)
        except TimeoutError:
            raise SystemExit(f"{self.section} was not saved in {LONGEST} seconds.") from None
        self.text, self.saves = text, self.saves + 1

    def review(self) -> None:
        self.ask("GET", f"{self.place.path}review/", session=self.place.director)

    def bare_save(self) -> None:
        form = {"answer": self.place.other.pk, "text": f"{self.place.answer.text} {uuid4()}"}
        self.ask("POST", ADDRESS, form=form)

    def ask(
        self, method: str, path: str, *, session: str = "", form: dict | None = None, status=200
    ) -> tuple[HTTPResponse, str]:
        """Each time over a new connection, as the proxy does it."""
        headers = {"Connection": "close"}
        if session:
            headers["Cookie"] = f"sessionid={session}; csrftoken={getattr(self, 'cookie', '')}"
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        try:
            connection.request(method, path, urlencode(form) if form else None, headers)
            response = connection.getresponse()
            page = response.read().decode()
        finally:
            connection.close()
        if response.status != status:
            raise SystemExit(f"{method} {path} gave {response.status}.")
        return response, page


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if not match:
        raise SystemExit(f"The section's form has no {pattern}.")
    return match[1]


def times_of(ask, seconds: int) -> list[float]:
    """Seconds for each time, for so long; once at least. The first time does not count unless it is
    lost: then all begin at the same moment."""
    first = time_of(ask)
    until = perf_counter() + seconds
    times = [first] if first == inf else [time_of(ask)]
    while perf_counter() < until:
        times.append(time_of(ask))
    return times


def time_of(ask) -> float:
    """Infinite when there was no answer in time."""
    begun = perf_counter()
    try:
        ask()
    except TimeoutError:
        return inf
    return perf_counter() - begun
