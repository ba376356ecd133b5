"""One section of an assessment: its questions, its part, and how far it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.text import capfirst

from selfassess.assessments.models import Answer, Assessment, Comment
from selfassess.assessments.parts import Part, part_of
from selfassess.tones import Tone, TonedChoices
from services.base import Problem

from .question import QuestionView

SHORT_LIST = 6  # entries that need not be folded


class Progress(TonedChoices):
    """How far a section is. Only what needs somebody gets a colour."""

    NOT_STARTED = "not_started", Tone.RESTING, "Not yet started"
    IN_PROGRESS = "in_progress", Tone.MOVING, "In progress"
    CHANGES_NEEDED = "changes_needed", Tone.NEED, "Changes needed"
    COMPLETED = "completed", "Completed"


@dataclass(frozen=True)
class SectionView:
    """One section of an assessment: its questions, and the list that another app keeps for it."""

    key: str
    title: str
    rows: list[QuestionView]
    assessment: Assessment
    comments: list[Comment] = field(default_factory=list)  # about the section as a whole

    @property
    def is_completed(self) -> bool:
        """As its writers say."""
        return self.assessment.is_completed(self.key)

    @property
    def answered(self) -> int:
        return sum(bool(row.typed) for row in self.rows)

    @property
    def words(self) -> int:
        return sum(row.words for row in self.rows)

    @property
    def lede(self) -> str:
        """What the section is for; empty when its area does not declare it (any more)."""
        declared = (s.lede for s in self.assessment.config.sections if s.key == self.key)
        return next(declared, "")

    @property
    def part(self) -> Part | None:
        return part_of(self.key)

    @cached_property
    def content(self) -> Any:
        """What the part holds, read when a page shows it."""
        return self.part.content(self.assessment) if self.part else None

    @property
    def has_long_list(self) -> bool:
        """Too long to stand open on a page that shows all sections."""
        return bool(self.part) and self.part.count(self.content) > SHORT_LIST

    @property
    def at_first_sight(self) -> list[Any]:
        """Of its list what a reader should see first; a part has a template for it."""
        return self.part.at_first_sight(self.content) if self.part else []

    @property
    def topics(self) -> list[tuple[str, str, str]]:
        """What the director can comment on: key, words, and the text that is there."""
        topics = [(row.key, row.asked, row.text) for row in self.rows]
        if not any(key == self.key for key, _, _ in topics):
            topics.append((self.key, self.title, ""))
        return topics

    @property
    def open_requests(self) -> list[Comment]:
        asked = [comment for row in self.rows for comment in row.open_requests]
        return asked + [c for c in self.comments if c.is_open_request]

    @property
    def commented(self) -> int:
        return len(self.comments) + sum(len(row.comments) for row in self.rows)

    @property
    def last_saved(self) -> Answer | None:
        saved = [row.answer for row in self.rows if row.answer]
        return max(saved, key=lambda answer: answer.saved_at, default=None)

    @property
    def needs_changes(self) -> bool:
        return bool(self.open_requests) and self.assessment.is_with_its_head

    @property
    def progress(self) -> Progress:
        if self.needs_changes:
            return Progress.CHANGES_NEEDED
        if self.is_completed:
            return Progress.COMPLETED
        begun = self.answered or (self.part and self.part.count(self.content))
        return Progress.IN_PROGRESS if begun else Progress.NOT_STARTED

    @property
    def hint(self) -> str:
        """One line about what is there, for the task list."""
        said = []
        if self.rows:
            said.append(_answered(self.answered, len(self.rows)))
        if self.words:
            said.append(f"{self.words} words")
        if self.part:
            said.append(self.part_hint)
        return capfirst(", ".join(said))

    @property
    def part_hint(self) -> str:
        return self.part.hint(self.content) if self.part else ""

    def problems(self) -> list[Problem]:
        """What to look at before sending: in the part, and live figures without a figure."""
        found = list(self.part.problems(self.assessment, self.content)) if self.part else []
        return [*found, *self._unresolved()]

    def _unresolved(self) -> Iterator[Problem]:
        texts = [(row.key, row.typed) for row in self.rows]
        if self.part:
            texts += [(self.key, text) for text in self.part.texts(self.content)]
        for key, text in texts:
            for said in self.assessment.live_figures.unresolved(text, self.assessment.area):
                yield Problem(self.key, key, f"{self.title} says “{said}”")


def _answered(number: int, of: int) -> str:
    if of == 1:
        return "answered" if number else "not answered yet"
    return f"{number} of {of} questions answered"


def next_to_write(sections: list[SectionView]) -> SectionView | None:
    """Where its writer goes on: what the director wants changed, then what is not completed."""
    wanted = (section for section in sections if section.needs_changes)
    unfinished = (section for section in sections if not section.is_completed)
    return next(wanted, None) or next(unfinished, None)
