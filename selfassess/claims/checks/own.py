"""What an area's own declaration asks of its words: `word_checks` in services/base.py."""

from collections.abc import Iterator, Sequence

from services.base import ServiceConfig
from services.registry import find_area

from ..finding import Finding, Tier
from ..known import Known
from .base import ReadParagraph

KIND = "own"


def check(texts: Sequence[ReadParagraph], known: Known) -> Iterator[Finding]:
    area = find_area(known.area)
    if not isinstance(area, ServiceConfig):
        return
    for own_check in area.word_checks:
        for problem in own_check(area, texts, known):
            yield Finding(
                kind=KIND,
                tier=Tier.QUESTION,
                area=known.area,
                question=problem.question,
                start=0,
                end=0,
                quoted="",
                beside=f"{problem.text.rstrip('.')}.",
                values=(problem.text,),
            )
