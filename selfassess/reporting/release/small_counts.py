"""Passages of a sentence that could tell a number of children so small that somebody knows one.

Pure. The numbers come from the reader of numbers (`claims.reader`), which also says which of them
are dates, levels, ages or lengths of time. What tells a count in another way stands in
`in_other_words`. It errs to one side: a mark costs a director a tick, and a passage without a mark
goes out with all others.
"""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from selfassess.claims.reader.sentence import Hedge, Kind, Number, Role
from selfassess.claims.reader.units import noun_after
from selfassess.reporting.editions.suppression import LARGEST, discloses, is_small

from . import counted
from .in_other_words import WHY, in_other_words
from .passage import Passage
from .read_again import TIMES, read_again

FIRST_YEAR = 10  # “10/11” may be a year
BELOW = 10  # “fewer than ten children” is marked as well
# “two audits a quarter”, “each child has two reviews”: how often, and of how many nothing.
AS_A_RATE = re.compile(
    r"""\s(?:(?!(?:are|were|is|was|on|in|with|have|had|has|of|to|for|at)\b)[\w’'-]{1,20}\s){1,3}
    (?:a|an|per|each|every)\s(?:day|week|fortnight|month|quarter|year|term|child|family|case|worker
    |person|night|plan|class|placement)\b""",
    re.IGNORECASE | re.VERBOSE,
)
OR_MORE = re.compile(r"\s(?:[\w’'-]{1,20}\s){1,3}or\s(?:more|fewer|over|less)\b", re.IGNORECASE)
EACH = re.compile(r"\b(?:each|every|any|per)\s(?:[\w’'-]{1,20}\s){1,5}$", re.IGNORECASE)
ONE_OF = re.compile(
    r"\sof\s(?:the|our|their|these|those)\s"
    r"(?:most|best|worst|first|main|few|largest|biggest|key|many|oldest)\b",
    re.IGNORECASE,
)
NOT_A_COUNT = re.compile(
    r"""\s(?:another|by\sone|to\sone|on\sone|day|page|place|front\sdoor|hand|side|way|time|end
    |sentence|reason|thing|or\s(?:another|the\sother)|more\stime|roof|after\sthe\sother|step|voice
    |room)\b""",
    re.IGNORECASE | re.VERBOSE,
)
COUNTED_ONE = re.compile(
    r"""\s(?:was|were|is|are|had|has|have|went|died|moved|left|came|ran|became|did|does|got
    |remains|remained|stayed|returned|requires|required|needed|needs|refused|chose|turned|lived
    |lives|could|would|absconded|stepped|who|whose|of\s(?:them|these|those|whom|which|the|our)
    |in\scustody|in\shospital|aged|at\srisk|inadequate|good|outstanding|breached|missed|waited
    |waits|reported|said|told|lost|never|still|only|from|under|at|and|or
    |in\s(?:the|our|a)\s\w{1,20}\s(?:was|were|has|had|is|did))\b""",
    re.IGNORECASE | re.VERBOSE,
)
NEVER_ONE = re.compile(
    r"\b(?:no|any|every|each|this|that|which|the|another|one\sto|one\sby|day|as)[\s-]$",
    re.IGNORECASE,
)
# Between two numbers of which none is a part of the other: “14 now, 12 last year”.
APART = re.compile(
    r"""\b(?:to|up|down|than|last|compared|against|fell|rose|before|previous\w{0,2}|now|earlier
    |after|increas\w{1,4}|decreas\w{1,4}|reduc\w{1,4}|while|whereas|average|target|in\s20\d\d)\b
    |[;:]""",
    re.IGNORECASE | re.VERBOSE,
)
SLASH = re.compile(r"(?<![\d/.£])(\d{1,3})\s?/\s?(\d{1,3})(?![\d/]|\.\d)")
PARTED = re.compile(
    r"\s(?:were|was|had|have|of\b|child\w{0,3}|young|cases|plans|audits|visits|reviews|\()",
    re.IGNORECASE,
)
OF_THOSE_BEFORE = re.compile(
    r"\b(?:of|among)\s(?:these|those|them|whom|which)\b|\bthe\s(?:rest|others?)\b", re.IGNORECASE
)


def small_counts(sentence: str, whole_before: Decimal | int | None = None) -> list[Passage]:
    """Every passage of a sentence that could tell a small count, in order.

    `whole_before`: the largest count of the sentence before, of which this one may give a part.
    """
    numbers = read_again(sentence)
    found = [*in_other_words(sentence), *_slashes(sentence), *_of_each_other(numbers, sentence)]
    found += [
        Passage(number.start, number.end, why)
        for number in numbers
        if (why := _why(number, numbers, sentence))
    ]
    if whole_before is not None and OF_THOSE_BEFORE.search(sentence):
        found += _parts_of(numbers, Decimal(whole_before))
    return _joined(found)


def _why(number: Number, numbers: list[Number], text: str) -> str:
    """Why it is marked; empty when it is not."""
    is_one = number.value == 1 and number.written.lower() == "one"
    if number.kind is Kind.WORD or is_one:
        return WHY if _refers_to_somebody(number, text) else ""
    if not number.is_figure:
        return ""
    if number.whole is not None:
        return _why_part(number, numbers, text)
    return WHY if _is_few(number) and _counts(number, text) else ""


