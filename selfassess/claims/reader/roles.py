"""What a number is in its sentence: the value now or before, a target, England's, a change.

Each cue is looked for right before the number, up to the number before it, or right after it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from .aims import is_aimed_at
from .cues import cues
from .sentence import Hedge, Number, Role

FAR = 90  # characters before or after a number in which a cue is looked for

_HEDGE = (
    r"(?:about|around|approximately|over|under|just|only|nearly|almost|some|more than|fewer than|"
    r"less than|a|an|the|our|its|very|low|high|of|at|rate|base|below|above|between|well|current)"
)
_HEDGES = rf"(?:{_HEDGE}\s+){{0,4}}[(£]?\s?$"

COMES_FROM = re.compile(rf"\bfrom\s+{_HEDGES}", re.I)
GOES_TO = re.compile(rf"\b(?:to|now|currently)\s+(?:stand\w*\s+at\s+)?{_HEDGES}", re.I)
TARGET_AFTER = re.compile(
    r"^\s?(?:%|per cent)?(?:\s(?:weeks?|months?|cases?))?\s(?:(?:national|local|council|our"
    r"|own|statutory|"
    r"corporate|agreed)\s)?(?:target|standard|goal|ambition|milestone|benchmark\b|limit\b|ceiling"
    r"|(?:figure|level|mark|line)\s(?:around\s|at\s|to\s|for\s)?(?:which|that|we)\s[^.;,\d]{0,50}?(?:expect|target|aim|set|plan)"
    r"|threshold|maximum\b|minimum\b|cap\b|tolerance|bar\b|expectation|aspiration|requirement"
    r"|(?:that\s)?(?:we|the\scouncil|members)\s(?:had\s|have\s)?(?:all\s)?(?:set|agreed"
    r"|promised|committed|aim(?:ed)?|want(?:ed)?|expect(?:ed)?|require[ds]?|plan(?:ned)?)\b)",
    re.I,
)
TARGET_BEFORE = re.compile(
    r"\b(?:targets?|standard|goal|milestone|aspiration|ambition|(?:statutory|expected|required"
    r"|national|set) timescales?|tolerance|"
    r"(?:recommended|expected) (?:national )?(?:level|maximum|limit)|ceiling|limit|threshold"
    r"|maximum|cap|expectation|requirement|benchmark)"
    r"(?:\s(?:figure|level|rate|figures))?(?:,\s[^,;.:\d]{3,40},)?"
    r"(?:\s(?:that\s|which\s)?(?:we|members|cabinet|the\s[a-z]{4,12})\s(?:\w+\s)?(?:set|agreed|promised|expect"
    r"|want|adopted|chose)\w*(?:\s(?:for|with|by|in)\s[a-z]{3,12})?)?"
    r"(?:\s(?:of|is|was|are|at|being|be|remains|set|stands|for|to|that|achieve|reach|all|these"
    r"|this|"
    r"which|currently|support|area|year|the|council|service|within|timescales?|timescale|in|we|"
    r"have|has|been|our|no|\d{4}[-/–]\d\d)){0,6}\s?[:(]?\s?"
    rf"{_HEDGES}|\btargets? (?:for|on) [^,;.%\d]{{0,60}}?(?:is|was|of|at|remains|stays) {_HEDGES}"
    rf"|\b(?:an?|the|our) (?:required|expected|agreed|planned)\s+{_HEDGES}"
    rf"|\bset at\s+{_HEDGES}|\baim(?:s|ing)? (?:for|to reach|to achieve)\s+{_HEDGES}",
    re.I,
)
# “off target at 89.9%” tells where it is
BESIDE_A_TARGET = re.compile(
    r"\b(?:on|at|off|above|below|over|under|met|miss(?:ed|ing)|reach(?:ed|ing)|hit(?:ting)?|beat(?:ing)?"
    r"|exceed(?:s|ed|ing)|behind|ahead\sof|short\sof|within|outside)\s(?:the\s|our\s|its\s)?target"
    rf"(?:,?\s(?:at|with|being|standing\sat|is|was)\s|\s?[:,–—]\s){_HEDGES}",
    re.I,
)
PLACES: tuple[tuple[Role, str], ...] = (
    (
        Role.REGION,
        r"regional(?:ly)?|the region(?:[’']s)?|region(?:[’']s)? average|(?:West|East) Midlands|"
        r"(?:South|North)[- ](?:East|West)|Yorkshire(?: and (?:the )?Humber)?|East of England|"
        r"(?:inner |outer )?London(?= average|[’']s|\b)",
    ),
    (
        Role.NEIGHBOURS,
        r"stat(?:istical)?\.? neighbours?[’']?|neighbours?[’']?|\bSNs?\b|(?:similar|comparable"
        r"|comparator)"
        r" (?:local )?(?:authorities|authority|councils|boroughs|areas)|comparators?"
        r"|neighbouring (?:local )?(?:authorities|councils|boroughs)"
        r"|(?:councils|authorities) like (?:us|ours)",
    ),
    (
        Role.ENGLAND,
        r"England(?:[’']s)?|English|national(?:ly)?|nationwide|across the country"
        r"|the (?:rest of the )?country(?: as a whole)?",
    ),
)
PLACE_ROLES = tuple(role for role, _ in PLACES)
PLACE = re.compile(
    r"|".join(rf"(?P<{role.value}>\b(?:{words})(?!\w))" for role, words in PLACES), re.I
)
# What may stand between a place and its figure: “England average for 2013-14 of 23%”
_NEUTRAL = (
    r"(?:[’']s|average|averages|mean|median|figures?|rates?|level|levels|performance|value|of"
    r"|is|was|were|"
    r"are|at|for|in|the|that|which|stands?|stood|by|on|same|year|period|latest|last|published"
    r"|as|a|"
    r"whole|authorities|authority|councils|local|children|looked|after|care|leavers|all|being"
    r"|has|have|"
    r"been|managed|manages|achieved|achieves|reached|got|saw|sits|sat|came|recorded|data|comparator|group|measure|reported|around|about|just|over|under|nearly|only|to"
    r"|end|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"\d{4}(?:[-/–]\d\d(?:\d\d)?)?|\d{1,2}(?:st|nd|rd|th)?|q[1-4]|per|10,000)"
)
AFTER_PLACE = re.compile(
    rf"^(?:[\s(:=]*{_NEUTRAL}\b)*(?:,\s[^,;.:]{{3,30}},(?:\s{_NEUTRAL}\b)*)?[\s(:=,]*$", re.I
)
AND_PLACE = re.compile(
    r"^[’']?\s?(?:average|figure|rate|level)?\s?(?:,\s?)?(?:and|or)\s(?:the\s)?$", re.I
)
BEFORE_PLACE = re.compile(
    r"^\s?(?:%|per cent|per 10,000)?(?:\s(?:weeks?|months?|days|children))?[\s(]*"
    r"(?:(?:for|in|across|among|amongst|by|of|the|our|all|average|mean|from"
    r"|\d{4}(?:[-/–]\d\d)?|as)\s){0,6}$",
    re.I,
)
EARLIER_AFTER = re.compile(
    r"^\s?(?:%|per cent|per 10,000)?(?:\s(?:weeks?|months?|days|cases|children"
    r"|contacts))?[\s(,]{0,2}"
    r"(?:(?:in|at|during|for|on|of|as at|recorded|by)\s){0,2}"
    r"(?:before\b|previously|earlier|last (?:quarter|year|month)|(?:the )?(?:previous"
    r"|preceding|prior) "
    r"(?:quarter|year|month|period)|"
    r"(?:the )?(?:quarter|year|month) (?:before|earlier|ago|previously)|a (?:year|quarter) "
    r"(?:ago|earlier|before)|"
    r"(?:the )?same (?:time|period|quarter) (?:last|a|the|in)|this time last year)",
    re.I,
)
EARLIER_BEFORE = re.compile(
    r"\b(?:previous(?:ly)?|earlier|last (?:quarter|year)[’']?s?|(?:quarter|year) before)"
    r"(?:\s(?:performance|figure|rate|quarter|year|level|it|was|were|of|at|high|low|years?|the"
    r"|stood)){0,5}"
    rf"[\s:(]*{_HEDGES}|\b(?:improve(?:ment|d)?|up|down|increased?|reduc(?:tion|ed)|decrease"
    rf"|rise|fall) "
    rf"(?:on|from)\s+{_HEDGES}",
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
    rf"as against|rather than|than|in line with)\s+{_HEDGES}",
    re.I,
)


THAN = re.compile(r"\b(?:more|less|fewer|greater|higher|lower)\sthan\s(?:a\s|the\s|one\s)?$", re.I)
# What may stand between a number and the earlier time of which it is
TO_A_TIME = re.compile(
    r"\s?(?:%|per\scent|per\s10,000)?(?:\s(?:weeks?|months?|days|cases|children|contacts))?[\s(]{0,2}"
    r"(?:(?:in|at|during|for|on|of|as\sat|reported|recorded|achieved|when|that\swas|we|the\s\w+|had|was|were|it)\s?){0,5}",
    re.I,
)
WAS = re.compile(rf"\b(?:was|were|stood|been)\s(?:at\s)?{_HEDGES}", re.I)  # “They were at 91 …”
HAD_BEEN = re.compile(
    rf"\b(?:had|having)\s(?:\w+\s)?(?:been|stood|reached|come\sin|risen|fallen|dropped)\s(?:at\s|to\s)?{_HEDGES}",
    re.I,
)
AND_IS_NOW = re.compile(
    r"\s?(?:%|per cent)?,?\s(?:and|but)\s(?:we\s|it\s|they\s)?(?:is|are|has|have)\snow\b", re.I
)


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
    before: str, number: Number, after: str, *, time: Time, last: Reading | None
) -> Reading:
    """`before` and `after`: the text up to the figures on either side. `time`: how the time that
    the sentence gives it lies to this quarter. `last`: what the figure before it is."""
    before, after = before[-FAR:], after[:FAR]
    came_from = last is not None and last.roles == (Role.BEFORE,)
    if COMES_FROM.search(before):
        return Reading((Role.BEFORE,), sure=True)
    if came_from and GOES_TO.search(before):
        return Reading((Role.NOW,), sure=True)
    if number.role is Role.CHANGE and not _tells_of_no_change(before, after):
        return Reading((Role.CHANGE,), sure=True)
    if TARGET_AFTER.match(after) or _is_target_before(before, last):
        return Reading((Role.TARGET,), sure=True)
    if places := _places(before, after):
        return Reading(places, sure=True)
    if number.role in (Role.PART, Role.WHOLE):
        return Reading((number.role,))
    if is_aimed_at(before + number.written + after, len(before), len(before) + len(number.written)):
        return Reading((Role.AIM,), sure=True)
    return _time_of(before, number, after, time)


def _is_target_before(before: str, last: Reading | None) -> bool:
    """Not in “dropped under the 33% target to 28.9”, where the noun is that of the number before."""
    found = TARGET_BEFORE.search(before)
    if found is None or BESIDE_A_TARGET.search(before):
        return False
    is_of_the_last = last is not None and last.roles == (Role.TARGET,)
    return not (is_of_the_last and not before[: found.start()].strip())


def _is_told_of_before(after: str) -> bool:
    """“87.4% when the board last met”: right after it stands what an earlier time is called."""
    found = next((one for one in cues(after) if one.says == "earlier"), None)
    return found is not None and TO_A_TIME.fullmatch(after, 0, found.start) is not None


def _tells_of_no_change(before: str, after: str) -> bool:
    """“9% live more than 20 miles away”, “was met by 9% of children”."""
    if MORE_THAN_SO_MANY.match(after):
        return True
    return BY_SO_MANY.search(before) is not None and OF_ALL.match(after) is not None


def _places(before: str, after: str) -> tuple[Role, ...]:
    found = list(PLACE.finditer(before))
    if found and AFTER_PLACE.match(before[found[-1].end() :]):
        roles = [_place(found[-1])]
        for one, following in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
            if not AND_PLACE.match(before[one.end() : following.start()]):
                break
            roles.append(_place(one))
        return tuple(dict.fromkeys(roles))
    following_place = PLACE.search(after)
    if following_place and BEFORE_PLACE.match(after[: following_place.start()]):
        return (_place(following_place),)
    return ()


def _place(match: re.Match[str]) -> Role:
    return Role(match.lastgroup or "")


def _time_of(before: str, number: Number, after: str, time: Time) -> Reading:
    if (WAS.search(before) and AND_IS_NOW.match(after)) or HAD_BEEN.search(before):
        return Reading((Role.BEFORE,), sure=True)
    if EARLIER_BEFORE.search(before) or EARLIER_AFTER.match(after) or _is_told_of_before(after):
        return Reading((Role.BEFORE,), sure=True)
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
