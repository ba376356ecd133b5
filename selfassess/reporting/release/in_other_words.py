"""Small counts that are told without a number: “both”, “the only child”, “all but one”, “twins”.

Each pattern is one way to say it, in the verbose form, where blanks mean nothing. Every repetition
is bounded.
"""

import re
from collections.abc import Iterator

from selfassess.claims.reader.units import noun_after, singular

from .counted import NO_PEOPLE, PEOPLE_WORDS, is_of_others, tells_no_child
from .one_person import is_first_of_two_nouns
from .passage import Passage
from .read_again import OF_ITS

WHY = "it tells a small number"
# Up to three words between a word and the people it is about.
_NEAR = r"(?:(?!and\b|or\b|to\b|for\b|in\b|with\b|from\b|of\b)[a-z][\w’'-]{0,20}\s){0,3}?"
_WHO = rf"{_NEAR}{PEOPLE_WORDS}\b{NO_PEOPLE}"
_FEW = r"(?:one|two|three|four|five|a\scouple|[1-5])"
_DID = r"""(?:was|were|is|are|had|has|have|did|died|went|moved|left|came|ran|became|got|remained?
    |stayed|returned|needed|refused|chose|lived?|absconded|stepped|attended|agreed|declined|said
    |told|asked)"""
_PERSON = r"""(?:child|baby|infant|toddler|boy|girl|school(?:boy|girl)|teenager|sibling|brother
    |sister|twin
    |young\s(?:person|man|woman)|youngster|family|household|mother|father|parent|carer|adopter
    |pupil|(?:care\s)?leaver|minor|newborn|resident|person|daughter|son)"""
_SINGLE = rf"""{_NEAR}(?:{_PERSON}|case|pregnancy|placement|complaint|allegation|death|exclusion
    |admission|incident|notification|arrest|conviction|adoption|removal|disruption|referral
    |appeal
    |match|sibling\sgroup|episode|enquiry|investigation|prosecution|restraint|injury|proceeding
    )\b{NO_PEOPLE}"""

