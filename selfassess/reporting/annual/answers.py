"""What an area wrote in the course of a year: its newest answers, and how earlier ones differed."""

import msgspec

from selfassess.reporting.content.schema import ActionContent, AreaContent, Evidence
from selfassess.schema_fields import Prose
from selfassess.text_diff import compare

from .schema import AnswerRow, EarlierAnswer

# Keys of sections, by the question of Ofsted's annual conversation that they answer.
KNOW, HOW, PLANS = ("know", "strengths", "rating"), ("evidence", "indicators"), ("development",)
SECTIONS = {*KNOW, *HOW, *PLANS}

# A quarter's name → one area's chapter in that quarter's report. Oldest quarter first.
ByQuarter = dict[str, AreaContent]


def answers(by_quarter: ByQuarter, keys: tuple[str, ...]) -> list[AnswerRow]:
    """Return the newest quarter's answers to the questions of these sections, in its order.

    Each row says since when its answer has been the same, and which answers it replaced in the
    year (see `_add_earlier`).
    """
    if not by_quarter:
        return []
    said = {quarter: _by_question(area) for quarter, area in by_quarter.items()}
    newest = list(by_quarter.values())[-1]
    rows = [
        AnswerRow(
            question=answer.question,
            section=section.title,
            asked=answer.text,
            answer=answer.answer,
        )
        for section in newest.sections
        if _belongs(section.key, keys)
        for answer in section.answers
    ]
    for row in rows:
        _add_earlier(row, said)
    return rows


def _belongs(section: str, keys: tuple[str, ...]) -> bool:
    """Decide whether a section goes under these keys; one that is listed nowhere goes under KNOW.

    So a new section is never missing from the document.
    """
    return section in keys or (keys is KNOW and section not in SECTIONS)


def _by_question(area: AreaContent) -> dict[str, Prose]:
    return {answer.question: answer.answer for part in area.sections for answer in part.answers}


def _add_earlier(row: AnswerRow, said: dict[str, dict[str, Prose]]) -> None:
    """Compare the newest answer with those of earlier quarters.

    `since` becomes the first quarter of the unbroken run with the same answer; it is empty when the
    run has only the newest quarter. `earlier` lists different answers, newest first, and groups the
    quarters that gave the same one.
    """
    *earlier, newest = said
    text, since = row.answer, newest
    others: dict[Prose, list[str]] = {}
    for quarter in reversed(earlier):
        before = said[quarter].get(row.question, Prose(""))
        if before == text and not others:
            since = quarter
        elif before != text and before:
            others.setdefault(before, []).insert(0, quarter)
        else:
            others.setdefault(before, [])  # the run of equal answers ends here
    row.since = since if since != newest and text else ""
    row.earlier = [
        EarlierAnswer(quarters, before, compare(before, text).summary)
        for before, quarters in others.items()
        if quarters
    ]


def evidence(by_quarter: ByQuarter) -> Evidence:
    """Collect audits and voices of all quarters, newest first and without repeats.

    Further figures come from the newest quarter alone: each quarter states them anew.
    """
    newest_first = [area.evidence for area in reversed(by_quarter.values())]
    return Evidence(
        audits=_once([audit for evidence in newest_first for audit in evidence.audits]),
        voices=_once([voice for evidence in newest_first for voice in evidence.voices]),
        facts=newest_first[0].facts if newest_first else [],
    )


def _once[Item](items: list[Item]) -> list[Item]:
    return [item for index, item in enumerate(items) if item not in items[:index]]


def closed(by_quarter: ByQuarter) -> list[ActionContent]:
    """Return the actions that ended in the year; their status names the quarter that said so."""
    return [
        msgspec.structs.replace(action, status=f"{action.status}, {quarter}")
        for quarter, area in by_quarter.items()
        for action in area.actions
        if action.is_finished
    ]
