"""A small number that another tells: “halved from six”, “ten of the dozen”, “twice”, “Year 11s”.

Every repetition is bounded.
"""

import re
from collections.abc import Iterator

from selfassess.claims.reader.units import noun_after

from .counted import NAMES_CHILDREN, NO_PEOPLE, PEOPLE_WORDS, is_of_others, tells_no_child
from .one_event import FEW
from .one_person import BEFORE, is_first_of_two_nouns
from .passage import Passage

WHY = "it tells a small number"
_THE = r"(?:the|our|a|these|those|this|that)"
# What is counted of children in the plural or singular.
_DECIDED = r"""(?:assessment|referral|contact|complaint|allegation|application|order|disruption
    |breakdown
    |exclusion|adoption|admission|incident|conference|enquir|notification|removal|arrest|appeal
    |episode|move|visit|discussion|death|pregnanc|escalation|placement|investigation|agreement
    |concern|arrangement|injur|bed|case|plan)(?:s|y|ies)?\b(?!\s(?:process|procedure|panel|policy
    |training|teams?|officers?|forms?))"""
_HAPPENS = r"""\b(?:restrain\w{1,4}|police\s(?:protection|powers)|secure|missing|absconded
    |arrested
    |emergency\s(?:order|protection|placement|accommodation)|excluded|suspended|overdosed
    |self-harmed|re-?referred|hospital\w{0,9}|stabbed|assaulted|unregistered|unregulated
    |bed\sand\sbreakfast|recovery\sorder|warrant|disagreed|criticised|tribunal)\b"""
PATTERNS = [
    # “Ten of the dozen families”, “one in three of the dozen girls”
    rf"""\b(?:{FEW}|eight|nine|ten|eleven|8|9|1[01]|half|quarters?|thirds?|all|none|both|each)\s
        (?:in\s\w{{1,5}}\s)?(?:out\s)?(?:of\s)?{_THE}\s(?:\w{{1,12}}\s)?dozen\b""",
    r"""\b(?:halved|doubled|trebled|tripled|quadrupled)[^.;]{0,20}\s(?:from|to)\s(?:just\s
    |only\s)?
        (?:one|two|three|four|five|six|seven|eight|[1-8])\b(?![.,:]\d|\s?(?:%|per|points?|days?
        |weeks?|months?|years?|hours?|minutes?|million|m\b|FTE|teams?|posts?|staff|workers?))""",
    rf"""\b{FEW}\s(?:\w{{1,12}}\s)?of\s{_THE}\s(?:\w{{1,12}}\s)?(?:(?:Year|Y)\s?\d{{1,2}}s?
        |\d{{1,2}}[\s-]?year[\s-]?olds)\b(?!\s(?:teachers?|class\w{{0,2}}|plans?|teams?
        |schools?))""",
    # “One stage 2 complaint”
    rf"""\b(?:{FEW}|an?|another)\s(?:of\s(?:the|our)\s)?(?:new\s|further\s|more\s)?
        (?:stage|level|tier|section|s\.?|regulation|category|grade|type|part)\s?
        (?:\d{{1,3}}|one|two|three|four|[A-E])\s(?:\w{{1,14}}\s)?{_DECIDED}""",
    rf"""\b(?:couple|few)\s(?:more|further|other|extra|additional)\s(?:of\s(?:the|our)\s)?
        {BEFORE}{PEOPLE_WORDS}\b{NO_PEOPLE}""",
    rf"\b(?:couple|pair|trio|handful)\sof\s(?:[\w-]{{1,20}}\s){{0,3}}?{_DECIDED}",
    rf"\b(?:duo|quartet|foursome|threesome|twosome)\sof\s{BEFORE}{PEOPLE_WORDS}\b",
    r"\b(?:the|a|our|this)\s(?:foursome|quartet|twosome)\b|\b(?:quads|quins)\b(?!\sbikes?\b)",
    rf"\b{FEW}\sYear\s\d{{1,2}}\s{BEFORE}{PEOPLE_WORDS}\b{NO_PEOPLE}",
    # “Restraint was used once”
    rf"""{_HAPPENS}[^.;]{{0,50}}\b(?:once|twice|(?:two|three|four)\stimes|{FEW}\soccasions?)\b
        (?!\s(?:an?|per|every|each|again|more|the|they|we|it|he|she|as)\b)""",
    rf"\b(?:just|only)\s(?:one|two|1|2)\s(?:out\sof|in)\s\d{{2}}\s{BEFORE}{PEOPLE_WORDS}\b{NO_PEOPLE}",
    # “Reviews 98%, one late”, “2x EPO”, “fell by one”
    rf"""\b{FEW}\s(?:is\s|was\s|still\s|not\s)?(?:late|outstanding|overdue|missed|unallocated
    |refused|declined
        |inadequate|pending|breached|cancelled|unseen|not\sseen)(?:[.,;)]|$|\sand\b|\sby\b
        |\sin\b|\sbecause\b)""",
    r"\b[1-4]\s?x\s(?:[a-z]{2,12}\s)?(?:EPO|PPO|ICO|SGO|ICPC|RCPC|LAC|CIN|CP|DoLS?|UASC|child|bab|boy|girl|famil|order)\w{0,4}\b",
    r"""\b(?:fell|rose|grew|dropped|went\s(?:up|down)|increased|decreased|reduced|is\s(?:up|down)
        |stands|stood|came\sdown)\s(?:by|to|at)\s(?:just\s|only\s)?(?:one|1)\b
        (?!\s?(?:%|per|percentage|point|day|week|month|year|quarter|third|fifth|half|in\b|million
        |place|FTE|post))""",
    # “One apprentice is a care leaver”
    rf"""\b{FEW}\s[^.;,]{{1,50}}?\b(?:is|are|was|were|being)\s(?:an?\s|our\s|former\s|both\s
    |also\s){{0,3}}
        (?:care\sleavers?|care[\s-]experienced|looked\safter
        |unaccompanied)\b(?!\s\w{{1,12}}s\b)""",
    r"""\b(?:the|two|only|one)\sexceptions?\s(?:to\sthis\s)?(?:was|is|being|were|are)\s
        (?:an?|one|two|three|four|children|young)\b""",
    rf"^(?:overdue|late|out\sof\stime|inadequate|missed|unallocated):\s(?:just\s|only\s)?{FEW}\b",
]
ENDS_IN_NUMBER = re.compile(rf"\b{FEW}$", re.IGNORECASE)
CHANGED = re.compile(r"\b(?:by|to|at)\s")
LATE = re.compile(r"(?:late|outstanding|overdue|missed|pending|inadequate|cancelled)\W?$")
COMPILED = [re.compile(pattern, re.IGNORECASE | re.VERBOSE) for pattern in PATTERNS]


def few_of_many(text: str) -> Iterator[Passage]:
    """The passages of a sentence, in no order."""
    for pattern in COMPILED:
        for match in pattern.finditer(text):
            if not _are_others(match, text):
                yield Passage(match.start(), match.end(), WHY)


def _are_others(match: re.Match[str], text: str) -> bool:
    """“Ten of the dozen workers”."""
    if match[0].lower().endswith("dozen"):
        return tells_no_child(noun_after(text, match.end(), one=False)) or is_of_others(text)
    if match[0].lower().endswith(("one", "1")) and CHANGED.search(match[0]):
        return is_of_others(text) or not NAMES_CHILDREN.search(text)
    if LATE.search(match[0]):
        return is_of_others(text)
    if ENDS_IN_NUMBER.search(match[0]):
        return tells_no_child(noun_after(text, match.end(), one=False))
    return is_first_of_two_nouns(text, match.end())
