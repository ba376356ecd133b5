"""Every word of an area is in its report, however short that has become."""

import re
from collections.abc import Iterator

from selfassess.reporting.content.schema import AreaContent, ReportContent

from . import sample
from .test_pdf import read_out


def written(area: AreaContent) -> Iterator[str]:
    yield from (answer.answer for part in area.sections for answer in part.answers)
    for strength in area.strengths:
        yield from (strength.text, strength.evidence)
    for action in area.actions:
        yield from (action.text, action.impact, action.owner)
        yield from (action.progress, action.reason, action.difference)
    for one in area.indicators:
        yield from (one.name, one.value, one.target, one.comment, one.why_adopted)
        yield from (past.shown for past in one.series[:-1])
        yield from (year.shown for year in one.outturns)
    for audit in area.evidence.audits:
        yield from (audit.theme, audit.aspect, audit.method, audit.learning)
    for voice in area.evidence.voices:
        yield from (voice.how, voice.said, voice.changed)
    for fact in area.evidence.facts:
        yield from (fact.label, fact.shown, fact.period, fact.source, fact.note)


def pieces(content: ReportContent) -> Iterator[str]:
    texts = [content.overview.first_page, content.overview.text]
    for text in [*texts, *(text for area in content.included for text in written(area))]:
        yield from filter(None, re.split(r"(?<=[.!?])\s|\n+-? ?", text))


def bare(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b•-]+", "", text)


def test_every_sentence_and_figure_that_was_frozen_is_printed():
    printed = bare(read_out("final"))
    found = list(pieces(sample.content(areas=sample.TWO)))
    assert len(found) > 150
    assert [piece for piece in found if bare(piece) not in printed] == []
