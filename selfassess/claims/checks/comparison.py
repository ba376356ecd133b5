"""“Above England”, “better than neighbours”, “in line with the region”: what is published says so,
or it does not."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from ..agreement import IN_ROLE, says_same
from ..finding import COMPARISON, Finding, Tier
from ..known import Known, KpiWords, Recorded, What
from ..reader.periods import days_of
from ..reader.places import PLACE_ROLES, places_in
from ..reader.sentence import Number, Role, Sentence
from .base import ReadParagraph
from .comparison_says import Order, orders
from .number import NAMES
from .subject import subject_of, tells_of_before

KIND = COMPARISON
OPPOSITE = {"above": "below", "below": "above", "ahead": "behind", "behind": "ahead"}
FRESH = 200  # days after the end of its time in which an official figure may not be out yet
ALIKE_POINTS, ALIKE_SHARE = Decimal(5), Decimal("0.15")  # what may still be called “in line with”


def check(text: ReadParagraph, known: Known) -> Iterator[Finding]:
    before: Sentence | None = None
    for sentence in text.sentences:
        if places_in(sentence.text):
            yield from _in(text, sentence, before, known)
            yield from _newer(text, sentence, known)
        before = sentence


def _in(
    text: ReadParagraph, sentence: Sentence, before: Sentence | None, known: Known
) -> Iterator[Finding]:
    for order in orders(sentence.text, known.period):
        if order.beside not in PLACE_ROLES:
            continue
        start, end = sentence.start + order.start, sentence.start + order.end
        subject = subject_of(sentence, start, end, before, known)
        code = subject.kpi if subject else ""
        if code and sentence.meant and not known.of(code, *IN_ROLE[order.beside]):
            code = (
                sentence.meant
            )  # “we look after more children than the region does: 71 per 10,000”
        if code and (wrong := _wrong(order, code, sentence, before, known)):
            yield _contradicts(text, sentence, order, *wrong)


def _wrong(
    order: Order, code: str, sentence: Sentence, before: Sentence | None, known: Known
) -> tuple[Recorded, Recorded] | None:
    """The council's value and the place's, of which it is not true."""
    if _is_of_another_time(sentence, code):
        return None
    place, kpi = order.beside, known.kpis[code]
    official = _official(code, place, known)
    ours = official and _ours(official, known)
    if official is None or ours is None or not kpi.direction:
        return None
    values = [ours]
    if tells_of_before(sentence, order.start, order.end, before, known):
        values += [one for one in known.of(code, What.BEFORE) if one.adopted]
    may_be_meant = [official, *_not_surely_known(official, place, known)]
    if any(_is_true(order, one, other, kpi) for one in values for other in may_be_meant):
        return None
    return None if _held_in_a_year(order, ours, known) else (ours, official)


def _is_true(order: Order, ours: Recorded, theirs: Recorded, kpi: KpiWords) -> bool:
    if not order.denied:
        return _holds(order.says, ours, theirs, kpi)
    opposite = OPPOSITE.get(order.says)
    return opposite is None or _holds(opposite, ours, theirs, kpi)


def _ours(official: Recorded, known: Known) -> Recorded | None:
    """The council's value to set beside it: this quarter's, else that of the same year, else the
    newest."""
    if now := known.now(official.kpi):
        return now
    years = known.of(official.kpi, What.OUTTURN)
    if same := next((one for one in years if one.period == official.period), None):
        return same
    earlier = [one for one in known.of(official.kpi, What.BEFORE) if one.adopted]
    return max(earlier, key=lambda one: one.period, default=None)


def _held_in_a_year(order: Order, ours: Recorded, known: Known) -> bool:
    """Where this quarter has no value of its own, it may be told of a year of which it is true."""
    if ours.what is What.NOW:
        return False
    official = {one.period: one for one in known.of(ours.kpi, *IN_ROLE[order.beside])}
    kpi = known.kpis[ours.kpi]
    return any(
        one.period in official and _is_true(order, one, official[one.period], kpi)
        for one in known.of(ours.kpi, What.OUTTURN)
    )


def _is_of_another_time(sentence: Sentence, kpi: str) -> bool:
    """The sentence compares the value of an earlier time."""
    told = [
        one for one in sentence.numbers if one.kpi == kpi and one.role in (Role.NOW, Role.BEFORE)
    ]
    return bool(told) and all(one.role is Role.BEFORE for one in told)


def _official(kpi: str, place: Role, known: Known) -> Recorded | None:
    found = [one for one in known.of(kpi, *IN_ROLE[place]) if one.adopted]
    return max(found, key=lambda one: one.period, default=None)


def _not_surely_known(official: Recorded, place: Role, known: Known) -> list[Recorded]:
    """What came out later, and what was there before one that may have come out after the quarter:
    who wrote then may have had either before her."""
    beside = known.of(official.kpi, *IN_ROLE[place])
    later = [one for one in beside if one.period > official.period]
    last = days_of(official.period)[1]
    if last is None or last < known.period.ends - timedelta(days=FRESH):
        return later
    before = [one for one in beside if one.period < official.period]
    return [*later, *sorted(before, key=lambda one: one.period)[-1:]]


def _holds(said: str, now: Recorded, official: Recorded, kpi: KpiWords) -> bool:
    ours, theirs = now.value, official.value
    if said == "level":
        apart = ALIKE_POINTS if kpi.unit == "%" else theirs * ALIKE_SHARE
        return abs(ours - theirs) <= apart
    if said in ("ahead", "behind"):
        better = {"higher": "above", "lower": "below"}.get(kpi.direction)
        if better is None:
            return True
        said = better if said == "ahead" else {"above": "below", "below": "above"}[better]
    if abs(ours - theirs) < Decimal("0.5").scaleb(-min(now.decimals, official.decimals)):
        return True
    return ours > theirs if said == "above" else ours < theirs


def _newer(text: ReadParagraph, sentence: Sentence, known: Known) -> Iterator[Finding]:
    """An older official figure is quoted, and a newer one is there."""
    for number in sentence.numbers:
        if number.role not in NAMES or not number.link or number.link.period:
            continue
        older, newest = _older_and_newest(number, known)
        if older and newest:
            yield Finding(
                kind=KIND,
                tier=Tier.QUESTION,
                area=text.paragraph.area,
                question=text.paragraph.question,
                start=number.start,
                end=number.end,
                quoted=sentence.text,
                beside=f"{number.written.strip()} is the official figure of {older.period}. The "
                f"newest is {newest.shown} ({newest.period}).",
                source=newest.source,
                kpi=newest.kpi,
                address=newest.address,
                values=(number.written, str(newest.value), newest.period),
            )


def _older_and_newest(number: Number, known: Known) -> tuple[Recorded | None, Recorded | None]:
    official = known.of(number.kpi, *IN_ROLE[number.role])
    newest = _official(number.kpi, number.role, known)
    if newest is None or says_same(number, newest):
        return None, None
    older = (one for one in official if one.period < newest.period and says_same(number, one))
    return max(older, key=lambda one: one.period, default=None), newest


def _contradicts(
    text: ReadParagraph,
    sentence: Sentence,
    order: Order,
    now: Recorded,
    official: Recorded,
) -> Finding:
    said = order.words(sentence.text)
    ours = now.shown
    theirs = official.shown
    when = "" if now.what is What.NOW else f" ({now.when})"
    return Finding(
        kind=KIND,
        tier=Tier.CONTRADICTS,
        area=text.paragraph.area,
        question=text.paragraph.question,
        start=sentence.start + order.start,
        end=sentence.start + order.end,
        quoted=sentence.text,
        beside=f"You write “{said.split(' the')[0].strip()}”. The record says {ours}{when}, and of "
        f"{NAMES[order.beside]} {theirs} ({official.period}).",
        source=official.source,
        kpi=now.kpi,
        address=official.address,
        values=(said.strip().lower(), str(now.value), str(official.value), official.period),
    )
