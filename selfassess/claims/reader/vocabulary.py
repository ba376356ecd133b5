"""Which KPIs a sentence names: by their names, and by what people call them.

A phrase of `also_called` is read like this:

    conferences + in time -review    both near each other, in any order; not beside “review”
    visits done/made/completed       any of these words
    -marac                           by itself: beside no name of this KPI
    ~visits                          only in texts of the KPI's own area

Endings do not matter, nor does case, nor words such as “of” and “the”; `synonyms` says what else is
the same.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from ..known import KpiWords
from .words import Word, stem, words

NEAR = 12  # words between the parts of a phrase that are joined by “+”
OWN_ONLY = "~"
BESIDE = 4  # words before and after a name, in which one that must not be near is looked for
CONTRARY = {stem("late"): stem("intime")}
MOST_PHRASES = 60  # that one name may stand for with all its “/”
Part = tuple[str, ...]  # words that follow one another
WITHOUT = re.compile(r"(?:^|\s)-\S+")
IN_BRACKETS = re.compile(r"\([^)]*\)")


class Names(NamedTuple):
    """What of a KPI makes its vocabulary."""

    code: str
    unit: str
    name: str
    numerator: str
    denominator: str
    also_called: tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    kpi: str
    unit: str
    parts: tuple[Part, ...]
    without: frozenset[str]
    own_only: bool = False

    @property
    def weight(self) -> int:
        return sum(map(len, self.parts))


@dataclass(frozen=True)
class Mention:
    """A KPI is named: `spans` are words of the sentence, from the first to the one after."""

    kpi: str
    unit: str
    spans: tuple[tuple[int, int], ...]
    own_only: bool  # meant in texts of the KPI's own area alone
    weight: int  # the more words a name has, the surer it is meant
    turned: bool = False  # the contrary of it is named

    @property
    def start(self) -> int:
        return min(start for start, _ in self.spans)

    @property
    def end(self) -> int:
        return max(end for _, end in self.spans)

    def covers(self, word: int) -> bool:
        return any(start <= word < end for start, end in self.spans)


def phrases(kpi: Names) -> Iterator[Phrase]:
    """What a KPI is called: its name, and the names that people have for it."""
    name = IN_BRACKETS.sub("", kpi.name).partition(" / ")[0]
    called = [_said_and_not(name) for name in (name, *kpi.also_called)]
    never = frozenset[str]().union(*(without for said, without in called if not said))
    for said, without in called:
        own_only = said.startswith(OWN_ONLY)
        parts = (_either(part) for part in said.lstrip(OWN_ONLY).split("+"))
        for chosen in islice(product(*parts), MOST_PHRASES):
            if all(chosen):
                yield Phrase(kpi.code, kpi.unit, chosen, without | never, own_only)


def _said_and_not(name: str) -> tuple[str, frozenset[str]]:
    """The words that name a KPI, and those that must not be near."""
    chunks = name.replace("+", " + ").split()
    without = {word.stem for one in chunks if one[0] == "-" for word in words(one)}
    return " ".join(one for one in chunks if one[0] != "-"), frozenset(without)


def _either(part: str) -> list[Part]:
    """What a part means: “done/made in time” is “done in time” and “made in time”."""
    choices = [chunk.split("/") for chunk in part.split()]
    said = (" ".join(choice) for choice in product(*choices))
    return list(dict.fromkeys(tuple(word.stem for word in words(one)) for one in said))


class Vocabulary:
    """The names of some KPIs, ready to be looked for. Made once for the same KPIs:
    `vocabulary_of`."""

    def __init__(self, kpis: Iterable[Names]) -> None:
        self.phrases: dict[Part, list[Phrase]] = {}  # by their first part
        self.parts: dict[Part, list[Part]] = {}  # by their first two words, the longest first
        self.own_words: dict[str, frozenset[str]] = {}  # of whom a KPI counts
        every: set[Part] = set()
        for kpi in kpis:
            self.own_words[kpi.code] = _own_words(kpi)
            for phrase in dict.fromkeys(phrases(kpi)):
                self.phrases.setdefault(phrase.parts[0], []).append(phrase)
                every.update(phrase.parts)
        for part in sorted(every, key=len, reverse=True):
            self.parts.setdefault(part[:2], []).append(part)

    def mentions(self, sentence: Sequence[Word]) -> list[Mention]:
        """The KPIs that are named, each as fully as it is, in the order of the sentence."""
        stems = [word.stem for word in sentence]
        found = self._find_parts(stems)
        best: dict[tuple[str, int], Mention] = {}
        for first, places in found.items():
            for phrase in self.phrases.get(first, ()):
                for place in places:
                    mention = _mention(phrase, place, found, stems)
                    if mention is None:
                        continue
                    key = (phrase.kpi, place)
                    if key not in best or _is_surer(mention, best[key]):
                        best[key] = mention
        return _without_lesser(sorted(best.values(), key=lambda one: (one.start, one.kpi)))

    def with_contraries(self, sentence: Sequence[Word]) -> list[Mention]:
        """The KPIs that are named, also those by their contrary: “late” for “in time”."""
        found = self.mentions(sentence)
        turned = {at for at, word in enumerate(sentence) if word.stem in CONTRARY}
        if not turned:
            return found
        other = [word._replace(stem=CONTRARY.get(word.stem, word.stem)) for word in sentence]
        found += [
            replace(one, turned=True)
            for one in self.mentions(other)
            if any(one.covers(at) for at in turned)
        ]
        return sorted(found, key=lambda one: (one.start, one.kpi))

    def _find_parts(self, stems: Sequence[str]) -> dict[Part, list[int]]:
        found: dict[Part, list[int]] = {}
        for at in range(len(stems)):
            for begins in dict.fromkeys((tuple(stems[at : at + 2]), (stems[at],))):
                for part in self.parts.get(begins, ()):
                    if len(part) <= 2 or tuple(stems[at : at + len(part)]) == part:
                        found.setdefault(part, []).append(at)
        return found


def own_words_of(kpi: KpiWords) -> frozenset[str]:
    """The words of whom a KPI counts."""
    return _own_words(_names_of(kpi))


@lru_cache(maxsize=1_000)
def _own_words(kpi: Names) -> frozenset[str]:
    called = (WITHOUT.sub("", name) for name in kpi.also_called)
    said = (kpi.name, kpi.numerator, kpi.denominator, *called)
    plain = " ".join(said).replace("/", " ")
    return frozenset((*(word.stem for word in words(plain)), *re.findall(r"\d+", plain)))


def _mention(
    phrase: Phrase, first: int, found: Mapping[Part, list[int]], stems: Sequence[str]
) -> Mention | None:
    """The phrase, from where its first part stands; None if another part is not near."""
    if any(part not in found for part in phrase.parts):
        return None
    spans = [(first, first + len(phrase.parts[0]))]
    for part in phrase.parts[1:]:
        place = _nearest(found[part], first, len(part), spans)
        if place is None:
            return None
        spans.append((place, place + len(part)))
    if phrase.without:
        near = stems[max(0, min(spans)[0] - BESIDE) : max(spans)[1] + BESIDE]
        if not phrase.without.isdisjoint(near):
            return None
    return Mention(phrase.kpi, phrase.unit, tuple(sorted(spans)), phrase.own_only, phrase.weight)


def _nearest(
    places: Sequence[int], first: int, length: int, taken: Sequence[tuple[int, int]]
) -> int | None:
    at = bisect_left(places, first)
    near = sorted(places[max(0, at - 2) : at + 2], key=lambda place: abs(place - first))
    for place in near:
        if abs(place - first) <= NEAR and not any(
            start < place + length and place < end for start, end in taken
        ):
            return place
    return None


def _is_surer(one: Mention, other: Mention) -> bool:
    """Its name has more words, or as many and they stand closer together."""
    return (one.weight, other.end - other.start) > (other.weight, one.end - one.start)


def _without_lesser(mentions: list[Mention]) -> list[Mention]:
    """Without what is only a piece of a fuller name: “health assessments” in “initial health
    assessments”. Both must be measured alike."""
    kept = []
    for at, one in enumerate(mentions):
        around = mentions[max(0, at - 30) : at + 30]
        if not any(_is_fuller(other, one) for other in around):
            kept.append(one)
    return kept


def _is_fuller(other: Mention, one: Mention) -> bool:
    words_of_other = sum(end - start for start, end in other.spans)
    words_of_one = sum(end - start for start, end in one.spans)
    may_be_meant = other.kpi == one.kpi or not other.own_only
    return (
        may_be_meant
        and other.unit == one.unit
        and words_of_other > words_of_one
        and all(other.covers(word) for start, end in one.spans for word in range(start, end))
    )


@lru_cache(maxsize=16)
def _vocabulary(names: tuple[Names, ...]) -> Vocabulary:
    return Vocabulary(names)


def vocabulary_of(kpis: Mapping[str, KpiWords]) -> Vocabulary:
    return _vocabulary(tuple(_names_of(one) for one in kpis.values()))


def _names_of(kpi: KpiWords) -> Names:
    return Names(kpi.code, kpi.unit, kpi.name, kpi.numerator, kpi.denominator, kpi.also_called)
