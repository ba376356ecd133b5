"""How an area's practice is rated."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from selfassess.quarters.clock import now

from .fields import person


class Rating(models.Model):
    """How the head of service rates practice, 0 to 10 in halves. No value is never 0."""

    assessment = models.OneToOneField("Assessment", models.CASCADE, related_name="rating")
    value = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    not_rated = models.BooleanField(default=False)  # chosen, not merely left blank
    why_apart = models.TextField(  # asked for where they are far apart; never demanded
        "why it is apart from what the evidence suggests", blank=True
    )
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
