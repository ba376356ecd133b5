"""Files that were drawn once and are kept as bytes."""

from hashlib import sha256
from typing import Any

from django.db import models

from selfassess.assessments.models import person
from selfassess.quarters.clock import now
from selfassess.quarters.dates import FinancialYear
from selfassess.reporting import editions
from selfassess.reporting.editions import FULL

from .report import WITHDRAWN, Report


def measured(data: bytes) -> dict[str, int | str]:
    """Return a file's size and SHA-256, as its row and its event in the audit trail have them."""
    return {"size": len(data), "sha256": sha256(data).hexdigest()}


class DamagedFile(Exception):
    """The stored bytes are not those whose SHA-256 was stored with them."""


class StoredFile(models.Model):
    """A file's bytes and SHA-256, which never change."""

    data = models.BinaryField()
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A report's file never changes.")
        super().save(*args, **kwargs)

    def bytes_as_stored(self) -> bytes:
        """Return the bytes to hand out; raise DamagedFile when they have changed since."""
        data = bytes(self.data)
        if measured(data) != {"size": self.size, "sha256": self.sha256}:
            raise DamagedFile(f"{self} is not as it was stored: its SHA-256 differs.")
        return data

    @property
    def fingerprint(self) -> str:
        """Return the first 16 digits, in groups of four: enough to compare by eye."""
        return " ".join(self.sha256[i : i + 4] for i in range(0, 16, 4))


class ReportFile(StoredFile):
    """A file of a report: one edition in one format. `cut` is the edition's key."""

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
        return f"{self.report}, {self.edition}.{self.format}"

    @property
    def edition(self) -> str:
        """The key of the edition; of the public one, whichever its number is."""
        is_public = self.cut in WITHDRAWN or self.cut.startswith("public-")
        return editions.SCRUTINY if is_public else self.cut

    @property
    def suffix(self) -> str:
        """What its name has after the version: which edition it is, and its number."""
        return "" if self.cut == FULL else "-" + self.cut.replace("public-", "scrutiny-")

    @property
    def is_withdrawn(self) -> bool:
        """Nobody is given a public edition from before words were released one by one."""
        return self.cut in WITHDRAWN


class AnnualFile(StoredFile):
    """The PDF of a financial year's self-evaluation, made from the reports issued at that time."""

    year = models.CharField(max_length=7)  # as in addresses: 2020-21
    made_from = models.CharField(max_length=64, unique=True)  # SHA-256 of the content it shows
    at = models.DateTimeField(default=now)
    by = person()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"Self-evaluation {FinancialYear.parse(self.year).name}"
