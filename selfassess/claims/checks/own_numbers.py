"""A sentence against its own numbers: “484, now below the average of 465”, “fell from 40 to 45”.

No record is needed. What is looked at are two figures, one after the other, and whether the words
around them say which is the higher one.
"""

import re
from collections.abc import Iterator

from ..finding import Finding, Tier
from ..known import Known
from ..reader.rounding import limits
from ..reader.sentence import Hedge, Number, Role, Sentence
from .base import ReadParagraph
from .outline import A_FEW, FROM, TO, Neighbours, Problem, comparable, finding, neighbours
from .own_changes import wrong_changes

KIND = "own_numbers"

RISE = (
    r"rose|risen|rising|rises?|increas(?:e|es|ed|ing)|grew|grown|growing|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?"
    r"|(?:went|gone|going|goes|is|was|are|were|slightly|now)\sup|up(?=\s(?:on|from))|doubled|trebled|widened|lengthened"
)
FALL = (
    r"fell|fallen|falling|falls?|decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing|tion)|drop(?:s|ped|ping)?"
    r"|declin(?:e|es|ed|ing)|shrank|halved|lowered|narrowed|shortened|dipped|slipped|(?:went|gone|going|goes|is|was|are|were|slightly|now)\sdown"
    r"|down(?=\s(?:on|from))|cut(?=\sfrom)"
)
# Words of movement that do not say which way the figure went.
EITHER = (
    r"improv\w{0,8}|wors\w{0,6}|deteriorat\w{1,4}|chang\w{1,4}|mov(?:e|es|ed|ing)|progress\w{0,4}|vari\w{1,4}"
    r"|went|gone|going|fluctuat\w{1,4}|rang\w{1,3}|revers\w{1,4}|better|not|no|never|instead|rather"
)
MOVEMENT = re.compile(rf"\b(?:(?P<rise>{RISE})|(?P<fall>{FALL})|(?P<either>{EITHER}))\b")
WAY_FROM = re.compile(
    rf"^(?P<gap>.{{0,100}}?)\b(?:(?P<rise>up|(?:a|an)\s(?:[a-z]{{1,15}}\s){{0,2}}(?:increase|rise)"
    r"|(?:has|have|had)\s(?:[a-z]{1,15}\s)?(?:increased|risen|grown|gone\sup))"
    r"|(?P<fall>down|(?:a|an)\s(?:[a-z]{1,15}\s){0,2}(?:decrease|reduction|fall|drop|decline)"
    r"|(?:has|have|had)\s(?:[a-z]{1,15}\s)?(?:decreased|reduced|fallen|dropped|declined|gone\sdown)))"
    rf"\s(?:(?:[a-z~,]{{1,15}}\s){{0,3}}from|on)\s{A_FEW}[(]?$"
)
AT_ONCE = re.compile(r"[^,]{0,12},\sfrom\s[^,]*$")
WAY_TO = re.compile(
    r"^.{0,100}?\b(?:it|this|that|which|these|they|and|but)\s(?:(?:has|have|had|then|now|since|also)\s){0,2}"
    r"(?:(?P<rise>rose|risen|increased|grew|grown|climbed|went\sup|gone\sup)"
    r"|(?P<fall>fell|fallen|decreased|reduced|dropped|declined|went\sdown|gone\sdown))"
    rf"\s(?:[a-z]{{1,15}}ly\s)?(?:again\s)?to\s{A_FEW}[(]?$"
)

# “rose steadily: 52 in April, 49 in May”
WAY_OF_LIST = re.compile(rf"\b(?:(?P<rise>{RISE})|(?P<fall>{FALL}))(?:\s[a-z]{{2,12}}){{0,3}}:\s$")
WHEN = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|spring|summer|autumn|winter|q~|quarter\s~|~)"
)
IN_TURN = re.compile(rf"^\s(?:in|at|by|for)\s(?:the\s)?{WHEN}(?:\s~)?,\s$")

