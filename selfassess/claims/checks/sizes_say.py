"""When a number tells by how much something moved, and since when."""

import re

from ..known import Known
from ..reader.aims import is_aimed_at
from ..reader.cues import cues
from ..reader.periods import Period, periods
from ..reader.sentence import Number, Sentence
from .comparison_says import times_before
from .subject import STOPS
from .trend_says import UNSAID

FAR = 60  # characters before a number
_MOVED = (
    r"rose|risen|ris(?:es|ing)|increas(?:e|es|ed|ing)|gr(?:ew|own|owing|owth)|climb(?:ed|ing)|jump(?:ed|ing)"
    r"|up|gain(?:ed)?|fell|fallen|falling|decreas(?:e|es|ed|ing)|drop(?:ped|ping)?|declin(?:e|ed|ing)|reduc\w{2,4}"
    r"|down|slipped|dipped|improv\w{1,7}|wors\w{1,6}|deteriorat\w{1,4}|strengthened|weakened|lengthened|shortened"
    r"|rise|fall|change[ds]?|moved"
)
_HEDGE = (
    r"(?:about|around|nearly|almost|over|more\sthan|just|only|some|another|a|further|under|well"
    r"|approximately)"
)
BEFORE = re.compile(
    rf"\b(?:{_MOVED})\s(?:[a-z]{{2,15}}\s){{0,3}}?(?:by\s|of\s)?(?:{_HEDGE}\s){{0,3}}$",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"(?:\s[a-z]{2,20}){0,2}?\s(?:increase|rise|growth|decrease|fall|drop|reduction|decline|improvement"
    r"|(?:more|fewer|less|higher|lower|quicker|faster|slower|longer|shorter|better|worse|up|down)"
    r"\s(?:than|on|from)\s(?:(?:in|at|the|end|of|last|previous|quarter)\s){0,5}"
    r"(?=(?:last|previous|quarter|Q[1-4]|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b))",
    re.IGNORECASE,
)
MORE_THAN = re.compile(
    r"(?:\s[a-z]{2,20}){0,2}?\s(?:more|fewer|less|higher|lower|longer|shorter|better|worse|up|down)\s(?:than|on|from)\b",
    re.IGNORECASE,
)
OF = re.compile(r"\s(?:of|by)\s(?:[a-z]+\s){0,3}$", re.IGNORECASE)
THIS_QUARTER = re.compile(
    r"\b(?:this|over\sthe|in\sthe|during\sthe|within\sthe)\squarter\b|\bquarter[-\s]on[-\s]quarter\b"
    r"|\b(?:last|previous|preceding)\sthree\smonths\b",
    re.IGNORECASE,
)
OTHER_TIME = re.compile(
    r"\b(?:years?|annual\w*|inspection|lockdown|pandemic|months?|spring|summer|autumn|winter|peak"
    r"|covid|ever|since\s(?:we|the|our|its|his|her)\s)",
    re.IGNORECASE,
)


def is_moved(sentence: Sentence, number: Number, known: Known) -> bool:
    """Does it tell that something moved by so much, and not how far it is from something else?"""
    text, start, end = sentence.text, *_place(sentence, number)
    if is_aimed_at(text, start, end) or number.upper is not None:
        return False
    if AFTER.match(text, end) or _is_more_than_before(text, end, known):
        return True
    moved = BEFORE.search(text, max(0, start - FAR), start) or _noun_before(text, start)
    return moved is not None and not UNSAID.search(text, max(0, moved.start() - 40), moved.start())


def _noun_before(text: str, start: int) -> re.Match[str] | None:
    """“A leap of well over thirty points”."""
    said = [one for one in cues(text) if one.how == "noun" and 0 <= start - one.end <= FAR // 2]
    return OF.match(text, said[-1].end, start) if said else None


def _is_more_than_before(text: str, end: int, known: Known) -> bool:
    """“Three more than we were carrying in June”."""
    more = MORE_THAN.match(text, end)
    return more is not None and any(
        0 <= start - more.end() <= FAR and not STOPS.search(text, more.end(), start)
        for start, _ in times_before(text, known.period)
    )


def _place(sentence: Sentence, number: Number) -> tuple[int, int]:
    return number.start - sentence.start, number.end - sentence.start


def time_said(sentence: Sentence, known: Known) -> tuple[bool, bool]:
    """Does it say since when, and is that the quarter before?"""
    told = list(periods(sentence.text, known.period))
    if any(not _is_last_or_now(one, known) for one in told) or tells_of_other_times(
        sentence, known
    ):
        return True, False
    is_said = any(True for _ in times_before(sentence.text, known.period))
    return is_said or THIS_QUARTER.search(sentence.text) is not None, True


def _is_last_or_now(one: Period, known: Known) -> bool:
    return one.holds(known.period.before.code) or one.last == known.period.ends


def tells_of_other_times(sentence: Sentence, known: Known) -> bool:
    """Not where it is a piece of a KPI's name: “re-referrals within twelve months”, or tells of the
    quarter before: “since the last report”."""
    before = [start for start, _ in times_before(sentence.text, known.period)]
    for match in OTHER_TIME.finditer(sentence.text):
        at = match.start() + sentence.start
        if any(match.start() <= one <= match.end() + 1 for one in before):
            continue
        if THIS_QUARTER.search(sentence.text[max(0, match.start() - 22) : match.end()]):
            continue
        if not any(one.start <= at < one.end for one in sentence.named):
            return True
    return False