def _is_few(number: Number) -> bool:
    if not _is_plain(number, changes=True):
        return False
    most = BELOW if number.hedge is Hedge.UNDER else LARGEST
    return 0 < number.value <= most and (number.upper is None or number.upper <= BELOW)


def _why_part(number: Number, numbers: list[Number], text: str) -> str:
    whole, part = number.whole or Decimal(0), number.value
    if number.unit == "%":
        part = (whole * part / 100).quantize(Decimal(1), ROUND_HALF_UP)
    if not discloses(part, whole) or not _part_counts(number, numbers, text):
        return ""
    return f"it tells a small part of {whole:f}, or what is missing from it"


def _part_counts(number: Number, numbers: list[Number], text: str) -> bool:
    """“Two of our three districts” are no children, and neither are “five areas of eight”."""
    wholes = [one for one in numbers if one.value == number.whole]
    nouns = {one.unit for one in (number, *wholes)} - {"", "%"}
    if counted.PEOPLE_NEXT.match(text, number.end) or set(map(counted.noun, nouns)) & counted.ALL:
        return True
    if any(map(counted.tells_no_child, nouns)):
        return False
    return bool(nouns) or not counted.is_of_others(text)


def _counts(number: Number, text: str) -> bool:
    """Does this number count children, or what happens to them?"""
    if _is_rate(number, text):
        return False
    if counted.PEOPLE_NEXT.match(text, number.end):
        return True
    if number.unit:
        return not counted.tells_no_child(number.unit)
    return not counted.is_of_others(text, number.start)


def _is_rate(number: Number, text: str) -> bool:
    before = text[max(0, number.start - 60) : number.start]
    after = AS_A_RATE.match(text, number.end) or OR_MORE.match(text, number.end)
    return after is not None or EACH.search(before) is not None


def _refers_to_somebody(number: Number, text: str) -> bool:
    """“One went home”, “the two children”; “one page” and “no one” do not."""
    before, after = text[max(0, number.start - 20) : number.start], text[number.end :]
    if not is_small(number.value) or number.written.lower().startswith(IN_OTHER_WORDS):
        return False
    if number.value == 1 and (
        NEVER_ONE.search(before) or NOT_A_COUNT.match(after) or ONE_OF.match(after)
    ):
        return False
    if _is_rate(number, text):
        return False
    if counted.PEOPLE_NEXT.match(text, number.end):
        return True
    if COUNTED_ONE.match(after):
        return not counted.is_of_others(text, number.start)
    noun = _noun_next(number, text)
    return bool(noun) and not counted.tells_no_child(noun)


IN_OTHER_WORDS = ("both", "a ", "couple", "pair")


def _noun_next(number: Number, text: str) -> str:
    """The noun that is counted; of “one”, the first word that is known as a noun."""
    if number.value != 1:
        return noun_after(text, number.end, one=False)
    names = counted.NAMES_CHILDREN.search(text) is not None
    known = counted.CHILDREN | counted.OF_CHILDREN | (counted.FOR_CHILDREN if names else set())
    words = re.findall(r"[a-z][\w’-]*", text[number.end : number.end + 60].lower())[:3]
    return next((word for word in words if word in known or counted.tells_no_child(word)), "")


def _of_each_other(numbers: list[Number], text: str) -> Iterator[Passage]:
    """“Nine cases were audited and eight were good”: the second tells what is missing."""
    if counted.is_of_others(text):
        return
    for at, number in enumerate(numbers):
        for whole in numbers[max(0, at - 2) : at]:
            between = text[whole.end : number.start]
            if (
                is_small(whole.value - number.value)
                and _is_plain(whole)
                and _is_plain(number)
                and whole.whole is number.whole is None
                and number.unit in ("", whole.unit)
                and not counted.tells_no_child(whole.unit)
                and not APART.search(between)
            ):
                why = f"it tells what is missing from {whole.value:f}"
                yield Passage(number.start, number.end, why)


def _is_plain(number: Number, *, changes: bool = False) -> bool:
    """Does it count? `changes`: “two more” counts as well."""
    measured = number.unit in ("%", "£", "points", "times", "FTE", "mile", *TIMES)
    counts = number.is_figure and not measured and not number.unit.startswith("per ")
    return counts and not number.decimals and (changes or number.role is not Role.CHANGE)


def _slashes(text: str) -> Iterator[Passage]:
    """“7/8 were good”, “11/12”; “2019/20” and “in 19/20” are years."""
    for match in SLASH.finditer(text):
        part, whole = Decimal(match[1]), Decimal(match[2])
        may_be_year = whole == part + 1 and part >= FIRST_YEAR
        ends = match.end() == len(text.rstrip("."))
        is_year = may_be_year and not PARTED.match(text, match.end()) and not ends
        if part <= whole and discloses(part, whole) and not is_year:
            yield Passage(match.start(), match.end(), f"it tells a small part of {whole:f}")


def _parts_of(numbers: list[Number], whole: Decimal) -> Iterator[Passage]:
    """“Of these, 24 had a plan”, after “There were 27 children”."""
    for number in numbers:
        if _is_plain(number) and is_small(whole - number.value):
            yield Passage(number.start, number.end, f"it tells what is missing from {whole:f}")


def _joined(found: list[Passage]) -> list[Passage]:
    """In order; of passages that overlap, the first and longest."""
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or passage.start >= kept[-1].end:
            kept.append(passage)
    return kept
