"""A PDF that is on its way: an edition of a version, or a year's self-evaluation."""

from django.db import models
from django.db.models import Q

from selfassess.assessments.models import person
from selfassess.quarters.clock import now
from selfassess.quarters.dates import FinancialYear

from .attempted import Attempted, BuildState
from .report import Report


class Drawing(Attempted):
    """Somebody has asked for a PDF that is not stored yet. Once it is, this row is gone: what is
    drawn is a file, and what failed can be asked for again."""

    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="drawings")
    edition = models.CharField(max_length=40, blank=True)
    year = models.CharField(max_length=7, blank=True)  # as in addresses: 2020-21
    asked_at = models.DateTimeField(default=now)
    asked_by = person()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "edition"],
                condition=Q(report__isnull=False),
                name="an_edition_is_drawn_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["year"], condition=~Q(year=""), name="a_year_is_drawn_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(report__isnull=False, year="") & ~Q(edition="")
                | Q(report__isnull=True, edition="") & ~Q(year=""),
                name="a_drawing_is_of_an_edition_or_of_a_year",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[BuildState.WAITING, BuildState.RUNNING, BuildState.FAILED]),
                name="a_drawing_that_is_done_is_gone",
            ),
        ]

    def __str__(self) -> str:
        if self.report is None:
            return f"Self-evaluation {FinancialYear.parse(self.year).name}"
        return f"{self.report}, {self.edition}"
