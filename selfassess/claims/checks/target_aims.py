"""What is aimed at, as a sentence names it: “our ambition”, “the line we drew”, “where we said we
should be”, “95%” where that is the target."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..reader.cues import Cue, target_cues
from ..reader.sentence import Number, Role, Sentence

NEAR = 24  # characters before a noun in which its owner stands
SURE = frozenset(("target", "limit", "edge"))
LOOSE = frozenset(("loose", "loose_limit", "loose_edge"))
LIMITS = frozenset(("limit", "loose_limit"))
EDGES = frozenset(("edge", "loose_edge"))
_WE = r"(?:we|this|they|you|i|members|cabinet|teams|partners|the\s[a-z]{4,12}|this\s[a-z]{4,12})"
_ASKS = (
    r"(?:ask(?:s|ed)?|wants?|wanted|expects?|expected|needs?|needed|aims?|aimed|hoped?|requires?|required"
    r"|promised|agreed|planned|intended|set\sout)"
)
# “What we ask of teams”, “where it should be”
_BE = r"(?:have\s)?(?:been|be|see|stand|reach)\b"
WISH = re.compile(
    rf"\b(?P<what>what|where)\s(?:the\starget\ssays\s)?(?:{_WE}|it|is|that|performance)\s(?:all\s|had\s|have\s)?"
    rf"(?:(?:say|said|say\sthat|said\sthat)\s(?:{_WE}|it)\s)?"
    rf"(?:(?:should|ought\sto|needs?\sto|must|ha(?:s|ve)\sto|want(?:s|ed)?\sto|would(?:\slike\sto)?|meant\sto)\s{_BE}"
    rf"|(?:{_ASKS}|would\slike)\s(?:it|them|this|these|us)\sto\s{_BE}"
    rf"|{_ASKS}\b(?!\sto\s(?!be\b|see\b|reach\b))(?:\s(?:of\s[a-z]{{2,12}}|to\sbe|to\sreach|to\ssee|be|for))?)",
    re.IGNORECASE,
)
IS_WHERE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|now|exactly|just|sits?|stands?)|[’'](?:re|s))\s(?:\w{2,12}\s){0,2}$",
    re.I,
)
# “The standard that the service set for itself”
OWNED = re.compile(
    rf"\s(?:(?:that|which|around\swhich)\s)?(?:{_WE}|the\scouncil)\s(?:\w+\s){{0,2}}?"
    r"(?:set|sets|agreed|promised|ask(?:s|ed)?|expects?|expected|wants?|aims?|adopted|drew|draw|put|chose"
    r"|chosen|require[sd]?|hold|laid|fixed|gave|made)\b"
    r"|\s(?:in|from)\sthe\s(?:service|business|improvement|corporate|annual)\splan\b"
    r"|\s(?:set|agreed|laid\sdown|drawn|adopted)\s(?:by|for|with|in)\b"
    r"|\s(?:expected|required|demanded|asked|wanted)\s(?:of|by|for)\b",
    re.IGNORECASE,
)
OURS_BEFORE = re.compile(
    r"\b(?:our|its|own|council[’']s|local|agreed|expected|required)\s(?:\w{2,12}\s)?$",
    re.IGNORECASE,
)
# “Still under the bar”, “puts us over the line”: as people say it without an owner
IDIOM = re.compile(r"\b(?:the|that|this)\s$", re.IGNORECASE)
AS_IDIOM = re.compile(r"\s?(?:[.,;:)–—]|$)|\s(?:for|on|and|but|again|this)\b", re.IGNORECASE)
IDIOMS = frozenset(("bar", "mark", "line", "floor"))
ASIDE = re.compile(r"\s(?:need|threshold)s?\b|\sof\s(?:need|care|support|risk|service)\b", re.I)


@dataclass(frozen=True)
class Aim:
    """`start` and `end` are characters of the sentence."""

    start: int
    end: int
    is_limit: bool = False
    is_edge: bool = False  # a limit only where fewer are better
    is_where: bool = False  # “is where we want to be” says itself that it is met


def aims(sentence: Sentence) -> Iterator[Aim]:
    """Each once, in order; a number that is one, where no noun stands for it."""
    yield from sorted(_aims(sentence), key=lambda one: one.start)


def _aims(sentence: Sentence) -> Iterator[Aim]:
    text = sentence.text
    nouns = [one for one in target_cues(text) if one.says in SURE or one.says in LOOSE]
    targets = [one for one in sentence.figures if one.role is Role.TARGET]
    for noun in nouns:
        if noun.says in SURE or _is_meant(text, noun, targets):
            yield Aim(noun.start, noun.end, noun.says in LIMITS, noun.says in EDGES)
    for match in WISH.finditer(text):
        is_where = bool(
            match["what"].casefold() == "where" and IS_WHERE.search(text, 0, match.start())
        )
        yield Aim(match.start(), match.end(), is_where=is_where)
    for number in targets:
        start, end = number.start - sentence.start, number.end - sentence.start
        if not any(one.start == end + 1 for one in nouns):
            yield Aim(start, end)


def _is_meant(text: str, noun: Cue, targets: list[Number]) -> bool:
    """What else may be meant by the word is a target where somebody has set it, or where one stands
    beside it."""
    if ASIDE.match(text, noun.end):
        return False
    near = text[max(0, noun.start - NEAR) : noun.start]
    if text[noun.start : noun.end].casefold() in IDIOMS and IDIOM.search(near):
        return AS_IDIOM.match(text, noun.end) is not None or OWNED.match(text, noun.end) is not None
    return bool(targets or OURS_BEFORE.search(near) or OWNED.match(text, noun.end))
