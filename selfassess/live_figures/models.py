"""What live figures said when their area was approved, and the texts that never had any."""

from hashlib import sha256

from django.db import models


class KeptFigure(models.Model):
    """The words of a live figure in an area that is approved, or in the overview of an issued
    quarter: they stay, whatever happens to the record afterwards."""

    quarter = models.ForeignKey("quarters.Quarter", models.CASCADE, related_name="+")
    area = models.CharField(max_length=40)
    written = models.CharField(max_length=80)  # as it stands between the braces
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["quarter", "area", "written"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "area", "written"], name="a_live_figure_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{{{self.written}}} in {self.area}, {self.quarter_id}: {self.words}"


class OlderText(models.Model):
    """A text from before there were live figures that looks as if it had one: its braces are
    braces. Filled once, by a migration."""

    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["digest"]

    def __str__(self) -> str:
        return self.digest


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()
