"""A KPI's values: of a quarter, and of a whole year."""

from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from typing import Self

from django.db import models
from django.db.models import Q

from performance.number_format import with_unit
from selfassess.assessments.models import person
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter

from .fields import LARGEST, figure
from .kpi import Kpi

NO_CASES = "no cases"


class Period(models.TextChoices):
    QUARTER = "quarter", "the quarter"
    AT_END = "at_end", "at the end of the quarter"
    YEAR_TO_DATE = "ytd", "year to date"
    TWELVE_MONTHS = "12m", "12 months"
    YEAR = "year", "the year"
    UNKNOWN = "unknown", "period not stated"

    @property
    def is_known(self) -> bool:
        return self != Period.UNKNOWN


STATED = [choice for choice in Period.choices if choice[0] != Period.UNKNOWN]


class MeasureQuerySet(models.QuerySet["Measure"]):
    def between(self, first: str, last: str) -> Self:
        """Oldest first, of each quarter the adopted value first."""
        within = self.filter(quarter_id__gte=first, quarter_id__lte=last)
        return within.order_by("quarter_id", "-adopted")

    def adopted(self) -> Self:
        return self.filter(adopted=True)

    def open_again(self, kpis: Iterable[str], quarter: str) -> None:
        """How these were settled holds no longer: a figure changed, or another source came."""
        self.filter(kpi__in=list(kpis), quarter=quarter).update(settled_because="")

    def disputed(self) -> Self:
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
                condition=Q(denominator=None)
                | Q(denominator__gt=0)
                | Q(denominator=0, numerator=0, value=0),
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
        return shown_figure(self.value, self.denominator, self.kpi.unit)

    @property
    def comparable(self) -> Decimal | None:
        """What may be drawn, compared or added up: 0 of 0 is no value, for there was no case."""
        return self.value if self.denominator != 0 else None

    @property
    def shown_parts(self) -> str:
        """“7 of 20”, or what is known of it; nothing for a figure without parts."""
        parts = (self.numerator, self.denominator)
        counted, of = ("" if part is None else with_unit(part, "") for part in parts)
        return f"{counted} of {of}".strip() if of else counted

    @property
    def use(self) -> str:
        """What a page has seen of why this source counts, as `mark` is of its figure; nothing as
        long as nobody has said why."""
        if not (self.why_adopted or self.settled_because):
            return ""
        said = (self.why_adopted, self.settle_owner, str(self.settle_by), self.settled_because)
        return f"{self.pk}/{sha256('/'.join(said).encode()).hexdigest()[:16]}"

    @property
    def numbers(self) -> str:
        """As `mark`, of what a dispute is about: the value and its parts."""
        return mark_of_figure(self.value, self.numerator, self.denominator)

    @property
    def mark(self) -> str:
        return mark_of_figure(self.value, self.numerator, self.denominator, self.provisional)


def shown_figure(value: Decimal, denominator: Decimal | None, unit: str) -> str:
    """0 of 0 is an answer, and no figure: there was no case."""
    return NO_CASES if denominator == 0 else with_unit(value, unit)


def mark_of_figure(*typed: Decimal | bool | None) -> str:
    """What a page has seen of a figure: another mark means that somebody has changed it since."""
    return "/".join(f"{t.normalize():f}" if isinstance(t, Decimal) else str(t) for t in typed)


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
        return f"{with_unit(self.value, self.kpi.unit)} in the year {self.year}"
