"""Passages of a sentence that could tell a number of children so small that somebody knows one.

Pure. The numbers come from the reader of numbers (`claims.reader`), which also says which of them
are dates, levels, ages or lengths of time. What tells a count in another way stands in
`in_other_words`. It errs to one side: a mark costs a director a tick, and a passage without a mark
goes out with all others.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from selfassess.claims.reader.sentence import Hedge, Kind, Number
from selfassess.claims.reader.units import noun_after
from selfassess.reporting.editions.suppression import LARGEST, discloses, is_small

from . import counted
from .few_of_many import few_of_many
from .in_other_words import WHY, in_other_words
from .not_a_count import is_no_count
from .one_event import one_event
from .one_person import is_of_two_nouns, one_person
from .parts import (
    changes_by_few,
    is_plain,
    of_each_other,
    of_them,
    parts_of_the_whole_before,
    slashes,
    small_changes,
)
from .passage import Passage
from .read_again import OF_ITS, OR, read_again

BELOW = 10  # “fewer than ten children” is marked as well
ONE_OF = re.compile(
    r"\sof\s(?:the|our|their|these|those)\s"
    r"(?:most|best|worst|first|main|few|largest|biggest|key|many|oldest|two\s\w{3,6}est|three\s\w{3,6}est)\b",
    re.IGNORECASE,
)
NOT_A_COUNT = re.compile(
    r"""\s(?:another|by\sone|to\sone|on\sone|day|page|place|front\sdoor|hand|side|way|time|end
    |sentence|reason|thing|or\s(?:another|the\sother)|more\stime|roof|after\sthe\sother
    |step(?!-)|voice
    |room)\b""",
    re.IGNORECASE | re.VERBOSE,
)
COUNTED_ONE = re.compile(
    r"""\s(?:was|were|is|are|had|has|have|went|died|moved|left|came|ran|became|did|does|got
    |remains|remained|stayed|returned|requires|required|needed|needs|refused|chose|turned|lived
    |lives|could|would|absconded|stepped|who|whose|with|without|among|\w{2,5}n[’']t
    |\w{3,12}ed(?:[.,;]|\s(?:to|in|at|on|by|from|with|the|an?|his|her|their|after
    |because|when|and|out|off|up|under|again|home|school|within)\b)|of\s(?:them|these|those|whom
    |which|the|our)
    |in\scustody|in\shospital|aged|at\srisk|inadequate|good|outstanding|breached|missed|waited
    |waits|reported|said|told|lost|never|still|only|from|under|at|and|or
    |in\sQ[1-4]|in\s20\d\d|in\s(?:the|our|a)\s\w{1,20}\s(?:was|were|has|had|is|did))\b""",
    re.IGNORECASE | re.VERBOSE,
)
NEVER_ONE = re.compile(
    r"\b(?:no|any|every|each|this|that|which|the|another|one\sto|one\sby|day|as)[\s-]$",
    re.IGNORECASE,
)
THAT = re.compile(r"\b(?:that|which)\s$", re.IGNORECASE)  # “which means that one of our 50 …”
NUMBER_OF = re.compile(r"\bnumbers?\sof\s", re.IGNORECASE)
ONLY = re.compile(r"\b(?:only|just)\s$", re.IGNORECASE)
AUDITS_FOUND = re.compile(
    r"""\s(?:\w{1,20}\s){0,3}?(?:audits|records|files|plans|reviews)\s(?:also\s)?
    (?:found|show\w{0,2}|judged|identified|saw|noted|revealed|had|lacked|missed|raised|led|picked
    |highlighted|concluded)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def small_counts(sentence: str, whole_before: Decimal | int | None = None) -> list[Passage]:
    """Every passage of a sentence that could tell a small count, in order.

    `whole_before`: the largest count of the sentence before, of which this one may give a part.
    """
    numbers = read_again(sentence)
    found = [*in_other_words(sentence), *one_person(sentence), *one_event(sentence)]
    found += [*few_of_many(sentence), *slashes(sentence)]
    found += [*of_each_other(numbers, sentence), *small_changes(numbers, sentence)]
    found += [*changes_by_few(numbers, sentence), *of_them(numbers, sentence)]
    found += parts_of_the_whole_before(numbers, sentence, whole_before)
    found += [
        Passage(number.start, number.end, why)
        for number in numbers
        if (why := _why(number, numbers, sentence))
    ]
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
    if not is_plain(number, changes=True):
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
    nouns = {one.unit or noun_after(text, one.end, one=False) for one in (number, *wholes)}
    nouns -= {"", "%"}
    if is_no_count(number, text) or any(one.kind is Kind.DURATION for one in wholes):
        return False
    if counted.are_people_next(text, number.end, one=False):
        return True
    if set(map(counted.noun, nouns)) & counted.ALL:
        return True
    if any(map(counted.tells_no_child, nouns)):
        return False
    return bool(nouns) or not counted.is_of_others(text)


def _counts(number: Number, text: str) -> bool:
    """Does this number count children, or what happens to them?"""
    if is_no_count(number, text):
        return False
    if counted.are_people_next(text, number.end, one=number.value == 1):
        return True
    if number.unit:
        of_others = counted.tells_no_child(number.unit) and not AUDITS_FOUND.match(text, number.end)
        return not of_others and not counted.is_of_the_service(text, number.end, number.unit)
    if of := NUMBER_OF.search(text, 0, number.start):
        return not counted.tells_no_child(noun_after(text, of.end() - 1, one=False))
    return not counted.is_of_others(text, number.start)


def _refers_to_somebody(number: Number, text: str) -> bool:
    """“One went home”, “the two children”; “one page” and “no one” do not."""
    before, after = text[max(0, number.start - 20) : number.start], text[number.end :]
    if not is_small(number.value) or number.written.lower().startswith(IN_OTHER_WORDS):
        return False
    of_ours = THAT.search(before) and OF_ITS.match(text, number.end)
    if number.value == 1 and (
        (NEVER_ONE.search(before) and not of_ours)
        or NOT_A_COUNT.match(after)
        or ONE_OF.match(after)
    ):
        return False
    if is_no_count(number, text):
        return False
    if counted.are_people_next(text, number.end, one=number.value == 1):
        return True
    if _is_one_of_others(number, text):
        return False
    if COUNTED_ONE.match(after):
        return not counted.is_of_others(text, number.start)
    noun = _noun_next(number, text)
    if not noun and ONLY.search(before):
        noun = noun_after(text, number.end, one=True)
    of_others = counted.tells_no_child(noun) or counted.is_of_the_service(text, number.end, noun)
    return bool(noun) and not of_others


def _is_one_of_others(number: Number, text: str) -> bool:
    """“One of our strengths”, “one or two changes of worker”."""
    if of := OF_ITS.match(text, number.end):
        return counted.tells_no_child(noun_after(text, of.end() - 1, one=False))
    return bool(OR.match(text, number.end)) and counted.tells_no_child(number.unit)


IN_OTHER_WORDS = ("both", "a ", "couple", "pair")


def _noun_next(number: Number, text: str) -> str:
    """The noun that is counted; of “one”, the first word that is known as a noun."""
    if number.value != 1:
        return noun_after(text, number.end, one=False)
    names = counted.NAMES_CHILDREN.search(text) is not None
    known = counted.CHILDREN | counted.OF_CHILDREN | (counted.FOR_CHILDREN if names else set())
    words = re.findall(r"[a-z][\w’-]*", text[number.end : number.end + 60].lower())[:4]
    first = next(
        (at for at, one in enumerate(words[:3]) if one in known or counted.tells_no_child(one)), 0
    )
    group = words[first : first + 1]
    for word in words[first + 1 :]:  # “one pupil referral unit” is a unit
        if not (word in known or is_of_two_nouns(group[-1], word)):
            break
        group.append(word)
    return group[-1] if group and (group[-1] in known or counted.tells_no_child(group[-1])) else ""


def _joined(found: list[Passage]) -> list[Passage]:
    """In order; of passages that overlap, the first and longest."""
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or passage.start >= kept[-1].end:
            kept.append(passage)
    return kept
