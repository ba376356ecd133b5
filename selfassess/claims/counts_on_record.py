"""“26 core groups were late”, “622 of 2,764 contacts turned into referrals”: counts of whom a KPI
is true, or not true, where the record has others.

A count may be of anything. It is of the KPI only if the sentence tells of that one KPI, if the
words after the count say what the KPI counts or that it was not so, and if something else in the
sentence is the record's: its percentage, its whole or its part.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from .checks.comparison_says import times_before
from .known import COUNT, PERCENT, Known, Recorded, What, kind_of
from .reader.doubts import ANYBODY, NEGATIVE
from .reader.meant import EVERYWHERE
from .reader.rounding import agrees
from .reader.sentence import Number, Role, Sentence
from .reader.slices import slice_around
from .reader.vocabulary import own_words_of
from .reader.words import stems_of

COUNTS = (What.PART, What.WHOLE, What.REST)
TOLD = (Role.NOW, Role.PART, Role.WHOLE, Role.OTHER)
LEAST, FAR = 10, 2  # of a count that speaks for itself; how far off a whole may be
FARTHEST = 10  # what is ten times the record, or a tenth of it, counts something else
LEAST_WEIGHT = 2
OCCASIONS = stems_of("instances; occasions; times; meetings; requests; adults; households")
SPOKEN = (3, 4, 5, 10, 20)  # “seven out of ten” is a way to say a share
NOT_SO = re.compile(
    r"\b(?:not|nobody|no[-\s]one|never|without|late|outside|overdue|outstanding|missed|missing|failed|lacked"
    r"|lacking|beyond|longer|leaves|leaving|left|to\schase|still\sto\s(?:come|do|be)|go(?:ne|es)?\sover|went\sover|over-?ran|unsuitable"
    r"|exceeded|delayed|past|behind|less\sthan\sgood|short\sof|took\sno|had\sno)\b|n[’']t\b",
    re.IGNORECASE,
)
NOT_SO_FOR = re.compile(
    r"\b(?:late|overdue|outstanding|missed|outside|delayed|lacking)\b[^,;.:\d]{0,20}\s(?:for|by|in|of|on)\s$",
    re.I,
)
PLAN_OF = re.compile(r"\b(?:plan|total|programme|cohort)\sof\s$", re.IGNORECASE)
DUE = re.compile(r"\s(?:\w+\s)?(?:were\s)?(?:due|in\sall|in\stotal|altogether|planned)\b", re.I)
STOPS = re.compile(r"[;:(]|\.\s|,\s(?:and|but|while|so)\b")
NEAR = 90  # characters after a count
LEAVES = re.compile(
    r"\b(?:leav(?:es|ing)|left)\s(?:us\s)?(?:with\s)?(?:just\s|only\s|another\s)?$", re.I
)


def count_against(sentence: Sentence, number: Number, known: Known) -> Recorded | None:
    """What is on record instead of a count of the KPI of which the sentence tells."""
    kpi = known.kpis.get(sentence.meant)
    if kpi is None or kpi.unit != PERCENT or not _is_a_count(sentence, number, known):
        return None
    recorded = [one for one in known.of(kpi.code, *COUNTS) if one.adopted and one.unit == COUNT]
    now = {one.what: one for one in recorded if one.period == known.quarter}
    if len(now) != len(COUNTS) or number.whole in SPOKEN:
        return None
    if _is_recorded(number, recorded, now, sentence, known):
        return None
    if number.role is Role.WHOLE or _is_whole_of_another(sentence, number):
        return _other_whole(sentence, number, now)
    if not _is_anchored(sentence, number, now, known):
        return None
    what = _what_is_said(sentence, number, now, known)
    if what is None or _is_of_a_slice(sentence, number, known):
        return None
    others = (one for one in sentence.figures if one is not number)
    counted = now[what].value
    if any(agrees(one, counted) for one in others) or not _is_near(number.value, counted):
        return None
    return now[what]


def _is_near(value: Decimal, counted: Decimal) -> bool:
    return counted <= FARTHEST * max(value, Decimal(1)) and value <= FARTHEST * max(
        counted, Decimal(1)
    )


def _is_a_count(sentence: Sentence, number: Number, known: Known) -> bool:
    return (
        number.is_figure
        and (number.role in TOLD or (number.role is Role.AIM and _is_left(sentence, number)))
        and kind_of(number.unit) == COUNT
        and number.decimals == 0
        and not number.about
        and _counts_its_own(sentence, number, known)
    )


def _counts_its_own(sentence: Sentence, number: Number, known: Known) -> bool:
    """Not “3 pool cars”, of visits."""
    said = stems_of(number.unit)
    return not said or not said.isdisjoint(
        ANYBODY | OCCASIONS | own_words_of(known.kpis[sentence.meant])
    )


def _is_recorded(
    number: Number,
    recorded: Sequence[Recorded],
    now: Mapping[What, Recorded],
    sentence: Sentence,
    known: Known,
) -> bool:
    """Now, how far it is from before, what it was before if the sentence tells of that, or of the
    other KPI to which it is linked."""
    values = [one.value for one in now.values()]
    before = [one for one in recorded if one.period != known.quarter]
    values += [abs(one.value - now[one.what].value) for one in before]
    if any(True for _ in times_before(sentence.text, known.period)):
        values += [one.value for one in before]
    linked = number.link.kpis if number.link else ()
    values += [one.value for code in linked if code != sentence.meant for one in known.of(code)]
    return any(agrees(number, value) for value in values)


def _what_is_said(
    sentence: Sentence, number: Number, now: Mapping[What, Recorded], known: Known
) -> What | None:
    """Whether it counts those of whom it is so, those of whom it is not, or all of them."""
    kpi = known.kpis[sentence.meant]
    if _says_not(sentence, number):
        return What.PART if NEGATIVE.search(kpi.name) else What.REST
    after = stems_of(_after(sentence, number))
    of_all = stems_of(kpi.denominator)
    if not (own_words_of(kpi) - of_all - EVERYWHERE).isdisjoint(after):
        return What.PART
    whole = now[What.WHOLE].value
    is_near = number.value >= LEAST and whole / FAR <= number.value <= whole * FAR
    start = number.start - sentence.start
    is_due = DUE.match(_after(sentence, number)) or PLAN_OF.search(sentence.text, 0, start)
    return What.WHOLE if is_near and is_due else None


def _is_whole_of_another(sentence: Sentence, number: Number) -> bool:
    return any(one.whole == number.value for one in sentence.figures if one is not number)


def _other_whole(
    sentence: Sentence, number: Number, now: Mapping[What, Recorded]
) -> Recorded | None:
    """“Eight of our 59 workers”, where it is eight of 49."""
    whole = now[What.WHOLE]
    parts = [one for one in sentence.figures if one.whole == number.value and one is not number]
    says_part = any(
        agrees(one, now[what].value) for one in parts for what in (What.PART, What.REST)
    )
    is_near = whole.value / FAR <= number.value <= whole.value * FAR
    return whole if says_part and is_near and number.value >= LEAST else None


def _is_anchored(
    sentence: Sentence, number: Number, now: Mapping[What, Recorded], known: Known
) -> bool:
    """Is something else in the sentence the record's, or its name surely there?"""
    share = known.now(sentence.meant)
    for one in sentence.figures:
        if one is number:
            continue
        if share and kind_of(one.unit) == PERCENT and agrees(one, share.value):
            return True
        is_count = one.value >= LEAST and kind_of(one.unit) == COUNT
        if is_count and any(agrees(one, of.value) for of in now.values()):
            return True
    return (
        number.whole is None
        and any(
            one.kpi == sentence.meant and one.weight >= LEAST_WEIGHT and not one.is_loose
            for one in sentence.named
        )
        and _has_its_noun(sentence, number, known)
    )


