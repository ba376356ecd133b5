"""Notices for people, and the e-mails in which they were sent."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from selfassess.quarters.clock import now


class Kind(models.TextChoices):
    OPENED = "opened", "A quarter opened"
    DUE = "due", "An area is due soon"
    OVERDUE = "overdue", "An area is overdue"
    REMINDED = "reminded", "The director asked for an area"
    SENT = "sent", "An area was sent"
    RECALLED = "recalled", "An area was taken back by its head"
    RETURNED = "returned", "An area came back for changes"
    APPROVED = "approved", "An area was approved"
    ISSUED = "issued", "A report was issued"
    POWER = "power", "A director’s or administrator’s role changed hands"


# These ask the reader to do something; the others only tell her what happened.
ASKS = (Kind.DUE, Kind.OVERDUE, Kind.REMINDED, Kind.SENT, Kind.RETURNED)
# Sent at once, in an e-mail of their own, and whatever e-mails somebody has chosen to get.
AT_ONCE = (Kind.POWER,)


class Wanted(models.TextChoices):
    EVERYTHING = "everything", "Everything that concerns me"
    WHAT_ASKS = "what_asks", "Only when something waits for me or is due"
    NOTHING = "nothing", "No e-mails"


class Preference(models.Model):
    """Which e-mails somebody wants. Somebody without a row wants them all."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="preference"
    )
    wanted = models.CharField(max_length=10, choices=Wanted, default=Wanted.EVERYTHING)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(wanted__in=Wanted.values), name="a_wish_for_e_mails_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_wanted_display()}"

    def wants(self, kind: str) -> bool:
        if self.wanted == Wanted.WHAT_ASKS:
            return kind in ASKS
        return self.wanted == Wanted.EVERYTHING


class Digest(models.Model):
    """One person's e-mail of one day.

    The row is made before the mail is sent, so that two workers cannot both send it. If sending
    fails, the row is deleted again.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    day = models.DateField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="a_person_gets_one_e_mail_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.day:%-d %B %Y}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def waiting(self) -> Self:
        return self.filter(settled_at__isnull=True)


class Notice(models.Model):
    """One thing to tell one person. Its key names the occasion, so that it is never made twice."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind)
    quarter = models.CharField(max_length=10)
    area = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=300)
    path = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True)  # sent, not wanted, or no longer true
    digest = models.ForeignKey(Digest, models.SET_NULL, null=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="nobody_is_told_a_thing_twice"),
            models.CheckConstraint(
                condition=Q(digest__isnull=True) | Q(settled_at__isnull=False),
                name="what_an_e_mail_told_is_settled",
            ),
        ]

    def __str__(self) -> str:
        return self.text
