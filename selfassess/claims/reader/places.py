"""Whose figure a number is, if another place's: England's, the region's, neighbours'."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .sentence import Role
from .words import SENTENCES_KEPT

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
        r"|(?:councils|authorities) like (?:us|ours)|(?:our )?peers|(?:our )?comparator group"
        r"|(?:authorities|councils)(?: that| which)?(?: we)?(?: are)?"
        r"(?: usually| normally| generally| most often)? compared?(?: ourselves)?(?: with| to)",
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
    r"are|at|for|in|the|that|which|stands?|stood|it|by|on|same|year|period|latest|last|published"
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


@dataclass(frozen=True)
class Named:
    """A place that is named, and where: characters of the sentence."""

    role: Role
    start: int
    end: int


@lru_cache(maxsize=SENTENCES_KEPT)
def places_in(text: str) -> tuple[Named, ...]:
    return tuple(Named(place_of(one), one.start(), one.end()) for one in PLACE.finditer(text))


def places_of(before: str, after: str) -> tuple[Role, ...]:
    found = list(PLACE.finditer(before))
    if found and AFTER_PLACE.match(before[found[-1].end() :]):
        roles = [place_of(found[-1])]
        for one, following in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
            if not AND_PLACE.match(before[one.end() : following.start()]):
                break
            roles.append(place_of(one))
        return tuple(dict.fromkeys(roles))
    following_place = PLACE.search(after)
    if following_place and BEFORE_PLACE.match(after[: following_place.start()]):
        return (place_of(following_place),)
    return ()


def place_of(match: re.Match[str]) -> Role:
    return Role(match.lastgroup or "")
