"""The audit trail: one line for every change, written by the action that made it."""

from typing import Any, NoReturn, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from selfassess.quarters.clock import now


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, quarter: str, area: str) -> Self:
        return self.filter(quarter=quarter, area=area)

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("An event is never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("An event is never deleted.")


class Event(models.Model):
    """Append-only. Quarter, area and subject are words, not keys, so that a line outlives them."""

    at = models.DateTimeField(default=now, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=40)  # declared in an app’s `events`
    quarter = models.CharField(max_length=10, blank=True)
    area = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=100, blank=True)
    reason = models.TextField(blank=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["quarter", "area", "-at"], name="event_by_area"),
            # All that the audit trail is filtered by: rows hold whole answers (see filters.py)
            models.Index(
                fields=["at", "id", "verb", "by", "area", "quarter", "subject"],
                name="event_to_look_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("An event is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An event is never deleted.")


class AccessKind(models.TextChoices):
    SIGNED_IN = "signed_in", "Signed in"
    FAILED = "failed", "Sign-in failed"
    LOCKED_OUT = "locked_out", "Too many attempts"
    PASSWORD_CHANGED = "changed", "Password changed"
    PASSWORD_RESET = "reset", "Password chosen with a link"
    LINK_ASKED = "asked", "New password asked for"
    LINK_SENT = "sent", "Link sent"
    FACTOR_ADDED = "factor", "Second factor added"
    FACTOR_REMOVED = "no_factor", "Second factor removed"
    CODES_MADE = "codes", "Recovery codes made"
    DOWNLOAD = "download", "Document downloaded"
    EXPORT = "export", "Data exported"
    REFUSED = "refused", "Refused"
    OUT_OF_SIGHT = "unseen", "Out of sight"
    READ = "read", "Read by a program"
    TOKEN_REFUSED = "token", "Access token refused"


class AccessEntry(models.Model):
    """One line of the access log: who came, from where, what left the portal, what was refused.

    Not the audit trail: nothing is changed by it, and it is purged (see access_log.py).
    """

    at = models.DateTimeField(default=now, db_index=True)
    kind = models.CharField(max_length=10, choices=AccessKind)
    # Whose account it was about; none where nobody was signed in, or no account has that address
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    email = models.EmailField(blank=True)  # as it was typed, where it is nobody's
    address = models.GenericIPAddressField(null=True)  # the browser's
    about = models.CharField(max_length=200, blank=True)  # the address of the page
    token = models.CharField(max_length=100, blank=True)  # the name of the one it was asked with

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["kind", "-id"], name="access_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}".strip()

    @property
    def who(self) -> str:
        if self.token:
            whose = f" of {self.person}" if self.person else ""
            return f"The token “{self.token}”{whose}"
        if self.person:
            return str(self.person)
        return self.email or "Somebody who is not signed in"
