"""What an area will do, and how that stood at the end of each quarter."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, FilteredRelation, OuterRef, Prefetch, Q, Subquery
from django.utils.text import Truncator

from selfassess.assessments.models import Assessment, person
from selfassess.quarters.models import Quarter
from selfassess.tones import Tone, TonedChoices

from .record import LONG, SHORT, Versioned


class ActionStatus(TonedChoices):
    NOT_STARTED = "not_started", Tone.RESTING, "Not started"
    UNDER_WAY = "under_way", Tone.MOVING, "Under way"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"


class ActionSource(models.TextChoices):
    """What an action answers to, where that is not the area's own plan. A report follows what
    inspectors recommend in a list of its own."""

    INSPECTION = "inspection", "Recommendation of an inspection"


FINISHED = (ActionStatus.DONE, ActionStatus.STOPPED)


class ActionQuerySet(models.QuerySet["Action"]):
    def open_in(self, quarter: str) -> Self:
        """Raised in this quarter or before, and not finished before it."""
        unfinished = Q(finished_in=None) | Q(finished_in__gte=quarter)
        return self.filter(unfinished, raised_in__lte=quarter)

    def in_areas(self, areas: Iterable[str]) -> Self:
        return self.filter(area__in=areas)

    def with_updates(self) -> Self:
        updates = Prefetch("updates", ActionUpdate.objects.order_by("quarter_id"))
        return self.select_related("owner_person").prefetch_related(updates)

    def as_approved_in(self, quarter: str) -> Self:
        """With what was kept when their area was approved in a quarter: the moment and the owner,
        None where it is not approved."""
        kept = Q(approved_owners__quarter=quarter)
        assessment = Assessment.objects.filter(area=OuterRef("area"), quarter=quarter)
        return self.annotate(
            kept=FilteredRelation("approved_owners", condition=kept),
            approved_owner=F("kept__name"),
            approved_role=F("kept__role"),
            approved_at=Subquery(assessment.values("approved_at")),
        )


class Action(Versioned):
    """An area for development. One record for its whole life, however many quarters that takes."""

    area = models.CharField(max_length=40)
    raised_in = models.ForeignKey(Quarter, models.PROTECT, related_name="actions_raised")
    finished_in = models.ForeignKey(
        Quarter, models.PROTECT, null=True, related_name="actions_finished"
    )
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(
        "where it comes from", max_length=12, choices=ActionSource, blank=True, default=""
    )
    text = models.TextField("what will be done", max_length=LONG)
    impact = models.TextField("intended impact for children", max_length=LONG, blank=True)
    owner_person = person(null=True, blank=True)
    owner = models.CharField("owner, as a role or partner", max_length=SHORT, blank=True)
    first_due = models.DateField(null=True, blank=True)  # never changes once it is set

    objects = ActionQuerySet.as_manager()

    # only `as_approved_in` a quarter
    approved_at: datetime | None
    approved_owner: str | None
    approved_role: str

    class Meta:
        ordering = ["raised_in_id", "position", "id"]
        indexes = [models.Index(fields=["area", "raised_in"], name="action_by_area")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="an_action_says_what_is_done"),
            models.CheckConstraint(
                condition=Q(finished_in=None) | Q(finished_in__gte=models.F("raised_in")),
                name="an_action_is_finished_after_it_is_raised",
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.text).chars(80)

    @property
    def is_recommendation(self) -> bool:
        return self.source == ActionSource.INSPECTION

    @property
    def owner_name(self) -> str:
        return self.owner or (self.owner_person.title if self.owner_person else "")

    @property
    def owner_role(self) -> str:
        """For readers outside the council: never a person's name."""
        return self.owner or (self.owner_person.job_title if self.owner_person else "")


class ActionUpdate(Versioned):
    """How an action stood at the end of one quarter."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="updates")
    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=ActionStatus)
    progress = models.TextField(max_length=LONG, blank=True)
    due = models.DateField("new date", null=True, blank=True)  # only when it moves
    reason = models.TextField("why the date moves", max_length=LONG, blank=True)
    difference = models.TextField("the difference it made", max_length=LONG, blank=True)

    class Meta:
        ordering = ["quarter_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "quarter"], name="an_action_has_one_update_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(due=None) | ~Q(reason=""), name="a_moved_date_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=FINISHED) | ~Q(difference=""),
                name="a_finished_action_says_what_difference_it_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id}, {self.quarter_id}: {self.get_status_display()}"


class ApprovedOwner(models.Model):
    """Whose an action was when its area was approved in a quarter, in the words of that day: people
    leave and get other titles, and what was approved still names the same owner."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="approved_owners")
    quarter = models.ForeignKey(Quarter, models.CASCADE, related_name="+")
    name = models.CharField(max_length=SHORT, blank=True)
    role = models.CharField(max_length=SHORT, blank=True)

    class Meta:
        ordering = ["quarter", "action"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "quarter"], name="an_approved_action_has_one_owner"
            )
        ]

    def __str__(self) -> str:
        return f"{self.action_id}, {self.quarter_id}: {self.name}"
