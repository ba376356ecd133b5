"""What a section holds besides questions: lists of records, indicators, the rating.

The app that owns such a list registers a part for the section's key. Pages and reports then read
every section in the same way, and this app need not know which lists there are.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from services.base import Problem

from .models import Assessment


class Part(Protocol):
    read_template: str  # draws `content` for readers
    write_template: str  # draws `content` inside the section's form, for writers
    first: bool  # does it stand before the section's questions, or after them

    def content(self, assessment: Assessment) -> Any:
        """What this part holds, read in a fixed number of queries."""

    def count(self, content: Any) -> int:
        """How many entries there are; 0 while nothing has been entered."""

    def hint(self, content: Any) -> str:
        """One line for the task list, such as “4 audits, 1 overdue”."""

    def problems(self, assessment: Assessment, content: Any) -> Iterable[Problem]:
        """What to look at before sending."""


_parts: dict[str, Part] = {}


def register(section: str, part: Part) -> None:
    _parts[section] = part


def part_of(section: str) -> Part | None:
    return _parts.get(section)
