"""What a number is in its sentence: the value now or before, a target, England's, a change.

Each cue is looked for right before the number, up to the number before it, or right after it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from .aims import is_aimed_at
from .earlier import is_told_of_before
from .hedge_words import HEDGES
from .places import PLACE_ROLES, places_of
from .sentence import Hedge, Number, Role

FAR = 90  # characters before or after a number in which a cue is looked for


COMES_FROM = re.compile(rf"\bfrom\s+{HEDGES}", re.I)
GOES_TO = re.compile(rf"\b(?:to|now|currently)\s+(?:stand\w*\s+at\s+)?{HEDGES}", re.I)
TARGET_AFTER = re.compile(
    r"^\s?(?:%|per cent)?(?:\s(?:weeks?|months?|cases?))?\s(?:(?:national|local|council|our"
    r"|own|statutory|"
    r"corporate|agreed)\s)?(?:target|standard|goal|ambition|milestone|benchmark\b|limit\b|ceiling"
    r"|(?:figure|level|mark|line)\s(?:around\s|at\s|to\s|for\s)?(?:which|that|we)\s[^.;,\d]{0,50}?(?:expect|target|aim|set|plan)"
    r"|threshold|maximum\b|minimum\b|cap\b|floor\b|tolerance|bar\b|expectation|aspiration|requirement"
    r"|(?:that\s)?(?:we|the\scouncil|members)\s(?:had\s|have\s)?(?:all\s)?(?:set|agreed"
    r"|promised|committed|aim(?:ed)?|want(?:ed)?|expect(?:ed)?|require[ds]?|plan(?:ned)?)\b)",
    re.I,
)
# “Not yet at our 85% mark”; “past the 80% mark” may be any
OUR = re.compile(r"\b(?:our|its|agreed)\s$", re.IGNORECASE)
MARK_AFTER = re.compile(r"^\s?(?:%|per cent)?\s(?:mark|line)\b", re.IGNORECASE)
TARGET_BEFORE = re.compile(
    r"\b(?:targets?|standard|goal|milestone|aspiration|ambition|(?:statutory|expected|required"
    r"|national|set) timescales?|tolerance|"
    r"(?:recommended|expected) (?:national )?(?:level|maximum|limit)|ceiling|limit|threshold"
    r"|maximum|cap|expectation|requirement|benchmark|bar)"
    r"(?:\s(?:figure|level|rate|figures))?(?:,\s[^,;.:\d]{3,40},)?"
    r"(?:\s(?:that\s|which\s)?(?:we|members|cabinet|the\s[a-z]{4,12})\s(?:\w+\s)?(?:set|agreed|promised|expect"
    r"|want|adopted|chose)\w*(?:\s(?:for|with|by|in)\s[a-z]{3,12})?)?"
    r"(?:\s(?:written|set|agreed|put|given|laid)\s[a-z]{2,5}\s(?:the\s|our\s)?[a-z]{3,14})?"
    r"(?:\s(?:of|is|was|are|at|being|be|remains|set|stands|for|to|that|achieve|reach|all|these"
    r"|this|"
    r"which|currently|support|area|year|the|council|service|within|timescales?|timescale|in|we|"
    r"have|has|been|our|no|\d{4}[-/–]\d\d)){0,6}\s?[:(]?\s?"
    rf"{HEDGES}|\btargets? (?:for|on) [^,;.%\d]{{0,60}}?(?:is|was|of|at|remains|stays) {HEDGES}"
    rf"|\b(?:an?|the|our) (?:required|expected|agreed|planned)\s+{HEDGES}"
    rf"|\bset at\s+{HEDGES}|\baim(?:s|ing)? (?:for|to reach|to achieve)\s+{HEDGES}",
    re.I,
)
# “off target at 89.9%” tells where it is
BESIDE_A_TARGET = re.compile(
    r"\b(?:on|at|off|above|below|over|under|met|miss(?:ed|ing)|reach(?:ed|ing)|hit(?:ting)?|beat(?:ing)?"
    r"|exceed(?:s|ed|ing)|behind|ahead\sof|short\sof|within|outside)\s(?:the\s|our\s|its\s)?target"
    rf"(?:,?\s(?:at|with|being|standing\sat|is|was)\s|\s?[:,–—]\s){HEDGES}",
    re.I,
)
BY_SO_MANY = re.compile(
    r"\b(?:experienced|held|met|reported|used|chosen|received|had|attended|led|taken|made"
    r"|shared|agreed"
    r"|supported|completed)\sby\s$",
    re.I,
)
OF_ALL = re.compile(r"\s?(?:%|per cent)?\sof\s(?:our|the|all|those|children|\w+s)\b", re.I)
MORE_THAN_SO_MANY = re.compile(
    r"(?:\s\w{2,20}){1,2}\s(?:more|fewer|less|longer|later|higher|lower)\sthan\s"
    r"(?:\d|one|two|three|four|five|six|ten|twelve|sixteen|twenty)",
    re.I,
)
COMPARED = re.compile(
    r"\b(?:compared? (?:with|to|against)|compares (?:with|to)|in comparison (?:with|to)"
    r"|against|versus|vs\.?|"
    r"as against|rather than|than|in line with|"
    rf"(?:short|shy|adrift|ahead|clear) of|away from)\s+{HEDGES}",
    re.I,
)


THAN = re.compile(r"\b(?:more|less|fewer|greater|higher|lower)\sthan\s(?:a\s|the\s|one\s)?$", re.I)


class Time(Enum):
    """How the time that a number is given lies to this quarter."""

    NOT_EARLIER = auto()  # or none is given
    A_LITTLE_EARLIER = auto()  # in a text of other years, where “now” is no exact quarter
    EARLIER = auto()


@dataclass(frozen=True)
class Reading:
    """`roles`: what it may be, the likeliest first. `sure`: the words around it say so."""

    roles: tuple[Role, ...]
    sure: bool = False


def role_of(
    before: str,
    number: Number,
    after: str,
    *,
    time: Time,
    last: Reading | None,
    names_before: bool,
    names_place: bool,
) -> Reading:
    """`before` and `after`: the text up to the figures on either side. `time`: how the time that
    the sentence gives it lies to this quarter. `last`: what the figure before it is.
    `names_before`, `names_place`: the sentence calls the quarter before, or a place, by name."""
    before, after = before[-FAR:], after[:FAR]
    came_from = last is not None and last.roles == (Role.BEFORE,)
    if COMES_FROM.search(before):
        return Reading((Role.BEFORE,), sure=True)
    if came_from and GOES_TO.search(before):
        return Reading((Role.NOW,), sure=True)
    if number.role is Role.CHANGE and not _tells_of_no_change(before, after):
        return Reading((Role.CHANGE,), sure=True)
    is_ours = MARK_AFTER.match(after) is not None and OUR.search(before) is not None
    if is_ours or TARGET_AFTER.match(after) or _is_target_before(before, last):
        return Reading((Role.TARGET,), sure=True)
    if names_place and (places := places_of(before, after)):
        return Reading(places, sure=True)
    if number.role in (Role.PART, Role.WHOLE):
        return Reading((number.role,))
    if is_aimed_at(before + number.written + after, len(before), len(before) + len(number.written)):
        return Reading((Role.AIM,), sure=True)
    if is_told_of_before(before, after, names_it=names_before):
        return Reading((Role.BEFORE,), sure=True)
    return _time_of(before, number, time)


def _is_target_before(before: str, last: Reading | None) -> bool:
    """Not in “dropped under the 33% target to 28.9”, where the noun is of the number before."""
    found = TARGET_BEFORE.search(before)
    if found is None or BESIDE_A_TARGET.search(before):
        return False
    is_of_the_last = last is not None and last.roles == (Role.TARGET,)
    return not (is_of_the_last and not before[: found.start()].strip())


def _tells_of_no_change(before: str, after: str) -> bool:
    """“9% live more than 20 miles away”, “was met by 9% of children”."""
    if MORE_THAN_SO_MANY.match(after):
        return True
    return BY_SO_MANY.search(before) is not None and OF_ALL.match(after) is not None


def _time_of(before: str, number: Number, time: Time) -> Reading:
    is_hedge = number.hedge in (Hedge.OVER, Hedge.UNDER) and THAN.search(before)
    if COMPARED.search(before) and not is_hedge:
        if time is not Time.NOT_EARLIER:
            return Reading((Role.BEFORE,), sure=True)
        return Reading(
            (Role.BEFORE, Role.TARGET, Role.ENGLAND, Role.NEIGHBOURS, Role.REGION, Role.NOW)
        )
    if time is Time.EARLIER:
        return Reading((Role.BEFORE,), sure=True)
    return Reading((Role.NOW,), sure=GOES_TO.search(before) is not None)


def places_once(numbers: Sequence[Number]) -> list[Number]:
    """Of two figures of one KPI that could both be England's, the first may be the council's:
    “below that of neighbours (61%, compared with neighbours at 66%)”."""
    found, after = [], dict[str, set[Role]]()
    for number in reversed(numbers):
        if number.link and number.role in PLACE_ROLES:
            later = after.setdefault(number.kpi, set())
            if number.role in later:
                roles = (Role.NOW, *number.link.roles)
                number = replace(
                    number,
                    role=Role.NOW,
                    link=replace(number.link, roles=roles, role_is_said=False),
                )
            else:
                later.update(number.link.roles)
        found.append(number)
    return found[::-1]
