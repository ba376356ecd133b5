"""KPIs, their targets, and their values."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Prefetch, Q

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
        """KPIs that are reported in this quarter: not yet retired by then."""
        return self.filter(Q(retired_from="") | Q(retired_from__gt=quarter))

    def of_area(self, slug: str):
        return self.filter(area=slug)


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
    retired_from = models.CharField("retired from quarter", max_length=10, blank=True)
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

    @property
    def is_percent(self) -> bool:
        return self.unit == "%"


class TargetQuerySet(models.QuerySet):
    def in_force(self, quarter: str) -> dict[str, Any]:
        """KPI code → the target by which this quarter is judged: the latest set up to it."""
        past: Any = self.filter(from_quarter__lte=quarter).order_by("from_quarter")
        return {target.kpi_id: target for target in past if not target.is_none}


class Target(models.Model):
    """A target in force from a quarter until the next one. With no value: none from here on."""

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
    def adopted(self):
        return self.filter(adopted=True)


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


def with_measures(quarter: str) -> Prefetch:
    """Everything known about a KPI up to a quarter, for `Kpi.objects.prefetch_related`."""
    measures = Measure.objects.filter(quarter_id__lte=quarter).order_by("quarter_id", "-adopted")
    return Prefetch("measures", measures.select_related("saved_by"), to_attr="known")
