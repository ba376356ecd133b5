"""Drawings that misbehave, for a process that must not let them."""

import gc
import os
import resource
import signal
import socket
import sys
import time
from pathlib import Path

from selfassess.reporting import sandbox


def well() -> bytes:
    return b"%PDF drawn well"


def too_large() -> bytes:
    return b"x" * 1024**4


def for_ever() -> bytes:
    while True:
        pass


def asleep() -> bytes:
    time.sleep(600)
    return b"%PDF too late"


def tells_and_waits() -> bytes:
    sandbox.tell("page 1")
    sandbox.tell("page 2")
    return asleep()


def crash() -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b"%PDF after death"


def wrong() -> bytes:
    return bytes(1 // 0)


def its_limits() -> bytes:
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)
    return repr([resource.getrlimit(kind)[0] for kind in kinds]).encode()


def its_collector() -> bytes:
    return b"on" if gc.isenabled() else b"off"


def its_modules() -> bytes:
    return " ".join(sys.modules).encode()


def knock(port: int) -> bytes:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return b"opened"
    except OSError:
        return b"shut"


def leave_a_note(path: Path) -> bytes:
    path.with_suffix(".new").write_text(str(os.getpid()))
    path.with_suffix(".new").rename(path)
    return asleep()
