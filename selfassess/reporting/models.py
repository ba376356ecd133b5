"""Reports are made once and never change: frozen content, and the files drawn from it."""

from hashlib import sha256

from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from selfassess.access import Permission, can, has_any
from selfassess.assessments.models import person, who_and_when
from selfassess.quarters.clock import now
from selfassess.quarters.dates import FinancialYear
from selfassess.quarters.models import Quarter

from . import editions
from .editions import FULL


class Kind(models.TextChoices):
    DRAFT = "draft", "Draft"
    FINAL = "final", "Version"

    def key(self, number: int) -> str:
        """How a version stands in addresses: draft-2, v1."""
        return f"draft-{number}" if self == Kind.DRAFT else f"v{number}"


class BuildState(models.TextChoices):
    WAITING = "waiting", "Waiting for the worker"
    RUNNING = "running", "Being laid out"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancel", "Cancelled"


ACTIVE = (BuildState.WAITING, BuildState.RUNNING)


class BuildQuerySet(models.QuerySet):
    def unfinished(self):
        """What is under way, and the last attempt if it failed."""
        last = self.order_by("-pk").values("pk")[:1]
        return self.filter(Q(state__in=ACTIVE) | Q(pk__in=last, state=BuildState.FAILED))


class Build(models.Model):
    """A report on its way: frozen when asked for, laid out in the background.

    Only one is under way for a quarter and kind, so that a double click is one report, and its
    number is free until it becomes one.
    """

    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="builds")
    kind = models.CharField(max_length=5, choices=Kind)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    state = models.CharField(max_length=8, choices=BuildState, default=BuildState.WAITING)
    asked_at = models.DateTimeField(default=now)
    asked_by = person()
    attempts = models.PositiveSmallIntegerField(default=0)
    alive_at = models.DateTimeField(default=timezone.now)  # queued or worked on, in real time
    progress = models.CharField(max_length=60, blank=True)  # how far the layout has come
    problem = models.TextField(blank=True)
    report = models.OneToOneField("Report", models.PROTECT, null=True, related_name="build")

    objects = BuildQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "kind"],
                condition=Q(state__in=ACTIVE),
                name="one_build_at_a_time_for_a_quarter_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(state=BuildState.DONE, report__isnull=False)
                | ~Q(state=BuildState.DONE) & Q(report__isnull=True),
                name="a_finished_build_has_its_report",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content['version']['name']} of {self.content['quarter']['name']}"

    def get_absolute_url(self) -> str:
        return reverse("build", args=[self.quarter_id, self.pk])

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE

    @property
    def is_taken_up_again(self) -> bool:
        """Was a worker lost over it?"""
        return self.attempts > (self.state == BuildState.RUNNING)


class ReportQuerySet(models.QuerySet):
    def final(self):
        return self.filter(kind=Kind.FINAL)

    def issued(self):
        return self.filter(issued_at__isnull=False)

    def newest_issued(self):
        """Of each quarter the version that counts: the last one issued."""
        quarter, number = models.OuterRef("quarter"), models.OuterRef("number")
        newer = Report.objects.issued().filter(quarter=quarter, number__gt=number)
        return self.issued().exclude(models.Exists(newer))

    def visible_to(self, user, edition: str = FULL):
        """Drafts and unissued finals for those who compile, drafts of an area’s own edition for
        those who write the area, issued versions for everybody."""
        if can(user, Permission.READ_DRAFTS):
            return self
        if not has_any(user, [Permission.READ_ISSUED]):
            return self.none()
        own = can(user, Permission.READ_AREA_DRAFT, edition)
        return self.exclude(kind=Kind.FINAL, issued_at=None) if own else self.issued()

    def with_an_edition_for(self, user):
        """Versions of which this person may read something."""
        if has_any(user, [Permission.READ_AREA_DRAFT]) and not can(user, Permission.READ_DRAFTS):
            return self.exclude(kind=Kind.FINAL, issued_at=None)
        return self.visible_to(user)

    def next_number(self, kind: str) -> int:
        return (self.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0) + 1


class Report(models.Model):
    """One numbered version of a quarter's report. Only issuing it is written later."""

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

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A report never changes. Issue it through reporting.actions.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.quarter_id, self.key])

    @property
    def key(self) -> str:
        return Kind(self.kind).key(self.number)

    @property
    def name(self) -> str:
        return f"{Kind(self.kind).label} {self.number}"

    @property
    def editions(self) -> list[dict]:
        """Every edition there is of this version."""
        return editions.describe_all(self.content)

    def edition(self, key: str) -> dict:
        """What the readers of this edition get; LookupError when there is no such edition."""
        given = self.confirmation_or_none if key == editions.SCRUTINY else None
        return editions.make(self.content, key, keep=given.kept if given else ())

    @property
    def confirmation_or_none(self) -> "Confirmation | None":
        return getattr(self, "confirmation", None)

    def waits_for_the_director(self, edition: str) -> bool:
        """Does nobody get this edition as a file yet?"""
        return edition == editions.SCRUTINY and self.confirmation_or_none is None

    @property
    def is_final(self) -> bool:
        return self.kind == Kind.FINAL

    @property
    def is_issued(self) -> bool:
        return self.issued_at is not None


class Confirmation(models.Model):
    """The director has read what the public edition of a version holds back. Each version needs
    its own, because each says something else. `kept` are the sentences that tell nothing of a
    child, and so stay in."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="confirmation")
    kept = models.JSONField(default=list)
    at = models.DateTimeField(default=now)
    by = person()

    def __str__(self) -> str:
        return f"{self.report}, by {self.by}"


def measured(data: bytes) -> dict[str, int | str]:
    """What is stored, and told in the trail, beside the bytes of a file."""
    return {"size": len(data), "sha256": sha256(data).hexdigest()}


class StoredFile(models.Model):
    """Bytes that were drawn once, and their fingerprint."""

    data = models.BinaryField()
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A report's file never changes.")
        super().save(*args, **kwargs)

    @property
    def fingerprint(self) -> str:
        """The first 16 digits, in groups of four: enough to compare by eye."""
        return " ".join(self.sha256[i : i + 4] for i in range(0, 16, 4))


class ReportFile(StoredFile):
    """One form of a report."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="files")
    cut = models.CharField(max_length=40, default=FULL)
    format = models.CharField(max_length=5, default="pdf")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "cut", "format"], name="a_report_has_one_file_of_a_form"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.cut}.{self.format}"


class AnnualFile(StoredFile):
    """A financial year's self-evaluation, as it was when these reports of it were issued."""

    year = models.CharField(max_length=7)  # as in addresses: 2020-21
    made_from = models.CharField(max_length=64, unique=True)  # SHA-256 of the content it shows
    at = models.DateTimeField(default=now)
    by = person()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"Self-evaluation {FinancialYear.parse(self.year).name}"
