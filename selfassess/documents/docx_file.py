"""Reads a Word file in a process with limits, and says in a sentence why one cannot be read."""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

CHILD = Path(__file__).with_name("docx_subprocess.py")
LARGEST_FILE = 10 * 1024 * 1024  # bytes; pictures make documents large, and are not read
TOO_LARGE = "This file is larger than 10 MB. Take its pictures out first."
MEMORY = 300 * 1024 * 1024  # bytes of address space
PROCESSOR = 4  # seconds
PATIENCE = 10  # seconds by the clock

AGAIN = "Open it in Word, save it as a Word document (.docx), and bring that."
BROKEN = f"This is no Word document that can be read. {AGAIN}"
TOO_MUCH = "Reading it took too much. Copy its text into a new document, and bring that."
REFUSED = {
    "doc": f"This is a document of an old Word (.doc). {AGAIN}",
    "encrypted": "This document has a password. Save it without one, and bring that.",
    "macro": "This document has macros. Save it as a Word document (.docx) without them.",
    "large": "This document would unpack to too much. Copy its text into a new one and bring that.",
    "entity": f"This document was not written by Word: it defines entities. {AGAIN}",
    "other": BROKEN,
}


class Unreadable(Exception):
    """The document cannot be read. The text says why, and what to do."""


def read(data: bytes) -> dict[str, Any]:
    """The document as `blocks` (paragraphs and tables) and `notes` (comments and footnotes)."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(TOO_LARGE)
    told: dict[str, Any] = json.loads(_in_a_child(data))
    if "refused" in told:
        raise Unreadable(REFUSED[told["refused"]])
    return told


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _in_a_child(data: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 (our own program, no shell)
            [sys.executable, "-I", str(CHILD)],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            preexec_fn=_limit,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(TOO_MUCH) from error
    if done.returncode < 0 or b"MemoryError" in done.stderr or b"memory" in done.stderr:
        raise Unreadable(TOO_MUCH)
    if done.returncode:
        raise Unreadable(BROKEN)
    return done.stdout
