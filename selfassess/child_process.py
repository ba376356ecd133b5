"""Runs a program of ours on somebody's file, in a process with limits of its own.

Files of other people may be made to cost memory and time, so nothing of them is read here.
"""

import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class TookTooLong(Exception):
    """The clock's limit is reached."""


class TookTooMuch(Exception):
    """The limit of memory or of processor time is reached."""


class Failed(Exception):
    """The program could not make anything of the file."""


@dataclass(frozen=True)
class Limits:
    memory: int  # bytes of address space
    processor: int  # seconds
    patience: int  # seconds by the clock
    # What the program's errors say when memory is used up
    out_of_memory: Sequence[bytes] = (b"MemoryError", b"memory allocation")

    def impose(self) -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (self.processor, self.processor))
        resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(program: Path, *arguments: str, data: bytes, limits: Limits) -> bytes:
    """Return what `program` writes when it is given `data`. Raises TookTooLong, TookTooMuch or
    Failed."""
    try:
        done = subprocess.run(  # noqa: S603 (our own program, no shell)
            [sys.executable, "-I", str(program), *arguments],
            input=data,
            capture_output=True,
            timeout=limits.patience,
            preexec_fn=limits.impose,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TookTooLong from error
    if done.returncode < 0 or any(sign in done.stderr for sign in limits.out_of_memory):
        raise TookTooMuch
    if done.returncode:
        raise Failed
    return done.stdout
