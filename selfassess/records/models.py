"""What an assessment lists besides its narrative: evidence, strengths and actions.

Every record has a version, like an answer: it is saved only over the version its author had seen.
"""

from datetime import date
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Prefetch, Q

from selfassess.assessments.models import Assessment, person
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter
from selfassess.tones import Tone, TonedChoices

LONG = 10_000  # characters; what the report's layout can bear
SHORT = 200


class Versioned(models.Model):
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=now)
    saved_by = person()

    class Meta:
        abstract = True


class Record(Versioned):
    """One entry of a list in one assessment, in the order its area gives it."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="%(class)ss")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class Unit(models.TextChoices):
    CASES = "cases", "Number of cases"
    PERCENT = "percent", "Per cent of cases"


GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires_improvement": "Requires improvement",
    "inadequate": "Inadequate",
    "not_graded": "Not graded",
}


def grade(label: str) -> models.DecimalField:
    return models.DecimalField(
        label,
        max_digits=6,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )


class Audit(Record):
    """One audit (or one aspect of it), with the cases at each grade as they were reported."""

    theme = models.CharField(max_length=SHORT)
    aspect = models.CharField("what was graded", max_length=SHORT, blank=True)
    month = models.DateField()  # its first day
    method = models.CharField(max_length=SHORT, blank=True)
    unit = models.CharField("grades are given as", max_length=7, choices=Unit, default=Unit.CASES)
    cases = models.PositiveIntegerField("cases audited", null=True, blank=True)
    outstanding = grade("Outstanding")
    good = grade("Good")
    requires_improvement = grade("Requires improvement")
    inadequate = grade("Inadequate")
    not_graded = grade("Not graded")
    learning = models.TextField(max_length=LONG, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="an_audit_has_a_month"),
            models.CheckConstraint(condition=~Q(theme=""), name="an_audit_has_a_theme"),
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.aspect}" if self.aspect else self.theme

    @property
    def grades(self) -> dict[str, Decimal]:
        """The grades that were given, by field."""
        return {field: value for field in GRADES if (value := getattr(self, field)) is not None}

    @property
    def inconsistency(self) -> str:
        """How the grades fail to add up, as a sentence; empty when they do or cannot be checked."""
        total = sum(self.grades.values(), Decimal(0))
        if not self.grades:
            return ""
        if self.unit == Unit.CASES and self.cases is not None and total != self.cases:
            return f"The grades add up to {plain(total)} of {self.cases} cases."
        if self.unit == Unit.PERCENT and total > 100:
            return f"The grades add up to {plain(total)}%."
        return ""


class Voice(Record):
    """What people said, and what came of it."""

    class Whose(models.TextChoices):
        CHILDREN = "children", "Children and young people"
        FAMILIES = "families", "Families and carers"
        STAFF = "staff", "Staff"
        PARTNERS = "partners", "Partners"

    whose = models.CharField("whose voice", max_length=10, choices=Whose)
    how = models.CharField("how you heard it", max_length=SHORT)
    said = models.TextField("what they said", max_length=LONG)
    changed = models.TextField("what changed because of it", max_length=LONG, blank=True)

    class Meta(Record.Meta):
        constraints = [models.CheckConstraint(condition=~Q(said=""), name="a_voice_says_something")]

    def __str__(self) -> str:
        return f"{self.get_whose_display()}: {self.how}"


class Fact(Record):
    """A figure that is evidence but no KPI: a part of the service, another period, a one-off."""

    label = models.CharField("what is counted", max_length=SHORT)
    group = models.CharField("one of a set", max_length=SHORT, blank=True)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    out_of = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    period = models.CharField(max_length=100)
    source = models.CharField(max_length=SHORT, blank=True)
    earlier = models.CharField("earlier figure, with its period", max_length=SHORT, blank=True)
    note = models.TextField(max_length=LONG, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="a_fact_says_what_is_counted"),
            models.CheckConstraint(condition=~Q(period=""), name="a_fact_has_a_period"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def shown(self) -> str:
        """The figure with its unit, as people write it."""
        if self.value is None:
            return ""
        number = plain(self.value)
        if self.unit == "%":
            number += "%"
        elif self.unit:
            number += f" {self.unit}"
        return f"{number} of {plain(self.out_of)}" if self.out_of is not None else number


class Strength(Record):
    text = models.TextField("what is strong", max_length=LONG)
    evidence = models.TextField("how you know", max_length=LONG, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_strength_says_something")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class ActionStatus(TonedChoices):
    NOT_STARTED = "not_started", Tone.RESTING, "Not started"
    UNDER_WAY = "under_way", Tone.MOVING, "Under way"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"


FINISHED = (ActionStatus.DONE, ActionStatus.STOPPED)


class ActionQuerySet(models.QuerySet):
    def open_in(self, quarter: str):
        """Raised in this quarter or before, and not finished before it."""
        unfinished = Q(finished_in=None) | Q(finished_in__gte=quarter)
        return self.filter(unfinished, raised_in__lte=quarter)

    def in_areas(self, areas):
        return self.filter(area__in=areas)

    def with_updates(self):
        updates = Prefetch("updates", ActionUpdate.objects.order_by("quarter_id"))
        return self.select_related("owner_person").prefetch_related(updates)


class Action(Versioned):
    """An area for development. One record for its whole life, however many quarters that takes."""

    area = models.CharField(max_length=40)
    raised_in = models.ForeignKey(Quarter, models.PROTECT, related_name="actions_raised")
    finished_in = models.ForeignKey(
        Quarter, models.PROTECT, null=True, related_name="actions_finished"
    )
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField("what will be done", max_length=LONG)
    impact = models.TextField("intended impact for children", max_length=LONG, blank=True)
    owner_person = person(null=True, blank=True)
    owner = models.CharField("owner, as a role or partner", max_length=SHORT, blank=True)
    first_due = models.DateField(null=True, blank=True)  # never changes once it is set

    objects = ActionQuerySet.as_manager()

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
        return self.text[:80]

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


def plain(number: Decimal | int) -> str:
    """5, 7.5, 1,324: without zeros that say nothing."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def first_of_month(day: date) -> date:
    return day.replace(day=1)
