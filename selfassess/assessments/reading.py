"""An assessment as people read it: sections, questions as they were asked, answers, what changed.

The form, the check page, the review and the report all read through here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import TextChoices
from django.utils.text import capfirst

from selfassess.compare import Comparison, compare
from selfassess.prose import words
from selfassess.tones import Tone, TonedChoices
from services.base import CheckContext, Problem, Question
from services.common import SECTIONS

from .models import Answer, Assessment, Comment
from .parts import Part, part_of
from .workflow import SENT


class Since(TextChoices):
    """How an answer stands to the one of the quarter before."""

    NOT_ANSWERED = "not answered", "Not answered"
    FIRST = "none", "Nothing earlier to compare"
    NEW = "new", "New this quarter"
    SAME = "same", "Same as last quarter"
    CHANGED = "changed", "Changed since last quarter"


class Progress(TonedChoices):
    """How far a section is. Only what needs somebody gets a colour."""

    NOT_STARTED = "not_started", Tone.RESTING, "Not yet started"
    IN_PROGRESS = "in_progress", Tone.MOVING, "In progress"
    CHANGES_NEEDED = "changes_needed", Tone.NEED, "Changes needed"
    COMPLETED = "completed", "Completed"


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
    def text(self) -> str:
        return self.answer.text if self.answer else ""

    @property
    def version(self) -> int:
        return self.answer.version if self.answer else 0

    @property
    def words(self) -> int:
        return words(self.text)

    @property
    def since(self) -> Since:
        if not self.text:
            return Since.NOT_ANSWERED
        if not self.has_previous_quarter:
            return Since.FIRST
        if not (self.previous and self.previous.text):
            return Since.NEW
        return Since.SAME if self.previous.text == self.text else Since.CHANGED

    @cached_property
    def changes(self) -> Comparison | None:
        """What differs from last quarter’s answer, word by word; None when there is nothing to
        compare, or it is the same."""
        return compare(self.previous.text, self.text) if self.since == Since.CHANGED else None

    @property
    def open_requests(self) -> list[Comment]:
        return [comment for comment in self.comments if comment.is_open_request]


@dataclass(frozen=True)
class SectionView:
    """One section of an assessment: its questions, and the list that another app keeps for it."""

    key: str
    title: str
    rows: list[QuestionView]
    is_completed: bool
    assessment: Assessment
    comments: list[Comment] = field(default_factory=list)  # about the section as a whole

    @property
    def answered(self) -> int:
        return sum(bool(row.text) for row in self.rows)

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
        """What to look at in the part before sending."""
        return list(self.part.problems(self.assessment, self.content)) if self.part else []


def _answered(number: int, of: int) -> str:
    if of == 1:
        return "answered" if number else "not answered yet"
    return f"{number} of {of} questions answered"


def next_to_write(sections: list[SectionView]) -> SectionView | None:
    """Where its writer goes on: what the director wants changed, then what is not completed."""
    wanted = (section for section in sections if section.needs_changes)
    unfinished = (section for section in sections if not section.is_completed)
    return next(wanted, None) or next(unfinished, None)


def check_context(assessment: Assessment, sections: list[SectionView]) -> CheckContext:
    """What the area's own checks look at: its figures and what stands beside them."""
    content = {section.key: section.content for section in sections}
    evidence = content.get("evidence")
    return CheckContext(
        assessment,
        indicators={one.kpi.code: one for one in content.get("indicators") or []},
        facts=evidence.facts if evidence else [],
    )


def sections_of(assessment: Assessment, previous: Assessment | None = None) -> list[SectionView]:
    """The sections of an assessment fetched `with_words` (and, to compare, the one before it).

    What has been sent shows the questions as they were asked then; what is still being written
    shows today's. Comments are read when they were prefetched: prefetch them to save queries.
    """
    earlier = {answer.question: answer for answer in previous.answers.all()} if previous else {}
    comments: dict[str, list[Comment]] = {}
    for comment in assessment.comments.all():
        comments.setdefault(comment.question, []).append(comment)
    rows = defaultdict(list)
    for section, key, asked, question in _asked(assessment):
        rows[section].append(
            QuestionView(
                key=key,
                section=section,
                asked=asked,
                question=question,
                answer=assessment.answer_to(key),
                previous=earlier.get(key),
                has_previous_quarter=previous is not None,
                comments=comments.get(key, []),
            )
        )
    return [
        SectionView(
            key=key,
            title=_title(assessment, key),
            rows=rows[key],
            is_completed=assessment.is_completed(key),
            assessment=assessment,
            comments=[] if any(row.key == key for row in rows[key]) else comments.get(key, []),
        )
        for key in _keys(assessment, rows)
    ]


def _keys(assessment: Assessment, rows: Iterable[str]) -> list[str]:
    """The declared sections in their order, then those that only old answers remember."""
    sections = assessment.config.sections if assessment.config.installed else SECTIONS
    declared = [section.key for section in sections]
    return declared + [key for key in rows if key not in declared]


def _asked(assessment: Assessment) -> Iterator[tuple[str, str, str, Question | None]]:
    """Section, key, words and declaration of every question of this assessment."""
    live = {
        question.key: (section.key, question)
        for section in assessment.config.sections
        for question in section.questions_in(assessment.quarter_id)
    }
    stored = [answer for answer in assessment.answers.all() if answer.asked]
    if stored and (assessment.state in SENT or not assessment.config.installed):
        for answer in stored:
            declared = live.get(answer.question, ("", None))[1]
            yield answer.section, answer.question, answer.asked, declared
        return
    for key, (section, question) in live.items():
        yield section, key, question.text, question
    for answer in assessment.answers.all():
        if answer.question not in live and answer.text:  # a question that is no longer asked
            yield answer.section or "know", answer.question, answer.asked or answer.question, None


def _title(assessment: Assessment, key: str) -> str:
    known = {section.key: section.title for section in (*SECTIONS, *assessment.config.sections)}
    return known.get(key, key.capitalize())