HIGHER = r"above|higher\sthan|greater\sthan|more\sthan|over|exceed(?:s|ed|ing)?|in\sexcess\sof"
LOWER = r"below|lower\sthan|less\sthan|fewer\sthan|under|beneath|short\sof"
YARDSTICK = (
    r"average|averages|target|ceiling|limit|cap|budget|maximum|minimum|expectation|plan|peers|england|national|nationally|neighbours?|regional|region|benchmark|standard|threshold"
    r"|comparators?|comparable|authorities|councils|median|mean|milestone|ambition|goal|figure|rate|level"
    r"|previous|last"
)
COMPARED = re.compile(
    rf"^(?P<gap>.{{0,100}}?)\b(?:(?P<rise>{HIGHER})|(?P<fall>{LOWER}))\s"
    rf"(?P<yardstick>(?:[a-z~’'-]{{1,20}}\s){{1,8}})[(]?$"
)
COMPARED_BEFORE = re.compile(
    rf"\b(?:(?P<rise>{HIGHER})|(?P<fall>{LOWER}))\s(?P<yardstick>(?:the|our|its|their|a|an)\s)$"
)
YARDSTICK_AFTER = re.compile(rf"^\s(?:per\s~?\s?|[a-z-]{{1,20}}\s){{0,4}}(?:{YARDSTICK})\b")
NAMES_YARDSTICK = re.compile(rf"\b(?:{YARDSTICK})\b")
# What somebody has set is exact: 2.1% is not under a ceiling of 2%
SET = re.compile(r"\b(?:target|ceiling|limit|cap|maximum|minimum|threshold|goal|ambition)\b")
FARTHEST_NOUN = 24
# “more children (345) than a year ago (351)”
MORE = re.compile(r"\b(?:(?P<rise>more)|(?P<fall>fewer|less))\s(?:[a-z’'-]{1,20}\s){1,6}[(]$")
THAN = re.compile(r"^[)]\sthan\s(?:[a-z~’'-]{1,20}\s){1,8}[(]$")
# “above our target of 90% with 85%”: the yardstick first.
YARDSTICK_FIRST = re.compile(
    rf"\b(?:(?P<rise>{HIGHER})|(?P<fall>{LOWER}))\s(?:[a-z’'-]{{1,20}}\s){{0,5}}(?:{YARDSTICK})\s(?:of\s|at\s)?[(]?$"
)
IS_YARDSTICK = re.compile(
    rf"\b(?:{HIGHER}|{LOWER}|better\sthan|worse\sthan|(?:improvement|increase|rise|decrease|reduction|fall|drop"
    r"|decline)\s(?:on|from)|compar(?:ed|es)\s(?:with|to)|against|from)\s(?:[a-z~’'-]{1,20}\s){0,8}[(]?$"
)
THEN_VALUE = re.compile(
    r"^(?:\sper\s~)?[)]?,?\s(?:with|at|standing\sat|currently\sat|now\sat|being)\s(?:only\s|just\s)?$"
)

# After a clause has ended, only these may lead to the comparison, or something else is compared.
CLAUSE = re.compile(
    r"[,;:()–—]|\b(?:and|but|while|whilst|whereas|although|though|with|because|so|yet)\b"
)
LEADS_ON = re.compile(
    r"(?:\s|\b(?:is|are|was|were|be|remains?|remained|stays?|still|now|which|this|that|it|slightly|well|just|far|much"
    r"|significantly|considerably|marginally|also|currently|has|have|been|only|both|therefore|again|a|an|little"
    r"|some|way|figure|rate|and|but|is)\b)*"
)


def check(read: ReadParagraph, known: Known) -> Iterator[Finding]:
    """Each place where a sentence says of two of its numbers what they do not say."""
    for sentence in read.sentences:
        for problem in wrong_changes(sentence):
            yield finding(KIND, read, sentence, problem)
        for claim in claims(sentence):
            if claim.fails:
                problem = Problem(Tier.CONTRADICTS, str(claim), claim.numbers)
                yield finding(KIND, read, sentence, problem)


