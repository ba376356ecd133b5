"""That a passage is not about a child."""

from django.db import models

from selfassess.assessments.models import person
from selfassess.quarters.clock import now


class Override(models.Model):
    """Of the passage no word is stored, only a keyed digest: see `Passage.digest`."""

    digest = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField(default=now)
    by = person()

    def __str__(self) -> str:
        return self.digest
