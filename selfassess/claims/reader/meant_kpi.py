"""Which one KPI of its area a sentence tells of, by all that it says.

A name is one witness; the others are the words of the KPI that few KPIs of the area have, and the
values that only its record has. People get one thing in a sentence wrong and the rest right, so
what is right tells of what the rest is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from ..agreement import says_same
from ..known import Known, Recorded, What
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
    for code in list(found):
        found[code] += sum(_values_told(sentence.figures, known.of(code)))
    return found


def _values_told(figures: Iterable[Number], recorded: Iterable[Recorded]) -> Iterator[float]:
    """What each figure that has a value of the KPI is worth."""
    of = [one for one in recorded if one.what in VALUES]
    for number in figures:
        if number.role in NEVER or (number.unit != "%" and number.value < LEAST_COUNT):
            continue
        yield max((VALUES[one.what] for one in of if _is_exact(number, one)), default=0.0)


def _is_exact(number: Number, one: Recorded) -> bool:
    """A bare number may have left its unit to the name before it."""
    if number.about or number.upper is not None or abs(number.value - one.value) >= 1:
        return False
    return says_same(number, one) or (not number.unit and number.value == one.value)


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
