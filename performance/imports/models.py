"""Imports of figures, from preview to undoing, and the remembered mappings of their columns."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse

from selfassess.assessments.models import person
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter


class ImportState(models.TextChoices):
    PREVIEW = "preview", "Not imported yet"
    DONE = "done", "Imported"
    UNDONE = "undone", "Undone"


class Import(models.Model):
    """A file's table, the changes that importing it made, and its state. The file is not kept."""

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="imports")
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.PREVIEW)
    name = models.CharField(max_length=200)  # of the file
    sha256 = models.CharField(max_length=64)
    table = models.JSONField()  # head, rows and notes of `tables.Table`
    mapping = models.JSONField(default=dict)
    changes = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    brought_at = models.DateTimeField(default=now)
    brought_by = person()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-brought_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ImportState.PREVIEW, done_at__isnull=True)
                | ~Q(state=ImportState.PREVIEW) & Q(done_at__isnull=False),
                name="an_import_that_was_made_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.quarter_id}"

    def get_absolute_url(self) -> str:
        return reverse("import", args=[self.pk])


class ColumnMapping(models.Model):
    """The mapping that somebody chose for files with the same titles of columns."""

    head = models.CharField(max_length=64, unique=True)  # mapping.signature
    columns = models.JSONField()
    saved_at = models.DateTimeField(default=now)
    saved_by = person()

    def __str__(self) -> str:
        return f"{len(self.columns)} columns"
