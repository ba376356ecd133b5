"""Documents from their preview to undoing, and what of them nobody has confirmed yet."""

from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse

from selfassess.access import Permission, can
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment, person
from selfassess.quarters.clock import now
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter

from .placing import Piece


class DocumentState(models.TextChoices):
    PREVIEW = "preview", "Not brought in yet"
    DONE = "done", "Brought in"
    UNDONE = "undone", "Undone"


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User) -> Self:
        """One's own: a whole document may hold what its reader may not read in the portal."""
        return self if can(user, Permission.ADMINISTER) else self.filter(brought_by=user)


class Document(models.Model):
    """A Word file's pieces with their places, and what bringing them in changed. The file itself
    is not kept."""

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="documents")
    period = models.CharField(max_length=10, blank=True)  # the document's own quarter
    area = models.CharField(max_length=40, blank=True)  # empty: all that its bringer may write
    state = models.CharField(max_length=8, choices=DocumentState, default=DocumentState.PREVIEW)
    version = models.PositiveIntegerField(default=1)  # of its pieces
    name = models.CharField(max_length=200)  # of the file
    sha256 = models.CharField(max_length=64)
    pieces = models.JSONField()
    changes = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    left = models.JSONField(default=list)  # what undoing left, and why
    brought_at = models.DateTimeField(default=now)
    brought_by = person()
    done_at = models.DateTimeField(null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-brought_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DocumentState.PREVIEW, done_at__isnull=True)
                | ~Q(state=DocumentState.PREVIEW) & Q(done_at__isnull=False),
                name="a_document_that_was_brought_in_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.quarter_id}"

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.pk])

    @property
    def own_period(self) -> QuarterPeriod | None:
        return QuarterPeriod.parse(self.period) if self.period else None

    def as_pieces(self) -> list[Piece]:
        return [Piece.from_json(stored) for stored in self.pieces]

    def keep_pieces(self, pieces: list[Piece]) -> None:
        self.pieces = [piece.as_json() for piece in pieces]


class BroughtQuerySet(models.QuerySet["Brought"]):
    def unconfirmed(self) -> Self:
        return self.filter(confirmed_at=None)


class Brought(models.Model):
    """One thing that came from a document: until its head has read it, the portal says so."""

    class Kind(models.TextChoices):
        ANSWER = "answer", "answer"
        STRENGTH = "strength", "strength"
        ACTION = "action", "action"
        FIGURE = "figure", "figure"
        SCORE = "score", "rating"

    document = models.ForeignKey(Document, models.CASCADE, related_name="things")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="+")
    section = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=Kind)
    key = models.CharField(max_length=60)  # a question, a number, a KPI's code
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = person(null=True)

    objects = BroughtQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"
