"""How people say that figures moved: better, worse, up, down, not at all.

The words stand in `reader/cues.toml`; here is when they say it of nothing, or of something else."""

import re
from collections.abc import Iterator

from selfassess.quarters.dates import QuarterPeriod

from ..known import KpiWords
from ..reader.cues import Cue, cues
from ..reader.sentence import Role
from ..reader.vocabulary import own_words_of
from ..reader.words import stems_of, words
from .comparison_says import orders

CLAUSE_BEFORE = re.compile(
    r"(?:,\s(?:and|but|so|as|while|because)|;|\band|\bbecause|\bas|\bthat)\s"
    r"(?P<subject>(?:[^\W\d][\w’'-]*\s){1,3}?)"
    r"(?:has|have|had|is|are|was|were)?\s?(?:(?:\w+ly|also|now|since|then|been|again|even)\s){0,2}$",
    re.IGNORECASE,
)
# “In the contact and court teams” goes on
JOINED = re.compile(r"\b(?:in|of|across|by|for|between|among)\s(?:the|our)\s(?:\w+\s){1,2}$", re.I)
# “More contacts had no decision than last quarter”
NONE = re.compile(r"\b(?:no|none|nobody|not|never|without|late|overdue)\b|n[’']t\b", re.IGNORECASE)
ANY_SUBJECT = stems_of(
    "performance; figure; rate; number; share; proportion; percentage; portion; timeliness; "
    "position; measure; result; trend; level; overall; compliance; picture; total; average; quality"
)
THAN = {"above": "up", "below": "down", "ahead": "better", "behind": "worse"}
WAYS = frozenset(("up", "down", "better", "worse", "gain", "slip", "same", "unmoved"))
LOOK = 40  # characters before and after
# It has not happened, or is not said to have happened
UNSAID = re.compile(
    r"\b(?:to|will|should|must|would|could|may|might|can|cannot|need(?:s|ed)? to|aim\w*"
    r"|hope\w*|planned|"
    r"expect\w*|intend\w*|target\w*|if|until|unless|not|never|no|yet|require\w*|want\w*"
    r"|further work|"
    r"support|help\w*|for)\s(?:(?:be|have|been|yet|see|seen|a|an|the|continue|further|in "
    r"order)\s){0,3}$"
    r"|n[’']t\s(?:\w+\s)?$",
    re.IGNORECASE,
)
# “An improvement”, “its further reduction”; not “improvement plans”, “requires improvement”
DETERMINED = re.compile(
    r"\b(?:an?|the|this|that|its|their|our|further|some|such|continued|sustained|significant|steady|clear"
    r"|real|marked|slight|big|good|welcome|sharp|small|modest)\s(?:[a-z-]{2,15}\s){0,2}$",
    re.IGNORECASE,
)
OF_SOMETHING = re.compile(
    r"[\s-](?:boards?|plans?|programmes?|partners?|journeys?|work|advis\w+|notices?|areas?|cycles?"
    r"|agendas?|priorit\w+|rates?|of\s(?:funding|staff|posts))\b",
    re.IGNORECASE,
)
IN_WHAT = re.compile(r"\s(?:in|to)\s(?!(?:the\s)?(?:quarter|period|year|summer|last|\d))", re.I)
# “Fell short of”, “fell within his duties”, “went up to a statutory service”, “improved our form”
OTHERWISE = re.compile(
    r"\s(?:further\s)?(?:short|outside|within|below|under|behind|upon|into|ill|through|due|beneath|foul|apart|out\sof\stime)\b"
    r"|\s(?:our|how|what|an?(?!\s(?:little|touch|bit|shade|fraction|whisker|tad|lot)\b)|his|her|people|staff|children[’']s)\s",
    re.IGNORECASE,
)
TO_A_PLACE = re.compile(
    r"\sto\s(?!(?:\w+\s){0,2}?(?:\d|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|a\s|one|two"
    r"|three|four|five|six|seven|eight|nine|eleven|twelve|\w+teen))",
    re.IGNORECASE,
)
BY_ITSELF = re.compile(
    r"\s(?:to|from|during|this|over|since|again|slightly|considerably|in|by|and|on|further)\b"
    r"|\s?[.,;(:–]|$",
    re.IGNORECASE,
)
PASSIVE = re.compile(r"\b(?:been|was|were|being|be|is|are)\s(?:\w+ly\s)?$", re.IGNORECASE)
BARE_GERUND = re.compile(
    r"(?:^|[.,;:]\s|\b(?:of|for|on|by|towards?|at|about|in|with|without|before|after|despite|and)\s)$",
    re.IGNORECASE,
)
OF_PRACTICE = re.compile(
    r"\s(?:in|to)\s(?:how(?!\s(?:many|much|often))|what|who|the\sway|practice|policy|guidance|staff\w*)\b"
    r"|\s(?:our|the|how|any\w*|what|this|their|its|who)\b|\s(?:with|to)\b",
    re.IGNORECASE,
)
RUNNING = re.compile(
    r"\b(?P<n>second|third|fourth|two|three|four|2nd|3rd|4th)\s(?:consecutive\s"
    r"|successive\s)?quarters?\s"
    r"(?:(?:in a row|running|of)\b)|\b(?P<m>second|third|fourth|two|three"
    r"|four)\s(?:consecutive|successive)"
    r"\squarters?\b",
    re.IGNORECASE,
)
HOW_MANY = {"second": 2, "two": 2, "2nd": 2, "third": 3, "three": 3, "3rd": 3} | dict.fromkeys(
    ("fourth", "four", "4th"), 4
)
YEAR = re.compile(
    r"\b(?:year(?![\s-]olds?\b)|annual\w*|20\d\d|last (?:summer|winter|spring|autumn)"
    r"|inspection)\b",
    re.I,
)
SINCE_LAST = re.compile(r"(?:since|from|than|on)\s", re.I)
SINCE = re.compile(
    r"\b(?:since|from|than|on|with|to|between|after)\s(?:the\s|those\s(?:of|in)\s)?(?:end\sof\s)?$"
    r"|\bas\s(?:it|they|we|that)\s(?:was|were|stood|had\sbeen|did)\s(?:in|at|for|during)\s(?:the\s)?(?:end\sof\s)?$"
    r"|\bas\s(?:in|at)\s$"
    r"|\b(?:compared|comparison|against|since|than|beside|(?:up|down|improve\w*|fall|drop|gain)\s(?:on|from))\b"
    r"[^,;:.]{0,40}$",
    re.I,
)
AND_TO = re.compile(r"\s(?:again\s|slightly\s|further\s)?to\s(?:just\s|only\s|about\s)?")


