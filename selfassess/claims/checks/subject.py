"""What a word such as “improved” or “above” is said of: the KPI that its clause names."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from ..known import Known
from ..reader.going_on import CARRIES_ON, HAS_NO_SUBJECT
from ..reader.meant import EVERYWHERE
from ..reader.sentence import Named, Number, Role, Sentence
from ..reader.slices import slice_around
from ..reader.vocabulary import own_words_of
from ..reader.words import words
from .comparison_says import times_before

FARTHEST = 110  # characters between a KPI's name and what is said of it
RIGHT_AFTER = 45
LEAST_WORDS = 2  # of a KPI, where its name does not stand
AROUND = 24  # names before and after that are looked at
STOPS = re.compile(r"[;:]|\.\s|\b(?:but|while|whilst|although|though|whereas|however)\b", re.I)

FAR = 50  # characters
REFERS = re.compile(
    r"\b(?:since|from|than|compar\w+|against|versus|beside|(?:up|down|improve\w*|gain)\son)\b[^,;:.]{0,30}$|\(\s?$",
    re.I,
)
NOW = re.compile(r"\b(?:now|currently|today|at present)\b", re.IGNORECASE)

# “… ahead of England but still trail the region”: the next clause has no subject of its own
BARE = re.compile(
    r"\s?(?:(?:still|also|remains?|remained|is|are|was|were|now|just|then|yet|we|it|we[’']re|it[’']s|well|not"
    r"|has|have|had|been|slightly|a|bit|little|some|way|far|nevertheless|nonetheless)\s)*",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"\s?(?:that|this|it|they|these)(?:[’']s|[’']re)?\s", re.IGNORECASE)


@dataclass(frozen=True)
class Subject:
    """One KPI, and where its name stands."""

    kpi: str
    start: int
    end: int


def subject_of(
    sentence: Sentence, start: int, end: int, before: Sentence | None, known: Known
) -> Subject | None:
    """Whose the words from `start` to `end` are; None if the sentence does not tell for certain, or
    tells it of a slice of what the KPI counts. Places are characters of the whole text."""
    found = _named_subject(sentence, start, end, before, known)
    if found and _is_named_less(found.kpi, sentence):
        found = None
    if found is None and _is_of_the_meant(sentence, start, end, known):
        found = Subject(sentence.meant, start, end)
    if found is None:
        return None
    own = own_words_of(known.kpis[found.kpi])
    first, last = min(found.start, start), max(found.end, end)
    if found.start < sentence.start:
        first, last = start, end
    offset = sentence.start
    part = slice_around(sentence.text, first - offset, last - offset, own)
    is_time = part and any(True for _ in times_before(part, known.period))
    return found if is_time or not part else None


def _is_named_less(kpi: str, sentence: Sentence) -> bool:
    """Than another KPI, of which all else in the sentence tells."""
    weights = dict[str, int]()
    for one in sentence.named:
        weights[one.kpi] = max(one.weight, weights.get(one.kpi, 0))
    meant = sentence.meant
    return meant not in ("", kpi) and weights.get(kpi, 0) < weights.get(meant, 0)


def _has_its_words(sentence: Sentence, start: int, end: int, known: Known) -> bool:
    """“Planning is behind; the portion reviewed within six months is down”: does the clause have
    words of the KPI that is meant?"""
    text, first, last = sentence.text, start - sentence.start, end - sentence.start
    begin = max((one.end() for one in STOPS.finditer(text, 0, first)), default=0)
    stop = STOPS.search(text, last)
    clause = text[begin : stop.start() if stop else len(text)]
    said = {word.stem for word in words(clause)} - EVERYWHERE
    return len(said & own_words_of(known.kpis[sentence.meant])) >= LEAST_WORDS


def _is_of_the_meant(sentence: Sentence, start: int, end: int, known: Known) -> bool:
    """Where no name decides. What stands in another clause than the KPI's name must have one of its
    figures beside it: “… was discussed; practice has improved”."""
    if not sentence.meant:
        return False
    offset = sentence.start
    named = [one for one in sentence.named if one.kpi == sentence.meant]
    if any(one.turned for one in named):
        return False  # “late assessments fell”
    if (
        not named
        or _has_its_words(sentence, start, end, known)
        or any(
            not _stops(sentence.text, min(one.end, end) - offset, max(one.start, start) - offset)
            for one in named
        )
    ):
        return True
    return any(
        one.kpi == sentence.meant
        and not _stops(sentence.text, min(one.end, end) - offset, max(one.start, start) - offset)
        for one in sentence.figures
    )


def subject_after(sentence: Sentence, end: int, known: Known) -> Subject | None:
    """Whose “a reduction in …” is: what is named right after it, or whose words these are."""
    named = [one for one in sentence.named if 0 <= one.start - end <= FARTHEST // 2]
    if named and not _stops(sentence.text, end - sentence.start, named[0].start - sentence.start):
        found = _only([one for one in named if one.start <= named[0].start + 2], known)
        if found is None or not _is_named_less(found.kpi, sentence):
            return found
    said = {word.stem for word in words(sentence.text[end - sentence.start :][:FARTHEST])}
    if sentence.meant and len(said & own_words_of(known.kpis[sentence.meant])) >= LEAST_WORDS:
        return Subject(sentence.meant, end, end)
    return None


def _named_subject(
    sentence: Sentence, start: int, end: int, before: Sentence | None, known: Known
) -> Subject | None:
    text, offset, named = sentence.text, sentence.start, sentence.named
    at = bisect_left(named, start, key=attrgetter("start"))
    left = [one for one in named[max(0, at - AROUND) : at] if one.end <= start]
    nearest = max((one.end for one in left), default=-1)
    if left and start - nearest <= FARTHEST and not _stops(text, nearest - offset, start - offset):
        return _only([one for one in left if one.end >= nearest - 2], known)
    if around := _around(sentence, named[max(0, at - AROUND) : at + AROUND], start, end):
        return _only(around, known)
    right = [one for one in named[at : at + AROUND] if one.start - end <= RIGHT_AFTER]
    if right:
        first = min(one.start for one in right)
        if not _stops(text, end - offset, first - offset):
            return _only([one for one in right if one.start <= first + 2], known)
    if not named and before and CARRIES_ON.match(text):
        return _carried(before, start, end)
    return None


def _around(sentence: Sentence, named: Sequence[Named], start: int, end: int) -> list[Named]:
    """Names of which the words stand in the middle, or that stand in the words: “visits rose to 80%
    in time”, “a greater share of care leavers in work than”."""
    found = []
    for one in named:
        stands_in = start <= one.start and one.end <= end
        text = sentence.text[one.start - sentence.start : one.end - sentence.start]
        if stands_in or (one.start < start and end < one.end and "," not in text):
            found.append(one)
    return found


def _stops(text: str, start: int, end: int) -> bool:
    """Not where the next clause goes on about the same: “but that is above England”."""
    return any(
        not GOES_ON.match(text, stop.end()) and not BARE.fullmatch(text, stop.end(), max(end, 0))
        for stop in STOPS.finditer(text, max(start, 0), max(end, 0))
    )


def _only(named: Sequence[Named], known: Known) -> Subject | None:
    """The one that is meant, the area's own before others; None if it may be several."""
    most = max(one.weight for one in named)
    found = [one for one in named if one.weight == most]
    own = [one for one in found if known.kpis[one.kpi].area == known.area]
    codes = {one.kpi for one in own or found}
    one = (own or found)[0]
    if len(codes) != 1 or one.turned:
        return None
    return Subject(one.kpi, one.start, one.end)


