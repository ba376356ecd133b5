"""Reads a Word file in a process with limits, and says in a sentence why one cannot be read."""

import json
from pathlib import Path
from typing import Any

from selfassess import child_process

CHILD = Path(__file__).with_name("docx_subprocess.py")
LARGEST_FILE = 10 * 1024 * 1024  # bytes; pictures make documents large, and are not read
TOO_LARGE = "This file is larger than 10 MB. Take its pictures out first."
LIMITS = child_process.Limits(
    memory=300 * 1024 * 1024, processor=4, patience=10, out_of_memory=(b"MemoryError", b"memory")
)

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


def _in_a_child(data: bytes) -> bytes:
    try:
        return child_process.run(CHILD, data=data, limits=LIMITS)
    except (child_process.TookTooLong, child_process.TookTooMuch) as error:
        raise Unreadable(TOO_MUCH) from error
    except child_process.Failed as error:
        raise Unreadable(BROKEN) from error
