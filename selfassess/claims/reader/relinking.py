"""Numbers beside which no KPI's name stands, in a sentence that tells of one KPI by all it says.

“The audit programme, a standing item for this board, had reached 71.9% of its planned volume” names
its KPI far off; all its words together tell which it is (`meant_kpi`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..agreement import says_same
from ..known import COUNT, PERCENT, RATE, Known, KpiWords, kind_of
from .doubts import is_of_others
from .going_on import HAS_NO_SUBJECT
from .meant_kpi import LEAST_COUNT, meant_kpi
from .measured_in import TIMES, is_measured_in
from .periods import Period
from .places import PLACE_ROLES
from .roles import Reading
from .sentence import Link, Number, Role, Sentence
from .vocabulary import own_words_of
from .words import words

OF_THEM = re.compile(r"\sof\s(?:them|these|those|which|whom)\b", re.IGNORECASE)
GRADED = re.compile(r"\b(?:requires improvement|inadequate)\b", re.IGNORECASE)
LEAST_LOOSE = 1.5
DENIED = re.compile(r"(?:\b(?:not|never|no longer)\b|n[’']t\b)[^,;.]{0,25}$", re.IGNORECASE)
TOLD = (Role.NOW, Role.BEFORE, Role.TARGET, *PLACE_ROLES)
Readings = Mapping[int, tuple[Reading, Period | None]]  # by where a number begins


def with_meant(
    sentence: Sentence,
    speaks: Mapping[str, float],
    readings: Readings,
    known: Known,
    before: Sentence | None,
) -> Sentence:
    """The sentence with the KPI that it tells of, and its numbers that had none linked to it."""
    code = _goes_on(sentence, known, before) or meant_kpi(speaks)
    sentence = replace(sentence, meant=code, numbers=tuple(_doubted(sentence, speaks)))
    if not code or _grades_something_else(sentence, known.kpis[code]):
        return sentence
    kpi = known.kpis[code]
    sentence = _without_wrong_links(sentence, code, known)
    sentence = _surer(sentence, kpi, readings)
    numbers = tuple(
        _linked(sentence, number, kpi, *readings[number.start])
        if number.link is None
        and number.start in readings
        and _may_be_of(sentence, number, kpi, readings[number.start][0])
        else number
        for number in sentence.numbers
    )
    return replace(sentence, numbers=numbers)


def _grades_something_else(sentence: Sentence, kpi: KpiWords) -> bool:
    """“Oversight was good in 19%, requires improvement in 63%” is an audit’s."""
    return bool(GRADED.search(sentence.text)) and "good" not in own_words_of(kpi)


def is_count_of(number: Number, kpis: Sequence[str], known: Known) -> bool:
    """“31 children (9%). In June it was 38.”: a bare number that is a count on record."""
    return not number.unit and any(
        kind_of(one.unit) == COUNT and one.value == number.value
        for code in kpis
        if kind_of(known.kpis[code].unit) != COUNT
        for one in known.of(code)
    )


def _surer(sentence: Sentence, kpi: KpiWords, readings: Readings) -> Sentence:
    """A name that stands far off its number is sure where all else speaks for it."""
    numbers = tuple(
        replace(one, link=replace(one.link, sure=True))
        if one.link
        and one.link.kpis == (kpi.code,)
        and not (one.link.sure or one.link.unit_differs)
        and kind_of(one.unit) == PERCENT
        and _may_be_of(sentence, one, kpi, readings[one.start][0])
        else one
        for one in sentence.numbers
    )
    return replace(sentence, numbers=numbers)


def _without_wrong_links(sentence: Sentence, code: str, known: Known) -> Sentence:
    """Without links to a KPI that is named and has none of the values, where the KPI that is meant
    has one of them: “children we had seen in the year (21.4%)” are re-referrals."""
    linked: dict[str, list[Number]] = {}
    for number in sentence.figures:
        if number.kpi and number.kpi != code and number.unit == PERCENT:
            linked.setdefault(number.kpi, []).append(number)
    wrong = {
        kpi
        for kpi, numbers in linked.items()
        if any(_is_on_record(one, code, known) for one in numbers)
        and not any(_is_on_record(one, kpi, known) for one in numbers)
    }
    if not wrong:
        return sentence
    numbers = (
        replace(one, kpi="", link=None) if one.kpi in wrong else one for one in sentence.numbers
    )
    return replace(sentence, numbers=tuple(numbers))


def _is_on_record(number: Number, kpi: str, known: Known) -> bool:
    return any(number.value == one.value and says_same(number, one) for one in known.of(kpi))


def _goes_on(sentence: Sentence, known: Known, before: Sentence | None) -> str:
    """The KPI of the sentence before, of which this one goes on: it begins without a subject, or
    has one of the KPI's values and names no other."""
    if before is None or not before.meant:
        return ""
    if any(one.kpi != before.meant and one.weight > 1 for one in sentence.named):
        return ""
    if HAS_NO_SUBJECT.match(sentence.text) and not sentence.named:
        return before.meant
    counts = {one.value for one in known.of(before.meant) if one.value >= LEAST_COUNT}
    return before.meant if any(one.value in counts for one in sentence.figures) else ""