def moves(text: str, now: QuarterPeriod) -> Iterator[Cue]:
    """Each place where a sentence says which way something went, or that it is more than it was."""
    for cue in cues(text):
        if cue.says in WAYS and not _is_unsaid(text, cue):
            yield cue
    for order in orders(text, now):
        is_said = not order.denied and not NONE.search(order.words(text))
        if order.beside is Role.BEFORE and order.says in THAN and is_said:
            yield Cue(THAN[order.says], "order", order.start, order.said_to)


def is_of_what_follows(text: str, cue: Cue) -> bool:
    """“A reduction in visits” tells of visits, whatever stands before it."""
    return cue.how == "noun" and IN_WHAT.match(text, cue.end) is not None


def has_another_subject(text: str, cue: Cue, kpi: KpiWords) -> bool:
    """“…, and morale has risen”: does a clause of its own begin right before the verb, with nothing
    in it that is the KPI's?"""
    begun = CLAUSE_BEFORE.search(text, max(0, cue.start - LOOK), cue.start)
    if begun is None or JOINED.search(text, max(0, begun.start() - LOOK), begun.start()):
        return False
    said = {word.stem for word in words(begun["subject"])}
    return bool(said) and said.isdisjoint(own_words_of(kpi) | ANY_SUBJECT)


def _is_unsaid(text: str, cue: Cue) -> bool:
    near = text[max(0, cue.start - LOOK) : cue.start]
    if UNSAID.search(near):
        return True
    if cue.says in ("same", "unmoved"):
        return OF_PRACTICE.match(text, cue.end) is not None
    if cue.how == "noun":
        return not DETERMINED.search(near) or OF_SOMETHING.match(text, cue.end) is not None
    return cue.how == "verb" and _is_another_verb(text, cue, near)


def _is_another_verb(text: str, cue: Cue, near: str) -> bool:
    said = text[cue.start : cue.end].casefold()
    if OTHERWISE.match(text, cue.end):
        return True
    if said.endswith(" up"):
        return TO_A_PLACE.match(text, cue.end) is not None or PASSIVE.search(near) is not None
    if said.startswith("strengthen") and not (
        BY_ITSELF.match(text, cue.end) and not PASSIVE.search(near)
    ):
        return True
    return said.split()[0].endswith("ing") and BARE_GERUND.search(near) is not None