def _carried(before: Sentence, start: int, end: int) -> Subject | None:
    codes = {one.kpi for one in before.numbers if one.kpi and one.link and one.link.sure}
    if len(codes) != 1:
        return None
    return Subject(codes.pop(), start, end)


def tells_of_before(
    sentence: Sentence, start: int, end: int, before: Sentence | None, known: Known
) -> bool:
    """Does the clause around what is said tell of the quarter before: “in June we were ahead of
    England”? Not where it is only what is compared with: “up from June”."""
    if before and _goes_on_of_before(sentence, before):
        return True
    text = sentence.text
    first = max((one.end() for one in STOPS.finditer(text, 0, start)), default=0)
    stop = STOPS.search(text, end)
    last = stop.start() if stop else len(text)
    return any(
        first <= at <= min(last, end + FAR)
        and not (start <= at < end)
        and not REFERS.search(text, max(0, at - FAR), at)
        and not NOW.search(text, min(at, start), max(at, start))
        for at, _ in times_before(text, known.period)
    )


def _goes_on_of_before(sentence: Sentence, before: Sentence) -> bool:
    """“In June it was 18%. That is below our target.”"""
    text, roles = sentence.text, {one.role for one in before.numbers if one.kpi}
    if Role.BEFORE not in roles or Role.NOW in roles or sentence.named:
        return False
    has_its_own = any(one.role is Role.NOW for one in sentence.figures) or NOW.search(text)
    return HAS_NO_SUBJECT.match(text) is not None and not has_its_own


def figures_about(sentence: Sentence, kpi: str, *roles: Role) -> list[Number]:
    """The sentence's numbers of a KPI in some roles."""
    return [one for one in sentence.numbers if one.kpi == kpi and one.role in roles]
