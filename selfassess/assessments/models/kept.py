"""Texts and forms that could not be saved, and wait for their author."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict

from selfassess.accounts.models import User
from selfassess.quarters.clock import now

from .fields import person


class KeptReason(models.TextChoices):
    STALE = "stale", "Somebody else had saved this answer in the meantime"
    SIGNED_OUT = "signed_out", "You were signed out when you sent this text"
    LOCKED = "locked", "The assessment was locked when you sent this text"


class KeptOutcome(models.TextChoices):
    MINE = "mine", "The kept text was used"
    THEIRS = "theirs", "The saved text stayed"
    COMBINED = "combined", "Both were combined"
    SUPERSEDED = "superseded", "Its page saved a later text"


MOST_TEXTS = 200  # waiting for one person: as many as all questions of all areas, twice
MOST_FORMS = 30
MOST_CHARACTERS = 3_000_000  # of the forms that wait for one person


class KeptTextQuerySet(models.QuerySet["KeptText"]):
    def waiting_for(self, user: User) -> Self:
        return self.filter(by=user, settled_at__isnull=True)

    def outdated(self, settled: datetime, waiting: datetime) -> Self:
        """What was decided before one time, or kept before another and never asked for."""
        return self.filter(Q(settled_at__lt=settled) | Q(settled_at=None, at__lt=waiting))

    def let_go(self, user: User) -> None:
        """Keep the newest of what waits for a person, within bounds; all of it on a legal hold."""
        newest = self.waiting_for(user).reverse().values_list("pk", flat=True)
        beyond = list(newest[MOST_TEXTS:])
        if beyond and not settings.LEGAL_HOLD:
            self.filter(pk__in=beyond).delete()


class KeptText(models.Model):
    """Text that could not be saved, kept for its author until she says what becomes of it."""

    assessment = models.ForeignKey("Assessment", models.CASCADE, related_name="kept_texts")
    question = models.CharField(max_length=60)
    text = models.TextField()
    reason = models.CharField(max_length=12, choices=KeptReason)
    at = models.DateTimeField(default=now)
    by = person()
    page = models.UUIDField(null=True)  # the page it came from, whose later text takes its place
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=KeptOutcome, blank=True)

    objects = KeptTextQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="")
                | Q(settled_at__isnull=False) & ~Q(outcome=""),
                name="settled_text_has_an_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}, kept"


class KeptPostQuerySet(models.QuerySet["KeptPost"]):
    def waiting_for(self, user: User) -> Self:
        return self.filter(by=user, settled_at__isnull=True)

    def outdated(self, settled: datetime, waiting: datetime) -> Self:
        """As of kept texts."""
        return self.filter(Q(settled_at__lt=settled) | Q(settled_at=None, at__lt=waiting))

    def let_go(self, user: User) -> None:
        """Keep the newest of what waits for a person, within bounds; the newest in any case."""
        characters, beyond = 0, []
        for number, kept in enumerate(self.waiting_for(user).reverse()):
            characters += kept.size
            if number and (number >= MOST_FORMS or characters > MOST_CHARACTERS):
                beyond.append(kept.pk)
        if beyond and not settings.LEGAL_HOLD:
            self.filter(pk__in=beyond).delete()


class KeptPost(models.Model):
    """A whole form that arrived without a session, kept for its author: a strength, an action,
    figures, what the director wants changed, targets. It is filled in again when she has signed
    in."""

    assessment = models.ForeignKey(
        "Assessment", models.CASCADE, null=True, related_name="kept_posts"
    )
    path = models.CharField(max_length=300)  # with what its page was asked for
    fields = models.JSONField()  # pairs of name and value, in their order
    at = models.DateTimeField(default=now)
    by = person()
    settled_at = models.DateTimeField(null=True)  # saved again, or discarded

    objects = KeptPostQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.path}, kept"

    def get_absolute_url(self) -> str:
        return f"{self.path}{'&' if '?' in self.path else '?'}kept={self.pk}"

    @property
    def size(self) -> int:
        return sum(len(name) + len(value) for name, value in self.fields)

    @property
    def data(self) -> QueryDict:
        data = QueryDict(mutable=True)
        for name, value in self.fields:
            data.appendlist(name, value)
        return data
