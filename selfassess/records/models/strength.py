"""What is strong in practice."""

from django.db import models
from django.db.models import Q
from django.utils.text import Truncator

from .record import LONG, Record


class Strength(Record):
    text = models.TextField("what is strong", max_length=LONG)
    evidence = models.TextField("how you know", max_length=LONG, blank=True)

    live_fields = ("text", "evidence")

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_strength_says_something")
        ]

    def __str__(self) -> str:
        return Truncator(self.text).chars(80)
