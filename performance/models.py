"""KPIs, their targets, and their values."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from selfassess.access import Permission, areas_where
from selfassess.assessments.models import Assessment, person
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter

LARGEST = 12  # digits of a figure; four of them after the point


class Direction(models.TextChoices):
    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    BAND = "band", "Best inside a band"
    NONE = "none", "Neither is better"


class Frequency(models.TextChoices):
    QUARTERLY = "quarterly", "Every quarter"
    TERMLY = "termly", "Every term"
    ANNUAL = "annual", "Once a year"


def figure(label: str = "", **kwargs) -> models.DecimalField:
    return models.DecimalField(
        label or None, max_digits=LARGEST, decimal_places=4, null=True, blank=True, **kwargs
    )


class KpiQuerySet(models.QuerySet):
    def asked_in(self, quarter: str):
        """KPIs that are reported in this quarter: by the latest choice up to it, and where none
        was made the core ones."""
        choices = Choice.objects.filter(kpi=models.OuterRef("pk"), from_quarter__lte=quarter)
        chosen = models.Subquery(choices.order_by("-from_quarter").values("asked")[:1])
        return self.annotate(asked=Coalesce(chosen, F("core"))).filter(asked=True)

    def of_area(self, slug: str):
        return self.filter(area=slug)

    def visible_to(self, user):
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


class TargetQuerySet(models.QuerySet):
    def up_to(self, quarter: str):
        return self.filter(from_quarter__lte=quarter).order_by("from_quarter")

    def in_force(self, quarter: str) -> dict[str, Any]:
        """KPI code → the target by which this quarter is judged: the latest set up to it."""
        return latest(self.up_to(quarter))


def latest(targets: Iterable[Any]) -> dict[str, Any]:
    """KPI code → the last of its targets, which come oldest first, unless that says “none”."""
    last = {target.kpi_id: target for target in targets}
    return {code: target for code, target in last.items() if not target.is_none}


class Target(models.Model):
    """Counts from its quarter on, until a later one takes its place. With no value: no target."""

    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="targets")
    from_quarter = models.CharField(max_length=10)
    value = figure()
    low = figure("band from")
    high = figure("band to")
    tolerance = models.DecimalField(max_digits=8, decimal_places=2, default=Decimal(0))
    reason = models.TextField(blank=True)
    set_by = person()
    set_at = models.DateTimeField(default=now)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["kpi", "from_quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "from_quarter"], name="a_kpi_has_one_target_from_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(low=None, high=None) | Q(value=None, low__lte=F("high")),
                name="a_target_is_a_value_or_a_band",
            ),
            models.CheckConstraint(
                condition=Q(tolerance__gte=0), name="a_tolerance_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi_id} from {self.from_quarter}: {self.shown or 'no target'}"

    @property
    def is_none(self) -> bool:
        return self.value is None and self.low is None

    @property
    def mark(self) -> str:
        """What a page has seen of it: another mark means that somebody has changed it since."""
        return f"{self.from_quarter}/{self.value}/{self.low}/{self.high}/{self.tolerance}"

    @property
    def shown(self) -> str:
        from .numbers import with_unit

        if self.low is not None:
            return f"{with_unit(self.low, '')} to {with_unit(self.high, self.kpi.unit)}"
        return with_unit(self.value, self.kpi.unit) if self.value is not None else ""


class Period(models.TextChoices):
    QUARTER = "quarter", "the quarter"
    AT_END = "at_end", "at the end of the quarter"
    YEAR_TO_DATE = "ytd", "year to date"
    TWELVE_MONTHS = "12m", "12 months"
    YEAR = "year", "the year"


class MeasureQuerySet(models.QuerySet):
    def up_to(self, quarter: str):
        """Everything known by a quarter, oldest first, of each quarter the adopted value first."""
        return self.filter(quarter_id__lte=quarter).order_by("quarter_id", "-adopted")

    def adopted(self):
        return self.filter(adopted=True)

    def disputed(self):
        """Adopted values beside which another source says something, and nobody has settled it."""
        others = Measure.objects.filter(
            kpi=models.OuterRef("kpi"), quarter=models.OuterRef("quarter"), adopted=False
        )
        return self.adopted().filter(models.Exists(others), settled_because="")


class Measure(models.Model):
    """A KPI's value in a quarter, from one source. Of several sources one is adopted."""

    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="measures")
    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="measures")
    source = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=LARGEST, decimal_places=4)
    numerator = figure()
    denominator = figure()
    period = models.CharField(max_length=8, choices=Period, default=Period.QUARTER)
    as_at = models.DateField()
    provisional = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    adopted = models.BooleanField(default=True)
    why_adopted = models.TextField(blank=True)
    settle_owner = models.CharField("who settles it", max_length=200, blank=True)
    settle_by = models.DateField("to be settled by", null=True, blank=True)
    settled_because = models.TextField("how it was settled", blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=now)
    saved_by = person()

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["kpi", "-adopted", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "quarter", "source"], name="a_source_gives_one_value_a_quarter"
            ),
            models.UniqueConstraint(
                fields=["kpi", "quarter"],
                condition=Q(adopted=True),
                name="one_value_is_adopted_a_quarter",
            ),
            models.CheckConstraint(
                condition=Q(denominator=None) | Q(denominator__gt=0),
                name="a_denominator_is_positive",
            ),
            models.CheckConstraint(
                condition=Q(settled_because="") | Q(adopted=True),
                name="what_is_settled_is_the_adopted_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi_id} {self.quarter_id}: {self.value:f}"

    @property
    def shown(self) -> str:
        from .numbers import with_unit

        return with_unit(self.value, self.kpi.unit)


class Outturn(models.Model):
    """A whole year's figure. It stands beside a quarter's value and is never drawn as a quarter."""

    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="outturns")
    year = models.CharField(max_length=7)  # 2019/20
    value = models.DecimalField(max_digits=LARGEST, decimal_places=4)
    source = models.CharField(max_length=200)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["kpi", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "year", "source"], name="a_source_gives_one_outturn_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kpi_id} year {self.year}: {self.value:f}"

    @property
    def shown(self) -> str:
        from .numbers import with_unit

        return f"{with_unit(self.value, self.kpi.unit)} in the year {self.year}"


class Missing(models.TextChoices):
    NOT_COLLECTED = "not_collected", "We do not collect it"
    NOT_READY = "not_ready", "It is not ready yet"
    NOT_TRUSTED = "not_trusted", "We do not trust it yet"
    OTHER = "other", "Another reason"


class Remark(models.Model):
    """What an area says about a KPI in a quarter: why it is off target, or why it is missing."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="remarks")
    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="remarks")
    comment = models.TextField(blank=True)
    missing = models.CharField(max_length=14, choices=Missing, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=now)
    saved_by = person()

    class Meta:
        ordering = ["kpi"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "kpi"], name="an_area_says_one_thing_about_a_kpi"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kpi_id}: {self.comment or self.get_missing_display()}"


# Django looks for models here; official figures and imports have packages of their own.
from .benchmarks.models import Benchmark, BenchmarkImport, NeighbourSet  # noqa: E402, F401
from .imports.models import ColumnMapping, Import  # noqa: E402, F401
