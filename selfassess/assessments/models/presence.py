"""Who has a section open."""

from django.conf import settings
from django.db import models


class Presence(models.Model):
    """When a person's page last said that she has a section open (see operations/presence.py)."""

    assessment = models.ForeignKey("Assessment", models.CASCADE, related_name="presences")
    section = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "section", "person"], name="a_person_is_in_a_section_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.section}"
