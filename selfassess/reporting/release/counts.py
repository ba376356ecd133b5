"""Small numbers that count people, or what happens to them: the heart of the marks.

A number from 1 to 5 is marked unless its noun is surely something else, or it surely counts nobody
(`not_a_count`). Its noun is looked for after it (“three | young carers”), and where none follows in
what it is about: “Homeless: two”, “nine families came and two stayed”.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from selfassess.claims.reader.sentence import Hedge, Kind, Number, Role
from selfassess.reporting.editions.suppression import LARGEST

from .lists import WORDS
from .not_a_count import is_measured, is_no_count
from .nouns import POSSESSIVE, Noun, noun_of
from .passage import Passage
from .read_again import TIMES
from .words import FAR, Head, Words

WHY = "it tells a small number"
BELOW = 10  # “fewer than ten children” is marked as well
SERVICE_OWN = WORDS["service_own"]
OF_DATA = WORDS["of_data"]
LOOKED_AT = WORDS["looked_at"]
MEASURED = ("%", "£", "points", "FTE", "mile", *TIMES)
# Those who work for children tell a child as well where one was harmed, or was in care themselves.
OF_CARE = re.compile(
    r"\bcare[\s-]experienced?\b|\bcare\sexperience\b|\b(?:is|are|was|were|by|being)\s(?:\w{1,12}\s){0,3}care\sleavers?\b|\bformer\s(?:care|UASC)",
    re.I,
)
ACCUSED = re.compile(
    r"\b(?:convicted|charged|arrested|barred|offences?|allegations?|abus(?:e[ds]?|ing)|assault\w{0,3}|accused"
    r"|hurting|harm(?:ed|ing)|dismissed|falsif\w{1,4}|misconduct|struck\soff|suspended|wrong\schild)\b",
    re.I,
)
FOUND = re.compile(
    r"\s(?:also\s)?(?:found|show\w{0,2}|judged|identified|noted|revealed|had|lacked|missed|raised|led|highlighted"
    r"|concluded|(?:was|were|is|are)\s(?:\w{1,12}\s)?(?:graded|inadequate|good|outstanding|requir\w{1,3}|RI|unsafe|poor))\b",
    re.I,
)
# What happens to a child, and is no noun of the lists.
HAPPENS = re.compile(
    r"\b(?:restrain\w{1,4}|police\s(?:protection|powers)|secure(?!ly)|went\smissing|missing|abscond\w{2,3}|arrested|emergency\s(?:order|bed|placement)"
    r"|excluded|overdosed|self-harmed|re-?referred|hospital\w{2,9}|stabbed|assaulted|unregistered|unregulated|bed\sand\sbreakfast|B&B"
    r"|tribunal|found\sfault|maladministration|Taser|handcuff\w{0,3}|strip-?\ssearch\w{0,2}|unallocated|no\sallocated|homeless|adopted"
    r"|remand\w{0,2}|custody|evicted|NEET|not\sin\seducation|pregnan\w{1,2}|trafficked|radicalis\w{2,5}|looked[\s-]after|in\scare"
    r"|rough|detained|disagreed|criticised|dissented|(?:in|into|left|leaving|entered)\s(?:\w{3,12}\s)?care|waiting(?!\s(?:times?|rooms?|areas?))|placed\s(?:over|more|out|at|outside|with)|CSE|CCE|(?:high|at|medium)\srisk|wards?\sof\scourt|stillborn|(?:good|outstanding|inadequate|requires\simprovement|RI):?\s\d\b|died|overdue|deprivation\sof\sliberty|deregistered|disrupted|self-harm)\b",
    re.I,
)
# “A four-part model”; a “two-child family” has children.
OF_SO_MANY = re.compile(r"-([a-z]{2,20})\b", re.I)
PEOPLE = re.compile(r"child|sibling|bab|boy|girl|person", re.I)
EXCEPT = re.compile(r"\b(?:bar|but|save|except|for)\s$", re.I)
ALL_BUT = re.compile(
    r"\b(?:all|every(?:one|body)|none|nobody|no\sone)\s(?:but|bar|except|save)\s(?:for\s)?$", re.I
)
IS_OTHERS = re.compile(
    r"\s(?:are|were|is|was|more|further)\s(?!\w+ed\b|at\b|in\b|on\b|with\b|by\b|to\b|because\b)",
    re.I,
)
# “Life story work is overdue for three.”
FOR = re.compile(
    r"\b(?:late|missed|outstanding|out|poor|refused|not\s\w+|done|found|missing)\sfor\s(?:just\s|only\s)?$",
    re.I,
)
ENDS_HERE = re.compile(r"\s?[.,;)]|$")
LATE = re.compile(
    r"\s(?:(?:was|were|is|are|still)\s)?(?:late|outstanding|overdue|missed|inadequate)\b", re.I
)
OF_THOSE = re.compile(r"\sof\s(?:those|them|these|whom)\b", re.I)
IN_LABEL = re.compile(r"\s?(?:[:|=]|\s[-–—]|\()\s?(?:just\s|only\s)?$")


def small_numbers(words: Words, numbers: Iterable[Number]) -> Iterator[Passage]:
    """Every number from 1 to 5 that could count people."""
    before: Head | None = None
    for number in numbers:
        after = words.at(number.end)
        head = words.head_after(after, many=number.value != 1)
        if _is_few(number, head) and _counts(number, words, head, before):
            yield Passage(number.start, number.end, WHY)
        before = head if head and head.noun is not Noun.TIME else before


def _is_few(number: Number, head: Head | None) -> bool:
    if number.written.lower().startswith(("both", "a ", "couple", "pair")):
        return False  # `small_words`
    figure = number.kind in (Kind.FIGURE, Kind.WORD) or (number.unit == "times" and head)
    of_people = (
        number.kind in (Kind.DATE, Kind.QUARTER, Kind.DURATION)
        and head
        and head.noun is Noun.PERSON
    )
    is_measured = (
        (number.unit in MEASURED and not (head and head.noun.tells))
        or number.unit.startswith("per ")
        or number.decimals
    )
    if not (figure or of_people) or is_measured or number.whole is not None:
        return False
    most = BELOW if number.hedge is Hedge.UNDER else LARGEST
    value = number.value if not of_people else Decimal(1)
    return 0 < value <= most and (number.upper is None or number.upper <= BELOW)


def _counts(number: Number, words: Words, head: Head | None, before: Head | None) -> bool:
    if number.unit == "times" and not words.text[number.end :].lstrip().startswith(("x", "×")):
        return False  # `how_often`
    if number.role is Role.WHOLE and head is None:
        return False  # `parts`
    if of_so_many := OF_SO_MANY.match(words.text, number.end):
        return PEOPLE.match(of_so_many[1]) is not None
    if is_no_count(words, number.start, number.end, head):
        return False
    if head is not None:
        return tells(head, words, number.end)
    return is_about_people(words, number.start, number.end, before)


def tells(head: Head, words: Words, end: int) -> bool:
    """Could a small number of this noun tell who somebody is?"""
    own = set(head.before) & SERVICE_OWN
    if head.noun is Noun.EVENT:
        return not set(head.before) & OF_DATA
    if head.noun is Noun.CASE:
        return not own
    if head.noun is Noun.STAFF:
        return _is_one_of_them(head, words) or bool(
            OF_CARE.search(words.text) or ACCUSED.search(words.text)
        )
    if head.noun is Noun.UNKNOWN:
        return not own
    if head.noun.is_other:
        return _is_of_a_child(head) or _was_found(head, words, own)
    return True


def _is_one_of_them(head: Head, words: Words) -> bool:
    """“Two members of one family”"""
    is_member = head.word.startswith("member") and words.lower(head.at + 1) == "of"
    following = words.heads(head.at + 2, head.at + 8) if is_member else ()
    return any(one.noun is Noun.PERSON for one in following)


def _is_of_a_child(head: Head) -> bool:
    """“Three children’s records”; “two children’s homes” are of the service."""
    of_people = [
        one for one in head.before if POSSESSIVE.search(one) and noun_of(one) is Noun.PERSON
    ]
    return (
        bool(of_people)
        and head.noun is Noun.THING
        and not head.word.startswith(("service", "home"))
    )


def _was_found(head: Head, words: Words, own: set[str]) -> bool:
    name = head.word.removesuffix("s")
    looked_at = head.word in LOOKED_AT or name in LOOKED_AT
    return looked_at and not own and FOUND.match(words.text, words.all[head.at].end) is not None


def is_about_people(words: Words, start: int, end: int, before: Head | None) -> bool:
    """Of a number without a noun: “Secure: 1”, “from nine children to two”, “one was adopted”."""
    at = words.at(start)
    if before is not None and not _names_people(words, before.at + 1, at):
        return tells(before, words, end)
    if (
        HAPPENS.search(words.text)
        or ALL_BUT.search(words.text, 0, start)
        or (FOR.search(words.text, 0, start) and ENDS_HERE.match(words.text, end))
    ):
        return True
    in_label = IN_LABEL.search(words.text, 0, start) or EXCEPT.search(words.text, 0, start)
    in_label = in_label or LATE.match(words.text, end)
    if is_measured(words, start) and not in_label:
        return False
    found = [head for head in words.heads(at - FAR, at) if head.noun is not Noun.TIME]
    if any(tells(head, words, end) for head in found):
        return True
    if found:
        of_those = OF_THOSE.match(words.text, end) is not None
        return of_those and _names_people(words, at + 1, at + FAR)
    return IS_OTHERS.match(words.text, end) is None or not _are_others(words, at + 1)


def _names_people(words: Words, start: int, end: int) -> bool:
    return any(tells(head, words, 0) for head in words.heads(start, end))


def _are_others(words: Words, at: int) -> bool:
    """“Two are newly qualified workers”"""
    head = words.head_after(at + 1, many=True) or words.head_after(at + 1, many=False)
    return head is not None and head.noun.is_other
