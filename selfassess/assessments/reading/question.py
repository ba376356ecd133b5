"""One question of an assessment, its answer, and how that compares with the quarter before."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import TextChoices

from selfassess.assessments.models import Answer, Comment
from selfassess.plain_text import words
from selfassess.text_diff import Comparison, compare
from services.base import Question


class Since(TextChoices):
    """How an answer stands to the one of the quarter before."""

    NOT_ANSWERED = "not answered", "Not answered"
    FIRST = "none", "Nothing earlier to compare"
    NEW = "new", "New this quarter"
    SAME = "same", "Same as last quarter"
    CHANGED = "changed", "Changed since last quarter"


@dataclass(frozen=True)
class QuestionView:
    """One question of an assessment."""

    key: str
    section: str
    asked: str  # the question's words
    question: Question | None  # its declaration; None for one that is no longer asked
    answer: Answer | None
    previous: Answer | None
    has_previous_quarter: bool
    comments: list[Comment] = field(default_factory=list)

    @property
    def typed(self) -> str:
        """As it is stored, with its live figures as they are written. Readers get `text`."""
        return self.answer.text if self.answer else ""

    @property
    def editable(self) -> str:
        """As it stands in the box where it is changed."""
        return self.answer.editable if self.answer else ""

    @cached_property
    def text(self) -> str:
        return self.answer.words if self.answer else ""

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Its live figures: each as it is written, and what it says."""
        return self.answer.figures if self.answer else []

    @cached_property
    def previous_text(self) -> str:
        """Last quarter's, as it was read then."""
        return self.previous.words if self.previous else ""

    @property
    def needs_a_start(self) -> bool:
        """Nothing is written yet, and nothing of last quarter to begin with."""
        return not self.typed and not self.previous_text

    @property
    def version(self) -> int:
        return self.answer.version if self.answer else 0

    @property
    def words(self) -> int:
        return words(self.text)

    @property
    def previous_words(self) -> int:
        return words(self.previous_text)

    @property
    def since(self) -> Since:
        if not self.typed:
            return Since.NOT_ANSWERED
        if not self.has_previous_quarter:
            return Since.FIRST
        if not (self.previous and self.previous.text):
            return Since.NEW
        return Since.SAME if self.previous_text == self.text else Since.CHANGED

    @cached_property
    def changes(self) -> Comparison | None:
        """What differs from last quarter’s answer, word by word; None when there is nothing to
        compare, or it is the same."""
        return compare(self.previous_text, self.text) if self.since == Since.CHANGED else None

    @property
    def open_requests(self) -> list[Comment]:
        return [comment for comment in self.comments if comment.is_open_request]
