"""Draws in a process of its own with limits, which ends when its caller ends.

What people type decides how much time and memory a layout takes. A layout that never ends must
cost one report, but never the worker. The process is forked from a server that has already
imported the layout engine (`preload_engine.py`), so that it begins at once.
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
PATIENCE = 180  # seconds without a message; a busy machine alone must not end a drawing

TOO_LONG = "it took too long"
TOO_MUCH = "it took too much memory"
SHORTEN = "Look for text that nobody could read, such as a pasted spreadsheet, and shorten it."

YIELDING = 10  # niceness: requests for pages go first
GLANCE = 0.2  # seconds between looks at whether the drawing is still wanted

TOLD, DRAWN, FAULT, FULL = b"told: ", b"drawn:", b"fault:", b"full: "  # how its messages begin

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["selfassess.reporting.preload_engine"])


class Stopped(Refused):
    """The drawing met a limit or was cancelled. The text completes “could not be laid out: ”."""


class Fault(Exception):
    """The drawing raised an error. Its text is the traceback."""


class Watch:
    """The progress of a drawing (`told`), and a switch to end it (`is_unwanted`)."""

    told = ""
    is_unwanted = False


_watch: ContextVar[Watch | None] = ContextVar("watch", default=None)
_to_the_worker: Connection | None = None  # set in the drawing process alone


@contextmanager
def watched() -> Iterator[Watch]:
    """Give a Watch for every drawing within the block, so that `draw` needs no argument for it."""
    watch = Watch()
    before = _watch.set(watch)
    try:
        yield watch
    finally:
        _watch.reset(before)


def tell(words: str) -> None:
    """Report the progress of a drawing. Outside the drawing process this does nothing."""
    if _to_the_worker:
        _to_the_worker.send_bytes(TOLD + words.encode())


def warm() -> None:
    """Start the fork server, so that its imports are done before the first drawing."""
    forkserver.ensure_running()


def run(draw: Callable[..., bytes], *args: Any) -> bytes:
    """Return `draw(*args)`. Raises Stopped for a limit or a crash, Fault when `draw` raises."""
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
    """Wait for the drawing and pass its progress on to `watch`."""
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
    gc.disable()  # takes longer with each page, and frees next to nothing
    tell("")  # it has begun; on a busy machine the server of processes may have taken a while
    try:
        message = DRAWN + draw(*args)
    except MemoryError:
        message = FULL
    except Exception:
        message = FAULT + traceback.format_exc().encode()
    its.send_bytes(message)


def _live_no_longer_than_the_worker() -> None:
    """End when the worker is killed, but let a worker that ends in order finish its report."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    worker = multiprocessing.parent_process()

    def wait() -> None:
        worker.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _leave_the_network() -> None:
    """Cut the process off the network, where the kernel allows it.

    Escaping and the fetcher already keep text from reaching out; this is the third protection.
    Root may leave the network namespace at once, others only together with their user namespace.
    """
    for rights in (0, os.CLONE_NEWUSER):
        with suppress(OSError):
            return os.unshare(os.CLONE_NEWNET | rights)


def _limit(memory: int, processor: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))  # SIGXCPU, then SIGKILL
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
