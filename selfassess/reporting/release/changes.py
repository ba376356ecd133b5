"""By how few a number changed: “fell from 14 to 11”, “22 children, down from 24”."""

import re
from collections.abc import Iterator
from itertools import pairwise

from selfassess.reporting.editions.suppression import is_small

from .counts import tells
from .parts import Count, is_plain, names_children
from .passage import Passage
from .words import Words

SO_FEW = 50  # among as many, who came or left may be known
MANY_AND_NONE = 1000  # with “and added none” the change is all who left
CHANGED = re.compile(
    r"""\b(?:(?:down|up)\sfrom|compared|against|last\s(?:year|quarter|month|time)|year\s(?:ago
    |earlier|before)|(?:quarter|month)\s(?:before|earlier)|previous\w{0,2}|start\w{0,3}
    |beg[aiu]n\w{0,4}|end(?:ed|ing)?|finish\w{0,3}|instead\sof|from|again|later|by\sthe|since|in\s(?:january|february|march
    |april|june|july|august|september|october|november|december|may))\b""",
    re.IGNORECASE | re.VERBOSE,
)
FROM = re.compile(
    r"""\b(?:rose|fell|up|down|grew|dropped|went|increas\w{1,4}|decreas\w{1,4}|reduc\w{1,4}|declined
    |changed|moved|climbed|shrank|came|come|cut)\b[^.;]{0,30}\sfrom\s$""",
    re.IGNORECASE | re.VERBOSE,
)
TO = re.compile(r"\s(?:[^.;,\d]{1,40}\s)?to\s", re.IGNORECASE)
TIMES_OR_SHARES = re.compile(
    r"""\b(?:rates?|per|averag\w{1,2}|mean|median|scores?|ratings?|ages?|percent\w{0,3}|proportion
    |days|weeks|months|hours|share|children\seach|caseloads?\s(?:of|are|is|fell|rose|stood|stands?|now|were|was
    |went))\b|%""",
    re.IGNORECASE | re.VERBOSE,
)
NONE_ELSE = re.compile(
    r"\b(?:none|no\s(?:new|more|others?|admissions|entrants|arrivals|joiners)|nobody)\b",
    re.IGNORECASE,
)
HALVED = re.compile(
    r"""\b(?:halved|doubled|trebled|tripled|quadrupled)[^.;]{0,20}\s(?:from|to)\s(?:just\s
    |only\s)?(?:one|two|three|four|five|six|seven|eight|[1-8])\b(?![.,:]\d|\s?(?:%|per|points?
    |million|m\b|FTE))""",
    re.IGNORECASE | re.VERBOSE,
)


def changes(words: Words, counts: list[Count]) -> Iterator[Passage]:
    """“Children in custody rose from 11 to 14”, “22 children, down from 24”."""
    if not names_children(words, counts):
        return
    yield from _halved(words)
    text = words.text
    if TIMES_OR_SHARES.search(text):
        return
    most = MANY_AND_NONE if NONE_ELSE.search(text) else SO_FEW
    plain = [one for one in counts if is_plain(one.number, changes=True)]
    for one, other in pairwise(plain):
        few = is_small(abs(one.value - other.value)) and max(one.value, other.value) <= most
        from_to = FROM.search(text, max(0, one.start - 60), one.start) and TO.fullmatch(
            text, one.end, other.start
        )
        changed = from_to or CHANGED.search(text, one.end, other.end + 20)
        meant = "target" in text[one.end : other.start] or text[: one.start].endswith(" a ")
        if few and changed and not (meant or one.is_of_others or other.is_of_others):
            yield Passage(one.start, other.end, "it tells by how few the number changed")


def _halved(words: Words) -> Iterator[Passage]:
    """“The number has halved from six”"""
    for match in HALVED.finditer(words.text):
        head = words.head_after(words.at(match.end()), many=True)
        if head is None or tells(head, words):
            yield Passage(match.start(), match.end(), "it tells a small number")
