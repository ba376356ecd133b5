"""How often something happened: “restraint was used twice”, “on two occasions”."""

import re
from collections.abc import Iterator

from .not_a_count import is_denied
from .nouns import Noun, is_plural
from .passage import Passage
from .rules import is_rule
from .tells import HAPPENS
from .words import Words

WHY = "it tells a small number"
OFTEN = re.compile(
    r"""\b(?:once|twice|thrice|(?:two|three|four|five|[2-5])\stimes
    |(?:one|two|three|four|five|[1-5]|an?\ssingle|a)\s(?:separate\s)?occasions?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# “Once a week”, “once again”, “twice as many”, “once they are 18”
NO_EVENT = re.compile(
    r"""\s(?:an?|per|every|each|again|more|the|they|it|he|she|as|this\sis|that|daily|weekly|monthly
    |yearly|annually|or\s(?:twice|more)|before|upon|higher|lower|complete\w?|all|you|our|their|his
    |her|approved|agreed|in\severy)\b|-""",
    re.IGNORECASE | re.VERBOSE,
)
# “The board met twice”, “more than once”
BEFORE = re.compile(
    r"""\b(?:met|meets?|was\sheld|were\sheld|sat|sits?|raised|revised|extended|reviewed|refreshed|published|updated
    |audited|run|ran|at|more\sthan|less\sthan|than|all\sat|least|not\sonly)\s$""",
    re.IGNORECASE | re.VERBOSE,
)
# “I visited on two occasions”, “the board was quorate on four”
OF_THE_SERVICE = re.compile(
    r"""(?:I|we|the\s(?:[\w-]{2,14}\s){0,3}?(?:board|panel|committee|forum|team|group|staff|inspectors?|cabinet
    |system|council|server|network|partnership|director|adviser))\b""",
    re.IGNORECASE | re.VERBOSE,
)
OF_MANY = re.compile(
    r"\b(?:each|every|any|all|no\sone|nobody|\d\d+|never|typical|usual)\b", re.IGNORECASE
)


def how_often(words: Words) -> Iterator[Passage]:
    """The passages of a sentence about a person, or about what happens to one."""
    if is_rule(words) or is_denied(words) or not _is_of_a_person(words):
        return
    for match in OFTEN.finditer(words.text):
        before = BEFORE.search(words.text, 0, match.start())
        happens = HAPPENS.search(words.text)
        of_many = not happens and OF_MANY.search(words.text, 0, match.start())
        if not (before or of_many or NO_EVENT.match(words.text, match.end())):
            yield Passage(match.start(), match.end(), WHY)


def _is_of_a_person(words: Words) -> bool:
    """It is as well where nothing at all is named: “it happened once”."""
    if HAPPENS.search(words.text):
        return True
    heads = list(words.heads(0, len(words.all)))
    # “Carers complained on two occasions”, “a split decision on three occasions”
    is_of_few = words.is_past and "occasion" in words.text
    if is_of_few and not OF_THE_SERVICE.match(words.text):
        return True
    happens = any(
        head.noun in (Noun.EVENT, Noun.CASE)
        or (head.noun is Noun.PERSON and (is_of_few or not is_plural(head.word)))
        for head in heads
    )
    return happens or not heads
