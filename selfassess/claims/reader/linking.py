"""Which number belongs to which KPI, and in which role.

A number is linked to the nearest KPI that its sentence names and that is measured in its unit.
Commas, brackets and “but” lie between clauses and count as distance. A sentence that begins with
“This is …” and names none goes on about what the one before it named.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from selfassess.quarters.dates import QuarterPeriod

from ..known import Known, What
from .candidates import Candidate, Candidates, Place
from .cues import cues
from .doubts import is_apart_in_brackets, is_beside_a_count, is_of_others, is_turned
from .going_on import CARRIES_ON
from .meant import is_meant, may_be_meant, without_weak
from .meant_kpi import speaks_for
from .measured_in import is_measured_in
from .periods import Period, Times, time_of
from .places import places_in
from .relinking import is_count_of, with_meant
from .roles import Reading, Time, places_once, role_of
from .sentence import Link, Named, Number, Role, Sentence
from .vocabulary import Mention, Vocabulary, vocabulary_of
from .words import SENTENCES_KEPT, Word, words

NEAR = 9.0  # up to here the words leave no doubt
FUZZY = timedelta(days=95)
COMPARED_UNITS = ("%", "per 10,000")
NEVER_BARE = (Role.NOW, Role.PART, Role.WHOLE, Role.CHANGE)


def link(sentences: Sequence[Sentence], known: Known) -> list[Sentence]:
    """The sentences, with the KPIs that they name and what their numbers are."""
    vocabulary, now = (
        vocabulary_of(known.kpis),
        time_of((one.text for one in sentences), known.period),
    )
    linked: list[Sentence] = []
    for sentence in sentences:
        before = linked[-1] if linked else None
        linked.append(_Linking(sentence, vocabulary, known, now, before).done())
    return linked


class _Linking:
    """One sentence."""

    def __init__(
        self,
        sentence: Sentence,
        vocabulary: Vocabulary,
        known: Known,
        now: QuarterPeriod,
        before: Sentence | None,
    ) -> None:
        self.sentence, self.vocabulary, self.known = sentence, vocabulary, known
        self.now, self.before, self.text = now, before, sentence.text
        said, every = _named_in(self.text, vocabulary)
        self.said = frozenset(word.stem for word in said)
        self.starts = [word.start for word in said]
        every = without_weak([one for one in every if may_be_meant(one, known)])
        self.kpis = tuple(dict.fromkeys(one.kpi for one in every))
        self.mentions = [one for one in every if is_meant(one, said, known)]
        self.candidates = Candidates(self.text, said, self.mentions, known.kpis, known.area)
        self.names_before = any(one.says == "earlier" for one in cues(self.text))
        self.times = Times(self.text, now)
        self.last: tuple[Number, Reading] | None = None  # the figure that was linked before
        self.readings: dict[int, tuple[Reading, Period | None]] = {}

    def done(self) -> Sentence:
        figures = [number for number in self.sentence.numbers if number.is_figure]
        linked = [
            self._linked(number, self._place(at, figures)) for at, number in enumerate(figures)
        ]
        found = {number.start: number for number in places_once(linked)}
        numbers = tuple(found.get(number.start, number) for number in self.sentence.numbers)
        named = tuple(self._named(mention) for mention in self.mentions)
        done = replace(self.sentence, numbers=numbers, kpis=self.kpis, named=named)
        speaks = speaks_for(done, self.said, self.vocabulary, self.known)
        return with_meant(done, speaks, self.readings, self.known, self.before)

    def _place(self, at: int, figures: Sequence[Number]) -> Place:
        offset, number = self.sentence.start, figures[at]
        left = figures[at - 1].end - offset if at else 0
        right = figures[at + 1].start - offset if at + 1 < len(figures) else len(self.text)
        start = number.start - offset
        word = bisect_left(self.starts, start)
        last = max(word, bisect_left(self.starts, number.end - offset) - 1)
        return Place(left, start, number.end - offset, right, word, last)

    def _named(self, mention: Mention) -> Named:
        spans, of = self.candidates.characters(mention), mention
        at = self.sentence.start
        start, end = at + spans[0][0], at + spans[-1][1]
        return Named(of.kpi, start, end, of.weight, of.turned, is_loose=of.own_only)

    def _linked(self, number: Number, at: Place) -> Number:
        period = self.times.of(at.start, at.end, at.left, at.right)
        reading = role_of(
            self.text[at.left : at.start],
            number,
            self.text[at.end : at.right],
            time=self._time(period),
            last=self.last[1] if self.last else None,
            names_before=self.names_before,
            names_place=bool(places_in(self.text)),
        )
        number = replace(number, role=reading.roles[0])
        if any(mention.covers(at.word) for mention in self.candidates.near(at.word)):
            return replace(number, role=Role.OTHER)  # “more than 20 miles”: a piece of a name
        if self.now != self.known.period:
            period = None  # the record has none of the times of which such a text tells
        self.readings[number.start] = reading, period
        if self._is_bare(number, reading):
            number = self._goes_on(number, reading, period)
        elif candidates := self._of_the_same(self.candidates.of(number, at), reading):
            number = self._link(number, candidates, reading, period, at)
        elif candidates := self.candidates.in_another_unit(number, at):
            number = self._link(number, candidates, reading, period, at, unit_differs=True)
        else:
            number = self._goes_on(number, reading, period)
        self.last = number, reading
        return number

    def _time(self, period: Period | None) -> Time:
        if period is None or period.last >= self.now.starts:
            return Time.NOT_EARLIER
        is_exact = self.now == self.known.period or period.last < self.now.starts - FUZZY
        return Time.EARLIER if is_exact else Time.A_LITTLE_EARLIER

    def _is_bare(self, number: Number, reading: Reading) -> bool:
        """“92 per 10,000, down from 101”: it has its unit from the figure before it."""
        last = self.last[0] if self.last else None
        is_compared = reading.sure and reading.roles[0] not in NEVER_BARE
        if last is None or last.link is None or number.unit or not is_compared:
            return False
        return _is_share(last) and not is_beside_a_count(self.sentence, last, number)

    def _of_the_same(self, found: list[Candidate], reading: Reading) -> list[Candidate]:
        """What a figure is compared with is of the same KPI, if its name is as near as others."""
        last = self.last[0].kpi if self.last else ""
        if not reading.sure or reading.roles[0] in NEVER_BARE or not last:
            return found
        return [one for one in found if one.mention.kpi == last] or found

    def _link(
        self,
        number: Number,
        candidates: Sequence[Candidate],
        reading: Reading,
        period: Period | None,
        at: Place,
        *,
        unit_differs: bool = False,
    ) -> Number:
        candidates = self._recorded(candidates)
        kpis = tuple(dict.fromkeys(one.mention.kpi for one in candidates))
        best = candidates[0]
        made = Link(
            kpis=kpis,
            roles=reading.roles,
            sure=self._is_sure(best, kpis, reading, at),
            role_is_said=reading.sure,
            unit_differs=unit_differs,
            turned=best.mention.turned
            != is_turned(
                self.text,
                self.candidates.clauses,
                (at.start, at.end),
                self.candidates.characters(best.mention),
                self.known.kpis[kpis[0]].name,
            ),
            period=period,
        )
        return replace(number, kpi="" if unit_differs else kpis[0], link=made)

    def _recorded(self, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
        """Of several KPIs that the sentence may mean, that of which this quarter has a figure."""
        recorded = [one for one in candidates if self.known.of(one.mention.kpi, What.NOW)]
        return recorded if len({one.mention.kpi for one in recorded}) == 1 else candidates

    def _is_sure(self, best: Candidate, kpis: Sequence[str], reading: Reading, at: Place) -> bool:
        if best.cost > NEAR and not reading.sure:
            return False
        if len(kpis) > 1 and self.known.kpis[kpis[0]].area != self.known.area:
            return False
        spans = self.candidates.characters(best.mention)
        if not reading.sure and is_apart_in_brackets(
            self.text, self.candidates.clauses, at.start, spans
        ):
            return False
        own = frozenset[str]().union(*(self.vocabulary.own_words[code] for code in kpis))
        return not is_of_others(self.text, at.start, at.end, (at.left, at.right), own)

    def _goes_on(self, number: Number, reading: Reading, period: Period | None) -> Number:
        """A number without a name of its own is about the same as the one before it: “… at 10.8%
        in October, remains below the England average of 16.6%”."""
        if self.last is None or self.last[0].link is None:
            return self._carried(number, reading, period)
        last, link = self.last[0], self.last[0].link
        if (
            reading.roles[0] in NEVER_BARE
            or last.role is Role.CHANGE
            or not number.written[0].isdigit()
            or is_beside_a_count(self.sentence, last, number)
            or link.unit_differs
            or number.unit not in ("", last.unit)
            or is_count_of(number, link.kpis, self.known)
            or last.unit not in COMPARED_UNITS
        ):
            return number
        made = Link(link.kpis, reading.roles, link.sure, reading.sure, period=period)
        return replace(number, kpi=link.kpis[0], unit=last.unit, link=made)

    def _carried(self, number: Number, reading: Reading, period: Period | None) -> Number:
        """“This is below the target of 20%.” goes on about what the sentence before it named."""
        last = self.before
        if last is None or self.mentions or not CARRIES_ON.match(self.text):
            return number
        named = [one.kpi for one in last.numbers if one.kpi] or [one.kpi for one in last.named]
        is_bare = not number.unit and reading.sure and reading.roles[0] not in NEVER_BARE
        fitting = [
            code for code in named if is_bare or is_measured_in(number, self.known.kpis[code])
        ]
        if not fitting or self.known.kpis[fitting[-1]].unit not in COMPARED_UNITS:
            return number
        if is_count_of(number, fitting, self.known):
            return number
        if is_bare:
            number = replace(number, unit=self.known.kpis[fitting[-1]].unit)
        made = Link((fitting[-1],), reading.roles, reading.sure, reading.sure, period=period)
        return replace(number, kpi=fitting[-1], link=made)


@lru_cache(maxsize=SENTENCES_KEPT)
def _named_in(text: str, vocabulary: Vocabulary) -> tuple[Sequence[Word], Sequence[Mention]]:
    """The words of a sentence, and the KPIs that they name."""
    said = words(text)
    return said, vocabulary.with_contraries(said)


def _is_share(number: Number | None) -> bool:
    """A percentage or a rate of something, and not by how much it moved."""
    return number is not None and number.unit in COMPARED_UNITS and number.role is not Role.CHANGE
