"""Every number in a sentence: its value, its unit, how far it may be off, and of what kind it is.

A number is found first (`_found`), then said of what kind it is, then its unit is read from the
words after it. What two numbers say together, “20 to 25%” or “6 of 8”, `pairs.py` reads.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from . import hedges, shares, units
from .changes import is_change
from .durations import is_length_of_time
from .not_figures import stretches
from .number_words import NUMBER_WORDS, value_of
from .pairs import alike, ranges, wholes
from .sentence import Hedge, Kind, Number, Role
from .units import PERCENT

LONGEST = 15  # digits; what is longer counts nothing
FRACTIONS = {
    "½": "0.5",
    "¼": "0.25",
    "¾": "0.75",
    "⅓": "0.33",
    "⅔": "0.67",
    "⅛": "0.125",
    "⅕": "0.2",
}
_SIGNS = "".join(FRACTIONS)
DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.])\.\d+"
FOUND = re.compile(
    rf"(?P<share>(?=[aothfsen\d])(?:{shares.SHARE}|{shares.IN_EVERY}|{shares.OF_SOME_IN}))"
    rf"|(?P<digits>{DIGITS})(?:\s?(?P<sign>[{_SIGNS}]))?"
    rf"|(?P<alone>[{_SIGNS}])"
    r"|(?P<both>\bboth\b(?!\sof\sthese\sreasons)|\b(?:a\s)?(?:couple|pair)\sof\b)"
    rf"|(?P<words>{NUMBER_WORDS})(?![-\s]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth"
    r"|ninth)\b)",
    re.IGNORECASE,
)
SUFFIX = re.compile(
    r"(?:st|nd|rd|th|s|x|m|k|bn|million|hrs?|hours?|days?|weeks?|wks?|months?|yrs?"
    r"|years?|mins?|pc|pp|ppts?|percent|per|points?|FTEs?|WTE|am|pm)\b",
    re.I,
)
# “one” is mostly a pronoun. It counts where somebody or something is named that is counted.
ONE_COUNTED = re.compile(
    r"\s(?:[a-z][a-z-]{1,20}\s){0,2}?(?:child|person|family|baby|boy|girl|sibling|parent|carer|leaver"
    r"|adopter|pupil|worker|manager|post|vacancy|case|referral|contact|complaint|allegation|death|audit"
    r"|review|visit|conference|placement|home|plan|application|order|match|assessment|appeal"
    r"|(?:percentage\s)?point)\b",
    re.I,
)
ONE_OF = re.compile(
    rf"\s(?:out\s)?of\s(?:every\s|our\s|the\s)?(?:\d{{1,3}}\b|{NUMBER_WORDS})", re.I
)
ONE_ALONE = re.compile(r"\b(?:only|just|from|to|than)\s$", re.I)
NOT_ONE = re.compile(
    r"\b(?:no|any|every|each|this|that|which|another|the|number|as|at|an?)[\s-]$", re.I
)
# “The gap is 12 points”, “narrowed from 9 to 14 points”: where it stands, not by how much it moved.
LEVEL_OF_POINTS = re.compile(r"\b(?:from|to|at|is|was|are|were)\s$", re.I)
# “all three services”: of how many, the reader knows already.
LEAST_WHOLE = 10  # “seven of the seventeen cases”; “one of the two” is no count
OF_BEFORE = re.compile(r"\b(?:\d+|[a-z-]+)\s(?:out\s)?of\s(?:the|our|all|these|those)\s$", re.I)
KNOWN_BEFORE = re.compile(r"\b(?:the|all|these|those|both|other|our|its|their)\s$", re.I)


def numbers(text: str) -> list[Number]:
    """The numbers of a sentence in order, with places in the sentence."""
    found = [_of_kind(text, number) for number in _found(text)]
    if not found:
        return []
    taken = _taken(text)
    kinds = [replace(n, kind=taken[n.start]) if n.start in taken else n for n in found]
    measured = [_measured(text, number) for number in ranges(text, kinds)]
    return wholes(text, alike(text, measured))


def _taken(text: str) -> dict[int, Kind]:
    """For each place that belongs to a stretch without figures: of which kind it is."""
    taken: dict[int, Kind] = {}
    for start, end, kind in stretches(text):
        for at in range(start, end):
            taken.setdefault(at, kind)
    return taken


def _found(text: str) -> Iterator[Number]:
    for match in FOUND.finditer(text):
        start, end, written = match.start(), match.end(), match[0]
        if match["share"]:
            yield _share(text, Number(start, end, written, shares.share_of(written), unit="%"))
        elif match["both"]:
            yield Number(start, end, written, Decimal(2), kind=Kind.WORD)
        elif match["words"]:
            yield Number(start, end, written, value_of(written))
        else:
            yield _in_digits(match)


def _share(text: str, number: Number) -> Number:
    hedge = hedges.hedge_of(text, number.start, number.end)
    about = {Hedge.NONE: shares.FAIR, Hedge.OVER: shares.FAR, Hedge.UNDER: shares.FAR}
    about[Hedge.JUST_OVER] = shares.JUST_OVER
    return replace(
        number,
        hedge=hedge or Hedge.ABOUT,
        about=about.get(hedge, shares.HEDGED),
        role=Role.CHANGE if is_change(text, number.start, number.end) else Role.OTHER,
    )


def _in_digits(match: re.Match[str]) -> Number:
    start, end, written = match.start(), match.end(), match[0]
    digits = (match["digits"] or "0").replace(",", "")
    sign = match["sign"] or match["alone"]
    if len(digits) > LONGEST:
        return Number(start, end, written, Decimal(digits[:LONGEST]), kind=Kind.REFERENCE)
    value, decimals = Decimal(digits), len(digits.partition(".")[2])
    if sign:
        part = Decimal(FRACTIONS[sign])
        return Number(start, end, written, value + part, len(str(part)) - 2)
    return Number(start, end, written, value, decimals)


def _of_kind(text: str, number: Number) -> Number:
    """Its kind as far as the characters that touch it, or its own words, tell."""
    start, end = number.start, number.end
    before, after = text[max(0, start - 2) : start], text[end : end + 20]
    if number.kind is not Kind.FIGURE or number.unit:
        return number
    if number.written.lower() == "one":
        return replace(number, kind=Kind.WORD) if _is_pronoun(text, start, end) else number
    if not number.written[0].isdigit():
        is_whole = number.value >= LEAST_WHOLE and OF_BEFORE.search(text, max(0, start - 30), start)
        known = not is_whole and KNOWN_BEFORE.search(text, max(0, start - 8), start)
        return replace(number, kind=Kind.WORD) if known else number
    touches = before[-1:].isalpha() or before[-1:] == "_"
    footnote = before[-1:] in (",", ".") and before[:1].isalpha()
    code = before[-1:] in ("-", "/") and before[:1].isalpha() and not PERCENT.match(after)
    if touches or footnote or code or (after[:1].isalpha() and not SUFFIX.match(after)):
        return replace(number, kind=Kind.REFERENCE)
    if after[:1] == "s" and number.value % 10 == 0:
        return replace(number, upper=number.value + 9)  # “in the 30s”
    if before[-1:] in "+-−" and before[-1:] and (start == 1 or before[:1] in " ("):
        return replace(number, role=Role.CHANGE)  # “+3%”
    return number


def _is_pronoun(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 12) : start]
    if NOT_ONE.search(before):
        return True
    counts = ONE_COUNTED.match(text, end) or ONE_OF.match(text, end)
    return not (ONE_ALONE.search(before) or counts)


def _measured(text: str, number: Number) -> Number:
    """The number with its unit, and how far its words let it be off."""
    if not number.is_figure or number.unit:
        return number
    number = _with_unit(text, _scaled(text, number))
    if not number.is_figure:
        return number
    hedge = hedges.hedge_of(text, number.start, number.end)
    role = Role.CHANGE if is_change(text, number.start, number.end) else number.role
    if not hedge and role is number.role:
        return number
    about = hedges.fair_distance(number.value, number.decimals, number.unit, hedge)
    return replace(number, hedge=hedge, about=about, role=role)


def _scaled(text: str, number: Number) -> Number:
    """“£2.4m”, “1.2 million”, “£500k”."""
    pounds = text[max(0, number.start - 1) : number.start] == "£"
    scale = units.SCALE.match(text, number.end)
    if not pounds and not scale:
        return replace(number, written=text[number.start : number.end]) if number.upper else number
    number = replace(number, start=number.start - pounds, unit="£" if pounds else "")
    if scale and (pounds or len(scale[0].strip()) > 2):
        power = units.ZEROS[(scale.lastindex or 1) - 1]
        number = replace(
            number,
            end=scale.end(),
            value=number.value.scaleb(power),
            upper=None if number.upper is None else number.upper.scaleb(power),
            decimals=number.decimals - power,
        )
    return replace(number, written=text[number.start : number.end])


def _with_unit(text: str, number: Number) -> Number:
    end = number.end
    if number.unit == "£":
        return number
    if match := PERCENT.match(text, end):
        return replace(number, unit="%", end=match.end(), written=text[number.start : match.end()])
    if match := units.POINTS.match(text, end):
        written = text[number.start : match.end()]
        level = LEVEL_OF_POINTS.search(text, max(0, number.start - 12), number.start)
        role = number.role if level else Role.CHANGE
        return replace(number, unit="points", end=match.end(), written=written, role=role)
    if match := units.TIME.match(text, end):
        return _in_time(text, number, match)
    if units.FREQUENCY.match(text, end):
        return replace(number, kind=Kind.DURATION)
    if units.DISTANCE.match(text, end):
        return replace(number, unit="mile", kind=Kind.DISTANCE)
    if units.FTE.match(text, end):
        return replace(number, unit="FTE")
    if units.TIMES.match(text, end):
        return replace(number, unit="times", kind=Kind.RATIO)
    if units.ADJECTIVE.match(text, end):
        return replace(number, kind=Kind.REFERENCE)  # “a two-bedroom flat”
    if per := units.PER.match(text, end):
        return replace(number, unit=units.per(per[1]))
    return replace(number, unit=units.noun_after(text, end, one=number.value == 1))


def _in_time(text: str, number: Number, match: re.Match[str]) -> Number:
    unit = units.UNIT_OF_TIME.get(match["unit"].lower(), match["unit"].lower())
    adjective = not match["many"] and number.value != 1  # “a 28-day timescale”
    limits = adjective or is_length_of_time(
        text, number, match.end(), unit, working=bool(match["kind"])
    )
    return replace(number, unit=unit, kind=Kind.DURATION if limits else Kind.FIGURE)
