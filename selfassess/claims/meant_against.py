"""“Auditors returned 71% of the programme”: a number that nothing on record has, in a sentence that
tells of one KPI by all it says.

It is that KPI's only if it is told as its value now, if no other number in the sentence is its
value, and if nothing says that it is of a slice of what the KPI counts. “Half” is of anybody.
"""

import re

from .agreement import says_same
from .known import COUNT, PERCENT, Known, Recorded, kind_of
from .reader.doubts import is_of_others
from .reader.sentence import Number, Role, Sentence
from .reader.vocabulary import own_words_of
from .reader.words import stems_of
from .times_told import is_of_another_day

FAR = 4  # a count that is so many times the record counts something else
SIGN = re.compile(r"%|per\s?cent|pc\b", re.IGNORECASE)
ORDERED = re.compile(r"\b(?:of|from|than|towards?|reach(?:ing)?|least|most)\s$", re.IGNORECASE)


def meant_against(sentence: Sentence, number: Number, known: Known) -> Recorded | None:
    now = known.now(sentence.meant) if sentence.meant else None
    if now is None or number.role is not Role.NOW or number.upper is not None:
        return None
    kind = kind_of(now.unit)
    if kind_of(number.unit) != kind or now.unit in ("weeks", "months", "days", "score", "cases"):
        return None
    others = [one for one in sentence.figures if one is not number and kind_of(one.unit) == kind]
    if any(one.role is Role.NOW or says_same(one, now) for one in others):
        return None
    if kind == PERCENT and not SIGN.search(number.written):
        return None
    at, own = sentence.start, own_words_of(known.kpis[now.kpi])
    start, end = number.start - at, number.end - at
    if ORDERED.search(sentence.text, max(0, start - 12), start):
        return None
    if kind == COUNT and not (_is_near(number, now) and stems_of(number.unit) & own):
        return None
    if is_of_another_day(number, sentence, known):
        return None
    return None if is_of_others(sentence.text, start, end, (0, len(sentence.text)), own) else now


def _is_near(number: Number, now: Recorded) -> bool:
    return now.value <= number.value * FAR and number.value <= now.value * FAR
