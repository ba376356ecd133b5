"""Which KPIs a number may belong to: those that its sentence names near it, and that are measured
in its unit."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..known import KpiWords
from .clauses import STRONG, WEAK, Clauses
from .measured_in import is_measured_in, is_measured_otherwise
from .sentence import Number
from .vocabulary import Mention
from .words import Word

FARTHEST = 16.0  # as `Candidates._cost` counts; beyond it a number is about something else
SAME = 0.8  # two KPIs that are as near as this are both meant, as far as a sentence says
A_WORD_MORE, MOST_WEIGHT = 0.7, 6  # a fuller name may stand a little farther off
AROUND = 24  # names before and after a number that are looked at
OF_AFTER = re.compile(r"\s?(?:%|per cent)?\)?\s(?:\([^)]{0,20}\)\s)?of\b", re.IGNORECASE)
VERB_BEFORE = re.compile(
    r"(?:\b(?:at|is|are|was|were|to|from|of|stands?|stood|by|with|only|now|currently|increased"
    r"|fell"
    r"|rose)\s(?:\w+\s)?|[(:]\s?)$",
    re.IGNORECASE,
)
PERCENT_AFTER = re.compile(r"\s?\(\s?\d[\d.]{0,5}\s?%")
OF, VERB = 5.0, 2.5  # what speaks against a name before “96% of …”, and after “stands at 96%”


@dataclass(frozen=True)
class Place:
    """Where a number stands: characters of the sentence, and the word that begins there. `left` and
    `right` are where the figures on either side of it are."""

    left: int
    start: int
    end: int
    right: int
    word: int
    last: int  # its last word: “three hundred and forty-eight” has more than one


@dataclass(frozen=True)
class Candidate:
    cost: float
    mention: Mention


class Candidates:
    """Of one sentence."""

    def __init__(
        self,
        text: str,
        said: Sequence[Word],
        mentions: Sequence[Mention],
        kpis: Mapping[str, KpiWords],
        area: str,
    ) -> None:
        self.text, self.words, self.mentions = text, said, mentions
        self.kpis, self.area = kpis, area
        self.clauses = Clauses(text)
        self.mention_starts = [one.start for one in mentions]

    def near(self, word: int) -> Sequence[Mention]:
        """The names around a word, of which there are never more than so many."""
        at = bisect_left(self.mention_starts, word)
        return self.mentions[max(0, at - AROUND) : at + AROUND]

    def of(self, number: Number, at: Place) -> list[Candidate]:
        return self._fitting(number, at, self._is_counted)

    def in_another_unit(self, number: Number, at: Place) -> list[Candidate]:
        return self._fitting(number, at, self._is_in_another_unit)

    def characters(self, mention: Mention) -> list[tuple[int, int]]:
        return [
            (self.words[first].start, self.words[after - 1].end) for first, after in mention.spans
        ]

    def _fitting(
        self, number: Number, at: Place, fits: Callable[[Number, Mention, Place], bool]
    ) -> list[Candidate]:
        """The KPIs that the number may belong to, the likeliest first; more than one when the
        sentence does not tell. Those of the text's own area come before others."""
        fitting = (
            one
            for one in self.near(at.word)
            if fits(number, one, at) and not (one.own_only and self.kpis[one.kpi].area != self.area)
        )
        found = [Candidate(self._cost(one, at), one) for one in fitting]
        found = [one for one in found if one.cost <= FARTHEST]
        found = [one for one in found if not any(_says_more(other, one) for other in found)]
        if not found:
            return []
        best = min(one.cost for one in found)
        own = [one for one in found if self.kpis[one.mention.kpi].area == self.area]
        nearest_own = min((one.cost for one in own), default=FARTHEST + STRONG)
        if nearest_own <= best + STRONG:
            found, best = own, nearest_own
        return sorted((one for one in found if one.cost <= best + SAME), key=lambda one: one.cost)

    def _cost(self, mention: Mention, at: Place) -> float:
        """How far a KPI's name is from a number."""
        span = min(mention.spans, key=lambda span: _words_between(span, at))
        distance = float(_words_between(span, at))
        if span[0] >= at.word:
            distance += self.clauses.between(at.end, self.words[span[0]].start)
            distance += VERB if self._has_verb_before(at) else 0
        else:
            distance += self.clauses.between(self.words[span[1] - 1].end, at.start)
            distance += OF if OF_AFTER.match(self.text, at.end, at.end + 30) else 0
        return distance - A_WORD_MORE * min(mention.weight, MOST_WEIGHT)

    def _has_verb_before(self, at: Place) -> bool:
        return VERB_BEFORE.search(self.text, max(at.left, at.start - 40), at.start) is not None

    def _is_in_another_unit(self, number: Number, mention: Mention, at: Place) -> bool:
        return is_measured_otherwise(number, self.kpis[mention.kpi])

    def _is_counted(self, number: Number, mention: Mention, at: Place) -> bool:
        """It is measured as the KPI is. A count belongs to a KPI only beside its own noun."""
        kpi: KpiWords = self.kpis[mention.kpi]
        if kpi.unit not in ("count", "cases") or not is_measured_in(number, kpi):
            return is_measured_in(number, kpi)
        if PERCENT_AFTER.match(self.text, at.end):
            return False  # “205 (42%) of them”: a part
        distance = min(_words_between(span, at) for span in mention.spans)
        is_before = mention.end <= at.word
        if not number.unit:
            return distance <= (FARTHEST if is_before and self._has_verb_before(at) else 1)
        spans = self.characters(mention)
        if kpi.unit == "cases":
            return distance <= 2 or mention.weight > 1
        start, end = spans[0][0], spans[-1][1]
        noun = number.unit[:5].lower()
        if noun in self.text[start:end].lower():
            return distance <= (3 if is_before else 1)
        apart = self.clauses.between(end if is_before else start, at.start)
        return noun in kpi.numerator.lower() and distance <= 4 and apart < STRONG


def _words_between(span: tuple[int, int], at: Place) -> int:
    start, end = span
    if start <= at.word < end:
        return 0
    return at.word - end if end <= at.word else max(0, start - at.last - 1)


def _says_more(other: Candidate, one: Candidate) -> bool:
    """“Visits … protection plan” beside “visits … in time”: the same word, in a fuller name."""
    shared = not set(other.mention.spans).isdisjoint(one.mention.spans)
    return (
        shared and other.mention.weight >= one.mention.weight + 2 and other.cost <= one.cost + WEAK
    )
