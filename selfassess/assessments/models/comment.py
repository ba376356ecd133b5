"""What the director says about an assessment."""

from typing import Self

from django.db import models
from django.db.models import Q

from selfassess.quarters.clock import now
from selfassess.tones import Tone, TonedChoices

from .fields import person, who_and_when


class CommentKind(TonedChoices):
    CHANGE = "change", Tone.NEED, "Change needed"
    NOTE = "note", Tone.RESTING, "Note"


class CommentQuerySet(models.QuerySet["Comment"]):
    def unresolved(self) -> Self:
        return self.filter(kind=CommentKind.CHANGE, resolved_at__isnull=True)


class Comment(models.Model):
    """What the director says about one question."""

    assessment = models.ForeignKey("Assessment", models.CASCADE, related_name="comments")
    question = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=CommentKind, default=CommentKind.CHANGE)
    text = models.TextField()
    at = models.DateTimeField(default=now)
    by = person()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = person(null=True)
    reply = models.TextField(blank=True)  # why nothing was changed

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_says_something"),
            who_and_when("resolved_at", "resolved_by", "resolving_has_a_person_and_a_time"),
            models.CheckConstraint(
                condition=Q(reply="") | Q(resolved_at__isnull=False),
                name="a_reply_resolves_what_it_answers",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def tone(self) -> Tone:
        return CommentKind(self.kind).tone

    @property
    def is_open_request(self) -> bool:
        return self.kind == CommentKind.CHANGE and self.resolved_at is None
