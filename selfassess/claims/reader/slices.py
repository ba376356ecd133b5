"""“Of contacts from schools 82%”, “at weekends”, “in our best week”: a slice of what a KPI counts,
of which its own figure says nothing."""

import re
from collections.abc import Collection

from .words import words

NEAR = 70  # characters before and after that are looked at
STOPS = re.compile(r"[;:]|\.\s|\b(?:but|while|whereas|although|compared|than|against)\b|\),?\s")
_WHO = (
    r"schools?|nurser(?:y|ies)|colleges?|(?:the\s)?police|health(?:\svisitors?|\spartners?|\sservices?)?"
    r"|hospitals?|GPs?|midwives|parents?|(?:the\s)?public|members\sof\sthe\spublic|partners?|probation"
    r"|housing|ambulance\w*|(?:family\s)?courts?|relatives|anonymous\s\w+|education|voluntary\s\w+|charities"
)
_AGE = (
    r"girls|boys|teenagers?|adolescents?|bab(?:y|ies)|infants?|toddlers?|under[-\s](?:fives?|ones?|twos?|\d{1,2}s?)"
    r"|over[-\s]\w+s|(?:older|younger|disabled|unborn|unaccompanied|asylum[-\s]seeking|newly)\s\w+"
    r"|(?:children|those|young\speople|people|pupils)\s(?:under|over|aged|between|with|without|who|placed|born)\b"
    r"|sibling\s?groups?|siblings|UASC|new\s(?:starters|entrants|referrals|cases)"
)
_TIME = (
    r"week[-\s]?ends?|bank\sholidays?|school\sholidays?|out\sof\s(?:office\s)?hours|nights?|evenings?"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
)
_BEST = (
    r"(?:best|worst|busiest|quietest|first|last|final|second|third|same|slowest|one|any|some|that|"
    r"peak|single|few|two|three)\s(?:\w+\s)?(?:weeks?|months?|days?|fortnights?)"
)
_PLACE = (
    r"(?:one|two|three|some|each|any|another|other|several|few|best|worst|strongest|weakest|either)"
    r"\s(?:of\s)?(?:our\s|the\s)?(?:\w+\s)?(?:teams?|localit(?:y|ies)|districts?|offices?|areas?|hubs?|homes?|schools?"
    r"|services?|workers?|wards?)"
)
WITH = re.compile(r"\b(?:with|without|who)$", re.IGNORECASE)
SLICE = re.compile(
    rf"\b(?:(?:from|via|through|made\sby|referred\sby|by)\s(?:the\s|our\s|local\s)?(?P<who>{_WHO})"
    rf"|(?:of|for|among|amongst|in|with|to)\s(?:our\s|the\s|all\s)?(?P<age>{_AGE})"
    r"|(?:in|at)\s(?P<where>schools?|nurser(?:y|ies)|colleges?|hospitals?|custody)"
    rf"|(?P<people>girls|boys|teenagers|babies|siblings|infants)"
    rf"|(?P<time>{_TIME})|(?:in|during|for|of|over|at)\s(?:the|our|its|a)?\s?(?!(?:(?:last|past|previous|preceding)\s)?(?:three|3)\smonths)(?P<best>{_BEST})"
    rf"|(?P<place>{_PLACE}))\b",
    re.IGNORECASE,
)
A_TEAM = re.compile(
    r"\b(?:[Tt]he|[Oo]ur|[Ii]n|[Aa]t)\s(?!MASH\b|LAC\b|CLA\b|CP\b|Early\b|Children|Safeguarding|Assessment|Court|Care\b"
    r"|Leaving|Child\b|CWD\b|Disab\w+|SEND?\b|CIN\b|IHA|Edge\sof|Pathway|Family\sHelp|Looked|Performance|IRO\b|Edge)(?:[A-Z][\w’'-]{1,20}\s){1,3}"
    r"(?:team|locality|district|office|hub|area|school|academy|home|ward)\b"
)
IN_A_MONTH = re.compile(
    r"\b(?:[Ii]n|[Dd]uring|[Ff]or|[Tt]hroughout)\s(?:early\s|late\s|mid-?)?(?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December)\b(?!,?\s(?:20)?\d\d\b|\s(?:and|to|until|-|–)\s)",
)


def slice_around(text: str, start: int, end: int, own: Collection[str]) -> str:
    """The words that say of which slice something is told; empty where it is of all. `own`: the
    words of whom the KPI counts, which make no slice of it."""
    first, last = _clause(text, start, end)
    for pattern in (SLICE, A_TEAM, IN_A_MONTH):
        for match in pattern.finditer(text, first, last):
            said = {word.stem for word in words(match[match.lastgroup or 0])}
            if WITH.search(match[0]):  # “children with an up-to-date dental check”
                said |= {word.stem for word in words(text[match.end() :][:NEAR])[:3]}
            if said.isdisjoint(own) or pattern is not SLICE:
                return match.group()
    return ""


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = max(0, start - NEAR), min(len(text), end + NEAR)
    stops = list(STOPS.finditer(text, first, start))
    first = stops[-1].end() if stops else _word(text, first)
    stop = STOPS.search(text, end, last)
    return first, stop.start() if stop else last


def _word(text: str, at: int) -> int:
    """Not within a word."""
    return at if at == 0 or not text[at - 1].isalnum() else text.find(" ", at) + 1
