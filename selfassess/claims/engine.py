"""Sets words beside the record: paragraphs and what is known in, findings and counts out. Pure.

A check that raises stops nothing: it is logged without a word of the text, left out, and named in
`Tested.left_out`.
"""

import logging
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from .checks.base import AreaCheck, ReadParagraph
from .checks.registry import AREA_CHECKS, COUNCIL_CHECKS, TEXT_CHECKS
from .compared import Compared
from .counted import Counted, count
from .finding import Finding
from .known import Known
from .paragraph import Paragraph
from .reader.linking import link
from .reader.read import read
from .repeated import without_repeats

logger = logging.getLogger(__name__)

READING, COMPARING = "reading", "comparing"


@dataclass(frozen=True)
class KeptText:
    """What one text gave."""

    read: ReadParagraph
    findings: tuple[Finding, ...]
    agreeing: Collection[int]  # where the numbers begin that agree with the record


KeptTexts = dict[Paragraph, KeptText]


@dataclass(frozen=True)
class Tested:
    """What testing some words gave."""

    findings: tuple[Finding, ...] = ()
    counted: Mapping[str, Counted] = field(default_factory=dict)  # by question
    left_out: tuple[str, ...] = ()  # checks that failed, so that nobody takes silence for a yes
    read: tuple[ReadParagraph, ...] = field(default=(), repr=False)

    @property
    def in_all(self) -> Counted:
        return Counted.of(self.counted.values())


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
        texts = [text.read for text in tested.values()]
        found = [one for text in tested.values() for one in text.findings]
        for kind, check in checks.items():
            found += self.ask(kind, partial(check, texts, known))
        findings = tuple(dict.fromkeys(found))
        agreeing = {one.question: text.agreeing for one, text in tested.items()}
        counted = count(texts, agreeing, findings)
        return Tested(findings, counted, tuple(self.left_out), tuple(texts))

    def _test(self, paragraph: Paragraph, known: Known) -> KeptText:
        if (kept := self.kept.get(paragraph)) is not None:
            return kept
        text = self._read(paragraph, known)
        agreeing = self.ask(COMPARING, partial(_agreeing, text, known))
        findings = tuple(without_repeats(self._about(text, known)))
        return KeptText(text, findings, frozenset(agreeing))

    def _read(self, paragraph: Paragraph, known: Known) -> ReadParagraph:
        reading = self.ask(READING, lambda: link(read(paragraph.text), known))
        return ReadParagraph(paragraph, reading)

    def _about(self, text: ReadParagraph, known: Known) -> Iterator[Finding]:
        for kind, check in TEXT_CHECKS.items():
            for found in self.ask(kind, partial(check, text, known)):
                if not (text.paragraph.of_some and found.is_in_words_alone):
                    yield found

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


def _agreeing(text: ReadParagraph, known: Known) -> Iterator[int]:
    for sentence in text.sentences:
        yield from Compared(sentence, known).agreeing()