# Whatever else the sentence says.
PLAIN = [
    rf"\bboth\s(?:of\s)?(?:(?:the|our|these|those|her|his|their)\s)?{_WHO}(?!\sand\b)",
    r"\b(?:both|neither|either)\sof\s(?:them|whom)\b",
    rf"\bneither\s(?:of\s(?:the|our|these|those)\s)?{_WHO}",
    r"\b(?:either|each)\sof\s(?:the|these|those|our)\s(?:two|three|four|five)\b",
    rf"\b(?:a\s)?(?:couple|pair|trio|brace)\sof\s{_WHO}",
    r"\b(?:sibling|brother[-\s]and[-\s]sister|mother[-\s]and[-\s]baby)\s(?:pair|trio|couple)s?\b",
    r"""\b(?:twins?|triplets?|quadruplets?)\b
        (?!-|\s(?:track\w{0,3}|aims?|goals?|approach|priorit\w{1,3}|themes?|pillars?|beds?|rooms?
        |challenges?|objectives?|pressures?))""",
    r"""\b(?:an?|one|the|our|this|that)\s(?:\w{1,12}\s)?[\w-]{1,12}[-\s]
        (?:year|month|week)s?[-\s]old\b(?!s)(?!\s(?:children|pupils|people|boys|girls|assessments
        |plans|system|policy|strategy|tool|building|entitlement|offer|check|places?|review))""",
    r"\ba\sbrother\sand\s(?:a\s|his\s)?sister|\ba\ssister\sand\s(?:a\s|her\s)?brother",
    r"""\ba\s(?:young\s)?(?:mother|father|parent)\sand\s(?:her|his|their)\s(?:\w{1,12}\s)?
        (?:baby|newborn|infant|toddler|child|daughter|son|children|twins)\b""",
    rf"\b(?:handful\sof|a\s(?:very\s)?few|very\sfew)\s{_WHO}",
    rf"\b(?:the|an?|our|their|her|his|\w{{2,12}}[’']s)\s(?:only|sole|lone|solitary)\s{_SINGLE}",
    rf"\b(?:an?|the|that|this)\s(?:single|solitary|isolated|one-off)\s{_SINGLE}",
    rf"\b(?:just|only)\san?\s{_SINGLE}",
    rf"""\b(?:another|a\sfurther|(?:a|the)\s(?:second|third|fourth|fifth)|the\sother
        |the\sremaining|the\slast)\s{_SINGLE}\s(?:waiting\s
        |(?:in|to|on|who|without)\s\w{{1,12}}\s)?{_DID}\b""",
    rf"""\b(?:all|every|every\w{{3,4}}|each|nobody|no\s?one|none|any)\b[^.;]{{0,60}}\s
        (?:but|except(?:\sfor)?|bar|save(?:\sfor)?|excepting|apart\sfrom
        |other\sthan)\s{_FEW}\b""",
    rf"""\b(?:bar|except(?:\sfor)?|save\sfor|apart\sfrom|other\sthan|with\sthe\sexception\sof
        |minus)\s{_FEW}\b(?!\s(?:team|post|service|week|month|day|year|quarter|area|school
        |worker))""",
    r"""\bwith\s(?:just\s|only\s)?(?:one|a\ssingle|two|three|four|five)\sexceptions?\b
        |\b(?:the|a)\s(?:only|single|sole|lone|one)\sexceptions?\b""",
    r"""\b(?:one|two|three|four|five|[1-5])\s(?:(?:was|were|as)\s)?
        (?:good|outstanding|inadequate|requir\w{1,3}\simprovement|RI)\b""",
    r"\bone\s(?:each|apiece)\b|\bone\s(?:boy|girl),?\sone\s(?:boy|girl)\b",
    rf"""\b(?:an?|one)\s(?:[a-z][\w-]{{0,20}}\s){{0,3}}?{_PERSON}
        (?:\s(?:aged|of|with|who|from|in(?:\syear)?)\s\w{{1,20}}){{0,2}}\s
        (?:died|was\s(?:killed|stabbed|arrested|remanded|placed|excluded|hospitalised|detained
        |sectioned|injured|abducted|trafficked|adopted|removed|found|admitted|charged|convicted
        |born|moved|missing|harmed|hurt|assaulted|sentenced)|went\smissing|ran\saway|absconded
        |took\s(?:her|his|their)\sown\slife|drowned|moved\s(?:abroad|out)|returned\shome
        |gave\sbirth|became\spregnant|overdosed|committed\ssuicide)\b""",
]
# Where no posts or teams are meant.
OF_CHILDREN = [
    rf"(?<!of\s)\bboth\s(?:{_DID}|\w{{2,12}}ed)\b",
    r"""\b(?:were|are|had|have|they|who)\sboth\b
        (?!\s[\w’'-]{1,20}(?:\s[\w’'-]{1,20})?\sand\b)""",
    rf"\bneither\s{_DID}\b",
    r"""\b(?:just|only)\s(?:the\s)?(?:one|two|three|four|five|[1-5])\s?(?:(?:of|was|were|had|has
        |have|did|is|are|could|remains?|needed|required?s?|went|left|came|waited|missed
        |breached)\b|[.,;)]|$)""",
    r"""\bthe\s(?:other|remaining)\s(?:one|two|three|four|five)\b
        |\bthe\s(?:other|remaining\sone)\s
        (?:was|had|went|is|did|remained|moved|left|stayed)\b""",
    r"""^the\s(?:first|second|third|fourth|last)\s(?:was|has|had|concerned|involved|went|came
    |moved|left
        |died)\b""",
    r"\bone\sof\s(?:them|whom)\b|\bnone\sof\sthe\s(?:two|three|four|five|[2-5])\b",
    r"""\b(?:just|only)\s(?:once|twice)\b
        |\b(?:in|on)\s(?:just\s|only\s)?(?:one|two|three|four|five|[2-5]|a\ssingle)\s
        (?:instances?|occasions?)\b""",
    r"""^(?!.{0,200}(?:\d\d|\b(?:all|every|each)\b)).{0,200}?\b(?:once|twice)
        (?=\s(?:in|during|this|last|over|since)\s(?:(?:the|this|that|last)\s)?(?:whole\s)?
        (?:quarter|year|period|summer|winter|spring|autumn|january|february|march|april|may|june
        |july|august|september|october|november|december|q[1-4])\b)""",
    r"""^(?!.{0,200}(?:\d\d|\b(?:all|every|each)\b))
        (?=.{0,200}\b(?:child|baby|boy|girl|pupil|young\s(?:person|man|woman)|family)\b)
        .{0,200}?\b(?:\w{2,12}ed|went|ran|left)\s(?:once|twice)\b
        (?!\s(?:an?|per|every|each|again|more|the|they|we|it|he|she)\b)""",
    r":\s(?:just\s|only\s)?(?:one|two|three|four|five|[1-5])(?:\s\w{1,20})?[.,;]?$",
    r"\ball\s(?:two|three|four|five|[2-5])\s(?:was|were|are|had|have|went|did|said|of)\b",
    r"\b(?:nobody|no\sone|none|no\schild)\s(?:but|except)\s(?:one|two|a|the)\b",
]
ALWAYS = [re.compile(pattern, re.IGNORECASE | re.VERBOSE) for pattern in PLAIN]
UNLESS_OF_OTHERS = [re.compile(pattern, re.IGNORECASE | re.VERBOSE) for pattern in OF_CHILDREN]


# At the end of a passage: of whom it tells follows.
_ENDS_IN_NUMBER = re.compile(r"\b(?:one|two|three|four|five|[1-5])$", re.IGNORECASE)
_ALL_BUT = re.compile(
    r"\b(?:every|each|all|any)\s(?:of\s)?(?:the\s|our\s)?(?=[a-z])", re.IGNORECASE
)


def in_other_words(text: str) -> Iterator[Passage]:
    """The passages of a sentence, in no order."""
    patterns = ALWAYS if is_of_others(text) else [*ALWAYS, *UNLESS_OF_OTHERS]
    for pattern in patterns:
        for match in pattern.finditer(text):
            if not _are_others(match, text):
                yield Passage(match.start(), match.end(), WHY)


def _are_others(match: re.Match[str], text: str) -> bool:
    """“All but two of the actions”, “every team bar one”, “a single referral form”."""
    if not _ENDS_IN_NUMBER.search(match[0]):
        return is_first_of_two_nouns(text, match.end())
    if of := OF_ITS.match(text, match.end()):
        return tells_no_child(noun_after(text, of.end() - 1, one=False))
    if unit := noun_after(text, match.end(), one=False):
        return tells_no_child(unit)
    every = _ALL_BUT.match(match[0])
    return every is not None and tells_no_child(singular(match[0][every.end() :].split()[0]))
