"""Sentences that tell a rule, a wish or a condition: nothing happened, and nobody is counted."""

import re
from functools import lru_cache

from .around import FRANK
from .words import Words

CONDITION = re.compile(
    r"""(?:were\s(?:an?|one|two|three|the)|(?!I\s)(?:\w{1,15}\s){0,3}should|(?:\w{1,15}\s){1,3}must)\b(?!\shave\b)|.{0,80}\b(?:in\sthe\sevent\sthat|in\scase)\b
    |(?:if|where|when(?!\sI\b)|whenever)\b.{0,120}\b(?:must|should|requires?)\b(?!\s(?:\w+\s)?have\b)""",
    re.IGNORECASE | re.VERBOSE,
)
OPENS_RULE = re.compile(
    r"""(?:each(?!\sof\b)|every(?!\sone\b)|any|what(?!\s\w{3,10}s\s(?:me|us)\b)|if|where|when|whenever|whether|should|unless
    |once|wherever|until|before|after
    |an?\s(?:[\w-]{2,15}\s){1,4}(?:may|can|must|should)
    |an?\s(?:[\w-]{2,15}\s){0,3}?(?:carer|parent|child|person|family|worker|adopter|practitioner
    |pupil|leaver|household)\swho\s(?!is\b|has\b|was\b|lives\b|remains\b)\w{2,12}s)\b""",
    re.IGNORECASE | re.VERBOSE,
)
IF = re.compile(r"(?:if|when|whenever|where|should|unless)\b", re.I)
# “There is a child whom nobody can take”
IT_IS_SO = re.compile(
    r"there\s(?:is|are|remain)|we\s(?:have|know\sof|look\safter|are\slooking\sfor)\s(?!to\b)", re.I
)
RULE = re.compile(
    r"""\b(?:should|must|(?-i:may)|can|cannot|can[’']t|shall|ought|has\sto\sbe
    |have\sto\sbe|need\sto|needs\sto|entitled|aims?\s(?:to|for|is)|would\slike|we\swant|expects?(?!\s(?:[1-5]|one|two|three|four|five)\s\w+s\b)
    |expected\sto|allowed|eligible|whether|unless|if
    |(?:target|ambition|standard|expectation)s?\s(?:is|are|remains?))\b(?!\s\d)""",
    re.IGNORECASE | re.VERBOSE,
)
# “It was agreed that one chronology should replace the others”
AGREED = re.compile(
    r"\b(?:agreed|proposed|suggested)\b[^.;]{0,60}\bthat\b[^.;]{0,80}\b(?:should|would)\b(?!\shave\b)",
    re.I,
)
EXCEPT = re.compile(
    r"""\b(?:but|bar|except\w{0,4}|save|apart|aside|other\sthan|minus
    |(?<!where\s)(?<!when\s)(?<!if\s)only)\b""",
    re.IGNORECASE | re.VERBOSE,
)
DEFINITE = re.compile(r"\b(?:the|these|those|our|all|both|other)\s$", re.I)


def is_rule(words: Words, before: str = "", *, of_people: bool = False) -> bool:
    """“If one parent says no, …”, “a child may bring two friends”: nothing has happened."""
    text = without_frankness(words.text)
    if CONDITION.match(text) or text.endswith("?"):
        return True
    if AGREED.search(words.text):
        return True
    if words.is_past or IT_IS_SO.match(words.text) or DEFINITE.search(before):
        return False
    opens = OPENS_RULE.match(words.text) and not EXCEPT.search(words.text)
    return bool(opens or (RULE.search(text) and not of_people))


@lru_cache(maxsize=64)
def without_frankness(text: str) -> str:
    """Asked of every number of a sentence."""
    return FRANK.sub("", text)
