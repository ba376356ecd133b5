"""What the checks find in the words of areas: read from the database, and made anew each time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from selfassess.assessments.models import Assessment

from .finding import Finding
from .known import Known


@dataclass(frozen=True)
class Counted:
    """Of one text: how many numbers in it are figures, and how many of those are on record."""

    numbers: int = 0
    agree: int = 0


@dataclass(frozen=True)
class TextPlace:
    """Where a text stands: “What do you know?”, “a strength”, and the page that changes it."""

    title: str
    address: str


@dataclass(frozen=True)
class AreaFindings:
    """What reading the words of one area in one quarter gives."""

    findings: tuple[Finding, ...] = ()
    counted: Mapping[str, Counted] = field(default_factory=dict)  # by question, as Finding has it
    places: Mapping[str, TextPlace] = field(default_factory=dict)  # by question
    left_out: tuple[str, ...] = ()  # checks that failed, so that nobody takes silence for a yes
    read: tuple[Any, ...] = field(default=(), repr=False)
    known: Known | None = field(default=None, repr=False)

    def title_of(self, question: str) -> str:
        """Of the text: “What do you know?”, “a strength”."""
        place = self.places.get(question)
        return place.title if place else question

    @property
    def numbers(self) -> int:
        return sum(one.numbers for one in self.counted.values())

    @property
    def agree(self) -> int:
        return sum(one.agree for one in self.counted.values())


def findings_of(assessments: Iterable[Assessment]) -> dict[str, AreaFindings]:
    """Of these assessments of one quarter, by area, in as many queries for one as for all."""
    return {assessment.area: AreaFindings() for assessment in assessments}


def between_areas(found: Mapping[str, AreaFindings]) -> tuple[Finding, ...]:
    """One thing with two values in two of these areas: for those alone who may read both."""
    return ()
