"""Seals: by them it shows later whether what they cover is still as it was."""

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone


class Seal(models.Model):
    """One link of a chain. It covers the rows of one table from number `first` to number `last`.

    Numbers in between that no row had then were given up by transactions that failed, so no row
    can come by one of them later. `rows` holds number and digest of each row; digests and heads
    are made with a key that is not in the database, and each head with the head before it.
    """

    number = models.PositiveIntegerField(primary_key=True)  # counted from one
    at = models.DateTimeField(default=timezone.now)  # real time
    of = models.CharField(max_length=10)  # a kind of record: see records.py
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    rows = models.JSONField()  # [[17, "5e0f…"], …]
    key = models.CharField(max_length=8)  # which one: see sealing_key.py
    previous = models.CharField(max_length=64, blank=True)
    head = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Seal {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A seal is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A seal is never deleted.")

    @property
    def digests(self) -> dict[int, str]:
        return dict(self.rows)
