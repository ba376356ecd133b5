"""How often something happened: “restraint was used twice”, “on two occasions”."""

import re
from collections.abc import Iterator

from .counts import HAPPENS
from .not_a_count import is_denied, is_rule
from .nouns import Noun, is_plural
from .passage import Passage
from .words import Words

WHY = "it tells a small number"
OFTEN = re.compile(
    r"\b(?:once|twice|(?:two|three|four|five|[2-5])\stimes|(?:one|two|three|four|five|[1-5]|an?\ssingle|a)\s(?:separate\s)?occasions?)\b",
    re.IGNORECASE,
)
# “Once a week”, “once again”, “twice as many”, “once they are 18”
NO_EVENT = re.compile(
    r"\s(?:an?|per|every|each|again|more|the|they|it|he|she|as|this\sis|that|daily|weekly|monthly|yearly|annually|or\s(?:twice|more)"
    r"|before|upon|higher|lower|complete\w?|all|you|our|their|his|her|approved|agreed|in\severy)\b|-",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"\b(?:met|meets?|was\sheld|were\sheld|sat|sits?|reviewed|refreshed|published|updated|audited|run|ran)\s$|\b(?:at|more\sthan|less\sthan|than|all\sat|least|not\sonly)\s$",
    re.IGNORECASE,
)
OF_MANY = re.compile(
    r"\b(?:each|every|all|no\sone|nobody|\d\d+|never|typical|usual)\b", re.IGNORECASE
)


def how_often(words: Words) -> Iterator[Passage]:
    """Where it happened to a person, or is something that does."""
    if (
        is_rule(words, "")
        or is_denied(words)
        or (OF_MANY.search(words.text) and not HAPPENS.search(words.text))
    ):
        return
    happens = HAPPENS.search(words.text) is not None or any(
        head.noun in (Noun.EVENT, Noun.PERSON)
        and (head.noun is Noun.EVENT or not is_plural(head.word))
        for head in words.heads(0, len(words.all))
    )
    happens = happens or not any(words.heads(0, len(words.all)))
    for match in OFTEN.finditer(words.text):
        of_no_event = NO_EVENT.match(words.text, match.end()) or BEFORE.search(
            words.text, 0, match.start()
        )
        if happens and not of_no_event:
            yield Passage(match.start(), match.end(), WHY)