def _has_its_noun(sentence: Sentence, number: Number, known: Known) -> bool:
    """“Nineteen initial conferences”: of those whom the KPI counts."""
    said = stems_of(_after(sentence, number)[:30]) if number.unit else set()
    return bool(said & (ANYBODY | stems_of(known.kpis[sentence.meant].denominator)))


def _after(sentence: Sentence, number: Number) -> str:
    """The words after a number, up to the next figure or the end of its clause."""
    at = sentence.start
    end = number.end - at
    right = min((n.start - at for n in sentence.figures if n.start > number.start), default=None)
    if right is not None and sentence.figures[-1] is not number:
        following = next(n for n in sentence.figures if n.start > number.start)
        if number.whole == following.value:  # “the 33 of 291 that were not”
            end = following.end - at
            right = min(
                (n.start - at for n in sentence.figures if n.start - at > end), default=None
            )
    text = sentence.text[end : right if right is not None else end + NEAR][:NEAR]
    stop = STOPS.search(text)
    return text[: stop.start()] if stop else text


def _says_not(sentence: Sentence, number: Number) -> bool:
    if _is_left(sentence, number) or NOT_SO.search(_after(sentence, number)):
        return True
    start = number.start - sentence.start
    return NOT_SO_FOR.search(sentence.text, max(0, start - 60), start) is not None


def _is_left(sentence: Sentence, number: Number) -> bool:
    start = number.start - sentence.start
    return LEAVES.search(sentence.text, max(0, start - 30), start) is not None


def _is_of_a_slice(sentence: Sentence, number: Number, known: Known) -> bool:
    at, own = sentence.start, own_words_of(known.kpis[sentence.meant])
    return bool(slice_around(sentence.text, number.start - at, number.end - at, own))
