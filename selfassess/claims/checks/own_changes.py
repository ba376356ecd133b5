"""A change beside the two numbers that it lies between: “an increase of 8%, from 402 to 411”,
“602 days, 120 days longer than the target of 487”."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from ..finding import Tier
from ..reader.rounding import half_step, limits
from ..reader.sentence import Number, Role, Sentence
from .outline import A_FEW, CHANGE, FROM, TO, Neighbours, Problem, comparable, neighbours

LEADS_TO_FROM = re.compile(
    rf"\b(?:by|of)\s(?:[a-z]{{1,15}}\s){{0,2}}{CHANGE}[^{CHANGE}.;]{{0,60}}?\bfrom\s[^;]{{0,40}}$"
)
FOLLOWS = re.compile(
    rf"^[^;{CHANGE}]{{0,40}}?(?:,|\(|–|-)\s?(?:which\s(?:is|was|represents)\s|represents\s|this\sis\s)?(?:an?\s|by\s)?"
    rf"(?:[a-z]{{1,15}}\s){{0,2}}(?:increase|rise|decrease|reduction|fall|drop)\sof\s(?:[a-z]{{1,15}}\s)?{CHANGE}"
    rf"|^[^;{CHANGE}]{{0,40}}?,\s(?:which\s(?:is|was|represents)\s|represents\s|this\sis\s)?an?\s{CHANGE}\s"
    r"(?:[a-z]{1,15}\s)?(?:increase|rise|decrease|reduction|fall|drop)\b"
)
COMPARED_WITH = re.compile(
    r"\b(?:compar(?:ed|es)\s(?:to|with)|against|(?:up|down)\sfrom)\s(?:[a-z~’'-]{1,20}\s){0,4}[(]?$"
)
LIES_BETWEEN = re.compile(
    rf"^[^{CHANGE};]{{0,60}}?(?:up|down|(?:increase|rise|decrease|reduction|fall|drop|improvement)\sof)\s"
    rf"(?:by\s)?{CHANGE}\s(?:[a-z]{{1,15}}\s)?(?:from|on|over)\s{A_FEW}[(]?$|"
    rf"^[^{CHANGE};]{{0,60}}?{CHANGE}\s(?:[a-z-]{{1,15}}\s){{0,3}}?(?:more|fewer|higher|lower|less|longer|shorter|above|below)\s(?:than\s)?"
    r"(?:[a-z~’'–-]{1,20}\s){0,8}[(]?$"
)


# “a 4% rise took contacts to 1,976 from 1,900”
LEADS_TO = re.compile(
    rf"{CHANGE}\s(?:[a-z]{{1,15}}\s)?(?:rise|increase|fall|drop|reduction|decrease)\s[^.;]{{0,60}}\bto\s$"
)
# “19 fewer children (31) than in 2019 (40)”
FEWER = re.compile(rf"{CHANGE}\s(?:more|fewer|less)\s(?:[a-z’'-]{{1,20}}\s){{1,8}}[(]$")
THAN = re.compile(r"^[)]\sthan\s(?:[a-z~’'-]{1,20}\s){1,8}[(]$")
# “doubled from 12 to 18”
MULTIPLIED = re.compile(
    r"\b(?P<hedge>more\sthan\s|nearly\s|almost\s)?(?P<verb>doubled|trebled|tripled|halved)\b[^.;]{0,60}$"
)
LEAST_TIMES = {"doubled": Decimal("1.8"), "trebled": Decimal("2.7"), "tripled": Decimal("2.7")}
MOST_LEFT = Decimal("0.56")  # of what is said to have halved
HEDGED = Decimal("0.1")  # how much of it “more than” takes away and “nearly” adds


def wrong_changes(sentence: Sentence) -> Iterator[Problem]:
    """Each change that does not lie between the two numbers beside it."""
    yield from _wrong_multiples(sentence)
    for change, one, other in changes(sentence):
        if not lies_between(change, one, other):
            beside = f"From {one.written} to {other.written} is not {change.written}."
            yield Problem(Tier.CONTRADICTS, beside, (change, one, other))


def changes(sentence: Sentence) -> Iterator[tuple[Number, Number, Number]]:
    """A change, and the two numbers of which the sentence tells it."""
    told = [number for number in sentence.figures if number.role is Role.CHANGE]
    if not told:
        return
    starts = [number.start for number in told]
    for pair in neighbours(sentence):
        if not comparable(pair):
            continue
        first, second = bisect_left(starts, pair.first.end), bisect_left(starts, pair.second.start)
        between = told[first:second]
        before = told[max(0, first - 1) : first]  # the nearest of each
        after = told[second : second + 1]
        if before and _ends_in_earlier(pair):
            yield before[-1], pair.second, pair.first
        elif len(between) == 1 and LIES_BETWEEN.search(pair.between):
            yield between[0], pair.second, pair.first
        elif after and COMPARED_WITH.search(pair.between) and FOLLOWS.search(pair.after):
            yield after[0], pair.second, pair.first
        elif not between and _goes_from_to(pair):
            if before and LEADS_TO_FROM.search(pair.before):
                yield before[-1], pair.first, pair.second
            elif after and FOLLOWS.search(pair.after):
                yield after[0], pair.first, pair.second


def _ends_in_earlier(pair: Neighbours) -> bool:
    """The change first, then the newer number, then the older one."""
    takes_to = LEADS_TO.search(pair.before) and FROM.search(pair.between)
    return bool(takes_to or (FEWER.search(pair.before) and THAN.search(pair.between)))


def _goes_from_to(pair: Neighbours) -> bool:
    return bool(FROM.search(pair.before) and TO.search(pair.between))


def _wrong_multiples(sentence: Sentence) -> Iterator[Problem]:
    for pair in neighbours(sentence):
        match = MULTIPLIED.search(pair.before)
        if match and _goes_from_to(pair) and comparable(pair):
            hedge = match["hedge"] or ""
            towards = 1 if hedge.startswith("more") else -1 if hedge else 0
            if not _multiplied(pair.first.value, pair.second.value, match["verb"], towards):
                one, other = pair.first.written, pair.second.written
                beside = f"From {one} to {other} it has not {hedge}{match['verb']}."
                yield Problem(Tier.CONTRADICTS, beside, (pair.first, pair.second))


def _multiplied(one: Decimal, other: Decimal, verb: str, towards: int) -> bool:
    factor = 1 + towards * HEDGED
    if verb == "halved":
        return other <= one * MOST_LEFT / factor
    return other >= one * LEAST_TIMES[verb] * factor


def lies_between(change: Number, one: Number, other: Number) -> bool:
    """Is the change the difference of the two, in their unit or in per cent of the first?

    All three may be rounded, and the last digit of the change may be cut off.
    """
    (low, high), (other_low, other_high) = limits(one), limits(other)
    least, most = sorted((abs(other_low - high), abs(other_high - low)))
    if (other_low - high) * (other_high - low) < 0:
        least = Decimal(0)
    change_low, change_high = limits(change)
    change_high += half_step(change.decimals)
    if _is_difference(change, one, other) and change_low <= most and least <= change_high:
        return True
    if change.unit != "%" or low <= 0:
        return False
    return change_low <= 100 * most / low and 100 * least / high <= change_high


def _is_difference(change: Number, one: Number, other: Number) -> bool:
    """Percentages differ by points, which many write as per cent; counts never do."""
    of_shares = "%" in (one.unit, other.unit)
    return of_shares or change.unit not in ("%", "points")
