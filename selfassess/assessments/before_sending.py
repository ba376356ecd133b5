"""What keeps an area from being sent, in one sentence and with what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from services.base import Problem

from .models import Assessment
from .reading import SectionView


@dataclass(frozen=True)
class BeforeSending:
    unfinished: list[SectionView]
    missing: list[Problem]  # what a section's part must hold
    open_requests: list[SectionView]  # sections in which the director's requests are not met

    @classmethod
    def of(cls, assessment: Assessment, sections: Sequence[SectionView]) -> Self:
        wanted = (one for one in sections if one.part and one.part.missing(assessment))
        return cls(
            [one for one in sections if not one.is_completed],
            [problem for one in wanted for problem in one.problems()],
            [one for one in sections if one.open_requests],
        )

    @property
    def said(self) -> str:
        """“2 sections are not completed and there is no rating”; empty when nothing stops."""
        changes = sum(len(one.open_requests) for one in self.open_requests)
        told = [
            _number(len(self.unfinished), "section is", "sections are", " not completed"),
            "there is no rating" if self.missing else "",
            _number(changes, "change", "changes", " that the director asked for")
            + (" is not answered" if changes == 1 else " are not answered" if changes else ""),
        ]
        told = [one for one in told if one]
        return " and ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))


def _number(number: int, one: str, several: str, rest: str) -> str:
    return f"{number} {one if number == 1 else several}{rest}" if number else ""
