"""Done without a difference: a finished action says what changed, and the figure it names moved."""

import re
from collections.abc import Iterator

from ..finding import Finding, Tier
from ..known import Known, What
from .base import ReadParagraph

KIND = "done"
DIFFERENCE = re.compile(r"action-\d+-difference")
FEW = 4  # words; “Done.”, “n/a” and “None yet” say no difference


def check(text: ReadParagraph, known: Known) -> Iterator[Finding]:
    if not DIFFERENCE.fullmatch(text.paragraph.question):
        return
    words = text.paragraph.text.split()
    if len(words) < FEW:
        yield _finding(text, known, "It is done, and what it changed is not said.", ())
        return
    for code in dict.fromkeys(code for one in text.sentences for code in one.kpis):
        if stood := _stood_still(code, known):
            yield _finding(text, known, stood, (code, stood), code)


def _stood_still(code: str, known: Known) -> str:
    """How the figure that it names did not get better since a quarter or a year ago."""
    kpi, now = known.kpis[code], known.now(code)
    earlier = [one for one in known.of(code, What.BEFORE) if one.adopted and one.alike]
    if now is None or not earlier or kpi.direction not in ("higher", "lower"):
        return ""
    first = min(earlier, key=lambda one: one.period)
    better = now.value > first.value if kpi.direction == "higher" else now.value < first.value
    if better:
        return ""
    return f"“{kpi.name}” was {first.shown} in {first.when} and is {now.shown} now."


def _finding(
    text: ReadParagraph, known: Known, beside: str, values: tuple[str, ...], kpi: str = ""
) -> Finding:
    paragraph = text.paragraph
    return Finding(
        kind=KIND,
        tier=Tier.QUESTION,
        area=known.area,
        question=paragraph.question,
        start=0,
        end=len(paragraph.text),
        quoted=paragraph.text,
        beside=beside,
        source="figures of a year" if kpi else "",
        kpi=kpi,
        values=values,
    )
