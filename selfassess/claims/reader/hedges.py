"""How far a number may be off by its writer's own words: “about 40%”, “nearly two thirds”."""

import re
from decimal import Decimal

from .sentence import Hedge

_A_LITTLE = (
    r"(?:(?:only\s)?just|slightly|marginally|fractionally|narrowly|a\s(?:little|shade|touch|whisker|hair|fraction|bit"
    r"|smidgen)(?:\sbit)?)"
)
BEFORE: list[tuple[Hedge, str]] = [
    (
        Hedge.NEARLY,
        rf"nearly|almost|{_A_LITTLE}\s(?:under|below|less\sthan|short\sof|shy\sof|off)|close\sto"
        r"|approaching|not\squite|getting\son\sfor|close\son|touching|nudging|the\sbest\spart\sof",
    ),
    (Hedge.JUST_OVER, rf"{_A_LITTLE}\s(?:over|above|more\sthan|north\sof)|hardly\smore\sthan"),
    (
        Hedge.UNDER,
        r"under|below|(?:fewer|less|lower)\sthan|up\sto|no\smore\sthan|at\smost|a\smaximum\sof",
    ),
    (
        Hedge.OVER,
        r"(?:well\s)?(?:over|above)|(?:more|greater|higher)\sthan|at\sleast|in\sexcess\sof"
        r"|upwards\sof|exceeding|no\s(?:less|fewer)\sthan|not\sless\sthan|a\sminimum\sof",
    ),
    (
        Hedge.ABOUT,
        r"about|around|barely|scarcely|only\sjust|approximately|approx\.?|roughly|circa|c\.|c|ca\.?"
        r"|some|in\sthe\sregion\sof|an\sestimated|estimated\sat",
    ),
]
SIGNS = {"~": Hedge.ABOUT, "<": Hedge.UNDER, "≤": Hedge.UNDER, ">": Hedge.OVER, "≥": Hedge.OVER}
COMPILED = [
    (hedge, re.compile(rf"(?:^|[\s(])(?:{words})\s(?:a\s|the\s|one\s)?$", re.I))
    for hedge, words in BEFORE
]
LAST_WORD = re.compile(
    r"(?<![a-z])(?:nearly|almost|under|below|than|of|off|to|approaching|quite|for|on|touching|nudging|over|above|most"
    r"|least|exceeding|about|around|barely|scarcely|just|approximately|approx\.?|roughly|circa|c\.?|ca\.?|some"
    r"|estimated|at)\s(?:a\s|the\s|one\s)?$",
    re.I,
)
AFTER = re.compile(r"\s?(?:%|\w{1,20})?,?\s(?:or\s(?:so|thereabouts)|thereabouts)\b", re.I)
LONGEST = 34  # characters of a hedge


def hedge_of(text: str, start: int, end: int) -> Hedge:
    """How the words around a number hedge it."""
    if AFTER.match(text, end):
        return Hedge.ABOUT
    before = text[max(0, start - LONGEST) : start]
    if sign := SIGNS.get(before.rstrip()[-1:]):
        return sign
    if not LAST_WORD.search(before):
        return Hedge.NONE  # as before most numbers
    return next((hedge for hedge, words in COMPILED if words.search(before)), Hedge.NONE)


def fair_distance(value: Decimal, decimals: int, unit: str, hedge: Hedge) -> Decimal:
    """How far off a hedged number may be. The rounder it is, the further: “about 40%” is said of
    36%, “about 41%” is not; “over 80%” is still fair at 95%."""
    if hedge is Hedge.NONE:
        return Decimal(0)
    step = _step(value, decimals, unit)
    return step * 2 if hedge in (Hedge.OVER, Hedge.UNDER) else step / 2


def _step(value: Decimal, decimals: int, unit: str) -> Decimal:
    """The distance to the next number that is as round: 10 for 40, 5 for 25, 1 for 41, 100 for
    1,300."""
    least = Decimal(1).scaleb(-decimals)
    if decimals > 0 or value == 0:
        return least
    if unit == "points":
        return Decimal(3 if value % 5 == 0 else 1)  # points tell of small distances
    if unit == "%":
        return next(Decimal(step) for step in (10, 5, 1) if value % step == 0)
    for power in range(7, 0, -1):
        if value % 10**power == 0:
            return max(least, Decimal(10**power))
    return max(least, Decimal(5 if value % 5 == 0 else 1))
