"""Sets words beside the record: paragraphs and what is known in, findings and counts out. Pure.

A check that raises stops nothing: it is logged without a word of the text, left out, and named in
`Tested.left_out`.
"""

import logging
import traceback
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from .checks.base import AreaCheck, ReadParagraph
from .checks.registry import AREA_CHECKS, COUNCIL_CHECKS, TEXT_CHECKS
from .finding import Finding, Tier
from .known import Known
from .paragraph import Paragraph
from .reader.linking import link
from .reader.read import read

logger = logging.getLogger(__name__)

READING = "reading"
KeptText = tuple[ReadParagraph, tuple[Finding, ...]]
KeptTexts = dict[Paragraph, KeptText]
ABOUT_NUMBERS = (Tier.CONTRADICTS, Tier.NOT_ON_RECORD)


@dataclass(frozen=True)
class Counted:
    """Of one text: how many numbers in it are figures, and how many of those agree."""

    numbers: int = 0
    agree: int = 0


@dataclass(frozen=True)
class Tested:
    """What testing some words gave."""

    findings: tuple[Finding, ...] = ()
    counted: Mapping[str, Counted] = field(default_factory=dict)  # by question
    left_out: tuple[str, ...] = ()  # checks that failed, so that nobody takes silence for a yes
    read: tuple[ReadParagraph, ...] = field(default=(), repr=False)

    @property
    def numbers(self) -> int:
        return sum(one.numbers for one in self.counted.values())

    @property
    def agree(self) -> int:
        return sum(one.agree for one in self.counted.values())


def check_texts(paragraphs: Iterable[Paragraph], known: Known) -> Tested:
    """Test each text by itself."""
    return _Testing().of(paragraphs, known, {})


def check_area(
    paragraphs: Iterable[Paragraph], known: Known, kept: KeptTexts | None = None
) -> Tested:
    """Test each text of an area, and then all of them together: what they leave out. `kept` has
    what an earlier test with the same record found in each text, and gets what this one finds."""
    return _Testing(kept).of(paragraphs, known, AREA_CHECKS)


def check_council(
    texts: Mapping[str, Sequence[ReadParagraph]], known: Mapping[str, Known]
) -> tuple[Finding, ...]:
    """Set what areas say beside each other: for those alone who may read all of them."""
    testing = _Testing()
    checks = COUNCIL_CHECKS.items()
    found = [one for kind, ask in checks for one in testing.ask(kind, partial(ask, texts, known))]
    return tuple(dict.fromkeys(found))


class _Testing:
    """One run of checks, and which of them have failed in it."""

    def __init__(self, kept: KeptTexts | None = None) -> None:
        self.left_out: list[str] = []
        self.kept = kept if kept is not None else {}

    def of(
        self, paragraphs: Iterable[Paragraph], known: Known, checks: Mapping[str, AreaCheck]
    ) -> Tested:
        tested = {paragraph: self._test(paragraph, known) for paragraph in paragraphs}
        if not self.left_out:  # what failed is tried again
            self.kept.clear()
            self.kept.update(tested)
        texts = [text for text, _ in tested.values()]
        found = [one for _, findings in tested.values() for one in findings]
        for kind, check in checks.items():
            found += self.ask(kind, partial(check, texts, known))
        findings = tuple(dict.fromkeys(found))
        return Tested(findings, _counted(texts, findings), tuple(self.left_out), tuple(texts))

    def _test(self, paragraph: Paragraph, known: Known) -> KeptText:
        if (kept := self.kept.get(paragraph)) is not None:
            return kept
        text = self._read(paragraph, known)
        return text, tuple(self._about(text, known))

    def _read(self, paragraph: Paragraph, known: Known) -> ReadParagraph:
        reading = self.ask(READING, lambda: link(read(paragraph.text), known))
        return ReadParagraph(paragraph, reading)

    def _about(self, text: ReadParagraph, known: Known) -> Iterator[Finding]:
        for kind, check in TEXT_CHECKS.items():
            yield from self.ask(kind, partial(check, text, known))

    def ask[T](self, kind: str, ask: Callable[[], Iterable[T]]) -> list[T]:
        try:
            return list(ask())
        except Exception as error:
            if kind not in self.left_out:
                _log(kind, error)
                self.left_out.append(kind)
            return []


def _log(kind: str, error: Exception) -> None:
    """Only what was raised and where: what an error says may quote what somebody wrote."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{at.name}, line {at.lineno}"
    logger.error("The check %s failed: %s in %s", kind, type(error).__name__, where)


def _counted(texts: Sequence[ReadParagraph], findings: Iterable[Finding]) -> dict[str, Counted]:
    """A number agrees when nothing was found at its place."""
    doubted: dict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        if one.tier in ABOUT_NUMBERS:
            doubted[one.question].append(one)
    return {
        text.paragraph.question: _counted_in(text, doubted[text.paragraph.question])
        for text in texts
    }


def _counted_in(text: ReadParagraph, doubted: Iterable[Finding]) -> Counted:
    numbers = [number for sentence in text.sentences for number in sentence.figures]
    starts, ends = sorted(n.start for n in numbers), sorted(n.end for n in numbers)
    odd, reached = 0, 0
    for one in sorted(doubted, key=lambda one: one.start):
        first = max(bisect_left(ends, one.start + 1), reached)
        reached = max(bisect_left(starts, one.end), reached)
        odd += max(reached - first, 0)
    return Counted(len(numbers), len(numbers) - odd)