class Claim:
    """That one number of a sentence is higher or lower than another."""

    def __init__(self, one: Number, other: Number, *, higher: bool, is_exact: bool = False) -> None:
        self.numbers = (one, other)
        self.higher = higher
        self.is_exact = is_exact  # the other is a target or a limit, and nothing rounded

    @property
    def fails(self) -> bool:
        """Only what no rounding explains fails."""
        (low, high), (other_low, other_high) = limits(self.numbers[0]), limits(self.numbers[1])
        if self.is_exact:
            other_low = other_high = self.numbers[1].value
        return high <= other_low if self.higher else low >= other_high

    def __str__(self) -> str:
        one, other = (number.written for number in self.numbers)
        word, truth = ("higher", "lower") if self.higher else ("lower", "higher")
        return f"You write that {one} is {word} than {other}. It is {truth}."


def claims(sentence: Sentence) -> Iterator[Claim]:
    """What a sentence says about which of two of its numbers is the higher."""
    compared: dict[int, Number] = {}  # for a yardstick, what was set beside it
    for pair in neighbours(sentence):
        if not comparable(pair) or pair.first.role is Role.WHOLE:
            continue  # “eight of our 49, down from 12 of 47”
        claim = _movement(pair) or _comparison(pair, compared)
        if claim:
            yield claim


def _movement(pair: Neighbours) -> Claim | None:
    """“Fell from 40 to 45”, “up to 40 from 45”, “49%, up from 67%”, “55%, and this fell to 61%”."""
    if FROM.search(pair.before) and TO.search(pair.between):
        return _as_last_said(pair.before, now=pair.second, before=pair.first)
    if match := WAY_FROM.search(pair.between):
        if _ends_in_to(pair.after):
            return None  # “12, down from 40 in May to 30 in June”
        return Claim(pair.first, pair.second, higher=bool(match["rise"]))
    follows = "," not in pair.between or AT_ONCE.match(pair.between)
    if TO.search(pair.before) and FROM.search(pair.between) and follows:
        return _as_last_said(pair.before, now=pair.first, before=pair.second)
    match = WAY_OF_LIST.search(pair.before) if IN_TURN.search(pair.between) else None
    if match := match or WAY_TO.search(pair.between):
        return Claim(pair.second, pair.first, higher=bool(match["rise"]))
    return None


def _ends_in_to(after: str) -> bool:
    return TO.search(after[:60]) is not None


def _as_last_said(words: str, *, now: Number, before: Number) -> Claim | None:
    """The last word of movement before the numbers says which way they went."""
    said = list(MOVEMENT.finditer(words.rpartition(";")[2]))
    if not said or said[-1]["either"]:
        return None
    return Claim(now, before, higher=bool(said[-1]["rise"]))


def _comparison(pair: Neighbours, compared: dict[int, Number]) -> Claim | None:
    """“484, now below the average of 465”; of two yardsticks one after the other, both are for the
    same figure."""
    is_compared = pair.first.start in compared
    match = YARDSTICK_FIRST.search(pair.before)
    if match and not is_compared and THEN_VALUE.search(pair.between):
        return Claim(pair.second, pair.first, higher=bool(match["rise"]))
    match = MORE.search(pair.before)
    if match and THAN.search(pair.between):
        return Claim(pair.first, pair.second, higher=bool(match["rise"]))
    if not is_compared and IS_YARDSTICK.search(pair.before):
        return None  # “This is below England’s 92% and above …”: what is compared is not told here
    match = COMPARED.search(pair.between)
    told = match["yardstick"] if match else pair.after[:FARTHEST_NOUN]
    if match and not NAMES_YARDSTICK.search(match["yardstick"]):
        match = None
    if not match and YARDSTICK_AFTER.search(pair.after):
        match = COMPARED_BEFORE.search(pair.between)
    if not match:
        return None
    gap = pair.between[: match.start("rise" if match["rise"] else "fall")]
    if not LEADS_ON.fullmatch(CLAUSE.split(gap)[-1]) and CLAUSE.search(gap):
        return None
    one = compared.get(pair.first.start, pair.first)
    compared[pair.second.start] = one
    is_exact = SET.search(told) is not None and pair.second.hedge is Hedge.NONE
    return Claim(one, pair.second, higher=bool(match["rise"]), is_exact=is_exact)
