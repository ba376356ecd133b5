"""What a section holds besides questions: lists of records, indicators, the rating.

The app that owns such a list registers a part for the section's key. Pages and reports then read
every section in the same way, and this app need not know which lists there are.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.db.models import QuerySet

from selfassess.together import together
from services.base import Problem

from .models import Assessment


class Part(Protocol):
    read_template: str  # draws `content` for readers
    write_template: str  # draws `content` inside the section's form, for writers
    first: bool  # does it stand before the section's questions, or after them

    def rows(self, assessment: Assessment) -> Sequence[QuerySet]:
        """The tables from which this part is made. They are read together with other parts'."""

    def content(self, assessment: Assessment, *rows: list) -> Any:
        """This part, made of what `rows` asked for. It asks the database for nothing."""

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


def load(assessment: Assessment, sections: Iterable[str]) -> dict[str, Any]:
    """Section → what its part holds, for the sections that have one, in one query for all."""
    parts = {key: part for key in sections if (part := part_of(key))}
    asked = {key: part.rows(assessment) for key, part in parts.items()}
    found = iter(together(*(rows for of in asked.values() for rows in of)))
    return {
        key: part.content(assessment, *(next(found) for _ in asked[key]))
        for key, part in parts.items()
    }
