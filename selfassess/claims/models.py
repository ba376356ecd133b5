"""What people decided about findings. A finding itself is never stored: it is found anew each time,
and its key is the same while the sentence and the values beside it are."""

from collections import Counter
from typing import Self

from django.db import models
from django.db.models import Q

from selfassess.assessments.models import Assessment, Comment, person
from selfassess.quarters.clock import now
from selfassess.records.models import Fact

from .finding import YOU_WRITE, Tier


class Verdict(models.TextChoices):
    """The values are stored. Who may give which stands in `operations`."""

    USED = "used", "The record’s figure is used"
    ANOTHER_FIGURE = "another_figure", "It is another figure"
    RECORD_WRONG = "record_wrong", "The record is wrong"
    STAYS = "stays", "It stays"
    TAKEN_BACK = "taken_back", "Taken back"
    RECORD_RIGHT = "record_right", "The record is right"
    ASKED = "asked", "Asked"
    ACCEPTED = "accepted", "Accepted"


OF_AUTHORS = (Verdict.USED, Verdict.ANOTHER_FIGURE, Verdict.RECORD_WRONG, Verdict.STAYS)
EXPLAINING = (Verdict.ANOTHER_FIGURE, Verdict.RECORD_WRONG, Verdict.STAYS)
WITH_REASON = (Verdict.STAYS, Verdict.RECORD_RIGHT)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def with_people(self) -> Self:
        return self.select_related("by", "fact", "comment")

    def answers_by_kind(self) -> dict[str, Counter[str]]:
        """How authors have answered each kind of finding, whoever they were: kind → verdict →
        number. Contradictions are left out."""
        answers = self.filter(verdict__in=OF_AUTHORS).exclude(tier=Tier.CONTRADICTS)
        counted = answers.order_by().values_list("kind", "verdict").annotate(models.Count("pk"))
        found: dict[str, Counter[str]] = {}
        for kind, verdict, number in counted:
            found.setdefault(kind, Counter())[verdict] += number
        return found


class Decision(models.Model):
    """One thing that somebody said of a finding; of several, the latest holds. None is changed.

    What the finding said is kept with it, so that it can be read after sentence or record have
    changed.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="decisions")
    key = models.CharField(max_length=32)  # of the finding
    kind = models.CharField(max_length=40)
    tier = models.CharField(max_length=15, choices=[(tier.value, tier.value) for tier in Tier])
    question = models.CharField(max_length=60)
    kpi = models.CharField(max_length=10, blank=True)  # its code
    verdict = models.CharField(max_length=15, choices=Verdict)
    reason = models.TextField(blank=True)
    quoted = models.TextField(blank=True)
    written = models.CharField(max_length=60, blank=True)
    beside = models.TextField(blank=True)
    # The further figure that was made of it, and the comment with which the director asked
    fact = models.ForeignKey(Fact, models.SET_NULL, null=True, related_name="+")
    comment = models.ForeignKey(Comment, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    by = person()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["assessment", "key"], name="decisions_about_a_finding")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict__in=WITH_REASON) | ~Q(reason=""),
                name="what_stays_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.kind} in {self.question}"

    @property
    def record_says(self) -> str:
        """What stood beside it, without words of the text."""
        return YOU_WRITE.sub("", self.beside)
