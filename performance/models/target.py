"""By what a KPI's values are judged."""

from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from performance.number_format import with_unit
from selfassess.assessments.models import person
from selfassess.quarters.clock import now

from .fields import figure
from .kpi import Kpi


class TargetQuerySet(models.QuerySet["Target"]):
    def last_up_to(self, quarter: str) -> Self:
        """Of each KPI the latest that was set up to this quarter. It may say “no target”."""
        return self.in_force_between(quarter, quarter)

    def in_force_between(self, first: str, last: str) -> Self:
        """Those by which any quarter from the first to the last is judged: what was in force in the
        first, and what was set since."""
        replaced = Target.objects.filter(
            kpi=models.OuterRef("kpi"),
            from_quarter__gt=models.OuterRef("from_quarter"),
            from_quarter__lte=first,
        )
        return self.filter(~models.Exists(replaced), from_quarter__lte=last)

    def in_force(self, quarter: str) -> dict[str, Any]:
        """KPI code → the target by which this quarter is judged, with its KPI."""
        kpis = models.Prefetch("kpi", Kpi.objects.in_force(quarter))
        last = self.last_up_to(quarter).prefetch_related(kpis)
        return {target.kpi_id: target for target in last if not target.is_none}


class Target(models.Model):
    """Counts from its quarter on, until a later one takes its place. With no value: no target."""

    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="targets")
    from_quarter = models.CharField(max_length=10)
    value = figure()
    low = figure("band from")
    high = figure("band to")
    tolerance = models.DecimalField(max_digits=8, decimal_places=2, default=Decimal(0))
    due = models.DateField("to be met by", null=True, blank=True)  # none: it judges at once
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
        values = f"{self.from_quarter}/{self.value}/{self.low}/{self.high}/{self.tolerance}"
        return f"{values}/{self.due}" if self.due else values

    @property
    def shown(self) -> str:
        if self.low is not None:
            return f"{with_unit(self.low, '')} to {with_unit(self.high, self.kpi.unit)}"
        return with_unit(self.value, self.kpi.unit) if self.value is not None else ""

    @property
    def by(self) -> str:
        """By when it is to be met, in words; nothing when it holds at once."""
        return f"by {self.due:%-d %B %Y}" if self.due else ""

    @property
    def in_full(self) -> str:
        """“95% by 30 September 2020”."""
        return f"{self.shown} {self.by}".strip()
