"""How people say where a figure lies to its target: “above our target of 95%”, “four points short
of the 85% we set ourselves”, “the target was met”.

What is aimed at is found first (`target_aims.py`). A word of `reader/targets.toml` governs it that
stands before its noun phrase or, as in “was met”, right after it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ..reader.cues import Cue, target_cues, tokens
from ..reader.noun_phrases import begins_noun_phrase
from ..reader.sentence import Number, Role, Sentence
from .target_aims import EDGES, LIMITS, LOOSE, SURE, Aim, aims

FAR = 120  # characters before and after


class Way(StrEnum):
    """What is said of a figure and its target."""

    MET = "met"
    NEAR = "near"  # “in line with”
    CLOSE = "close"
    ABOVE = "above"
    BELOW = "below"
    BETTER = "better"
    WORSE = "worse"  # “short of”, “missed”
    WITHIN = "within"  # a limit
    BEYOND = "beyond"


@dataclass(frozen=True)
class Claim:
    """`start` and `end` are characters of the sentence."""

    way: Way
    start: int
    end: int
    denied: bool = False  # “did not meet”
    literal: bool = False  # which number is the greater, and not which is the better
    apart: Number | None = None  # by how much
    at_most: bool = False  # “within two points of”
    of_more: Way | None = None  # said of a limit, what it says where more are better

    def where(self, direction: str) -> "Claim | None":
        """As it is meant of a KPI of which more, or fewer, are better."""
        if self.way not in (Way.WITHIN, Way.BEYOND) or direction != "higher":
            return self
        return replace(self, way=self.of_more) if self.of_more else None


NOUNS = SURE | LOOSE | LIMITS | EDGES | {"aside"}
WAYS = {str(way): way for way in Way} | {
    "exceeds": Way.ABOVE,
    "on": Way.MET,
    "not_yet": Way.WORSE,
}
LIMIT_WAYS = {
    Way.BELOW: Way.WITHIN,
    Way.WITHIN: Way.WITHIN,
    Way.ABOVE: Way.BEYOND,
    Way.BEYOND: Way.BEYOND,
}
LIMIT_WORSE = re.compile(r"outside|breach|(?:on\s)?(?:the\s)?wrong", re.IGNORECASE)

_ADVERB = (
    r"(?:now|also|just|still|only|again|already|\w{3,14}ly|always|well|far|way|some|long|therefore|even"
    r"|all|quite|yet|been|have|has|be|had|being|get|got|remained|remain|stayed|stay|kept|keep|come|came|in"
    r"|fall|fallen|gone|go|goes|able\sto|managed\sto|continued?\sto|to|dropped|drop|moved|move|a|anywhere"
    r"|anything|like|near|close\sto|met|meet|reach|quite\syet)"
)
DENIED = re.compile(
    r"(?:\b(?:not|never|no\slonger|yet\sto|fail(?:ed|s|ing|ure)?\sto|unable\sto|neither|nor|nowhere|without)"
    rf"|n[’']t)\s(?:{_ADVERB}\s){{0,4}}$",
    re.IGNORECASE,
)
# “It would cheer us more were it not behind”: it is
WERE_IT = re.compile(
    r"\b(?:(?:were|was)\s(?:it|they|this|that|we)|(?:if|but\sthat)\s(?:it|they|we)\s(?:were|was))\s$",
    re.I,
)
DONE_INDEED = re.compile(r"\b(?:able|managed|continu(?:es?|ed|ing))\sto\s$", re.IGNORECASE)
# Between what is aimed at and “met”, which it is or has been
IS_DONE = re.compile(
    r"(?:(?:\s(?:that\s)?we\s[a-z]{1,12}(?:\s[a-z]{1,12})?)?(?:\s\([^()]{0,20}\))?"
    r"(?:\s(?:of|for|on)\s[^.;:]{0,60}?)?\s(?:is|was|were|are|has|have|being|remains|remained|stays|stayed)"
    r"|,?\s(?:which|that)\s(?:we|it|they)(?:\s(?:have|has|had))?|)"
    rf"\s(?:{_ADVERB}\s){{0,3}}?(?P<no>(?:not|yet\sto|never)\s(?:{_ADVERB}\s){{0,2}})?",
    re.IGNORECASE,
)
ENDS_DONE = re.compile(r"(?:ed|met|hit|beaten|overtaken|outdone|broken|kept)$", re.IGNORECASE)
# Between a number and what it says: “four (percentage) points | short of”
POINTS = re.compile(
    r"\s?(?:percentage\spoints?|points?|weeks?|months?|cases?)?(?:\s(?:away|clear|further))?\s$",
    re.IGNORECASE,
)
BY = re.compile(r"[^,.;:]{0,40}?\bby\s(?:[a-z]{1,8}\s){0,3}$", re.IGNORECASE)
WITHIN_SO_MANY = re.compile(r"\bwithin\s$", re.IGNORECASE)
POINTS_OF = re.compile(
    r"\s?(?:percentage\s)?(?:points?)?\sof\s(?:[a-z]{1,12}[’'\w]{0,2}\s){0,5}$", re.IGNORECASE
)


def claims(sentence: Sentence) -> Iterator[Claim]:
    """Each thing that the sentence says of a target, once."""
    told = set[int]()
    said = [one for one in target_cues(sentence.text) if one.says not in NOUNS]
    for aim in aims(sentence):
        for claim in (_before(sentence, aim, said), _after(sentence.text, aim, said)):
            if claim and claim.start not in told:
                told.add(claim.start)
                yield claim


def _before(sentence: Sentence, aim: Aim, said: Sequence[Cue]) -> Claim | None:
    text = sentence.text
    near = text[max(0, aim.start - FAR) : aim.start]
    if WITHIN_SO_MANY.search(near) is None and (apart := _so_near(sentence, aim.start)):
        start = apart.start - sentence.start
        return Claim(Way.NEAR, start, aim.end, apart=apart, at_most=True)
    cue = _governing(text, aim, said)
    if cue is None:
        return _is_where(text, aim) if aim.is_where else None
    way = _way(WAYS[cue.says], text[cue.start : cue.end], aim)
    if way is None:
        return None
    lead = text[max(0, cue.start - FAR) : cue.start]
    denied = DENIED.search(lead)
    is_so = denied and WERE_IT.search(lead, 0, denied.start())
    first = denied or DONE_INDEED.search(lead)
    return Claim(
        way,
        cue.start - len(lead) + first.start() if first else cue.start,
        aim.end,
        denied=denied is not None and not is_so,
        literal=cue.says in ("above", "below"),
        apart=_apart(sentence, cue.start, aim.end),
        of_more=WAYS[cue.says] if aim.is_edge else None,
    )


def _is_where(text: str, aim: Aim) -> Claim:
    """“Is (not) where we want it to be.”"""
    lead = text[max(0, aim.start - FAR) : aim.start]
    return Claim(Way.MET, aim.start, aim.end, denied=DENIED.search(lead) is not None)


def _governing(text: str, aim: Aim, said: Sequence[Cue]) -> Cue | None:
    """The last word before it between which and it stands nothing but its noun phrase."""
    before = [one for one in said if one.end < aim.start and aim.start - one.end < FAR // 2]
    if not before:
        return None
    cue = before[-1]
    between = [one for one in tokens(text) if cue.end <= one.start and one.end <= aim.start]
    if cue.says == "on":
        is_bare = text[aim.start : aim.end].casefold() == "target" and not between
        return cue if is_bare else None
    return cue if cue.says != "not_yet" and begins_noun_phrase(between) else None


def _way(way: Way, said: str, aim: Aim) -> Way | None:
    """Of a limit is only said that something lies within it or beyond it."""
    if not (aim.is_limit or aim.is_edge):
        return Way.MET if way is Way.WITHIN else way
    if LIMIT_WORSE.match(said):
        return Way.BEYOND
    return Way.WITHIN if "right side" in said.casefold() else LIMIT_WAYS.get(way)


def _after(text: str, aim: Aim, said: Sequence[Cue]) -> Claim | None:
    """“The target of 95% was not met.”"""
    for cue in said:
        if not aim.end < cue.start < aim.end + FAR:
            continue
        is_done = cue.how == "verb" and ENDS_DONE.search(text[cue.start : cue.end])
        if not (is_done or cue.says == "not_yet"):
            continue
        match = IS_DONE.fullmatch(text, aim.end, cue.start)
        if match is None:
            continue
        way = WAYS[cue.says]
        if aim.is_limit or aim.is_edge:
            if way not in (Way.ABOVE, Way.WORSE):
                return None
            way = Way.BEYOND
        of_more = WAYS[cue.says] if aim.is_edge else None
        return Claim(way, aim.start, cue.end, denied=match["no"] is not None, of_more=of_more)
    return None


def _apart(sentence: Sentence, first: int, end: int) -> Number | None:
    """“Four points short of”, “exceeding it by two points”."""
    text, offset = sentence.text, sentence.start
    for number in sentence.figures:
        if number.role is not Role.CHANGE:
            continue
        start, after = number.start - offset, number.end - offset
        if after <= first and POINTS.fullmatch(text, after, first):
            return number
        if end <= start and BY.fullmatch(text, end, start):
            return number
    return None


def _so_near(sentence: Sentence, start: int) -> Number | None:
    """“Within two points of our target”."""
    text, offset = sentence.text, sentence.start
    for number in sentence.figures:
        first, after = number.start - offset, number.end - offset
        is_bound = after < start and WITHIN_SO_MANY.search(text, max(0, first - 8), first)
        if is_bound and POINTS_OF.fullmatch(text, after, start):
            return number
    return None
