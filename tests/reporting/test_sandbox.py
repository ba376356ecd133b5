"""A drawing that runs away costs one report: its process is ended, and the worker goes on."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from itertools import count, groupby
from pathlib import Path
from unittest.mock import Mock

import pytest

from selfassess.reporting import pdf, sandbox
from selfassess.reporting.management.commands import worker
from selfassess.reporting.sandbox import Fault, Stopped
from tests.processes import kill, start, wait_until

from . import greedy, sample
from .test_pdf_fetches_nothing import listener


def test_what_is_drawn_comes_back():
    assert sandbox.run(greedy.well) == b"%PDF drawn well"


def test_the_report_is_drawn_there(monkeypatch):
    asked = []
    monkeypatch.setattr(sandbox, "run", lambda *call: asked.append(call) or b"%PDF")
    content = sample.content()
    assert pdf.draw(content) == b"%PDF"
    assert asked == [(pdf.draw_here, content)]


@pytest.mark.parametrize(
    ("drawing", "limit", "sentence"),
    [
        (greedy.too_large, ("MEMORY", sandbox.MEMORY), "it took too much memory. Look for text"),
        (greedy.for_ever, ("PROCESSOR", 1), "it took too long. Look for text"),
        (greedy.asleep, ("PATIENCE", 0.2), "it took too long. Look for text"),
        (greedy.crash, ("PROCESSOR", 9), "stopped in the middle (exit code -11). Compile it again"),
    ],
    ids=["memory", "processor", "clock", "crash"],
)
def test_a_drawing_that_runs_away_is_ended_with_a_sentence(drawing, limit, sentence, monkeypatch):
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(sandbox, *limit)
        with pytest.raises(Stopped) as stopped:
            sandbox.run(drawing)
    assert sentence in str(stopped.value)
    assert sandbox.run(greedy.well) == b"%PDF drawn well"


@pytest.fixture
def slow_clock(monkeypatch):
    """A hundred seconds pass whenever somebody looks at it."""
    seconds = count(0, 100)
    monkeypatch.setattr(sandbox, "monotonic", lambda: next(seconds))


@pytest.mark.usefixtures("slow_clock")
def test_a_slow_machine_is_not_held_against_a_report_that_gets_on():
    told = [b"told: page %d" % number for number in range(1, 20)]
    ours = Mock(**{"recv_bytes.side_effect": [*told, b"drawn:%PDF"]})
    assert sandbox._answer(ours, Mock(), sandbox.Watch()) == b"%PDF"


@pytest.mark.usefixtures("slow_clock")
def test_one_that_says_nothing_for_three_minutes_is_ended():
    ours = Mock(**{"poll.return_value": False})
    with pytest.raises(Stopped, match="too long"):
        sandbox._answer(ours, Mock(), sandbox.Watch())
    assert ours.poll.call_count == 1


def test_an_error_comes_back_with_the_place_where_it_happened():
    with pytest.raises(Fault) as fault:
        sandbox.run(greedy.wrong)
    assert "greedy.py" in str(fault.value)
    assert "ZeroDivisionError" in str(fault.value)


def test_it_tells_how_far_it_is_and_ends_when_nobody_wants_it():
    with sandbox.watched() as watch, ThreadPoolExecutor(1) as pool:
        drawing = pool.submit(copy_context().run, sandbox.run, greedy.tells_and_waits)
        wait_until(lambda: watch.told == "page 2")
        watch.is_unwanted = True
        with pytest.raises(Stopped, match="nobody waits"):
            drawing.result(60)


def test_the_report_tells_its_pages_as_they_are_laid_out(monkeypatch):
    told = []
    monkeypatch.setattr(sandbox, "tell", told.append)
    few = sample.words_only()
    few.areas = few.areas[:1]
    pdf.draw_here(few)
    assert told.count("") > 2  # signs of life before the first page
    told = [words for words, _ in groupby(filter(None, told))]
    pages = len(told) - 1
    assert pages > 5
    assert told == [f"page {n}" for n in range(1, pages + 1)] + [
        f"all {pages} pages, now writing the file"
    ]


def test_telling_without_a_worker_does_nothing():
    sandbox.tell("page 1")


def test_the_limits_are_those_that_are_documented():
    assert sandbox.run(greedy.its_limits) == b"[1610612736, 120, 0]"
    assert sandbox.PATIENCE == 180


def test_its_process_begins_with_the_layout_engine_imported():
    assert b"weasyprint.text.fonts" in sandbox.run(greedy.its_modules).split()


def test_its_process_does_not_stop_to_look_for_garbage():
    assert sandbox.run(greedy.its_collector) == b"off"


def may_leave_the_network() -> bool:
    """Does this kernel let a process do so? Asked of another, because there is no way back."""
    code = "from selfassess.reporting.sandbox import _leave_the_network as leave; leave(); "
    code += "import socket; print(socket.if_nameindex())"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return "eth" not in told.stdout and told.stdout.count("'") == 2


@pytest.mark.skipif(not may_leave_the_network(), reason="this kernel has no such lock")
def test_no_door_opens_to_it():
    with listener() as (port, knocks):
        assert greedy.knock(port) == b"opened"
        assert sandbox.run(greedy.knock, port) == b"shut"
    assert len(knocks) == 1


def test_it_ends_with_a_worker_that_is_killed(tmp_path: Path):
    note = tmp_path / "note"
    process = start(
        "from pathlib import Path\n"
        "from selfassess.reporting import sandbox\n"
        "from tests.reporting import greedy\n"
        f"sandbox.run(greedy.leave_a_note, Path({str(note)!r}))"
    )
    try:
        wait_until(note.exists)
    finally:
        kill(process)
    wait_until(lambda: not is_alive(int(note.read_text())), seconds=20)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1].split()[0]
    except OSError:
        return False
    return state != "Z"  # one that nobody has buried yet is dead


def test_a_worker_has_the_engine_imported_before_the_first_report(monkeypatch):
    done = []
    monkeypatch.setattr(worker, "ROUNDS", [])
    monkeypatch.setattr(sandbox, "warm", lambda: done.append("warm"))
    monkeypatch.setattr(worker.DatabaseWorker, "handle", lambda *a, **o: done.append("work"))
    worker.Command().handle()
    assert done == ["warm", "work"]
