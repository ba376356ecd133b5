"""A strength that names a figure which is off target, or about which an action is still open."""

import re
from collections.abc import Iterator, Sequence

from performance.rag import Status

from ..finding import Finding, Tier
from ..known import ActionOnRecord, Known
from ..reader.linking import link
from ..reader.read import read
from ..reader.sentence import Sentence
from .base import ReadParagraph

KIND = "strength"
STRENGTH = re.compile(r"strength-\d+")  # and not how its area knows, which names a measure at most


def check(texts: Sequence[ReadParagraph], known: Known) -> Iterator[Finding]:
    strengths = [text for text in texts if STRENGTH.fullmatch(text.paragraph.question)]
    named = {code for text in strengths for one in text.sentences for code in _named(one)}
    if not named:
        return
    actions = _by_kpi(known)
    for text in strengths:
        for code in dict.fromkeys(code for one in text.sentences for code in _named(one)):
            beside, kpi = _beside(code, known, actions)
            if beside:
                yield _finding(text, known, code, beside, kpi)


def _named(sentence: Sentence) -> list[str]:
    """Not by loose words: a question should be about what the strength is about."""
    return [one.kpi for one in sentence.named if not one.is_loose]


def _by_kpi(known: Known) -> dict[str, ActionOnRecord]:
    """KPI → an open action that names it."""
    found: dict[str, ActionOnRecord] = {}
    for action in known.actions or ():
        if not action.is_finished:
            for sentence in link(read(action.text), known):
                for code in _named(sentence):
                    found.setdefault(code, action)
    return found


def _beside(code: str, known: Known, actions: dict[str, ActionOnRecord]) -> tuple[str, str]:
    """What speaks against it, and the KPI whose figure does: beside an action’s words there is no
    figure that could be wrong."""
    kpi, now = known.kpis.get(code), known.now(code)
    if kpi is None or kpi.area != known.area:
        return "", ""
    if kpi.status == Status.OFF_TARGET and now:
        return f"“{kpi.name}” is {now.shown}, off target.", code
    if code in actions and kpi.unit != "count":
        return f"An action about “{kpi.name}” is open: “{actions[code].text}”", ""
    return "", ""


def _finding(text: ReadParagraph, known: Known, code: str, beside: str, kpi: str) -> Finding:
    sentence = next(one for one in text.sentences if code in _named(one))
    return Finding(
        kind=KIND,
        tier=Tier.QUESTION,
        area=known.area,
        question=text.paragraph.question,
        start=sentence.start,
        end=sentence.end,
        quoted=sentence.text,
        beside=beside,
        source="figures and actions of this quarter",
        kpi=kpi,
        values=(code, beside),
    )
