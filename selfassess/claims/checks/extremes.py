"""“The highest for a year”, “the best in England”, “contacts doubled”: the record's series and what
is published say so, or they do not."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..agreement import IN_ROLE
from ..finding import Finding, Tier
from ..known import Known, KpiWords, Recorded, What
from ..reader.periods import periods
from ..reader.places import PLACE
from ..reader.sentence import Role, Sentence
from .base import ReadParagraph
from .subject import subject_after, subject_of
from .trend_says import UNSAID

KIND = "extremes"  # its findings are of the kind of `trend`: both are about the series
TREND = "trend"
MOST_EVER = re.compile(
    r"\b(?:(?P<top>highest|greatest|largest|record\shigh|peak)|(?P<bottom>lowest|smallest|record\slow|fewest)"
    r"|(?P<best>best|strongest|quickest)|(?P<worst>worst|weakest|slowest))\b"
    r"(?P<scope>[^.;:]{0,60}?\b(?:ever\b|yet\b|on\srecord|we\shave\s(?:ever\s)?(?:had|seen|recorded)"
    r"|(?:for|in|of)\s(?:over\s|more\sthan\s|the\s(?:last|past)\s)?(?:a|the|one|12|twelve)\s?(?:year|months)"
    r"|(?:for|in|of)\s(?:the\s(?:last|past)\s)?(?P<n>two|three|four|five|[2-5])\squarters"
    r"|since\s(?:last|the\sprevious)\s(?:year|quarter)|this\syear"
    r"|(?:in|of)\s(?=(?:the\s|all\s|our\s)?(?P<place>England|country|region|statistical|neighbours?|comparator))))",
    re.IGNORECASE,
)
MULTIPLIED = re.compile(
    r"\b(?P<hedge>more\sthan\s|nearly\s|almost\s)?(?P<verb>double(?=\sthe\s(?:number|rate|share|figure)\b)|twice\s(?=the\s(?:number|rate|share|figure)\b)|doubled|trebled|tripled|quadrupled|halved)\b"
    r"(?!\s(?:its|their|his|her|efforts|capacity|down|up|our\sefforts|the\sefforts)\b)(?P<what>\s(?:our|the)\b)?",
    re.IGNORECASE,
)
PIECES = re.compile(
    r"(?:est|rst|peak|low|high|doubled?|trebled|tripled|quadrupled|halved|twice)\b", re.I
)
FACTORS = {
    "double": Decimal(2),
    "twice ": Decimal(2),
    "doubled": Decimal(2),
    "trebled": Decimal(3),
    "tripled": Decimal(3),
    "quadrupled": Decimal(4),
    "halved": Decimal("0.5"),
}
FAIR = Decimal("0.12")  # how much of a factor may be missing: “doubled” is said of 1.8 times
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
NAMES = {Role.ENGLAND: "England", Role.REGION: "the region", Role.NEIGHBOURS: "neighbours"}


def check(text: ReadParagraph, known: Known) -> Iterator[Finding]:
    before: Sentence | None = None
    for sentence in text.sentences:
        if sentence.named or sentence.meant or before:
            for match in _said(sentence.text):
                yield from _about(text, sentence, before, match, known)
        before = sentence


def _said(text: str) -> Iterator[re.Match[str]]:
    """A look for pieces of these words spares most sentences the patterns."""
    if PIECES.search(text):
        yield from MOST_EVER.finditer(text)
        yield from MULTIPLIED.finditer(text)


def _about(
    text: ReadParagraph,
    sentence: Sentence,
    before: Sentence | None,
    match: re.Match[str],
    known: Known,
) -> Iterator[Finding]:
    if UNSAID.search(sentence.text, max(0, match.start() - 40), match.start()):
        return
    word = "verb" if match.re is MULTIPLIED else match.lastgroup and _way_said(match)
    start, end = sentence.start + match.start(word or 0), sentence.start + match.end(word or 0)
    if match.re is MULTIPLIED and match["what"]:
        subject = subject_after(sentence, end, known)
    else:
        subject = subject_of(sentence, start, end, before, known)
    now = known.now(subject.kpi) if subject else None
    if subject is None or now is None:
        return
    kpi = known.kpis[subject.kpi]
    if match.re is MULTIPLIED:
        against = _not_multiplied(sentence, kpi, now, match, known)
    else:
        against = _beyond(kpi, now, match, known)
    if against:
        yield _finding(text, sentence, (start, end), match[word or 0], now, against)


def _way_said(match: re.Match[str]) -> str:
    return next(way for way in ("top", "bottom", "best", "worst") if match[way])


def _beyond(kpi: KpiWords, now: Recorded, match: re.Match[str], known: Known) -> Recorded | None:
    """What on record is farther out than what is said to be the farthest."""
    way = _way_said(match)
    if way in ("best", "worst"):
        good = {"higher": "top", "lower": "bottom"}.get(kpi.direction)
        if good is None:
            return None
        way = good if way == "best" else {"top": "bottom", "bottom": "top"}[good]
    farther = [
        one
        for one in _scope(kpi, match, known)
        if (one.value > now.value if way == "top" else one.value < now.value)
    ]
    farthest = max if way == "top" else min
    return farthest(farther, key=lambda one: one.value, default=None)


def _scope(kpi: KpiWords, match: re.Match[str], known: Known) -> Sequence[Recorded]:
    """Official figures of the place that is named, else the quarters before, of a year at most."""
    if match["place"]:
        place = PLACE.search(match["place"])
        role = Role(place.lastgroup or "") if place else Role.ENGLAND
        official = [one for one in known.of(kpi.code, *IN_ROLE[role]) if one.adopted]
        return official[-1:]
    series = _series(kpi.code, known)
    return series[-(NUMBERS[match["n"].lower()] - 1) :] if match["n"] else series


def _not_multiplied(
    sentence: Sentence, kpi: KpiWords, now: Recorded, match: re.Match[str], known: Known
) -> Recorded | None:
    """The quarter before, where the value is so many times that of no quarter on record. A sentence
    with both numbers is set beside those."""
    if sum(one.kpi == kpi.code for one in sentence.numbers) > 1:
        return None
    if any(one.last < known.period.before.starts for one in periods(sentence.text, known.period)):
        return None
    factor = FACTORS[match["verb"].lower()]
    series = _series(kpi.code, known)
    if not series or series[-1].period != known.period.before.code:
        return None
    least = factor * (1 - FAIR) if factor > 1 else factor * (1 + FAIR)
    holds = (
        now.value >= one.value * least if factor > 1 else now.value <= one.value * least
        for one in series
    )
    return None if any(holds) else series[-1]


def _series(kpi: str, known: Known) -> list[Recorded]:
    """Its values of earlier quarters, oldest first, the one that counts of each."""
    found = [one for one in known.of(kpi, What.BEFORE) if one.adopted and one.alike]
    return sorted(found, key=lambda one: one.period)


def _finding(
    text: ReadParagraph,
    sentence: Sentence,
    place: tuple[int, int],
    said: str,
    now: Recorded,
    against: Recorded,
) -> Finding:
    ours, other = now.shown, against.shown
    whose = NAMES.get(next((r for r in NAMES if against.what in IN_ROLE[r]), Role.NOW))
    of = f"that of {whose} is {other} ({against.period})" if whose else f"{other} ({against.when})"
    return Finding(
        kind=TREND,
        tier=Tier.CONTRADICTS,
        area=text.paragraph.area,
        question=text.paragraph.question,
        start=place[0],
        end=place[1],
        quoted=sentence.text,
        beside=f"You write “{said.strip()}”. The record says {ours} ({now.when}), and {of}.",
        source=against.source,
        kpi=now.kpi,
        address=now.address,
        values=(said.strip().lower(), str(now.value), str(against.value), against.period),
    )
