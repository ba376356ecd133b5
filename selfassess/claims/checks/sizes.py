"""“Rose by 20%”, “53 fewer than last quarter”: how far apart the two figures on record lie.

A sentence that has both figures itself is set beside those (`own_changes.py`); which way a figure
went, `trend.py` tests.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from performance.number_format import half_up, with_unit

from ..finding import Finding, Tier
from ..known import COUNT, PERCENT, Known, KpiWords, Recorded, What, kind_of
from ..reader.measured_in import TIMES
from ..reader.rounding import either_way, half_step, limits
from ..reader.sentence import Number, Role, Sentence
from .base import ReadParagraph
from .sizes_say import is_moved, tells_of_other_times, time_said
from .subject import subject_of

KIND = "sizes"  # its findings are of the kind of `trend`: both are about the series
TREND = "trend"


def check(text: ReadParagraph, known: Known) -> Iterator[Finding]:
    before: Sentence | None = None
    for sentence in text.sentences:
        for number in sentence.figures:
            if number.role is Role.CHANGE and is_moved(sentence, number, known):
                yield from _tested(text, sentence, before, number, known)
        before = sentence


def _tested(
    text: ReadParagraph,
    sentence: Sentence,
    before: Sentence | None,
    number: Number,
    known: Known,
) -> Iterator[Finding]:
    kpi = _kpi_of(sentence, number, before, known)
    now = known.now(kpi.code) if kpi else None
    if kpi is None or now is None or _says_both(sentence, kpi.code) or not _is_of(number, kpi):
        return
    earlier = [one for one in known.of(kpi.code, What.BEFORE) if one.adopted and one.alike]
    said, wanted = time_said(sentence, known)
    if said and not wanted:
        return
    last = known.period.before.code
    compared = [one for one in earlier if one.period == last] if said else earlier
    if not any(one.period == last for one in earlier) or any(
        _fits(number, now, one, known) for one in compared
    ):
        return
    if not said and any(_fits(number, now, one, known) for one in known.of(kpi.code, What.OUTTURN)):
        return
    was = next(one for one in earlier if one.period == last)
    is_sure = said or (sentence.meant == kpi.code and not tells_of_other_times(sentence, known))
    yield _finding(text, sentence, number, was, now, is_said=is_sure)


def _kpi_of(
    sentence: Sentence, number: Number, before: Sentence | None, known: Known
) -> KpiWords | None:
    subject = subject_of(sentence, number.start, number.end, before, known)
    sure = {one.kpi for one in sentence.numbers if one.kpi and one.link and one.link.sure}
    code = subject.kpi if subject else sure.pop() if len(sure) == 1 else ""
    return known.kpis.get(code)


def _says_both(sentence: Sentence, kpi: str) -> bool:
    roles = [one.role for one in sentence.numbers if one.kpi == kpi]
    return Role.BEFORE in roles


def _is_of(number: Number, kpi: KpiWords) -> bool:
    """Can it be by how much this KPI moved? A count of children is no change of a percentage."""
    if number.unit in ("%", "point", "points"):
        return number.unit == "%" or kpi.unit in ("%", "score")
    if number.unit == "":
        return kind_of(kpi.unit) != PERCENT
    if kpi.unit in TIMES:
        return number.unit.rstrip("s") == kpi.unit.rstrip("s")
    if kpi.unit == "count":
        return number.unit not in ("£", "hour", "day", "week", "month", "year")
    return "10,000" in number.unit and "10,000" in kpi.unit


def _fits(number: Number, now: Recorded, was: Recorded, known: Known) -> bool:
    """By the values, or in per cent by their parts: fewer may be in work, of whom a greater share
    is."""
    if _is_apart(number, now.value, was.value, now.decimals + 1):
        return True
    return number.unit == "%" and any(
        _is_share(number, parts[now.period], parts[was.period], 0)
        for parts in (_parts(now.kpi, what, known) for what in (What.PART, What.WHOLE))
        if now.period in parts and was.period in parts
    )


def _parts(kpi: str, what: What, known: Known) -> dict[str, Decimal]:
    return {one.period: one.value for one in known.of(kpi, what) if one.adopted}


def _is_apart(number: Number, now: Decimal, was: Decimal, decimals: int) -> bool:
    """As people round: the change, or the two values before it was worked out."""
    low, high = _limits(number)
    slack, places = 2 * half_step(decimals), max(number.decimals, 0)
    of_rounded = product(either_way(now, places), either_way(was, places))
    apart = {abs(now - was), *(abs(one - other) for one, other in of_rounded)}
    if any(low - slack <= one <= high + slack for one in apart):
        return True
    return number.unit == "%" and _is_share(number, now, was, decimals)


def _is_share(number: Number, now: Decimal, was: Decimal, decimals: int) -> bool:
    """In per cent of what it was."""
    if not was:
        return False
    low, high = _limits(number)
    share, slack = 100 / was, 2 * half_step(decimals)
    return low - slack * share <= abs(now - was) * share <= high + slack * share


def _limits(number: Number) -> tuple[Decimal, Decimal]:
    low, high = limits(number)
    return low, high + half_step(number.decimals)  # its last digit may be cut off


def _finding(
    text: ReadParagraph,
    sentence: Sentence,
    number: Number,
    was: Recorded,
    now: Recorded,
    *,
    is_said: bool,
) -> Finding:
    written = number.written.strip()
    apart = abs(now.value - was.value)
    by = (
        f"{with_unit(apart, '')} points"
        if kind_of(now.unit) == PERCENT
        else with_unit(apart, now.unit)
    )
    if kind_of(now.unit) == COUNT and was.value:
        by += f", or {with_unit(half_up(100 * apart / was.value, 1), '%')}"
    return Finding(
        kind=TREND,
        tier=Tier.CONTRADICTS if is_said else Tier.NOT_ON_RECORD,
        area=text.paragraph.area,
        question=text.paragraph.question,
        start=number.start,
        end=number.end,
        quoted=sentence.text,
        beside=f"You write {written}. The record says {was.shown} in {was.when} and {now.shown} in "
        f"{now.when}: a difference of {by}.",
        source=now.source,
        kpi=now.kpi,
        address=now.address,
        values=(written, str(was.value), str(now.value)),
        written=text.paragraph.text[number.start : number.end],
    )
