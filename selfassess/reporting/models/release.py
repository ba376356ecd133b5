"""What the director has released of a version's words, and the public editions that went out."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import Q

from selfassess.assessments.models import person
from selfassess.quarters.clock import now
from selfassess.reporting.editions.released_words import Released

from .report import Report

DIGEST = 64  # characters of a SHA-256


class ReleaseQuerySet(models.QuerySet["Release"]):
    def identities(self) -> "models.QuerySet[Release, tuple[str, str, str]]":
        return self.values_list("area", "field", "text")

    def in_force(self) -> list["Release"]:
        """Of several decisions about a text, the last one."""
        newest = {release.identity: release for release in self.order_by("pk")}
        return list(newest.values())


class Release(models.Model):
    """A decision about one text of a version: which of its sentences the public may read.

    The words are not kept here: they stand in the report, and are known by their digest. A decision
    is never changed; another one follows it.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="releases")
    area = models.CharField(max_length=40)  # its slug, or OVERVIEW
    field = models.CharField(max_length=100)  # see `released_words.Place`
    text = models.CharField(max_length=DIGEST)
    marks = models.CharField(max_length=DIGEST)  # what was marked in it: `MarkedText.marks`
    number = models.PositiveIntegerField()  # of the decisions about this text
    sentences = models.JSONField(default=list)  # [from, to) in characters of the text
    at = models.DateTimeField(default=now)
    by = person()

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "area", "field", "text", "number"],
                name="a_decision_about_a_text_has_its_own_number",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="decisions_about_a_text_count_from_one"
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(marks="") & ~Q(area="") & ~Q(field=""),
                name="a_release_says_of_what_it_is",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.area}, {self.report}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A release never changes. Another one follows it.")
        super().save(*args, **kwargs)

    @property
    def identity(self) -> tuple[str, str, str]:
        return (self.area, self.field, self.text)


class PublicEdition(models.Model):
    """The director has read the public edition of a version and lets it go out. What she releases
    later is in the next number."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="public_editions")
    number = models.PositiveIntegerField()
    # The last decision that it follows; none when no word is released.
    up_to = models.ForeignKey(Release, models.PROTECT, null=True, related_name="+")
    rules = models.PositiveSmallIntegerField(  # which figures it holds back: suppression.RULES
        null=True, help_text="None: an edition from before the rules were counted"
    )
    at = models.DateTimeField(default=now)
    by = person()

    class Meta:
        ordering = ["report_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="a_public_edition_has_its_own_number"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="public_editions_count_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"Public edition {self.number} of {self.report}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A public edition never changes. The next number follows it.")
        super().save(*args, **kwargs)

    @property
    def releases(self) -> list[Release]:
        if self.up_to_id is None:
            return []
        return Release.objects.filter(report=self.report_id, pk__lte=self.up_to_id).in_force()

    @property
    def released(self) -> Released:
        return as_released(self.releases)


def as_released(releases: Iterable[Release]) -> Released:
    return {one.identity: [(start, end) for start, end in one.sentences] for one in releases}


def digest_of(releases: Iterable[Release]) -> str:
    """Of all that is released, for the audit trail: whoever adds a row later changes it."""
    said = sorted([*one.identity, one.sentences] for one in releases if one.sentences)
    return sha256(repr(said).encode()).hexdigest()
