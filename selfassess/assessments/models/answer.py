"""What is written under the questions, and which sections are completed."""

from django.db import models
from django.db.models import Q

from selfassess.quarters.clock import now

from .fields import person


class Answer(models.Model):
    """What is written under one question. Earlier versions are in the audit trail."""

    assessment = models.ForeignKey("Assessment", models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    save_id = models.UUIDField(null=True)  # which page wrote this version
    saved_at = models.DateTimeField(default=now)
    saved_by = person()
    # Kept when the assessment is sent: the question may be worded otherwise by next year.
    asked = models.TextField(blank=True)
    section = models.CharField(max_length=20, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["assessment_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "question"], name="a_question_has_one_answer"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="versions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.question}, version {self.version}"

    @property
    def words(self) -> str:
        """As people read it. `text` is as it was typed, with the notation of live figures."""
        return self.assessment.words(self.text)

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Its live figures: each as it is written, and what it says."""
        return self.assessment.figures_in(self.text)

    @property
    def editable(self) -> str:
        """As it stands in the box where it is changed."""
        return self.assessment.live_figures.editable(self.text)


class SectionMark(models.Model):
    """The answer to “Have you completed this section?”"""

    assessment = models.ForeignKey("Assessment", models.CASCADE, related_name="section_marks")
    section = models.CharField(max_length=20)
    completed = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "section"], name="a_section_is_marked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}: {'completed' if self.completed else 'under way'}"
