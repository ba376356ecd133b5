"""What the year's document says in words of its own: what improved and what got worse, what was
audited and heard, what was closed. Pure, from the year's content."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from selfassess.claims.reader.text import sentences
from selfassess.reporting.content.schema import ActionContent, AuditContent, VoiceContent
from selfassess.reporting.first_page import Line, Ranked

from .schema import Annual, AnnualArea, AnswerRow, FigureCell, IndicatorRow

COUNCIL = "authority"  # a code of `benchmarks.models.Place`
MOST = 5  # lines of a list of the whole council
MOST_OF_AREA = 3
QUOTED = 450  # characters of an answer, as whole sentences


class Beginning(NamedTuple):
    """How an answer begins, in whole sentences, and whether it goes on."""

    text: str
    goes_on: bool


def beginning(answer: AnswerRow) -> Beginning:
    """Return an answer's first paragraphs, or its first sentences where the first one is long."""
    paragraphs = answer.answer.split("\n\n")
    kept = _within(paragraphs, "\n\n")
    if not kept:
        first = paragraphs[0]
        said = [first[one.start : one.end].strip() for one in sentences(first)]
        kept = _within(said, " ") or said[:1]
        return Beginning(" ".join(kept), True)
    return Beginning("\n\n".join(kept), len(kept) < len(paragraphs))


def _within(parts: list[str], between: str) -> list[str]:
    """Return as many parts as there is room for."""
    kept: list[str] = []
    for part in parts:
        if len(between.join([*kept, part])) > QUOTED:
            break
        kept.append(part)
    return kept


def improved(content: Annual) -> Ranked:
    return _ranked(content.areas, better=True, most=MOST)


def worsened(content: Annual) -> Ranked:
    return _ranked(content.areas, better=False, most=MOST)


def area_improved(area: AnnualArea) -> Ranked:
    return _ranked([area], better=True, most=MOST_OF_AREA)


def area_worsened(area: AnnualArea) -> Ranked:
    return _ranked([area], better=False, most=MOST_OF_AREA)


def _ranked(areas: Iterable[AnnualArea], *, better: bool, most: int) -> Ranked:
    """The indicators that moved in that direction, the furthest first."""
    found = [(area, one) for area in areas for one in area.indicators if one.is_better is better]
    found.sort(key=lambda pair: -pair[1].moved_by)
    lines = [_line(area, one) for area, one in found]
    return Ranked(lines[:most], len(lines))


def _line(area: AnnualArea, one: IndicatorRow) -> Line:
    shown = [cell.shown for cell in one.cells if cell.shown]
    target = f", target {one.target}" if one.target else ""
    return Line(f"year-{one.code}", one.name, area.name, f"{shown[0]} to {shown[-1]}{target}")


def ratings_in_words(area: AnnualArea) -> str:
    """6 in Q1, 6.5 in Q2, not rated in Q4; of the quarters that have a report"""
    told = [
        (f"Q{n}", cell.shown.lower()) for n, cell in enumerate(area.ratings, 1) if cell.reported
    ]
    return ", ".join(f"{shown} in {quarter}" for quarter, shown in told)


class Audited(NamedTuple):
    """The year's audits of an area whose grades count cases, together."""

    audits: int
    graded: int
    good: int
    inadequate: int


def audited(area: AnnualArea) -> Audited:
    grades = [_counted(audit) for audit in area.evidence.audits]
    return Audited(
        audits=len(area.evidence.audits),
        graded=sum(sum(of.values()) for of in grades),
        good=sum(of.get("outstanding", 0) + of.get("good", 0) for of in grades),
        inadequate=sum(of.get("inadequate", 0) for of in grades),
    )


def _counted(audit: AuditContent) -> dict[str, int]:
    if audit.unit != "cases":
        return {}
    return {
        grade: int(shown)
        for grade, shown in audit.grades.items()
        if grade != "not_graded" and shown.isdecimal()
    }


class Heard(NamedTuple):
    area: str
    voice: VoiceContent


def changed_by_voices(content: Annual) -> list[Heard]:
    """What people said that something came of."""
    return [
        Heard(area.name, voice)
        for area in content.areas
        for voice in area.evidence.voices
        if voice.changed
    ]


def not_reported(area: AnnualArea) -> list[IndicatorRow]:
    """Indicators of which no report of the year has a figure."""
    return [one for one in area.indicators if not any(cell.shown for cell in one.cells)]


def reported(area: AnnualArea) -> list[IndicatorRow]:
    return [one for one in area.indicators if any(cell.shown for cell in one.cells)]


def reported_quarters(content: Annual) -> list[str]:
    """Q1, Q2: the quarters that have a report"""
    return [source.quarter.split()[0] for source in content.sources]


def of_quarters(cells: list[FigureCell], content: Annual) -> list[FigureCell]:
    """The cells of the quarters that have a report."""
    return [
        cell
        for cell, quarter in zip(cells, content.quarters, strict=True)
        if quarter not in content.missing
    ]


def official_places(content: Annual) -> list[str]:
    """The places beside which the council's figures stand: a column for each."""
    return list(
        dict.fromkeys(
            figure.label
            for area in content.areas
            for one in reported(area)
            if one.official
            for figure in one.official.figures
            if figure.place != COUNCIL
        )
    )


def official_cells(one: IndicatorRow, places: list[str]) -> list[tuple[str, str]]:
    """The figure of each place, and under the first of them the year that all are of."""
    line = one.official
    shown = {figure.label: figure.shown for figure in line.figures} if line else {}
    first = next((place for place in places if shown.get(place)), "")
    return [
        (shown.get(place, ""), line.period if line and place == first else "") for place in places
    ]


def actions_in_words(area: AnnualArea) -> str:
    """How the area's actions stand, in one sentence."""
    late = sum(action.overdue for action in area.open)
    lacking = sum(not (action.owner and action.due) for action in area.open)
    parts = [f"{len(area.open)} open"]
    parts += [f"{late} of them overdue"] if late else []
    parts += [f"{lacking} without an owner or a date"] if lacking else []
    parts.append(f"{len(area.closed)} closed in the year")
    return f"{', '.join(parts)}."


def by_date(actions: list[ActionContent]) -> list[ActionContent]:
    """By due date; those without one come last."""
    return sorted(actions, key=lambda action: action.due or date.max)
