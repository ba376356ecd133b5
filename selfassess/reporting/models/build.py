"""The build of a report: requested, waiting in the queue, being laid out, and how that ended."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from selfassess.assessments.models import person
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter

from .attempted import ACTIVE, Attempted, BuildState
from .report import Kind


class BuildQuerySet(models.QuerySet["Build"]):
    def unfinished(self) -> Self:
        """Builds that wait or run, and the last build if it failed."""
        last = self.order_by("-pk").values("pk")[:1]
        return self.filter(Q(state__in=ACTIVE) | Q(pk__in=last, state=BuildState.FAILED))


class Build(Attempted):
    """A report in the making: its content is frozen on request, and a worker lays it out.

    A quarter has only one active build of a kind, so that a double click makes one report. Its
    number is taken for good only once the build has become a report.
    """

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="builds")
    kind = models.CharField(max_length=5, choices=Kind)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    asked_at = models.DateTimeField(default=now)
    asked_by = person()
    report = models.OneToOneField("Report", models.PROTECT, null=True, related_name="build")

    objects = BuildQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "kind"],
                condition=Q(state__in=ACTIVE),
                name="one_build_at_a_time_for_a_quarter_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(state=BuildState.DONE, report__isnull=False)
                | ~Q(state=BuildState.DONE) & Q(report__isnull=True),
                name="a_finished_build_has_its_report",
            ),
        ]

    def __str__(self) -> str:
        return f"{Kind(self.kind).label} {self.number} of {self.quarter.name}"

    def get_absolute_url(self) -> str:
        return reverse("build", args=[self.quarter_id, self.pk])

    @property
    def key(self) -> str:
        """Return the key of the version that this becomes."""
        return Kind(self.kind).key(self.number)
