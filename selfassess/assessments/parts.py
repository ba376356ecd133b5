"""What a section holds besides questions: lists of records, indicators, the rating.

The app that owns such a list registers a part for the section's key. Pages and reports then read
every section in the same way, and this app need not know which lists there are.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from selfassess.accounts.models import User
from selfassess.seen import Said
from services.base import Problem

from .models import Assessment

if TYPE_CHECKING:  # forms show what parts hold, so they import this module
    from .forms import SectionForm

Words = Callable[[str], str]  # from a text as it is stored to what people read: `Assessment.words`


class Part:
    """One of them. What most parts have in common stands here."""

    read_template: str  # draws `content` for readers
    write_template: str  # draws `content` inside the section's form, for writers
    first_sight_template = ""  # draws what a reader should see first
    first = False  # does it stand before the section's questions, or after them
    # What writes it, when it is written in the section's own form and not on pages of its own
    form: "type[SectionForm] | None" = None
    verbs: tuple[str, ...] = ()  # how the verbs of its events begin

    def content(self, assessment: Assessment) -> Any:
        """What this part holds, read in a fixed number of queries."""
        raise NotImplementedError

    def count(self, content: Any) -> int:
        """How many entries there are; 0 while nothing has been entered."""
        raise NotImplementedError

    def at_first_sight(self, content: Any) -> list[Any]:
        """What somebody who reviews it should see before anything else."""
        return []

    def hint(self, content: Any) -> str:
        """One line for the task list, such as “4 audits, 1 overdue”."""
        raise NotImplementedError

    def in_words(self, content: Any, words: Words) -> Mapping[str, Said]:
        """Title → words of all that readers see of it. A decision is about this (see
        `selfassess.seen`), so what is left out here can change under somebody who decides."""
        raise NotImplementedError

    def texts(self, content: Any) -> Iterable[str]:
        """The words in it that may have live figures, as they are stored."""
        return ()

    def problems(self, assessment: Assessment, content: Any) -> Iterable[Problem]:
        """What to look at before sending; it warns and stops nobody."""
        return ()

    def missing(self, assessment: Assessment) -> str:
        """Without what the area cannot be sent, as a sentence; empty when nothing is missing."""
        return ""

    def keep_as_approved(self, assessment: Assessment, *, by: User) -> None:
        """Store what the approved area shows that a later release could work out otherwise."""

    def take_back_approval(self, assessment: Assessment, *, by: User) -> None:
        """The area was reopened: nothing is kept for its approval any more."""


_parts: dict[str, Part] = {}


def register(section: str, part: Part) -> None:
    _parts[section] = part


def part_of(section: str) -> Part | None:
    return _parts.get(section)


def parts_of(assessment: Assessment) -> list[Part]:
    found = (part_of(section.key) for section in assessment.config.sections)
    return [part for part in found if part]
