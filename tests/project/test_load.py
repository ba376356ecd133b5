"""The generator of bin/bench load tells latencies and errors as they are. It asks a small server
that sleeps, breaks and lies."""

import asyncio
import subprocess
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from itertools import pairwise
from math import inf
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from benchmarks.load import timetable
from benchmarks.load.asking import Failed, Portal, expected, fields, parts
from benchmarks.load.desk import PAGES, Desks
from benchmarks.load.people import Box, Person
from benchmarks.load.production import weigh
from benchmarks.load.tally import Tally, within
from benchmarks.load.timetable import Plan, carry_out
from selfassess.access import Role

PAUSE = 0.2  # seconds


def person(role=Role.VIEWER, **more) -> Person:
    fixed = {"address": "10.0.0.1", "session": "s", "token": "t", "area": "", "secret": ""}
    return Person(**{"email": "a@example.org", "role": role} | fixed | more)


def whole(body: str, *, status: str = "200 OK", length: int | None = None) -> bytes:
    length = len(body) if length is None else length
    return f"HTTP/1.0 {status}\r\nContent-Length: {length}\r\n\r\n{body}".encode()


ANSWERS = {
    "/quick": whole("quick"),
    "/slow": whole("slow"),
    "/broken": whole("Sorry", status="500 Internal Server Error"),
    "/half": whole("half", length=100),
    "/nothing": b"",
    "/elsewhere": b"HTTP/1.0 302 Found\r\nLocation: /quick\r\nSet-Cookie: id=7; Secure\r\n\r\n",
}


@asynccontextmanager
async def stub(asked: list[bytes] | None = None):
    """One request at a time, as a web process without threads."""
    free = asyncio.Lock()

    async def answer(reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        if asked is not None:
            asked.append(head)
        path = head.split()[1].decode()
        async with free:
            await asyncio.sleep(PAUSE if path == "/slow" else 0)
            writer.write(ANSWERS[path])
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield Portal(server.sockets[0].getsockname()[1])


def in_a_loop[T](work: Coroutine[Any, Any, T]) -> T:
    """In a thread, because a browser of another test may have a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def measured(*plans: tuple[float, str], has: str = "") -> Tally:
    """Each path, so many seconds after the beginning."""
    tally = Tally()
    async with stub() as portal:

        async def ask(path: str, meant: float) -> None:
            asking = expected(portal.get(person(), path), 200, has=has)
            await tally.measure(path, meant, asking)

        await carry_out([Plan(first, partial(ask, path)) for first, path in plans], seconds=5)
    return tally


def test_a_slow_answer_is_told_as_slow():
    tally = in_a_loop(measured((0, "/slow")))
    [took] = tally.times["/slow"]
    assert PAUSE <= took < 5 * PAUSE
    assert not tally.errors


def test_what_waits_behind_a_slow_answer_counts_its_waiting():
    """People do not wait with their next click until others have been answered."""
    behind = [(0.01 * number, "/quick") for number in range(1, 6)]
    tally = in_a_loop(measured((0, "/slow"), *behind))
    assert len(tally.times["/quick"]) == 5
    assert min(tally.times["/quick"]) > PAUSE / 2


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/broken", "status 500"),
        ("/elsewhere", "status 302"),
        ("/half", "cut short"),
        ("/nothing", "cut short"),
    ],
)
def test_what_is_no_whole_answer_is_an_error_and_endless(path, problem):
    tally = in_a_loop(measured((0, path), (0, "/quick")))
    assert tally.problems == {f"{path}: {problem}": 1}
    assert tally.times[path] == [inf]
    assert tally.times["/quick"][0] < inf


def test_another_page_than_was_asked_for_is_an_error():
    tally = in_a_loop(measured((0, "/quick"), has="</html>"))
    assert tally.problems == {"/quick: not what was asked for": 1}


def test_a_portal_that_is_gone_is_an_error():
    async def ask():
        async with stub() as portal:
            pass
        await portal.get(person(), "/quick")

    with pytest.raises(Failed, match="ConnectionRefused"):
        in_a_loop(ask())


def test_it_asks_as_a_browser_behind_the_proxy():
    asked: list[bytes] = []

    async def ask():
        async with stub(asked) as portal:
            moved = await portal.post(person(), "/elsewhere", fields({"a": "ü"}))
            assert (moved.cookie("id"), moved.cookie("other")) == ("7", "")
            assert moved.headers["Location"] == "/quick"

    in_a_loop(ask())
    sent = asked[0].decode()
    assert sent.startswith("POST /elsewhere HTTP/1.0\r\n")
    for line in (
        "X-Forwarded-Proto: https",
        "X-Forwarded-For: 10.0.0.1",
        "Cookie: __Host-session=s; __Host-csrf=t",
        "Content-Length: 8",
    ):
        assert f"{line}\r\n" in sent


def test_a_script_sends_its_form_in_parts():
    kind, body = parts({"text": "Two\nlines", "version": 3})
    boundary = kind.partition("boundary=")[2].encode()
    assert body.count(b"--" + boundary) == 3
    assert b'name="text"\r\n\r\nTwo\nlines\r\n' in body


@pytest.mark.parametrize(("share", "time"), [(0.5, 2), (0.75, 3), (0.95, inf), (1, inf)])
def test_a_share_of_the_times_counts_those_without_an_answer(share, time):
    assert within([3, inf, 1, 2], share) == time


@pytest.mark.parametrize("running", [0, 2**33], ids=["a clock", "a clock that rounds to 2 µs"])
def test_things_are_begun_at_their_moments_whether_others_have_ended_or_not(running, monkeypatch):
    begun: list[float] = []

    def clock() -> float:
        return perf_counter() + running

    async def do(meant: float) -> None:
        begun.append(clock() - meant)
        await asyncio.sleep(0.1)

    monkeypatch.setattr(timetable, "perf_counter", clock)

    late = in_a_loop(carry_out([Plan(0, do, 0.05)], seconds=0.3))
    assert len(begun) == len(late) == 6
    assert max(begun) < 0.1


def test_everybody_opens_a_page_a_minute_and_writers_save_every_20_seconds():
    box = Box(answer=1, path="/2020-21-q2/mash/know/", question="know", text="We know.", version=1)
    writers = [person(Role.HEAD, area="mash", box=box) for _ in range(4)]
    desks = Desks(Portal(1), [*writers, person()], Tally())
    plans = list(desks.plans())
    assert sorted(plan.every for plan in plans) == [20] * 4 + [30] * 4 + [60] * 5
    first = sorted(plan.first for plan in plans if plan.every == 20)
    assert [after - before for before, after in pairwise(first)] == pytest.approx([5] * 3)


def test_there_are_pages_for_each_role():
    assert set(PAGES) == set(Role)


@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="the kernel has no groups")
def test_the_worker_has_the_weight_of_its_unit():
    """A fiftieth: eighteen steps of niceness."""
    with subprocess.Popen(["/bin/sleep", "30"], start_new_session=True) as worker:
        weigh(worker.pid)
        group = Path(f"/proc/{worker.pid}/autogroup").read_text()
        worker.kill()
    assert group.split()[-2:] == ["nice", "18"]
