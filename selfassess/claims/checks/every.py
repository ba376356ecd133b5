"""“All in time”, “not one was late”, “hardly any”: what the record says of so many."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from operator import attrgetter

from ..finding import Finding
from ..known import Known, KpiWords
from ..reader.cues import Cue, quantity_cues
from ..reader.doubts import NEGATIVE, NOT
from ..reader.meant import EVERYWHERE
from ..reader.sentence import Named, Sentence
from ..reader.slices import slice_around
from ..reader.vocabulary import own_words_of
from ..reader.words import words
from .base import ReadParagraph
from .subject import subject_of
from .target import finding_beside

KIND = "every"  # its findings are of the kind of `target`: both say how many there are
HUNDRED = Decimal(100)
# Where a clause begins, or after what was done: “we saw most of the children in time”
BEGINS = re.compile(
    r"(?:^|[.;:,(–—]\s?|\b(?:that|and|where|with|as|but|so|when|while|because|saw|held|made|met|\w{3,}ed)\s)"
    r"(?:(?:only|just|still|now|in|for|on)\s){0,2}$",
    re.IGNORECASE,
)
THE = re.compile(r"\s(?:of\s)?(?:the\s|our\s|these\s|those\s)?", re.IGNORECASE)
IS_BEFORE = re.compile(r"\b(?:is|are|was|were|has|have|had)\s(?:now\s|been\s)?$", re.IGNORECASE)
NOT_BEFORE = re.compile(
    r"(?:\b(?:not|never|without)|n[’']t)\s(?:(?:had|have|to|a|the|been)\s){0,2}$", re.IGNORECASE
)
ANY_OF = re.compile(r"\s(?:(?:with|of|to|for|on|in)\s)?(?P<said>any\sof|anybody|anyone)\b", re.I)
UNSAID = re.compile(
    r"\b(?:will|should|must|need(?:s|ed)?|(?<!had )(?<!has )(?<!have )to (?:be|have|get|see)"
    r"|expect\w*|aim\w*|ensure"
    r"|ensuring|plan(?:s"
    r"|ned)? to|want\w*|would|"
    r"could|if|until|unless|so that|target (?:is|of)|require[sd]?|due|intend\w*|ought|by "
    r"(?:the )?end|may|might)\b",
    re.IGNORECASE,
)
RIGHT_AFTER, AROUND = 12, 8  # characters, names
FAR, LOOK = 140, 30
EVERYWHERE_BUT_TIME = EVERYWHERE - {word.stem for word in words("in time; late; up to date")}
LEAST_WEIGHT = 2  # of a name: “all visits in time” tells of the KPI, “all visits” of anything
BOUNDS: dict[str, tuple[Decimal, Decimal]] = {  # what a share may be, in per cent
    "all": (Decimal("99.5"), HUNDRED),
    "none": (Decimal(0), Decimal("0.5")),
    "almost all": (Decimal(75), HUNDRED),
    "most": (Decimal(50), HUNDRED),
    "a handful of": (Decimal("0.01"), Decimal(40)),
    "some of": (Decimal("0.01"), Decimal("99.99")),
    "few": (Decimal(0), Decimal(40)),
    "hardly any": (Decimal(0), Decimal(15)),
    "fewer than half": (Decimal(0), Decimal(50)),
}
LATE_ONES = re.compile(r"(?:late|overdue|delayed|outstanding)\b", re.IGNORECASE)
STOPS = re.compile(r"[;:]|\.\s|,\s|\b(?:but|while|although|except|and|as|because)\b")


def check(text: ReadParagraph, known: Known) -> Iterator[Finding]:
    before: Sentence | None = None
    for sentence in text.sentences:
        if (sentence.named or sentence.meant or before) and not UNSAID.search(sentence.text):
            yield from _before_a_name(text, sentence, known)
            yield from _after_a_name(text, sentence, before, known)
            yield from _not_any(text, sentence, known)
        before = sentence


def _before_a_name(text: ReadParagraph, sentence: Sentence, known: Known) -> Iterator[Finding]:
    """“All initial conferences were in time.”"""
    for cue in quantity_cues(sentence.text):
        if cue.how == "after" or not BEGINS.search(
            sentence.text, max(0, cue.start - LOOK), cue.start
        ):
            continue
        the = THE.match(sentence.text, cue.end)
        end = sentence.start + (the.end() if the else cue.end)
        named = _only_named(sentence, end, cue.says, known)
        if named is None or known.kpis[named.kpi].unit != "%":
            named = _meant(sentence, end, known)
        if named:
            yield from _tested(text, sentence, (cue, end), named, known)


def _after_a_name(
    text: ReadParagraph, sentence: Sentence, before: Sentence | None, known: Known
) -> Iterator[Finding]:
    """“Assessments are always completed in time.”"""
    for cue in quantity_cues(sentence.text):
        is_all = sentence.text[cue.start : cue.end].casefold() == "all"
        if cue.how == "before" or not cue.start:
            continue
        if is_all and not IS_BEFORE.search(sentence.text, max(0, cue.start - LOOK), cue.start):
            continue
        start, end = sentence.start + cue.start, sentence.start + cue.end
        named = _named_around(sentence, start, end)
        if not named:
            subject = subject_of(sentence, start, end, before, known)
            at = subject and (subject.kpi, subject.start, subject.end)
            named = next((n for n in sentence.named if (n.kpi, n.start, n.end) == at), None)
        if named and named.weight >= LEAST_WEIGHT:
            yield from _tested(text, sentence, (cue, end), named, known)


def _not_any(text: ReadParagraph, sentence: Sentence, known: Known) -> Iterator[Finding]:
    """“We have not lost touch with any of our care leavers.”"""
    offset = sentence.start
    for named in sentence.named if " any" in sentence.text else ():
        start, end = named.start - offset, named.end - offset
        match = ANY_OF.match(sentence.text, end)
        if match and NOT_BEFORE.search(sentence.text, max(0, start - LOOK), start):
            cue = Cue("none", "after", match.start("said"), match.end("said"))
            yield from _tested(text, sentence, (cue, offset + cue.end), named, known)
            return


def _named_around(sentence: Sentence, start: int, end: int) -> Named | None:
    """“Contacts were all decided in time” has the word within the name."""
    found = [n for n in sentence.named if n.start < start and end < n.end]
    return found[0] if len({one.kpi for one in found}) == 1 else None


def _only_named(sentence: Sentence, end: int, word: str, known: Known) -> Named | None:
    """The one KPI that is named right there. Of what happens to few, such as “referred again”, one
    word is enough: “nobody was referred again”."""
    at = bisect_left(sentence.named, end, key=attrgetter("start"))
    near = [one for one in sentence.named[at : at + AROUND] if one.start - end <= RIGHT_AFTER]
    near = [
        one
        for one in near
        if one.weight >= LEAST_WEIGHT
        or (word == "none" and known.kpis[one.kpi].direction == "lower")
    ]
    own = [one for one in near if known.kpis[one.kpi].area == known.area]
    codes = {one.kpi for one in own or near}
    return (own or near)[0] if len(codes) == 1 else None


def _meant(sentence: Sentence, end: int, known: Known) -> Named | None:
    """“Hardly any of the files moderated were good”: of the KPI that all the words tell of, where
    what follows says what it counts."""
    kpi = known.kpis.get(sentence.meant)
    text = sentence.text[end - sentence.start :][:FAR]
    stop = STOPS.search(text)
    said = {word.stem for word in words(text[: stop.start()] if stop else text)}
    if kpi is None or len(said & own_words_of(kpi)) < LEAST_WEIGHT:
        return None
    of_all = {word.stem for word in words(kpi.denominator)} | EVERYWHERE_BUT_TIME
    counted = own_words_of(kpi) - of_all
    return Named(kpi.code, end, end, LEAST_WEIGHT) if counted & said else None


def _tested(
    text: ReadParagraph,
    sentence: Sentence,
    said: tuple[Cue, int],
    named: Named,
    known: Known,
) -> Iterator[Finding]:
    if LATE_ONES.match(sentence.text, named.start - sentence.start):
        return  # “all late contacts are looked at” says something of these alone
    kpi, now = known.kpis[named.kpi], known.now(named.kpi)
    if kpi.unit != "%" or now is None or any(one.kpi == kpi.code for one in sentence.numbers):
        return  # a figure that stands there is tested itself
    cue, end = said
    start = sentence.start + cue.start
    first, last = min(start, named.start), max(end, named.end)
    offset = sentence.start
    if slice_around(sentence.text, first - offset, last - offset, own_words_of(kpi)):
        return
    turned = named.turned != _is_denied(sentence, end, named, kpi)
    if not _fits(cue.says, HUNDRED - now.value if turned else now.value):
        written = sentence.text[cue.start : cue.end]
        yield finding_beside(text, sentence, start, end, written, now)


def _is_denied(sentence: Sentence, start: int, named: Named, kpi: KpiWords) -> bool:
    """“All visits were late”: it is told of those of whom the KPI is not true. “Not” may stand
    among the words of a name, unless it is one of them."""
    offset, text = sentence.start, sentence.text
    stop = STOPS.search(text, max(named.end, start) - offset)
    last = stop.start() if stop else len(text)
    return any(
        not named.start <= one.start() + offset < named.end
        or _is_no_part_of_its_names(one[0], named, kpi)
        for one in NOT.finditer(text, start - offset, last)
    )


def _is_no_part_of_its_names(said: str, named: Named, kpi: KpiWords) -> bool:
    """“Went out later than five days” has its own words around; a contrary is counted already."""
    if NEGATIVE.fullmatch(said):
        return not NEGATIVE.search(kpi.name)
    return not named.turned and own_words_of(kpi).isdisjoint(word.stem for word in words(said))


def _fits(word: str, value: Decimal) -> bool:
    low, high = BOUNDS[word]
    return low <= value <= high
