"""An area's assessment in one quarter, and what has been written in it."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property

from selfassess.access import OVERVIEW, Permission, areas_where, has_any
from selfassess.quarters.clock import now
from selfassess.quarters.dates import end_of_day
from selfassess.quarters.models import Quarter, QuarterState
from services.registry import find_area

from .overview import DIRECTORS_OVERVIEW
from .workflow import WITH_ITS_HEAD, State


def who_and_when(at: str, by: str, name: str) -> models.CheckConstraint:
    """A person and a time are known together or not at all."""
    together = Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
    together |= Q(**{f"{at}__isnull": False, f"{by}__isnull": False})
    return models.CheckConstraint(condition=together, name=name)


def person(**kwargs) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **kwargs)


class AssessmentQuerySet(models.QuerySet):
    def of_areas(self):
        """The service areas' assessments, without the director's overview."""
        return self.exclude(area=OVERVIEW)

    def visible_to(self, user):
        """An issued quarter is everybody's to read; before that, those who may read the words."""
        mine = Q(area__in=areas_where(user, Permission.READ_WORDS))
        mine &= ~Q(quarter__state=QuarterState.PLANNED)
        if has_any(user, [Permission.READ_ISSUED]):
            mine |= Q(quarter__state=QuarterState.ISSUED)
        return self.filter(mine)

    def writable_areas_of(self, user):
        return self.filter(area__in=areas_where(user, Permission.WRITE_WORDS))

    def with_people(self):
        return self.select_related(
            "quarter", "sent_by", "approved_by", "rating", "rating__saved_by"
        )

    def with_answers(self):
        """With what its words are compared with a quarter later: answers and rating."""
        answers = Prefetch("answers", Answer.objects.select_related("saved_by"))
        return self.select_related("quarter", "rating").prefetch_related(answers)

    def with_words(self):
        """As it is written and read: answers, which sections are completed, who did what."""
        return self.with_people().with_answers().prefetch_related("section_marks")

    def with_comments(self):
        comments = Prefetch("comments", Comment.objects.select_related("by"))
        return self.prefetch_related(comments)

    def before(self, quarter: str):
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
    def config(self):
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
        return any(m.section == section and m.completed for m in self.section_marks.all())

    @property
    def rating_or_none(self) -> "Rating | None":
        """Read with the assessment by `with_words`, so that asking costs nothing."""
        return getattr(self, "rating", None)

    def previous(self) -> "Assessment | None":
        """The same area the quarter before (or the last time it was assessed), with its answers.
        Whoever compares asks once and hands it on: each call reads it again."""
        return (
            Assessment.objects.filter(area=self.area).before(self.quarter_id).with_answers().first()
        )


class Answer(models.Model):
    """What is written under one question. Earlier versions are in the audit trail."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    save_id = models.UUIDField(null=True)  # which page wrote this version
    saved_at = models.DateTimeField(default=now)
    saved_by = person()
    # Kept when the assessment is sent: the question may be worded otherwise by next year.
    asked = models.TextField(blank=True)
    section = models.CharField(max_length=20, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["assessment_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "question"], name="a_question_has_one_answer"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="versions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.question}, version {self.version}"


class Rating(models.Model):
    """How the head of service rates practice, 0 to 10 in halves. No value is never 0."""

    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="rating")
    value = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    not_rated = models.BooleanField(default=False)  # chosen, not merely left blank
    version = models.PositiveIntegerField(default=1)
    save_id = models.UUIDField(null=True)
    saved_at = models.DateTimeField(default=now)
    saved_by = person()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__in=[Decimal(half) / 2 for half in range(21)]),
                name="a_rating_is_0_to_10_in_halves",
            ),
            models.CheckConstraint(
                condition=Q(not_rated=False) | Q(value=None), name="not_rated_has_no_value"
            ),
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """6.5, 7 or 0; “Not rated” for none."""
        return "Not rated" if self.value is None else f"{self.value:.1f}".removesuffix(".0")


class SectionMark(models.Model):
    """The answer to “Have you completed this section?”"""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="section_marks")
    section = models.CharField(max_length=20)
    completed = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "section"], name="a_section_is_marked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}: {'completed' if self.completed else 'under way'}"


class CommentKind(models.TextChoices):
    CHANGE = "change", "Change needed"
    NOTE = "note", "Note"


class CommentQuerySet(models.QuerySet):
    def unresolved(self):
        return self.filter(kind=CommentKind.CHANGE, resolved_at__isnull=True)


class Comment(models.Model):
    """What the director says about one question."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="comments")
    question = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=CommentKind, default=CommentKind.CHANGE)
    text = models.TextField()
    at = models.DateTimeField(default=now)
    by = person()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = person(null=True)
    reply = models.TextField(blank=True)  # why nothing was changed

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_says_something"),
            who_and_when("resolved_at", "resolved_by", "resolving_has_a_person_and_a_time"),
            models.CheckConstraint(
                condition=Q(reply="") | Q(resolved_at__isnull=False),
                name="a_reply_resolves_what_it_answers",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_open_request(self) -> bool:
        return self.kind == CommentKind.CHANGE and self.resolved_at is None


class Presence(models.Model):
    """When a person's page last said that she has a section open (see presence.py)."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="presences")
    section = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "section", "person"], name="a_person_is_in_a_section_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.section}"


class KeptReason(models.TextChoices):
    STALE = "stale", "Somebody else had saved this answer in the meantime"
    SIGNED_OUT = "signed_out", "You were signed out when you sent this text"
    LOCKED = "locked", "The assessment was locked when you sent this text"


class KeptOutcome(models.TextChoices):
    MINE = "mine", "The kept text was used"
    THEIRS = "theirs", "The saved text stayed"
    COMBINED = "combined", "Both were combined"
    SUPERSEDED = "superseded", "Its page saved a later text"


class KeptTextQuerySet(models.QuerySet):
    def waiting_for(self, user):
        return self.filter(by=user, settled_at__isnull=True)


class KeptText(models.Model):
    """Text that could not be saved, kept for its author until she says what becomes of it."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="kept_texts")
    question = models.CharField(max_length=60)
    text = models.TextField()
    reason = models.CharField(max_length=12, choices=KeptReason)
    at = models.DateTimeField(default=now)
    by = person()
    page = models.UUIDField(null=True)  # the page it came from, whose later text takes its place
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=KeptOutcome, blank=True)

    objects = KeptTextQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="")
                | Q(settled_at__isnull=False) & ~Q(outcome=""),
                name="settled_text_has_an_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}, kept"


class KeptPostQuerySet(models.QuerySet):
    def waiting_for(self, user):
        return self.filter(by=user, settled_at__isnull=True)


class KeptPost(models.Model):
    """A whole form that arrived without a session, kept for its author: a strength, an action,
    figures, what the director wants changed, targets. It is filled in again when she has signed
    in."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, null=True, related_name="kept_posts")
    path = models.CharField(max_length=300)  # with what its page was asked for
    fields = models.JSONField()  # pairs of name and value, in their order
    at = models.DateTimeField(default=now)
    by = person()
    settled_at = models.DateTimeField(null=True)  # saved again, or discarded

    objects = KeptPostQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.path}, kept"

    def get_absolute_url(self) -> str:
        return f"{self.path}{'&' if '?' in self.path else '?'}kept={self.pk}"

    @property
    def data(self) -> QueryDict:
        data = QueryDict(mutable=True)
        for name, value in self.fields:
            data.appendlist(name, value)
        return data
