"""One event, told without a number: “a complaint was upheld”, “the second disruption this year”.

As with the stories of people, only what was tells of somebody; a rule does not.
"""

import re
from collections.abc import Iterator

from .lists import WORDS
from .not_a_count import OF_MANY, is_denied, is_of_many
from .nouns import Noun, is_plural
from .passage import Passage
from .rules import is_rule
from .tense import verb_after
from .words import Head, Words

WHY = "it tells of one event"
INDEFINITE, SERVICE_OWN = WORDS["indefinite"], WORDS["service_own"]
ALWAYS_SO = WORDS["present"] - WORDS["perfect"]
MAY_BE_OURS = WORDS["may_be_of_the_service"]
OF_ORDER = WORDS["orders"]
OF_SOMEBODY = WORDS["of_somebody"]
HAD = re.compile(
    r"\b(?:was|had|has|been|is|of|after|following|after|led\sto|caused)\s(?:\w+\s)?$", re.I
)
REVIEW = re.compile(
    r"""\b(?:an?|the|this|another|our|one|two|three
    |\d)\s(?:[\w-]{1,20}\s){0,3}?(?:serious\scase\sreview|rapid\sreview
    |safeguarding\spractice\sreview|practice\sreview|serious\sincident\snotification
    |notifiable\sincident)\b(?!\s(?:process|panel|group|guidance|pathway|toolkit|template
    |policy))""",
    re.IGNORECASE | re.VERBOSE,
)
UNDER_WAY = re.compile(r"\b(?:under\s?way|subject\sto|ongoing|in\sprogress|being|awaited)\b", re.I)
WENT_WRONG = re.compile(
    r"""\b(?:an?|another)\s(?:(?!after\b|the\b|before\b|when\b|that\b|than\b
    |of\b)[a-z][\w-]{0,20}\s){0,3}?(?:case|conference|visit|review|assessment|contact|file|plan
    |interview|passport|placement|arrangement|link|match|bed|introductions|discussion|break|record|enquiry|audit
    |referral)\s[^.;]{0,30}?(?:(?:was|is|has\sbeen)\s(?:\w{2,10}ly\s|held\s)?(?:late|missed
    |cancelled|inquorate|delayed|withdrawn|refused|overdue|closed|stood\sdown|inadequate
    |out\sof\s(?:time|date)|lost|stopped|inappropriate|deferred|adjourned|abandoned
    |\w{3,12}ed\sin\serror)|(?:fell\sthrough|fell\sapart|lapsed|broke\sdown|ended\sin)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# “We lost | the appeal”
DECIDED = re.compile(
    r"""\b(?:lost|won|settled|upheld|conceded|accepted|allowed|dismissed|granted|refused|paid|withdrew
    |defended|rejected|investigated)\s$""",
    re.IGNORECASE | re.VERBOSE,
)
# “Transport failed on two mornings”
FAILED_ON = re.compile(
    r"""\b(?:failed|missed|cancelled|refused|unavailable|closed|broke\sdown|turned\saway|not\scome)\son\s(?:only\s|just\s)?(?:one|two
    |three|four|five|[1-5])\s(?:\w{3,10}\s)?(?:mornings?|nights?|days?|evenings?|weekends?|afternoons?|occasions?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# “The death in June is under review”, “we ended a placement”
DATED = re.compile(
    r"""\bthe\s(?:\w{3,12}\s)?(?:death|suicide|stabbing|shooting|assault|disruption|breakdown|arrest|overdose|injury)
    \s(?:in|on|at|last|this)\s(?:the\s)?(?:january|february|march|april|may|june|july|august|september|october|november
    |december|spring|summer|autumn|winter|month|quarter|year|\d{1,2}\b)
    |\b(?:ended|lost|terminated|closed|broke)\s(?:an?|one|another)\s(?:\w{3,12}\s)?(?:placement|arrangement)\b""",
    re.IGNORECASE | re.VERBOSE,
)
CASE_OF = re.compile(
    r"\b(?:an?|another)\s(?:\w{1,14}\s)?case\sof\s(?!good)[\w\s-]{3,40}?\s(?:was|has|came|led)\b",
    re.I,
)


def events(words: Words) -> Iterator[Passage]:
    """The passages of a sentence, in no order."""
    if is_rule(words) or is_denied(words) or words.lower(0) in ("when", "whenever", "if"):
        return
    for pattern in (REVIEW, WENT_WRONG, CASE_OF):
        for match in pattern.finditer(words.text):
            if words.is_past or (pattern is REVIEW and UNDER_WAY.search(words.text)):
                yield Passage(match.start(), match.end(), WHY)
    if is_of_many(words):
        return
    for pattern in (DATED, FAILED_ON):
        yield from (Passage(m.start(), m.end(), WHY) for m in pattern.finditer(words.text))
    if not words.is_past:
        return
    for at, article, head in words.singular_groups():
        if article and head.noun is Noun.EVENT and _happened(words, at, article, head):
            yield Passage(words.all[at].start, words.all[head.at].end, WHY)


def _happened(words: Words, at: int, article: str, head: Head) -> bool:
    follows = words.lower(head.at + 1)
    if set(head.before) & SERVICE_OWN or follows == "or":
        return False
    if (head.word, follows) == ("appeal", "for"):
        return False
    if (head.is_which and "same" not in head.before) or _is_of_one(words, head):
        return True
    if article not in INDEFINITE:
        return _is_known(words, at, head)
    if head.word == "order" and OF_ORDER & set(head.before):
        return True
    verb = verb_after(words.lowers, head.at + 1)
    if not verb and not HAD.search(words.text, 0, words.all[at].start):
        return False
    return head.word not in MAY_BE_OURS and verb not in ALWAYS_SO


def _is_known(words: Words, at: int, head: Head) -> bool:
    """“The complaint was upheld”, “we lost the appeal”"""
    if DECIDED.search(words.text, 0, words.all[at].start):
        return True
    if head.word == "tribunal" or words.lower(head.at + 1) == "from":
        return False  # it sits; “the missing from care protocol”
    verb = verb_after(words.lowers, head.at + 1)
    of_many = OF_MANY.search(words.text)
    return bool(verb) and verb not in ALWAYS_SO and head.word not in MAY_BE_OURS and not of_many


def _is_of_one(words: Words, head: Head) -> bool:
    """“The exclusion of a pupil”"""
    near = words.heads(head.at + 1, head.at + 8)
    return words.lower(head.at + 1) in OF_SOMEBODY and any(
        one.noun is Noun.PERSON
        and not is_plural(one.word)
        and not is_plural(words.lower(one.at + 1))
        for one in near
    )
