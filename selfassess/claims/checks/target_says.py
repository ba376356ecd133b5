"""How people say where a figure lies to its target: “above our target of 95%”, “four points short
of the 85% we set ourselves”, “the target was met”.

What is aimed at is found first: by its noun, or a number that is one. What is said of it stands
right before it or right after it. Every repetition is bounded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..reader.sentence import Number, Role, Sentence

FAR = 120  # characters before and after


class Way(StrEnum):
    """What is said of a figure and its target."""

    MET = "met"
    NEAR = "near"  # “in line with”
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


HARD = r"targets?|goals?|ambitions?"
LIMIT = r"limit|ceiling|threshold|cap"
# What else may be meant by these, is not where a target stands beside them
SOFT = r"benchmark|aspirations?|expectations?|milestone|standard|bar|requirement"
SOFT_LIMIT = r"maximum|tolerance"
WISH = (
    r"(?:what|where)\s(?:the\starget\ssays\s)?(?:we|it|this|they|is|members|the\s\w+)\s(?:all\s)?(?:asks?|wants?|expects?|expected|needs?"
    r"|aims?|should|ought|promised|hoped?|required|asked|wanted)(?:\s(?:of\sourselves|of\sus|of\sit|to\sbe|be|for|to\sreach))?"
)
NOUN = re.compile(
    rf"\b(?:(?P<hard>{HARD}|{WISH})|(?P<limit>{LIMIT})|(?P<soft>{SOFT})|(?P<softlimit>{SOFT_LIMIT}))\b",
    re.IGNORECASE,
)
# “The standard that the service set for itself”
OWNED = re.compile(
    r"\s(?:(?:that|which|around\swhich)\s)?(?:we|members|cabinet|the\s[a-z]{4,12})\s(?:\w+\s){0,2}?"
    r"(?:set|sets|agreed|promised|asked?|expects?|expected|wants?|aims?|adopted)\b",
    re.IGNORECASE,
)
OURS_BEFORE = re.compile(r"\b(?:our|its|own|council[’']s|local)\s(?:own\s)?$", re.IGNORECASE)
OF_A_TARGET = re.compile(
    rf"\b(?:{HARD}|{LIMIT}|{SOFT}|{SOFT_LIMIT}|{WISH}|(?:we|members)\s\w|expected|required)", re.I
)

_A = (
    r"(?:the|our|its|this|that|their|an?|all|own|local|national|agreed|corporate|council(?:[’']s)?"
    r"|quarterly|annual|stretch|statutory|expected|required|internal|challenging|ambitious|revised"
    r"|current|overall|new|same|service|performance|improvement|interim|minimum|maximum|upper|of"
    r"|what|where|at\sleast|no\smore\sthan|year[-\s]end|set|(?:our\s)?agreed|exactly"
    r"|\d[\d.]{0,5}(?:%|\sper\scent)?(?:[-\s](?:week|month|day)s?)?)"
)
# “4.1% short of it” has its number before, “by four points” after
_ADVERB = (
    r"(?:now|also|just|still|only|again|already|comfortably|currently|consistently|always|well"
    r"|fully|easily|narrowly|marginally|slightly|safely|far|way|some|long|therefore|even|all|quite"
    r"|yet|been|have|has|be|had|being|remained|remain|stayed|stay|kept|keep|come|came|in|fall|fallen"
    r"|gone|go|go(?:es)?|quite|yet|able\sto|managed\sto|continue[sd]?\sto|to|dropped|drop|moved|move)"
)
DENIED = re.compile(
    r"(?:\b(?:not|never|no\slonger|yet\sto|fail(?:ed|s|ing|ure)?\sto|unable\sto|neither|nor)"
    rf"|n[’']t)\s(?:{_ADVERB}\s){{0,4}}$",
    re.IGNORECASE,
)
DONE_INDEED = re.compile(r"\b(?:able|managed|continu(?:es?|ed|ing))\sto\s$", re.IGNORECASE)
SAYS = re.compile(
    r"\b(?:"
    r"(?P<met>meet(?:s|ing)?|met|achiev(?:es?|ed|ing)|reach(?:es|ed|ing)?|hit(?:s|ting)?"
    r"|attain(?:s|ed|ing)?|satisf(?:y|ies|ied|ying)|fulfil(?:s|led|ling)?|equal(?:s|led|ling)?"
    r"|deliver(?:s|ed|ing)?(?:\son)?|match(?:es|ed|ing)?|compl(?:y|ies|ied)\swith|up\sto"
    r"|(?:gets?|got|getting|brings?|brought|takes?|took)\s(?:us\s)?(?:up\s)?to|(?:the\s)?right\sside\sof|back\s(?:on|at|to)|returned\sto|kept\sto|green\sagainst|clear(?:s|ed)?|exactly)"
    r"|(?P<near>in\sline\swith)"
    r"|(?P<better>better\sthan|ahead\sof|beat(?:s|en|ing)?|outperform(?:s|ed|ing)?"
    r"|surpass(?:es|ed|ing)?|overt(?:ook|aken|akes?|aking)|outstrip(?:s|ped|ping)?)"
    r"|(?P<exceeds>exceed(?:s|ed|ing)?|in\sexcess\sof|beyond|(?:gone|went|going|broken|broke|burst)\sthrough)"
    r"|(?P<above>above|over|(?:higher|more|greater)\sthan)"
    r"|(?P<below>below|under|beneath|(?:lower|less|fewer)\sthan)"
    r"|(?P<worse>(?:fall(?:s|ing|en)?\s|fell\s)?short\sof|shy\sof|behind|trail(?:s|ed|ing)?"
    r"|lag(?:s|ged|ging)?(?:\sbehind)?|miss(?:es|ed|ing)|worse\sthan|poorer\sthan|outside|(?:the\s)?wrong\sside\sof"
    r"|away\sfrom|adrift\sof|off|undersho(?:t|ots?|oting)|breach(?:es|ed|ing)?"
    r"|from\s(?:reaching|meeting|hitting|achieving))"
    r"|(?P<within>within|inside)"
    rf")\s(?:{_A}\s){{0,6}}$",
    re.IGNORECASE,
)
ON_TARGET = re.compile(
    r"\b(?:on|at|up\sto|(?<!due\s)(?<!close\s)(?<!towards\s)to)\s$", re.IGNORECASE
)
_DONE = (
    r"(?:(?P<met>met|achieved|reached|hit|attained|delivered|satisfied|fulfilled)"
    r"|(?P<better>beaten|surpassed)|(?P<exceeds>exceeded)|(?P<worse>missed|breached))"
)
DONE = re.compile(
    r"(?:(?:\s(?:that\s)?we\s[a-z]{1,12}(?:\s[a-z]{1,12})?)?(?:\s\([^()]{0,20}\))?"
    r"(?:\s(?:of|for)\s[^.;:]{0,60}?)?\s(?:is|was|were|are|has|have|being)"
    r"|,?\s(?:which|that)\s(?:we|it|they)(?:\s(?:have|has|had))?|)"
    rf"\s(?:{_ADVERB}\s){{0,3}}?(?P<no>(?:not|yet\sto)\s(?:{_ADVERB}\s){{0,2}})?{_DONE}\b",
    re.IGNORECASE,
)
# Between a number and what it says: “four (percentage) points | short of”
POINTS = re.compile(
    r"\s?(?:percentage\spoints?|points?|weeks?|months?|cases?)?(?:\s(?:away|clear|further))?\s$",
    re.IGNORECASE,
)
BY = re.compile(r"[^,.;:]{0,40}?\bby\s(?:[a-z]{1,8}\s){0,3}$", re.IGNORECASE)
WITHIN_SO_MANY = re.compile(r"\bwithin\s$", re.IGNORECASE)
POINTS_OF = re.compile(rf"\s?(?:percentage\s)?(?:points?)?\sof\s(?:{_A}\s){{0,5}}$", re.IGNORECASE)
WAYS = {"exceeds": Way.ABOVE} | {str(way): way for way in Way}
LIMIT_WAYS = {
    Way.BELOW: Way.WITHIN,
    Way.WITHIN: Way.WITHIN,
    Way.ABOVE: Way.BEYOND,
    Way.BEYOND: Way.BEYOND,
}
LIMIT_WORSE = re.compile(r"outside|breach|(?:the\s)?wrong", re.IGNORECASE)


def claims(sentence: Sentence) -> Iterator[Claim]:
    """Each thing that the sentence says of a target, once."""
    text, told = sentence.text, set[int]()
    has_target = any(one.role is Role.TARGET for one in sentence.figures)
    for start, end, is_limit in sorted(_aimed_at(sentence, has_target=has_target)):
        for claim in (
            _before(sentence, start, end, is_limit=is_limit),
            _after(text, start, end, is_limit=is_limit),
        ):
            if claim and claim.start not in told:
                told.add(claim.start)
                yield claim


def _aimed_at(sentence: Sentence, *, has_target: bool) -> Iterator[tuple[int, int, bool]]:
    """Where a target is named, and whether it is a limit: its noun, or a number that is one."""
    for match in NOUN.finditer(sentence.text):
        if match["hard"] or match["limit"] or has_target or _is_owned(sentence.text, match):
            yield match.start(), match.end(), bool(match["limit"] or match["softlimit"])
    for number in sentence.figures:
        start, end = number.start - sentence.start, number.end - sentence.start
        if number.role is Role.TARGET and not NOUN.match(sentence.text, end + 1):
            yield start, end, False


def _is_owned(text: str, match: re.Match[str]) -> bool:
    """What else may be meant by the word is a target where somebody has set it."""
    near = text[max(0, match.start() - 20) : match.start()]
    return bool(OURS_BEFORE.search(near) or OWNED.match(text, match.end()))


def _before(sentence: Sentence, start: int, end: int, *, is_limit: bool) -> Claim | None:
    text = sentence.text
    near = text[max(0, start - FAR) : start]
    if WITHIN_SO_MANY.search(near) is None and (apart := _so_near(sentence, start)):
        return Claim(Way.NEAR, apart.start - sentence.start, end, apart=apart, at_most=True)
    on = ON_TARGET.search(near) if text[start:end].casefold() == "target" else None
    match = on or SAYS.search(near)
    if match is None:
        return None
    said, offset = match.lastgroup or "met", start - len(near)
    way = _way(WAYS[said], match.group(), is_limit=is_limit)
    if way is None:
        return None
    first = offset + match.start()
    denied = DENIED.search(near[: match.start()])
    lead = denied or DONE_INDEED.search(near[: match.start()])
    return Claim(
        way,
        offset + lead.start() if lead else first,
        end,
        denied=denied is not None,
        literal=said in ("above", "below"),
        apart=_apart(sentence, first, end),
    )


def _way(way: Way, said: str, *, is_limit: bool) -> Way | None:
    """Of a limit is only said that something lies within it or beyond it."""
    if not is_limit:
        return Way.MET if way is Way.WITHIN else way
    if LIMIT_WORSE.match(said):
        return Way.BEYOND
    return Way.WITHIN if "right side" in said.casefold() else LIMIT_WAYS.get(way)


def _after(text: str, start: int, end: int, *, is_limit: bool) -> Claim | None:
    """“The target of 95% was not met.”"""
    match = DONE.match(text, end, end + FAR)
    if match is None:
        return None
    way = WAYS[match.lastgroup or ""]
    if is_limit:
        if way not in (Way.ABOVE, Way.WORSE):
            return None
        way = Way.BEYOND
    return Claim(way, start, match.end(), denied=match["no"] is not None)


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
