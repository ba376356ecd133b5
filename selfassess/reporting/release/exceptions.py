"""Whoever is excepted from all others: “all but hers”, “save for a girl of nine”, “excluding him”.

What is said of all others tells of the one who is left. So one is marked whatever it is called, but
for what surely is a service, a thing or a time.
"""

import re
from collections.abc import Iterator

from .nouns import Noun, is_plural
from .passage import Passage
from .rules import is_rule
from .tells import tells
from .word_forms import WHICH
from .words import Head, Words

WHY = "it tells of one who is excepted"
EXCEPT = re.compile(
    r"""\b(?:(?:other|rather|more)\sthan|except(?:ing)?|apart\sfrom|aside\sfrom|save|bar|barring|but
    |exclud(?:ing|es?|ed)|discounting|minus|(?:with\sthe|sole|only|one)\s(?:\w{3,12}\s)?exceptions?
    \s(?:of|is|was|being)|(?:leav(?:e|ing)|take|taking|set|setting)\s(?:out|aside))
    \s(?:for\s|only\s|just\s|perhaps\s){0,2}
    (?P<one>an?|one|the|that|this|our|his|her|their|my)\s(?=(?:[\w-]{1,20}\s){0,2}?(?P<next>[\w-]{3,20}))
    |\b(?:excluding|except(?:ing)?(?:\sfor)?|apart\sfrom|aside\sfrom|without|save\sfor|but\sfor|bar|barring)
    \s(?P<him>him|hers?|his|theirs|(?:that|the\sone)(?=\s(?:of|in|who|where|which|for|with)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
# “If the late one is disregarded”, “the late visit was due to a holiday”
THE_LATE_ONE = re.compile(
    r"""\bthe\s(?:late|overdue|missing|missed|outstanding|poor|inadequate|weak|failed)\s(?:one|visit|case|plan
    |file|assessment|child|review|record|conference|return)\b(?!\s(?:list|report|rate)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
SOMEBODY_WHO = re.compile(
    r"\b(?:somebody|someone)\s(?:who(?:se|m)?)\s(?!(?:can|could|knows|cares|listens|is)\b)", re.I
)
NO_EXCEPTION = re.compile(r"(?:more|rather|other)\sthan\s(?:one|the|a|our)\s", re.I)
BUT_ONLY = re.compile(r"\bbut\s(?:an?|the|that|this|our|his|her|their|my)\s$", re.I)
ALL_OTHERS = re.compile(
    r"\b(?:all|every\w*|none|no|nobody|nothing|never|nil|each|100%|always|whole|any)\b", re.I
)


def exceptions(words: Words) -> Iterator[Passage]:
    """The passages of a sentence, in no order."""
    yield from (Passage(m.start(), m.end(), WHY) for m in THE_LATE_ONE.finditer(words.text))
    if is_rule(words):
        return
    yield from (Passage(m.start(), m.end(), WHY) for m in SOMEBODY_WHO.finditer(words.text))
    for match in EXCEPT.finditer(words.text):
        if match["him"]:
            yield Passage(match.start(), match.end(), WHY)
            continue
        named = ALL_OTHERS.search(words.text)
        if BUT_ONLY.search(match[0]) and not _follows_all(words, match.start()):
            continue  # “not a plan but a list”
        if NO_EXCEPTION.match(match[0]) and not named:
            continue
        head = words.head_after(words.at(match.end()), many=False)
        if WHICH.fullmatch(match["next"].lower()) or _is_one(head, words, match.start()):
            yield Passage(match.start(), match.end() + len(match["next"]), WHY)


def _follows_all(words: Words, start: int) -> bool:
    return ALL_OTHERS.search(words.text, max(0, start - 60), start) is not None


def _is_one(head: Head | None, words: Words, start: int) -> bool:
    """A worker as well, where people are named before: “no father but a driver”."""
    if head is None:
        return True
    if is_plural(head.word):
        return False
    if head.noun is Noun.STAFF:
        return any(one.noun is Noun.PERSON for one in words.heads(0, words.at(start)))
    return head.noun is Noun.UNKNOWN or tells(head, words)
