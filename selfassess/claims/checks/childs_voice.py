"""No child's voice, or none that changed anything."""

import re
from collections.abc import Iterator, Sequence

from services.registry import find_area

from ..finding import Finding, Tier
from ..known import Known
from .base import ReadParagraph

KIND = "voice"
CHILDREN = "children"  # code of `records.models.Voice.Whose`
ANSWER = "evidence"
HEARD = re.compile(
    r"\b(?:child(?:ren)?|young people|young person|young adults|pupils|care leavers)\b"
    r"(?:\W+\w+){0,4}?\W+(?:said|say|says|told|tell|tells|asked|ask|want|wanted|felt|feel|"
    r"described?|reported?|wrote|drew|chose|helped)\b",
    re.IGNORECASE,
)


def check(texts: Sequence[ReadParagraph], known: Known) -> Iterator[Finding]:
    """Ask once something is written of how the area knows what it says."""
    hears = find_area(known.area).hears_children
    written = any(text.paragraph.question == ANSWER for text in texts)
    if known.voices is None or not hears or not written:
        return
    children = [voice for voice in known.voices if voice.whose == CHILDREN]
    if not children and not any(HEARD.search(text.paragraph.text) for text in texts):
        yield _finding(known, "No child’s voice stands in this assessment.")
    elif children and not any(voice.changed.strip() for voice in children):
        yield _finding(known, "Of what children said, nothing says what it changed.")


def _finding(known: Known, beside: str) -> Finding:
    return Finding(
        kind=KIND,
        tier=Tier.QUESTION,
        area=known.area,
        question=ANSWER,
        start=0,
        end=0,
        quoted="",
        beside=beside,
        source="what people said, this quarter",
        values=(beside,),
    )
