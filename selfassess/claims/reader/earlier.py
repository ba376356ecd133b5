"""Does a number tell of an earlier time, by the words right before or after it?"""

import re

from .cues import cues
from .hedge_words import HEDGES

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
    rf"[\s:(]*{HEDGES}|\b(?:improve(?:ment|d)?|up|down|increased?|reduc(?:tion|ed)|decrease"
    rf"|rise|fall) "
    rf"(?:on|from)\s+{HEDGES}",
    re.I,
)
# What may stand between a number and the earlier time of which it is
TO_A_TIME = re.compile(
    r"\s?(?:%|per\scent|per\s10,000)?(?:\s(?:weeks?|months?|days|cases|children|contacts))?[\s(]{0,2}"
    r"(?:(?:in|at|during|for|on|of|as\sat|reported|recorded|achieved|when|that\swas|we|the\s\w+|had|was|were|it)\s?){0,5}",
    re.I,
)
OF_A_TIME = re.compile(
    rf"[’']?s?[\s:,(–-]{{0,3}}(?:(?:it|this|that|we|they|the\sfigure|there|was|were|had|been|stood|at|only|just)\s){{0,5}}{HEDGES}",
    re.I,
)
WAS = re.compile(rf"\b(?:was|were|stood|been)\s(?:at\s)?{HEDGES}", re.I)  # “They were at 91 …”
HAD_BEEN = re.compile(
    rf"\b(?:had|having)\s(?:\w+\s)?(?:been|stood|reached|come\sin|risen|fallen|dropped)\s(?:at\s|to\s)?{HEDGES}",
    re.I,
)
AND_IS_NOW = re.compile(
    r"\s?(?:%|per cent)?,?\s(?:and|but)\s(?:we\s|it\s|they\s)?(?:is|are|has|have)\snow\b", re.I
)


def is_told_of_before(before: str, after: str, *, names_it: bool) -> bool:
    """“87.4% when the board last met”, “three months ago it was 21”, “it had been 12”.
    `names_it`: the sentence calls an earlier time by some name."""
    if EARLIER_BEFORE.search(before) or EARLIER_AFTER.match(after) or HAD_BEEN.search(before):
        return True
    if WAS.search(before) and AND_IS_NOW.match(after):
        return True
    if not names_it:
        return False
    found = next((one for one in cues(after) if one.says == "earlier"), None)
    if found is not None and TO_A_TIME.fullmatch(after, 0, found.start):
        return True
    last = next((one for one in reversed(cues(before)) if one.says == "earlier"), None)
    return last is not None and OF_A_TIME.fullmatch(before, last.end) is not None
