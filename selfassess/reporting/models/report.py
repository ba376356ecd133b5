"""A numbered version of a report, and the director's confirmation of its public edition."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Max, Q
from django.urls import reverse

from selfassess.access import Permission, can, has_any
from selfassess.accounts.models import User
from selfassess.assessments.models import person, who_and_when
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter
from selfassess.reporting.content.read import DamagedContent, read
from selfassess.reporting.content.schema import ReportContent
from selfassess.reporting.editions import (
    FULL,
    SCRUTINY,
    Description,
    Printed,
    describe_all,
    make,
)
from selfassess.reporting.editions.released_words import Released

if TYPE_CHECKING:
    from .release import PublicEdition

# Keys of the files of public editions that were drawn before words were released one by one. Their
# bytes are kept, and nobody is given them.
WITHDRAWN = (SCRUTINY, "public")


class Kind(models.TextChoices):
    DRAFT = "draft", "Draft"
    FINAL = "final", "Version"

    def key(self, number: int) -> str:
        """Return a version's key, as in addresses: draft-2, v1."""
        return f"draft-{number}" if self == Kind.DRAFT else f"v{number}"


class ReportQuerySet(models.QuerySet["Report"]):
    def final(self) -> Self:
        return self.filter(kind=Kind.FINAL)

    def issued(self) -> Self:
        return self.filter(issued_at__isnull=False)

    def newest_issued(self) -> Self:
        """The version of each quarter that counts: the last one issued."""
        quarter, number = models.OuterRef("quarter"), models.OuterRef("number")
        newer = Report.objects.issued().filter(quarter=quarter, number__gt=number)
        return self.issued().exclude(models.Exists(newer))

    def visible_to(self, user: User, edition: str = FULL) -> Self:
        """Versions of which this person may read this edition.

        Who may read drafts reads all; who writes an area reads also the drafts of that area's
        edition; everybody else reads issued versions.
        """
        if can(user, Permission.READ_DRAFTS):
            return self
        if not has_any(user, [Permission.READ_ISSUED]):
            return self.none()
        own = can(user, Permission.READ_AREA_DRAFT, edition)
        return self.exclude(kind=Kind.FINAL, issued_at=None) if own else self.issued()

    def with_an_edition_for(self, user: User) -> Self:
        """Versions of which this person may read at least one edition."""
        if has_any(user, [Permission.READ_AREA_DRAFT]) and not can(user, Permission.READ_DRAFTS):
            return self.exclude(kind=Kind.FINAL, issued_at=None)
        return self.visible_to(user)

    def next_number(self, kind: str) -> int:
        return (self.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0) + 1


class Report(models.Model):
    """One numbered version of a quarter's report. Nothing but issuing it is recorded later."""

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=5, choices=Kind)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    compiled_at = models.DateTimeField()
    compiled_by = person()
    issued_at = models.DateTimeField(null=True)
    issued_by = person(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-quarter_id", "-compiled_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "kind", "number"], name="a_version_has_its_own_number"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="numbers_count_from_one"),
            models.CheckConstraint(
                condition=Q(kind=Kind.FINAL) | Q(issued_at__isnull=True),
                name="a_draft_is_never_issued",
            ),
            who_and_when("issued_at", "issued_by", "issuing_has_a_person_and_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.quarter.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A report never changes. Issue it through reporting.operations.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.quarter_id, self.key])

    @property
    def key(self) -> str:
        return Kind(self.kind).key(self.number)

    @property
    def name(self) -> str:
        return f"{Kind(self.kind).label} {self.number}"

    @cached_property
    def frozen(self) -> ReportContent:
        """Return the stored content as today's classes, or raise DamagedContent."""
        try:
            return read(self.content)
        except DamagedContent as damaged:
            raise DamagedContent(f"{self.key} of {self.quarter_id}: {damaged}") from damaged

    @property
    def editions(self) -> list[Description]:
        """Describe every edition that this version has."""
        return describe_all(self.frozen)

    def editions_without_file(self) -> list[str]:
        """Keys of the editions whose PDF is not stored, but for one that must not go out."""
        stored = set(Report.objects.filter(pk=self.pk).values_list("files__cut", flat=True))
        return [
            one.key
            for one in self.editions
            if self.file_key(one.key) not in stored and not self.waits_for_the_director(one.key)
        ]

    def edition(self, key: str) -> Printed:
        """Return the content that readers of an edition get; LookupError for an unknown key."""
        if key == SCRUTINY and (out := self.public_edition):
            return self.public_content(out.released, out.number)
        return make(self.frozen, key)

    def public_content(self, released: Released, number: int) -> Printed:
        """Return the public edition with this number, in which these words stand."""
        return make(self.frozen, SCRUTINY, released=released, number=number)

    @property
    def public_edition(self) -> "PublicEdition | None":
        """The public edition that is out: the one with the highest number."""
        return max(self.public_editions.all(), key=lambda one: one.number, default=None)

    def waits_for_the_director(self, edition: str) -> bool:
        """Is this the public edition, and none is out? Then nobody gets it as a file yet."""
        return edition == SCRUTINY and self.public_edition is None

    @property
    def is_withdrawn(self) -> bool:
        """Did its public edition go out before words were released one by one, and not since? Then
        it has to be released anew."""
        if self.public_edition is not None:
            return False
        drawn = Report.objects.filter(pk=self.pk, files__cut__in=WITHDRAWN)
        return hasattr(self, "confirmation") or drawn.exists()

    def file_key(self, edition: str) -> str:
        """Return the key under which the files of an edition are stored. Of a public edition that
        is not out, none is."""
        if edition != SCRUTINY:
            return edition
        return f"public-{self.public_edition.number if self.public_edition else 0}"

    @property
    def is_final(self) -> bool:
        return self.kind == Kind.FINAL

    @property
    def is_issued(self) -> bool:
        return self.issued_at is not None


class Confirmation(models.Model):
    """The director had read the public edition of a version and let it go out, before words were
    released one by one. It counts no more (see `PublicEdition`), and is kept as it was recorded."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="confirmation")
    kept = models.JSONField(default=list)
    at = models.DateTimeField(default=now)
    by = person()

    def __str__(self) -> str:
        return f"{self.report}, by {self.by}"
