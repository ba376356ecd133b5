"""What an area says about a figure, or about having none."""

from hashlib import sha256

from django.db import models

from selfassess.assessments.models import Assessment, person
from selfassess.quarters.clock import now

from .kpi import Kpi


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

    @property
    def mark(self) -> str:
        return mark_of_remark(self.comment, self.missing)


def mark_of_remark(comment: str, missing: str) -> str:
    """What a page has seen of a remark: another mark means that somebody has changed it since."""
    return f"{missing}/{sha256(comment.encode()).hexdigest()[:16]}"
