"""Runs a drawing in a process of its own, which is kept small and ends with whoever asked for it.

What people type decides how long a page takes and how much it needs. A layout that runs away must
cost one report, and never the worker. The process is forked from a server that has the layout
engine imported already (`preload.py`), so that it begins at once.
"""

import gc
import multiprocessing
import os
import resource
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Any

from selfassess.errors import Refused

MEMORY = 1536 * 1024 * 1024  # bytes of address space; the sample's report takes half of it
PROCESSOR = 120  # seconds
PATIENCE = 180  # seconds by the clock without a word from it; a busy machine is no fault of its

TOO_LONG = "it took too long"
TOO_MUCH = "it took too much memory"
SHORTEN = "Look for text that nobody could read, such as a pasted spreadsheet, and shorten it."

YIELDING = 10  # steps of niceness: pages and their readers go first
GLANCE = 0.2  # seconds: how soon a drawing ends that nobody wants any more

TOLD, DRAWN, FAULT, FULL = b"told: ", b"drawn:", b"fault:", b"full: "  # how its messages begin

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["selfassess.reporting.preload"])


class Stopped(Refused):
    """The drawing was ended from outside. Its text says why, after “could not be laid out: ”."""


class Fault(Exception):
    """The drawing raised an error. Its text is the traceback."""


class Watch:
    """What a drawing tells on its way, and a way to end it."""

    told = ""
    is_unwanted = False


_watch: ContextVar[Watch | None] = ContextVar("watch", default=None)
_to_the_worker: Connection | None = None  # set in the drawing process alone


@contextmanager
def watched() -> Iterator[Watch]:
    """Watches what is drawn within, however deep, so that `draw` needs to know nothing of it."""
    watch = Watch()
    before = _watch.set(watch)
    try:
        yield watch
    finally:
        _watch.reset(before)


def tell(words: str) -> None:
    """Called while drawing: how far it has come. Elsewhere it does nothing."""
    if _to_the_worker:
        _to_the_worker.send_bytes(TOLD + words.encode())


def warm() -> None:
    """Start the server of processes, which imports in the background what the first one needs."""
    forkserver.ensure_running()


def run(draw: Callable[..., bytes], *args: Any) -> bytes:
    """What `draw(*args)` gives. Raises Stopped for a limit or a crash, and Fault for its errors."""
    ours, its = processes.Pipe(duplex=False)
    limits = (MEMORY, PROCESSOR)
    process = processes.Process(target=_in_the_process, args=(its, limits, draw, args), daemon=True)
    with closing(ours), closing(process):
        process.start()
        its.close()
        try:
            return _answer(ours, process, _watch.get() or Watch())
        finally:
            process.kill()
            process.join()


def _answer(ours: Connection, process: BaseProcess, watch: Watch) -> bytes:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        if watch.is_unwanted:
            raise Stopped("nobody waits for it any more.")
        if ours.poll(min(GLANCE, PATIENCE)):
            message = _next_message(ours, process)
            if not message.startswith(TOLD):
                return _result(message)
            watch.told = message.removeprefix(TOLD).decode()
            until = monotonic() + PATIENCE
    raise Stopped(f"{TOO_LONG}. {SHORTEN}")


def _next_message(ours: Connection, process: BaseProcess) -> bytes:
    try:
        return ours.recv_bytes()
    except EOFError:
        process.join()
        raise Stopped(_how_it_ended(process.exitcode)) from None


def _result(message: bytes) -> bytes:
    if message.startswith(DRAWN):
        return message.removeprefix(DRAWN)
    if message.startswith(FULL):
        raise Stopped(f"{TOO_MUCH}. {SHORTEN}")
    raise Fault(message.removeprefix(FAULT).decode())


def _how_it_ended(exitcode: int | None) -> str:
    if exitcode == -signal.SIGXCPU:
        return f"{TOO_LONG}. {SHORTEN}"
    return f"the layout stopped in the middle (exit code {exitcode}). Compile it again."


def _in_the_process(
    its: Connection, limits: tuple[int, int], draw: Callable[..., bytes], args: tuple[Any, ...]
) -> None:
    global _to_the_worker
    _to_the_worker = its
    os.nice(YIELDING)
    _leave_the_network()
    _live_no_longer_than_the_worker()
    _limit(*limits)
    gc.disable()  # looks through more the longer the report is, and finds next to nothing
    tell("")  # it has begun; on a busy machine the server of processes may have taken a while
    try:
        message = DRAWN + draw(*args)
    except MemoryError:
        message = FULL
    except Exception:
        message = FAULT + traceback.format_exc().encode()
    its.send_bytes(message)


def _live_no_longer_than_the_worker() -> None:
    """A worker that is told to end finishes its report first; one that is killed takes it along."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    worker = multiprocessing.parent_process()

    def wait() -> None:
        worker.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _leave_the_network() -> None:
    """A third lock on the door, behind escaping and the fetcher, where the kernel has one: root may
    leave at once, others where they may first become root of nothing."""
    for rights in (0, os.CLONE_NEWUSER):
        with suppress(OSError):
            return os.unshare(os.CLONE_NEWNET | rights)


def _limit(memory: int, processor: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))  # SIGXCPU, then SIGKILL
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
