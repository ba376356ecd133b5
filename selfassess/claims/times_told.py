"""Does a sentence tell of another time, or a number of another day, than this quarter's?"""

import re

from .known import Known
from .reader.periods import periods
from .reader.places import places_in
from .reader.sentence import Number, Sentence

EARLIER = re.compile(
    r"\b(?:previous\w*|last|earlier|before|ago|from|since|past|had|until|then|year|compar\w+"
    r"|\d\d/\d\d|20\d\d|Q[1-4]|January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\b",
    re.IGNORECASE,
)
# Of the things that are counted: “looked after for a year or more”, “in the last twelve months”
NO_TIME = re.compile(
    r"\b(?:last|past|previous)\s(?:twelve|12|six|6|three|3)\smonths|\b(?:a|one)\syear\sor\s(?:more|longer|over)"
    r"|\bover\sa\syear|\bwithin\s(?:a|the)\syear",
    re.IGNORECASE,
)
REST = re.compile(
    r"\b(?:not|no|never|without|late|later|outside|miss\w*|overdue|outstanding|fail\w*|rest|remain\w*|others?"
    r"|lack\w*|beyond|longer|over|more|exceed\w*|unsuitable|neither|nobody|none|yet|still|un\w{5,}|only|just)\b|n[’']t\b",
    re.IGNORECASE,
)
BY_A_MONTH = re.compile(
    r"[^%,;.]{0,60}?\bby\s(?:the\s(?:end|start|middle)\sof\s)?(?P<month>[A-Z][a-z]{2,8}|Q[1-4])\b"
)


def tells_of_other_times(text: str) -> bool:
    """Or of another place."""
    said = NO_TIME.sub("", text)
    return EARLIER.search(said) is not None or bool(places_in(text))


def tells_of_the_rest(text: str) -> bool:
    """Of those of whom a KPI is not true."""
    return REST.search(text) is not None


def is_of_another_day(number: Number, sentence: Sentence, known: Known) -> bool:
    """Of a time to come, or of a month of this quarter that is not its last: “12 by the end of
    August”."""
    quarter, at = known.period, number.end - sentence.start
    by_then = BY_A_MONTH.match(sentence.text, at)
    told = [number.link.period] if number.link else []
    told += periods(by_then["month"], quarter) if by_then else []
    return any(
        one and (one.first > quarter.ends or quarter.starts <= one.last < quarter.ends)
        for one in told
    )
