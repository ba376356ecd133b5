"""What all records share: a version, and their place in a list."""

from datetime import date
from decimal import Decimal

from django.db import models

from selfassess.assessments.models import Assessment, person
from selfassess.quarters.clock import now

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

    live_fields: tuple[str, ...] = ()  # whose words may have live figures

    class Meta:
        abstract = True
        ordering = ["position", "id"]


def plain(number: Decimal | int) -> str:
    """5, 7.5, 1,324: without zeros that say nothing."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def first_of_month(day: date) -> date:
    return day.replace(day=1)
