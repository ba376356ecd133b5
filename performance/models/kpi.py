"""What is measured, in which words from which quarter on, and whether it is reported."""

from hashlib import sha256
from typing import Self

from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from selfassess.access import Permission, areas_where
from selfassess.accounts.models import User
from selfassess.assessments.models import person
from selfassess.quarters.clock import now
from selfassess.quarters.dates import AFTER_ALL
from selfassess.quarters.models import UNDER_WAY, Quarter

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
    def in_force(self, quarter: str = AFTER_ALL) -> Self:
        """KPIs that there were in this quarter, each by the definition that is in force in it:
        `name`, `unit` and the like are read, and filtered, as if they were the KPI's own. Asked
        twice, the last quarter counts: `F` goes by the newest of several joins."""
        known = KpiDefinition.objects.filter(kpi=models.OuterRef("pk"), from_quarter__lte=quarter)
        latest = models.Subquery(known.order_by("-from_quarter").values("pk")[:1])
        dated = {field: F(f"definitions__{field}") for field in DATED}
        return self.filter(definitions__pk=latest).annotate(**dated)

    def asked_in(self, quarter: str) -> Self:
        """KPIs that are reported in this quarter: by the latest choice up to it, and where none
        was made the core ones. By the definition that is in force in it."""
        choices = Choice.objects.filter(kpi=models.OuterRef("pk"), from_quarter__lte=quarter)
        chosen = models.Subquery(choices.order_by("-from_quarter").values("asked")[:1])
        asked = self.annotate(asked=Coalesce(chosen, F("core"))).filter(asked=True)
        return asked.in_force(quarter)

    def with_approved_status(self, quarter: str) -> Self:
        """With what was judged when the quarter was approved; None as long as it is not."""
        approved = FilteredRelation(
            "approved_statuses", condition=Q(approved_statuses__quarter=quarter)
        )
        return self.annotate(
            approved=approved,
            approved_status=F("approved__status"),
            approved_reason=F("approved__reason"),
        )

    def with_state_of(self, quarter: str) -> Self:
        """With whether that quarter is under way, so that its figures may still change."""
        under_way = Quarter.objects.filter(code=quarter, state__in=UNDER_WAY)
        return self.annotate(is_under_way=models.Exists(under_way))

    def of_area(self, slug: str) -> Self:
        return self.filter(area=slug)

    def visible_to(self, user: User) -> Self:
        """Heads see the KPIs of their areas; who keeps targets, or reads all figures, sees all."""
        return self.filter(area__in=areas_where(user, Permission.READ_TARGETS))


class KpiManager(models.Manager.from_queryset(KpiQuerySet)):  # type: ignore[misc]
    """KPIs by their newest definition, as the catalogue shows them. What shows a quarter asks for
    those `in_force` in it, or `asked_in` it."""

    def get_queryset(self) -> KpiQuerySet:
        return KpiQuerySet(self.model, using=self._db).in_force()


class Kpi(models.Model):
    """What is measured. Retired, never deleted. Its definition is dated: see `KpiDefinition`."""

    code = models.CharField(max_length=10, primary_key=True)
    area = models.CharField(max_length=40)
    core = models.BooleanField(default=True)
    source = models.CharField("usual source", max_length=200, blank=True)
    annex_a_list = models.CharField("Annex A list", max_length=20, blank=True)
    outcome = models.CharField("National Framework outcome", max_length=100, blank=True)
    lait_code = models.CharField("LAIT code", max_length=100, blank=True)
    notes = models.TextField(blank=True)
    # In people's words, with “;” between: see `performance.also_called`
    also_called = models.TextField(blank=True, default="")
    suggested_value = figure("suggested target")
    suggested_low = figure("suggested band from")
    suggested_high = figure("suggested band to")
    suggested_because = models.CharField(max_length=300, blank=True)

    objects = KpiManager()

    # From the definition in force: `KpiQuerySet.in_force` puts them here
    name: str
    definition: str
    numerator: str
    denominator: str
    unit: str
    direction: str
    frequency: str
    smallest_denominator: int

    class Meta:
        ordering = ["code"]
        verbose_name = "KPI"

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("kpi", args=[self.code])

    def get_direction_display(self) -> str:
        return str(Direction(self.direction).label)

    @property
    def good_direction(self) -> str:
        """As pages say it. (Reports keep the words of their day.)"""
        if self.direction == Direction.NONE:
            return "No good direction"
        return self.get_direction_display()

    def get_frequency_display(self) -> str:
        return str(Frequency(self.frequency).label)

    @property
    def is_percent(self) -> bool:
        return self.unit == "%"

    @property
    def has_suggestion(self) -> bool:
        """The catalogue knows a target whose basis it names; nobody has put it in force."""
        return self.suggested_value is not None or self.suggested_low is not None


class KpiDefinition(models.Model):
    """By what a KPI is shown and judged from a quarter on, until a later one takes its place."""

    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="definitions")
    from_quarter = models.CharField(max_length=10, blank=True)  # empty: from the beginning
    name = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    numerator = models.CharField(max_length=200, blank=True)
    denominator = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=20)
    direction = models.CharField(max_length=6, choices=Direction)
    frequency = models.CharField(max_length=10, choices=Frequency, default=Frequency.QUARTERLY)
    smallest_denominator = models.PositiveIntegerField(default=10)  # below it nothing is judged

    class Meta:
        ordering = ["kpi", "from_quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "from_quarter"], name="a_kpi_has_one_definition_from_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values), name="a_kpi_has_a_known_direction"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi_id} from {self.from_quarter or 'the beginning'}: {self.name}"

    @property
    def marks(self) -> dict[str, str]:
        """What a page has seen of it, field by field: another mark means that it was changed."""
        words = {field: str(getattr(self, field)) for field in DATED}
        return {field: sha256(said.encode()).hexdigest()[:12] for field, said in words.items()}


DATED = (
    "name",
    "definition",
    "numerator",
    "denominator",
    "unit",
    "direction",
    "frequency",
    "smallest_denominator",
)


class ApprovedStatus(models.Model):
    """What a KPI was judged when its area was approved (`operations/approved.py` keeps it)."""

    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="approved_statuses")
    quarter = models.ForeignKey(Quarter, models.CASCADE, related_name="+")
    status = models.CharField(max_length=20)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["quarter", "kpi"]
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "quarter"], name="a_kpi_is_judged_once_for_an_approval"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kpi_id} {self.quarter_id}: {self.status}"


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
