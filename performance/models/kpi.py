"""What is measured, and from which quarter on it is reported."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from selfassess.access import Permission, areas_where
from selfassess.accounts.models import User
from selfassess.assessments.models import person
from selfassess.quarters.clock import now

from .fields import figure


class Direction(models.TextChoices):
    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    BAND = "band", "Best inside a band"
    NONE = "none", "Neither is better"


class Frequency(models.TextChoices):
    QUARTERLY = "quarterly", "Every quarter"
    TERMLY = "termly", "Every term"
    ANNUAL = "annual", "Once a year"


class KpiQuerySet(models.QuerySet["Kpi"]):
    def asked_in(self, quarter: str) -> Self:
        """KPIs that are reported in this quarter: by the latest choice up to it, and where none
        was made the core ones."""
        choices = Choice.objects.filter(kpi=models.OuterRef("pk"), from_quarter__lte=quarter)
        chosen = models.Subquery(choices.order_by("-from_quarter").values("asked")[:1])
        return self.annotate(asked=Coalesce(chosen, F("core"))).filter(asked=True)

    def of_area(self, slug: str) -> Self:
        return self.filter(area=slug)

    def visible_to(self, user: User) -> Self:
        """Heads see the KPIs of their areas; who keeps targets, or reads all figures, sees all."""
        return self.filter(area__in=areas_where(user, Permission.READ_TARGETS))


class Kpi(models.Model):
    """What is measured, and which way is good. Retired, never deleted."""

    code = models.CharField(max_length=10, primary_key=True)
    area = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    numerator = models.CharField(max_length=200, blank=True)
    denominator = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=20)
    direction = models.CharField(max_length=6, choices=Direction)
    frequency = models.CharField(max_length=10, choices=Frequency, default=Frequency.QUARTERLY)
    core = models.BooleanField(default=True)
    source = models.CharField("usual source", max_length=200, blank=True)
    annex_a_list = models.CharField("Annex A list", max_length=20, blank=True)
    outcome = models.CharField("National Framework outcome", max_length=100, blank=True)
    lait_code = models.CharField("LAIT code", max_length=100, blank=True)
    notes = models.TextField(blank=True)
    smallest_denominator = models.PositiveIntegerField(default=10)  # below it nothing is judged
    suggested_value = figure("suggested target")
    suggested_low = figure("suggested band from")
    suggested_high = figure("suggested band to")
    suggested_because = models.CharField(max_length=300, blank=True)

    objects = KpiQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = "KPI"
        constraints = [
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values), name="a_kpi_has_a_known_direction"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("kpi", args=[self.code])

    @property
    def is_percent(self) -> bool:
        return self.unit == "%"

    @property
    def has_suggestion(self) -> bool:
        """The catalogue knows a target whose basis it names; nobody has put it in force."""
        return self.suggested_value is not None or self.suggested_low is not None


class Choice(models.Model):
    """From a quarter on, a KPI is reported, or no longer. The latest up to a quarter holds in it,
    so an earlier quarter stays as it was. That is also how a KPI is retired."""

    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="choices")
    from_quarter = models.CharField(max_length=10)
    asked = models.BooleanField()
    reason = models.TextField()
    chosen_by = person()
    chosen_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["kpi", "from_quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "from_quarter"], name="a_kpi_is_chosen_once_from_a_quarter"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="choosing_what_is_reported_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        said = "reported" if self.asked else "not reported"
        return f"{self.kpi_id} from {self.from_quarter}: {said}"
