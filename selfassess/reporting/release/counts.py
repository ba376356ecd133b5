"""Small numbers that count people, or what happens to them: the heart of the marks.

A number from 1 to 5 is marked unless its noun is surely something else, or it surely counts nobody
(`not_a_count`). Its noun is looked for after it (“three | young carers”), and where none follows in
what it is about: “Homeless: two”, “nine families came and two stayed”.
"""

import re
from collections.abc import Iterable, Iterator

from selfassess.claims.reader.sentence import Hedge, Kind, Number, Role
from selfassess.reporting.editions.suppression import LARGEST

from .not_a_count import is_no_count, is_of_many
from .nouns import Noun, is_plural, noun_of
from .passage import Passage
from .read_again import TIMES
from .tells import HAPPENS, PEOPLE, is_only_work, tells
from .without_noun import is_about_people
from .word_forms import NUMBER
from .words import ENDS, Head, Words

WHY = "it tells a small number"
SIBLING = frozenset(["sibling", "sib", "sibs"])
BELOW = 10  # “fewer than ten children” is marked as well
READ_AS_TIME = (Kind.DATE, Kind.QUARTER, Kind.DURATION)
MEASURED = ("%", "£", "points", "FTE", "mile", *TIMES)
# “A four-part model”; a “two-child family” has children.
OF_SO_MANY = re.compile(r"-([a-z]{2,20})\b", re.I)
LIMITS = ("over", "beyond", "past", "exceeding", "above")
IDIOM = ("hand", "hands")  # “the fingers of one hand”
LIMIT = re.compile(r"\s(?:limit|policy|cap|rule|benefit)", re.I)  # “the two-child limit”
LATE = re.compile(
    r"\s(?:(?:was|were|is|are|still)\s)?(?:late|outstanding|overdue|missed|inadequate)\b", re.I
)
THERE_IS = re.compile(
    r"(?:\b(?:there|it)\s(?:is|was|remains)|[:=–-])\s(?:just\s|only\s)?$", re.IGNORECASE
)
AND_NEXT = re.compile(
    rf"(?:\s[a-z-]{{3,15}})?\s(?:and|or)\s(?:{NUMBER.pattern})\b", re.IGNORECASE | re.VERBOSE
)
OF_THE_ONE = re.compile(
    r"\sof\s(?:the|a)\s"
)  # “three questions of the parent and two of the child”


def small_numbers(words: Words, numbers: Iterable[Number]) -> Iterator[Passage]:
    """Every number from 1 to 5 that could count people."""
    before: Head | None = None
    for number in numbers:
        after = words.at(number.end)
        head = _siblings(words, after) or words.head_after(after, many=number.value != 1)
        if _is_few(number, head) and _counts(number, words, head, before):
            yield Passage(number.start, number.end, WHY)
        if _says_which(number, head, words):
            continue
        if head is None and before and before.noun is Noun.TIME:
            before = None  # “within six months from eleven to four”
        elif head and head.word not in IDIOM and not _is_measure(number, head):
            before = head


def _siblings(words: Words, at: int) -> Head | None:
    """“A sibling group of three | accounts for the rise”: three of a family, not accounts."""
    kind, group, of = words.lower(at - 4), words.lower(at - 3), words.lower(at - 2)
    is_family = group in ("group", "set", "groups", "sets") and kind in SIBLING | {"family"}
    is_family = is_family or (noun_of(group) is Noun.PERSON and not is_plural(group))
    head = words.head_after(at, many=True)
    if head and head.word in ("groups", "sets") and SIBLING & set(words.lowers):
        return Head(Noun.PERSON, head.word, head.at, head.before)
    if of != "of" or not is_family or words.lower(at + 1) not in ENDS:
        return None
    return Head(Noun.PERSON, group, at - 1)


def _is_measure(number: Number, head: Head) -> bool:
    """“Year 7 pupils”; “in 52-week schools: 4” are no four schools."""
    of_time = number.kind in READ_AS_TIME and head.noun is not Noun.TIME
    return number.kind is Kind.LEVEL or (of_time and not head.noun.tells)


def _says_which(number: Number, head: Head | None, words: Words) -> bool:
    """“Assessments over 45 days have come down to five”: not five days."""
    is_limit = words.lower(words.at(number.start) - 1) in LIMITS
    return is_limit and head is not None and head.noun is Noun.TIME


def _is_few(number: Number, head: Head | None) -> bool:
    if number.written.lower().startswith(("both", "a ", "couple", "pair")):
        return False  # `small_words`
    if number.whole is not None or number.decimals or number.unit.startswith("per "):
        return False
    if number.unit in MEASURED and not (head and head.noun.tells):
        return False
    if head and head.noun is Noun.PERSON and number.kind in (*READ_AS_TIME, Kind.REFERENCE):
        return 0 < number.value <= LARGEST  # “in March 2 children”, “KPI 14 – 1 child”
    if number.kind not in (Kind.FIGURE, Kind.WORD) and not (number.unit == "times" and head):
        return False
    most = BELOW if number.hedge is Hedge.UNDER else LARGEST
    return 0 < number.value <= most and (number.upper is None or number.upper <= BELOW)


def _counts(number: Number, words: Words, head: Head | None, before: Head | None) -> bool:
    if number.unit == "times" and not words.text[number.end :].lstrip().startswith(("x", "×")):
        return False  # `how_often`
    if number.role is Role.WHOLE and head is None:
        return False  # `parts`
    if of_so_many := OF_SO_MANY.match(words.text, number.end):
        of_people = PEOPLE.match(of_so_many[1])
        return of_people is not None and not LIMIT.match(words.text, of_so_many.end())
    if is_no_count(words, number.start, number.end, head):
        return False
    if head is None or head.noun is Noun.UNKNOWN:
        head = _noun_of_next(words, number.end) or head
    if head and before and before.noun.is_other and OF_THE_ONE.match(words.text, number.end):
        head = before if not is_plural(head.word) else head
    if head is not None:
        is_told = tells(head, words) and not is_only_work(head, words)
        return is_told and not _is_usual(number, head, words)
    return is_about_people(words, number.start, number.end, before)


def _is_usual(number: Number, head: Head, words: Words) -> bool:
    """“A worker and a parent write one plan”; “one plan is late”, “open: one case”."""
    is_one = number.value == 1 and head.noun is Noun.CASE and head.word != "package"
    happens = HAPPENS.search(words.text) and not is_of_many(words)
    if not is_one or words.is_past or happens:
        return False
    told = THERE_IS.search(words.text, 0, number.start) or LATE.match(
        words.text, words.all[head.at].end
    )
    return not told


def _noun_of_next(words: Words, end: int) -> Head | None:
    """“One universal and two targeted tiers”"""
    if match := AND_NEXT.match(words.text, end):
        return words.head_after(words.at(match.end()), many=True)
    return None
