"""An answer that is last quarter's, or nearly."""

import re
from collections import Counter
from collections.abc import Iterator

from selfassess.plain_text import words

from ..finding import Finding, Tier
from ..known import Known
from .base import ReadParagraph

KIND = "unchanged"
LONG = 30  # words; a shorter answer may well be the same
MOST = 0.9  # of its words
WORDS = re.compile(r"\w+(?:[.,]\d+)*")


def check(text: ReadParagraph, known: Known) -> Iterator[Finding]:
    now, before = text.paragraph.text, text.paragraph.before
    if said := how_alike(now, before):
        yield Finding(
            kind=KIND,
            tier=Tier.QUESTION,
            area=known.area,
            question=text.paragraph.question,
            start=0,
            end=len(now),
            quoted=now,
            beside=f"Since last quarter it is {said}, of {words(now)} words.",
            source="last quarter’s answer",
            values=(said,),
        )


def how_alike(now: str, before: str) -> str:
    """“unchanged”, “95% the same”; nothing of a text that is new or short."""
    share = share_alike(now, before)
    if share < MOST:
        return ""
    return "unchanged" if now == before else f"{int(100 * share)}% the same"


def share_alike(one: str, other: str) -> float:
    """How much of two texts is the same words, in whichever order; 0 of short ones."""
    words, others = (Counter(WORDS.findall(text.casefold())) for text in (one, other))
    longer = max(words.total(), others.total())
    return (words & others).total() / longer if longer >= LONG else 0.0
