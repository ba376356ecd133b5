"""What is sealed: four kinds of rows that are never changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from selfassess.audit.models import Event
from selfassess.reporting.models import AnnualFile, Report, ReportFile, StoredFile

from .sealing_key import digest

FORMAT = 1  # of what a digest is made of


@dataclass(frozen=True)
class RecordKind:
    key: str  # in seals
    model: type[Model]
    noun: str
    plural: str
    fields: tuple[str, ...]  # that a digest covers

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def rows(self, **filters: Any) -> Iterator[tuple[int, dict[str, Any]]]:
        """Number and values of the rows, in the order of their numbers."""
        found = self.model._base_manager.filter(**filters).order_by("pk")
        for values in found.values(*self.fields).iterator(chunk_size=200):
            yield values["id"], values

    def digest(self, values: dict[str, Any], key: str) -> str:
        return digest(key, [FORMAT, self.key, {name: _plain(v) for name, v in values.items()}])

    def describe(self, values: dict[str, Any]) -> str:
        """Enough to find a row by."""
        shown = ("verb", "quarter", "quarter_id", "kind", "report_id", "cut", "year", "area", "at")
        said = [_said(values[name]) for name in shown if values.get(name)]
        return f"{self.noun} {values['id']} ({', '.join(said)})"


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return str(value)


STORED = ("size", "sha256")  # of a file: the bytes are compared with it
KINDS = {
    kind.key: kind
    for kind in (
        RecordKind(
            "event",
            Event,
            "Event",
            "Events",
            (
                *("id", "at", "by_id", "verb", "quarter", "area", "subject", "reason"),
                *("before", "after"),
            ),
        ),
        RecordKind(
            "report",
            Report,
            "Report",
            "Reports",
            (
                *("id", "quarter_id", "kind", "number", "content"),
                *("compiled_at", "compiled_by_id"),  # issuing it is an event
            ),
        ),
        RecordKind(
            "file",
            ReportFile,
            "Report’s file",
            "Files of reports",
            ("id", "report_id", "cut", "format", *STORED),
        ),
        RecordKind(
            "annual",
            AnnualFile,
            "Year’s file",
            "Files of years",
            ("id", "year", "made_from", "at", "by_id", *STORED),
        ),
    )
}
FILES: dict[str, type[StoredFile]] = {"file": ReportFile, "annual": AnnualFile}


def ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted numbers as runs: 1, 2, 3, 7 → (1, 3), (7, 7)."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
