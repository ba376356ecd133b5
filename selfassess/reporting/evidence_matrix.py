"""What the evidence of each area covers, with its gaps, and what inspections recommended.

Pure: worked out from frozen content, so that old reports have it too.
"""

from collections.abc import Iterator
from typing import NamedTuple

from .content.schema import AreaContent, ReportContent
from .glance import ActionLine

VOICES = {
    "children": "Children",
    "families": "Families, carers",
    "staff": "Staff",
    "partners": "Partners",
}
HEADS = ("Audits", *VOICES.values(), "Indi\u00adcators with a figure", "Further figures")
LAST = "Strengths that say how we know"


class Row(NamedTuple):
    """One area: what there is of each kind of evidence; a gap is an empty text."""

    area: AreaContent
    cells: list[str]


def rows(content: ReportContent) -> list[Row]:
    return [Row(area, list(_cells(area))) for area in content.included]


def heads(content: ReportContent) -> tuple[str, ...]:
    return (*HEADS, LAST)


def has_evidence(content: ReportContent) -> bool:
    """The oldest content has words alone."""
    return any(any(row.cells) for row in rows(content))


def _cells(area: AreaContent) -> Iterator[str]:
    evidence = area.evidence
    yield _audits(area)
    for code in VOICES:
        yield _count(sum(voice.whose_code == code for voice in evidence.voices))
    yield _of(sum(bool(one.value) for one in area.indicators), len(area.indicators))
    yield _count(len(evidence.facts))
    yield _of(sum(bool(one.evidence) for one in area.strengths), len(area.strengths))


def _audits(area: AreaContent) -> str:
    audits = area.evidence.audits
    cases = sum(audit.cases or 0 for audit in audits)
    return f"{len(audits)}, {cases:,} cases" if cases else _count(len(audits))


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole}" if part else ""


def recommendations(content: ReportContent) -> list[ActionLine]:
    """The actions that answer to an inspection, open and finished, by area."""
    return [
        ActionLine(area.name, action)
        for area in content.included
        for action in area.actions
        if action.is_recommendation
    ]
