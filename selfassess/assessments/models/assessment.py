"""An area's assessment in one quarter."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils.functional import cached_property

from selfassess.access import OVERVIEW, Permission, areas_where, has_any
from selfassess.accounts.models import User
from selfassess.assessments.overview import DIRECTORS_OVERVIEW
from selfassess.assessments.workflow import WITH_ITS_HEAD, State
from selfassess.live_figures.resolving import LiveFigures
from selfassess.quarters.clock import now
from selfassess.quarters.dates import end_of_day
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.tones import Tone
from services.registry import find_area

from .answer import Answer
from .comment import Comment
from .fields import person, who_and_when
from .rating import Rating

EARLIER = 5  # quarters whose ratings stand beside a new one

# What of an issued quarter everybody may read. An area that its report left out is not part of it:
# it is written on, and nobody has approved it.
PART_OF_ITS_REPORT = Q(quarter__state=QuarterState.ISSUED) & (
    Q(state=State.APPROVED) | Q(area=OVERVIEW)
)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def of_areas(self) -> Self:
        """The service areas' assessments, without the director's overview."""
        return self.exclude(area=OVERVIEW)

    def visible_to(self, user: User) -> Self:
        """What is issued is everybody's to read; all else, those who may read the words."""
        mine = Q(area__in=areas_where(user, Permission.READ_WORDS))
        mine &= ~Q(quarter__state=QuarterState.PLANNED)
        if has_any(user, [Permission.READ_ISSUED]):
            mine |= PART_OF_ITS_REPORT
        return self.filter(mine)

    def with_people(self) -> Self:
        return self.select_related("quarter", "sent_by", "approved_by", "rating")

    def with_answers(self) -> Self:
        """With what its words are compared with a quarter later: answers and rating."""
        return self.select_related("quarter", "rating").prefetch_related("answers")

    def with_words(self) -> Self:
        """As it is written and read: answers, who did what."""
        answers = Prefetch("answers", Answer.objects.select_related("saved_by"))
        return self.with_people().prefetch_related(answers)

    def with_comments(self) -> Self:
        comments = Prefetch("comments", Comment.objects.select_related("by"))
        return self.prefetch_related(comments)

    def before(self, quarter: str) -> Self:
        return self.filter(quarter_id__lt=quarter).order_by("-quarter_id")


