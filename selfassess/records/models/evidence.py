"""How an area knows what it says: audits, voices, and figures that are no KPIs."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from services.base import KEY_LENGTH

from .record import LONG, SHORT, Record, plain


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
    set_key = models.CharField(max_length=KEY_LENGTH, blank=True, default="")  # a declared set
    group = models.CharField("one of a set", max_length=SHORT, blank=True)  # the set's name
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

    def get_set_key_display(self) -> str:
        """As Django calls it for a field with choices, which here depend on the area."""
        names = {declared.key: declared.name for declared in self.assessment.config.sets}
        return names.get(self.set_key, self.set_key)
