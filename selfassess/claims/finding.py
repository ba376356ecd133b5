"""What a check finds in people's words, and how much it says."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

COMPARISON = "comparison"  # the key of the check that compares with other places
WRITER, READER = "You write", "The text says"
YOU_WRITE = re.compile(rf"^{WRITER} .+?\. (?=[A-Z])")
QUOTED_ALREADY = re.compile(rf"^{WRITER} .*?\. (?=The |“)")


class Tier(StrEnum):
    """How much a finding says. The values are promises: `check_words` prints them and reports keep
    them."""

    CONTRADICTS = "contradicts"  # linked by name to something on record, and differs
    NOT_ON_RECORD = "not on record"  # no figure, part, target, audit or fact has this value
    QUESTION = "question"  # nothing is wrong, something may be missing


@dataclass(frozen=True)
class Finding:
    """One thing to look at in the words of an area.

    `start` and `end` are characters of the paragraph's text, from 0; both are 0 where the finding
    is about what a text does not say. `values` are those that the finding rests on: when one of
    them changes, it is another finding, and what was decided about it no longer holds.
    """

    kind: str  # the key of the check that found it
    tier: Tier
    area: str
    question: str  # whose text it is: the key of a question, "strength-12", "action-7"
    start: int
    end: int
    quoted: str  # the sentence, or the text from which the check starts
    beside: str  # as a sentence: “The record says 74.6% (Q2, weekly report).”
    source: str = ""  # where that comes from, in words
    kpi: str = ""  # its code, where the finding is about one
    address: str = ""  # the page on which the record can be looked at
    values: tuple[str, ...] = ()
    written: str = ""  # the number as it is written, where the finding is about one: “99.9%”
    instead: str = ""  # what would stand in its place to agree: “74.6%”
    live_figure: str = ""  # the notation that would say it rightly, where there is one
    explained: str = ""  # why it stands, where the page of it asks: beside the rating

    @property
    def is_in_words_alone(self) -> bool:
        """The council's record denies or lacks it, and it has no number in digits: “half of them”,
        “had slipped”. (“Below England” is of everybody.)"""
        is_denied = bool(self.kpi) and self.tier is Tier.CONTRADICTS and self.kind != COMPARISON
        is_set_beside = is_denied or self.tier is Tier.NOT_ON_RECORD
        return is_set_beside and not self.written[:1].isdigit()

    @property
    def record_says(self) -> str:
        """`beside` without the words of the text: “The record says 74.6% (Q2, weekly report).”"""
        return YOU_WRITE.sub("", self.beside)

    @property
    def beside_quote(self) -> str:
        """The same, where the quoted words say all that it leaves out."""
        return QUOTED_ALREADY.sub("", self.beside)

    @property
    def for_writer(self) -> str:
        """Both values: “You write 99.9%. The record says 74.6% (Q2, weekly report).”"""
        if self.written in self.beside or self.beside.startswith(WRITER):
            return self.beside
        return f"{WRITER} {self.written}. {self.beside}"

    @property
    def for_reader(self) -> str:
        """The same for who has not written it."""
        said = self.for_writer
        return READER + said[len(WRITER) :] if said.startswith(WRITER) else said

    @property
    def key(self) -> str:
        """The same while the sentence and what stands beside it are the same, wherever it moves to
        within its question."""
        sentence = " ".join(self.quoted.casefold().split())
        parts = (self.kind, self.area, self.question, sentence, *self.values)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