class Assessment(models.Model):
    """One area in one quarter. The director's overview is one too, under the slug `overview`:
    it is written, versioned and kept like an answer, and it locks when the quarter is issued."""

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="assessments")
    area = models.CharField(max_length=40)
    area_name = models.CharField(max_length=100)  # for the day its declaration has gone
    state = models.CharField(max_length=15, choices=State, default=State.NOT_STARTED)
    sent_at = models.DateTimeField(null=True)
    sent_by = person(null=True)
    viewed_at = models.DateTimeField(null=True)  # when a director first opened what was sent
    returned_at = models.DateTimeField(null=True)
    return_by = models.DateField(null=True)  # when the director wants it back
    open_sections = models.JSONField(default=list, blank=True)  # of a returned area; none: all
    approved_at = models.DateTimeField(null=True)
    approved_by = person(null=True)
    longer_until = models.DateField(null=True)
    longer_reason = models.TextField(blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-quarter_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "area"], name="an_area_has_one_assessment_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="an_assessment_is_in_a_known_state"
            ),
            who_and_when("sent_at", "sent_by", "sending_has_a_person_and_a_time"),
            who_and_when("approved_at", "approved_by", "approval_has_a_person_and_a_time"),
            models.CheckConstraint(
                condition=Q(state=State.APPROVED, approved_at__isnull=False)
                | ~Q(state=State.APPROVED) & Q(approved_at__isnull=True),
                name="only_an_approved_assessment_has_an_approval",
            ),
            models.CheckConstraint(
                condition=Q(longer_until__isnull=True) | ~Q(longer_reason=""),
                name="more_time_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.quarter.name}"

    def get_absolute_url(self) -> str:
        name, args = ("overview", []) if self.is_overview else ("area", [self.area])
        return reverse(name, args=[self.quarter_id, *args])

    @property
    def is_overview(self) -> bool:
        return self.area == OVERVIEW

    @cached_property
    def config(self) -> Any:
        """The area's declaration; a stand-in when the area has left the settings."""
        return DIRECTORS_OVERVIEW if self.is_overview else find_area(self.area)

    @property
    def name(self) -> str:
        return str(self.config.verbose_name) if self.config.installed else self.area_name

    @property
    def due(self) -> date:
        """Its last day in time. What the director sent back may have a date of its own."""
        if self.return_by and self.is_with_its_head:
            return self.return_by
        return max(self.longer_until or self.quarter.due, self.quarter.due)

    @property
    def is_late(self) -> bool:
        return self.is_with_its_head and now() >= end_of_day(self.due)

    @property
    def tone(self) -> Tone:
        return State(self.state).tone

    @property
    def is_with_its_head(self) -> bool:
        return self.state in WITH_ITS_HEAD

    @property
    def is_approved(self) -> bool:
        return self.state == State.APPROVED

    @property
    def write_permission(self) -> Permission:
        return Permission.WRITE_OVERVIEW if self.is_overview else Permission.WRITE_WORDS

    @property
    def locked_because(self) -> str:
        """Why nobody may write now, as a sentence; empty when the words are open."""
        if self.quarter.state == QuarterState.PLANNED:
            return f"{self.quarter.name} is not open yet."
        if self.quarter.is_issued:
            return f"{self.quarter.name} is issued. Its words stand as they are."
        if self.is_overview:
            return ""
        if self.state == State.APPROVED:
            return f"{self.name} is approved and locked."
        if self.state == State.WITH_DIRECTOR:
            return f"{self.name} is with the director. It can be changed if it is returned."
        if self.quarter.state == QuarterState.CLOSED and not self.returned_at:
            return f"{self.quarter.name} is closed. Only what the director returned can be changed."
        return ""

    @property
    def awaits_first_view(self) -> bool:
        return self.state == State.WITH_DIRECTOR and self.viewed_at is None

    def was_sent_by(self, user: User) -> bool:
        """A command, which may do everything, sends and approves."""
        return self.sent_by_id == user.pk and not user.is_system

    @property
    def stays_sent_because(self) -> str:
        """Why its head cannot take back what was sent, as a sentence; empty when she can."""
        if self.state != State.WITH_DIRECTOR:
            return f"{self.name} is not with the director."
        if self.viewed_at:
            return f"The director has opened {self.name}. Ask for it to be returned."
        if self.quarter.state == QuarterState.OPEN or self.returned_at:
            return ""
        return f"{self.quarter.name} is closed. Only what the director returned can be changed."

    def locked_in(self, section: str) -> str:
        """The same for one section: of what came back, only what must change is open."""
        if self.locked_because or not self.open_sections or section in self.open_sections:
            return self.locked_because
        return "The director asked for no change in this section. It stays as it was sent."

    def section_of(self, question: str) -> str:
        """The section in which a question is asked; its own key where it is a section's."""
        for section in self.config.sections:
            if any(asked.key == question for asked in section.questions):
                return section.key
        return question

    def answer_to(self, question: str) -> "Answer | None":
        return next((a for a in self.answers.all() if a.question == question), None)

    def is_completed(self, section: str) -> bool:
        return section in self._completed

    @cached_property
    def _completed(self) -> set[str]:
        """Read where a page shows it. Whoever shows many assessments prefetches `section_marks`."""
        return {mark.section for mark in self.section_marks.all() if mark.completed}

    @cached_property
    def live_figures(self) -> LiveFigures:
        """Whoever reads several areas of a quarter hands one to all of them (`share_figures`)."""
        return LiveFigures(self.quarter_id)

    def words(self, text: str) -> str:
        """What somebody wrote here, as people read it: with what its live figures stand for."""
        return self.live_figures.words(text, self.area)

    def figures_in(self, text: str) -> list[tuple[str, str]]:
        """The live figures of a text: each as it is written, and what it says."""
        live = self.live_figures
        return [(f"{{{one}}}", live.said(one, self.area)) for one in live.written_in(text)]

    @property
    def rating_or_none(self) -> "Rating | None":
        """Read with the assessment by `with_words`, so that asking costs nothing."""
        return getattr(self, "rating", None)

    @cached_property
    def earlier(self) -> "list[Assessment]":
        """The same area in the last quarters in which it was assessed, newest first."""
        before = Assessment.objects.filter(area=self.area).before(self.quarter_id)
        return list(before.select_related("quarter", "rating")[:EARLIER])

    def previous(self) -> "Assessment | None":
        """The last of them, with its answers."""
        last = self.earlier[0] if self.earlier else None
        if last:
            prefetch_related_objects([last], "answers")
        return last
