"""“Above England”, “better than neighbours”, “in line with the region”: what is published says so,
or it does not."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from performance.number_format import with_unit

from ..agreement import IN_ROLE, says_same
from ..finding import Finding, Tier
from ..known import Known, KpiWords, Recorded, What
from ..reader.periods import days_of
from ..reader.roles import AND_PLACE, PLACE
from ..reader.sentence import Number, Role, Sentence
from .base import ReadParagraph
from .comparison_says import NOT, OTHER_WAY, OURS, SAYS, UNSAID
from .number import NAMES
from .subject import subject_of

KIND = "comparison"
FRESH = 200  # days after the end of its time in which an official figure may not be out yet
ALIKE_POINTS, ALIKE_SHARE = Decimal(5), Decimal("0.15")  # what may still be called “in line with”


def check(text: ReadParagraph, known: Known) -> Iterator[Finding]:
    before: Sentence | None = None
    for sentence in text.sentences:
        if PLACE.search(sentence.text):
            yield from _in(text, sentence, before, known)
            yield from _other_way(text, sentence, before, known)
            yield from _newer(text, sentence, known)
        before = sentence


def _in(
    text: ReadParagraph, sentence: Sentence, before: Sentence | None, known: Known
) -> Iterator[Finding]:
    for match in SAYS.finditer(sentence.text):
        near = sentence.text[max(0, match.start() - 30) : match.start()]
        if UNSAID.search(near) or NOT.search(near):
            continue
        places = _places(sentence.text, match.end())
        if not places:
            continue
        start, end = sentence.start + match.start(), sentence.start + match.end()
        subject = subject_of(sentence, start, end, before, known)
        if subject is None:
            continue
        for place in places:
            if wrong := _wrong(match.lastgroup or "", place, subject.kpi, sentence, known):
                yield _contradicts(text, sentence, start, end, match.group(), *wrong, place)


def _other_way(
    text: ReadParagraph, sentence: Sentence, before: Sentence | None, known: Known
) -> Iterator[Finding]:
    for named in PLACE.finditer(sentence.text):
        match = OTHER_WAY.match(sentence.text, named.end())
        if match is None or NOT.search(sentence.text, 0, match.start("said")):
            continue
        start, end = sentence.start + named.start(), sentence.start + match.end()
        subject = subject_of(sentence, start, end, before, known)
        place, said = Role(named.lastgroup or ""), OURS[match["said"].casefold()]
        if subject and (wrong := _wrong(said, place, subject.kpi, sentence, known)):
            words = sentence.text[named.start() : match.end()]
            yield _contradicts(text, sentence, start, end, words, *wrong, place)


def _wrong(
    said: str, place: Role, code: str, sentence: Sentence, known: Known
) -> tuple[Recorded, Recorded] | None:
    """The council's value and the place's, of which it is not true."""
    if _is_of_another_time(sentence, code):
        return None
    official = _official(code, place, known)
    ours = official and _ours(official, known)
    if official is None or ours is None:
        return None
    may_be_meant = [official, *_not_surely_known(official, place, known)]
    holds = any(_holds(said, ours, one, known.kpis[code]) for one in may_be_meant)
    return None if holds or _held_in_a_year(said, place, ours, known) else (ours, official)


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


def _places(text: str, at: int) -> list[Role]:
    """The places that are named right there: “the national average and neighbours”."""
    found: list[Role] = []
    match = PLACE.match(text, at)
    while match:
        found.append(Role(match.lastgroup or ""))
        following = PLACE.search(text, match.end(), match.end() + 60)
        if not following or not AND_PLACE.match(text[match.end() : following.start()]):
            break
        match = following
    return found


def _held_in_a_year(said: str, place: Role, ours: Recorded, known: Known) -> bool:
    """Where this quarter has no value of its own, it may be told of a year of which it is true."""
    if ours.what is What.NOW:
        return False
    official = {one.period: one for one in known.of(ours.kpi, *IN_ROLE[place])}
    kpi = known.kpis[ours.kpi]
    return any(
        one.period in official and _holds(said, one, official[one.period], kpi)
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
    if said == "same":
        apart = ALIKE_POINTS if kpi.unit == "%" else theirs * ALIKE_SHARE
        return abs(ours - theirs) <= apart
    if said in ("better", "worse"):
        better = {"higher": "above", "lower": "below"}.get(kpi.direction)
        if better is None:
            return True
        said = better if said == "better" else {"above": "below", "below": "above"}[better]
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
                f"newest is {with_unit(round(newest.value, 1), newest.unit)} ({newest.period}).",
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
    start: int,
    end: int,
    said: str,
    now: Recorded,
    official: Recorded,
    place: Role,
) -> Finding:
    ours = with_unit(now.value, now.unit)
    theirs = with_unit(round(official.value, 1), official.unit)
    when = "" if now.what is What.NOW else f" ({now.when})"
    return Finding(
        kind=KIND,
        tier=Tier.CONTRADICTS,
        area=text.paragraph.area,
        question=text.paragraph.question,
        start=start,
        end=end,
        quoted=sentence.text,
        beside=f"You write “{said.split(' the')[0].strip()}”. The record says {ours}{when}, and of "
        f"{NAMES[place]} {theirs} ({official.period}).",
        source=official.source,
        kpi=now.kpi,
        address=official.address,
        values=(said.strip().lower(), str(now.value), str(official.value), official.period),
    )