def _doubted(sentence: Sentence, speaks: Mapping[str, float]) -> Iterator[Number]:
    """One word that means a KPI in its own area alone, “moderation”, is no name where nothing else
    in the sentence speaks for it."""
    loose = {one.kpi for one in sentence.named if one.is_loose and one.weight == 1}
    loose -= {one.kpi for one in sentence.named if not one.is_loose or one.weight > 1}
    for number in sentence.numbers:
        if number.kpi in loose and number.link and speaks.get(number.kpi, 0) < LEAST_LOOSE:
            number = replace(number, link=replace(number.link, sure=False))
        yield number


def _may_be_of(sentence: Sentence, number: Number, kpi: KpiWords, reading: Reading) -> bool:
    """Is it measured as the KPI is, and told of all whom the KPI counts?"""
    if number.role not in TOLD or not number.is_figure:
        return False
    if kind_of(kpi.unit) == PERCENT and not number.unit:
        is_target = number.role is Role.TARGET and reading.sure
        fits = number.written[0].isdigit() and (bool(number.decimals) or is_target)
    elif (kind_of(kpi.unit) == RATE and not number.unit) or (kpi.unit in TIMES and not number.unit):
        fits = bool(number.decimals)
    else:
        fits = is_measured_in(number, kpi) and _has_its_noun(number, kpi)
    if not fits:
        return False
    at = sentence.start
    start, end = number.start - at, number.end - at
    if OF_THEM.match(sentence.text, end) or DENIED.search(sentence.text, max(0, start - 40), start):
        return False
    others = [one for one in sentence.figures if one is not number]
    left = max((one.end - at for one in others if one.end <= number.start), default=0)
    right = min((one.start - at for one in others if one.start >= number.end), default=None)
    around = left, len(sentence.text) if right is None else right
    return not is_of_others(sentence.text, start, end, around, own_words_of(kpi))


def _has_its_noun(number: Number, kpi: KpiWords) -> bool:
    """“Nineteen examples” are no actions."""
    if kind_of(number.unit) != COUNT or kpi.unit in TIMES:
        return True
    said = {word.stem for word in words(number.unit)} - {"time", "occas"}
    return said <= own_words_of(kpi)


def _linked(
    sentence: Sentence, number: Number, kpi: KpiWords, reading: Reading, period: Period | None
) -> Number:
    made = Link((kpi.code,), reading.roles, role_is_said=reading.sure, period=period)
    is_counted = kind_of(kpi.unit) == COUNT and kpi.unit not in TIMES
    unit = number.unit or ("" if is_counted else kpi.unit)
    return replace(number, kpi=kpi.code, unit=unit, link=made)
