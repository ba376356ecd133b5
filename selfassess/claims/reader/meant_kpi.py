"""Which one KPI of its area a sentence tells of, by all that it says.

A name is one witness; the others are the words of the KPI that few KPIs of the area have, and the
values that only its record has. People get one thing in a sentence wrong and the rest right, so
what is right tells of what the rest is.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter

from ..agreement import of_the_same_value
from ..known import PERCENT, RATE, Known, Recorded, What
from .sentence import Number, Role, Sentence
from .vocabulary import Vocabulary

LEAST, APART = 2.0, 0.9  # how much must speak for it, and more than for any other
LEAST_COUNT = 10  # two small counts may be the same by chance
MOST_NAME = 3  # of a name's words that speak for it
COMMON = 3  # KPIs of an area that may share a word that tells something
VALUES = {What.NOW: 2.0, What.PART: 1.5, What.WHOLE: 1.5, What.REST: 1.0, What.BEFORE: 1.0}
NEVER = (Role.CHANGE, Role.TARGET, Role.AIM)


def meant_kpi(speaks: Mapping[str, float]) -> str:
    """Its code; empty if the sentence does not tell for certain."""
    first, second, *_ = (*sorted(speaks.items(), key=lambda one: -one[1]), ("", 0.0), ("", 0.0))
    return first[0] if first[1] >= LEAST and first[1] - second[1] >= APART else ""


def speaks_for(
    sentence: Sentence, stems: frozenset[str], vocabulary: Vocabulary, known: Known
) -> Mapping[str, float]:
    """How much in the sentence speaks for each KPI of the area that has a figure. `stems`: of its
    words."""
    found: defaultdict[str, float] = defaultdict(float)
    codes = known.own_codes
    index = _index(vocabulary, codes)
    for stem in stems:
        for code, weight in index.get(stem, ()):
            found[code] += weight
    named: dict[str, int] = {}
    for one in sentence.named:
        if one.kpi in codes and not one.is_loose:
            named[one.kpi] = max(named.get(one.kpi, 0), min(one.weight, MOST_NAME))
    for code, weight in named.items():
        found[code] += weight
    for number in sentence.figures:
        for code, worth in _values_told(number, known).items():
            if code in found:
                found[code] += worth
    return found


def _values_told(number: Number, known: Known) -> Mapping[str, float]:
    """The KPIs of which the number has a value, and what that is worth."""
    is_small = number.unit != PERCENT and number.value < LEAST_COUNT
    if number.role in NEVER or is_small or number.about or number.upper is not None:
        return {}
    same = list(of_the_same_value(number, known))
    if not number.unit:  # it may have left its unit to the name before it
        same += same_values(number.value, known.own_by_size.get(PERCENT, ()))
        same += same_values(number.value, known.own_by_size.get(RATE, ()))
    told: dict[str, float] = {}
    for one in same:
        if one.what in VALUES:
            told[one.kpi] = max(told.get(one.kpi, 0.0), VALUES[one.what])
    return told


def same_values(value: Decimal, figures: Sequence[Recorded]) -> Sequence[Recorded]:
    first = bisect_left(figures, value, key=attrgetter("value"))
    return figures[first : bisect_right(figures, value, key=attrgetter("value"))]


@lru_cache(maxsize=64)
def _index(
    vocabulary: Vocabulary, codes: frozenset[str]
) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """By each word the KPIs that have it, and what it is worth: the rarer, the more."""
    having: defaultdict[str, list[str]] = defaultdict(list)
    for code in codes:
        for word in vocabulary.own_words[code]:
            having[word].append(code)
    return {
        word: tuple((code, 1 / len(of)) for code in of)
        for word, of in having.items()
        if len(of) <= COMMON
    }
