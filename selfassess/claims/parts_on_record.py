"""“15 of the 27 audits were good”, where the record has 19 of 27: which of the two is not its.

A part that is not the record's may be of something else, so the sentence must say of what: it names
the KPI and has words of its numerator that its denominator has not, and the other number of the two
is the record's.
"""

from collections.abc import Iterable

from .known import Known, Recorded, What
from .reader.meant import EVERYWHERE
from .reader.rounding import agrees
from .reader.sentence import Number, Role, Sentence
from .reader.slices import slice_around
from .reader.vocabulary import own_words_of
from .reader.words import stems_of

LEAST = 10  # two small counts may be the same by chance
LEAST_WEIGHT = 2
FAR = 2


def part_against(sentence: Sentence, number: Number, known: Known) -> Recorded | None:
    """What is on record instead of a part, or instead of the whole of which it is one."""
    if number.role not in (Role.PART, Role.WHOLE) or number.unit == "%":
        return None
    part, whole = _pair(sentence, number)
    code = kpi_of_parts(sentence, whole, known) if part and whole else ""
    if not part or not whole or not code:
        return None
    parts, wholes, rests = (_now(code, known, what) for what in (What.PART, What.WHOLE, What.REST))
    if len(parts) != 1 or len(wholes) != 1:
        return None
    if number is part:
        is_other = _says(whole, wholes) and not _says(part, (*parts, *rests))
        return parts[0] if is_other and whole.value >= LEAST else None
    is_near = wholes[0].value / FAR <= whole.value <= wholes[0].value * FAR
    is_other = _says(part, parts) and not _says(whole, wholes)
    return wholes[0] if is_other and is_near and part.value >= LEAST else None


def _pair(sentence: Sentence, number: Number) -> tuple[Number | None, Number | None]:
    """The only part of the sentence and its whole."""
    parts = [one for one in sentence.numbers if one.role is Role.PART and one.unit != "%"]
    wholes = [one for one in sentence.numbers if one.role is Role.WHOLE]
    if len(parts) != 1 or len(wholes) != 1 or parts[0].whole != wholes[0].value:
        return None, None
    return parts[0], wholes[0]


def kpi_of_parts(sentence: Sentence, whole: Number, known: Known) -> str:
    """The KPI of which a sentence tells parts for certain."""
    link = whole.link
    if link and (link.turned or link.period or not link.sure):
        return ""
    linked = link.kpis[0] if link and len(link.kpis) == 1 else ""
    if linked and known.kpis[linked].unit == "%":
        return linked if _is_told_of(linked, sentence, whole, known) else ""
    told = {
        one.kpi
        for one in sentence.named
        if known.kpis[one.kpi].unit == "%" and _is_told_of(one.kpi, sentence, whole, known)
    }
    return told.pop() if len(told) == 1 else ""


def _is_told_of(code: str, sentence: Sentence, whole: Number, known: Known) -> bool:
    """The sentence names it, in words that say what of the whole is counted."""
    kpi, named = known.kpis[code], [one for one in sentence.named if one.kpi == code]
    weight = max((one.weight for one in named), default=0)
    if kpi.area != known.area or weight < LEAST_WEIGHT or any(one.turned for one in named):
        return False
    at, own = sentence.start, own_words_of(kpi)
    if slice_around(sentence.text, whole.start - at, whole.end - at, own):
        return False
    of_all = stems_of(kpi.denominator) | EVERYWHERE
    names = {
        word for one in named for word in stems_of(sentence.text[one.start - at : one.end - at])
    }
    counted = (stems_of(kpi.numerator) - stems_of(kpi.denominator)) & stems_of(sentence.text)
    return bool(counted or names - of_all)


def _now(code: str, known: Known, what: What) -> tuple[Recorded, ...]:
    return tuple(one for one in known.of(code, what) if one.period == known.quarter and one.adopted)


def _says(number: Number, of: Iterable[Recorded]) -> bool:
    return any(agrees(number, one.value) for one in of)
