"""Small numbers that count people, or what happens to them: the heart of the marks.

A number from 1 to 5 is marked unless its noun is surely something else, or it surely counts nobody
(`not_a_count`). Its noun is looked for after it (“three | young carers”), and where none follows in
what it is about: “Homeless: two”, “nine families came and two stayed”.
"""

import re
from collections.abc import Iterable, Iterator

from selfassess.claims.reader.sentence import Hedge, Kind, Number, Role
from selfassess.reporting.editions.suppression import LARGEST

from .lists import WORDS, pattern
from .not_a_count import is_measured, is_no_count
from .nouns import POSSESSIVE, Noun, is_plural, noun_of
from .passage import Passage
from .read_again import TIMES
from .words import ENDS, FAR, Head, Words

WHY = "it tells a small number"
BELOW = 10  # “fewer than ten children” is marked as well
SERVICE_OWN = WORDS["service_own"]
OF_DATA = WORDS["of_data"]
LOOKED_AT = WORDS["looked_at"]
OF_ANY_CHILD = WORDS["of_any_child"]
HOLDS_PEOPLE = WORDS["holds_people"]
READ_AS_TIME = (Kind.DATE, Kind.QUARTER, Kind.DURATION)
MEASURED = ("%", "£", "points", "FTE", "mile", *TIMES)
# Those who work for children tell a child as well where one was harmed, or was in care themselves.
OF_CARE = re.compile(
    r"""\bcare[\s-]experienced?\b|\bcare\sexperience\b|\bformer\s(?:care|UASC)
    |\b(?:is|are|was|were|by|being)\s(?:\w{1,12}\s){0,3}care\sleavers?\b""",
    re.IGNORECASE | re.VERBOSE,
)
ACCUSED = pattern("accused")
HAPPENS = pattern("happens")
# “The deaf in our care are two”; “the disabled children’s team” is no person
ADJECTIVES = re.compile(
    r"""\bthe\s(?:deaf|blind|disabled|vulnerable|unaccompanied|bereaved|excluded|trafficked|adopted
    |remanded|missing|newborn|unborn|homeless|eldest|youngest|oldest|orphaned)
    (?:\s(?:are|were|was|is|in|on|at|among|of|who|with|had|have|came|went)\b|\s?[,.;:]|\s\d|$)""",
    re.IGNORECASE | re.VERBOSE,
)
GRADES = re.compile(
    r"\b(?:good|outstanding|inadequate|requires\simprovement|RI):?\s\d\b", re.IGNORECASE
)
# “Two audits found …”: each looked at one child.
FOUND = re.compile(
    r"""\s(?:also\s)?(?:found|show\w{0,2}|judged|identified|noted|revealed|had|lacked|missed|raised
    |led|highlighted|concluded|(?:was|were|is|are)\s(?:\w{1,12}\s)?(?:graded|inadequate|good
    |outstanding|requir\w{1,3}|RI|unsafe|poor))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# “A four-part model”; a “two-child family” has children.
OF_SO_MANY = re.compile(r"-([a-z]{2,20})\b", re.I)
PEOPLE = re.compile(r"child|sibling|bab|boy|girl|person", re.I)
TIME_BEFORE = {"", "more", "late", "overdue"}
IDIOM = ("hand", "hands")  # “the fingers of one hand”
LIMIT = re.compile(r"\s(?:limit|policy|cap|rule|benefit)", re.I)  # “the two-child limit”
EXCEPT = re.compile(r"\b(?:bar|but|save|except|for)\s$", re.I)
ALL_BUT = re.compile(
    r"\b(?:all|every(?:one|body)|none|nobody|no\sone)\s(?:but|bar|except|save)\s(?:for\s)?$", re.I
)
IS_OTHERS = re.compile(
    r"\s(?:are|were|is|was|more|further)\s(?!\w+ed\b|at\b|in\b|on\b|with\b|by\b|to\b|because\b)",
    re.I,
)
# “Life story work is overdue for three.”
FOR = re.compile(r"\bfor\s(?:just\s|only\s)?$", re.IGNORECASE)
ENDS_HERE = re.compile(r"\s?[.,;)]|$")
LATE = re.compile(
    r"\s(?:(?:was|were|is|are|still)\s)?(?:late|outstanding|overdue|missed|inadequate)\b", re.I
)
OF_THOSE = re.compile(r"\sof\s(?:those|them|these|whom|which)\b", re.I)
IN_LABEL = re.compile(r"\s?(?:[:|=]|\s[-–—]|\()\s?(?:just\s|only\s)?$")
# “Eight came back and two | stayed on”
DO = pattern("people_do")


def small_numbers(words: Words, numbers: Iterable[Number]) -> Iterator[Passage]:
    """Every number from 1 to 5 that could count people."""
    before: Head | None = None
    for number in numbers:
        after = words.at(number.end)
        head = words.head_after(after, many=number.value != 1)
        if _is_few(number, head) and _counts(number, words, head, before):
            yield Passage(number.start, number.end, WHY)
        if head and head.word not in IDIOM:
            before = head


def _is_few(number: Number, head: Head | None) -> bool:
    if number.written.lower().startswith(("both", "a ", "couple", "pair")):
        return False  # `small_words`
    if number.whole is not None or number.decimals or number.unit.startswith("per "):
        return False
    if number.unit in MEASURED and not (head and head.noun.tells):
        return False
    if head and head.noun is Noun.PERSON and number.kind in READ_AS_TIME:
        return True  # “in March 2 children”
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
    if head is not None:
        return tells(head, words)
    return is_about_people(words, number.start, number.end, before)


def tells(head: Head, words: Words) -> bool:
    """Could a small number of this noun tell who somebody is?"""
    own = set(head.before) & SERVICE_OWN or _is_for_staff(head, words)
    if own == {"annual"} and PEOPLE.search(words.text):
        own = set()  # “annual short-break reviews” of disabled children
    if head.noun is Noun.EVENT:
        return not set(head.before) & OF_DATA
    if head.noun in (Noun.CASE, Noun.UNKNOWN):
        return not own
    if head.noun is Noun.STAFF:
        of_care = OF_CARE.search(words.text) or ACCUSED.search(words.text)
        return bool(of_care) or _is_one_of_them(head, words)
    if head.noun.is_other:
        return _is_of_a_child(head) or _was_found(head, words, own)
    return True


def _is_for_staff(head: Head, words: Words) -> set[str]:
    """“A conference for practitioners”"""
    following = words.heads(head.at + 2, head.at + 6) if words.lower(head.at + 1) == "for" else ()
    return {one.word for one in following if one.noun is Noun.STAFF and is_plural(one.word)}


def _is_one_of_them(head: Head, words: Words) -> bool:
    """“Two members of one family”"""
    is_member = head.word.startswith("member") and words.lower(head.at + 1) == "of"
    following = words.heads(head.at + 2, head.at + 8) if is_member else ()
    return any(one.noun is Noun.PERSON for one in following)


def _is_of_a_child(head: Head) -> bool:
    """“Three children’s records”; “two children’s homes” are of the service."""
    whose = [one for one in head.before if POSSESSIVE.search(one)]
    people = [one for one in whose if noun_of(one) is Noun.PERSON]
    of_one = any(not is_plural(POSSESSIVE.sub("", one)) for one in people)
    return bool(people) and (of_one or head.noun is Noun.THING)


def _was_found(head: Head, words: Words, own: set[str]) -> bool:
    name = head.word.removesuffix("s")
    looked_at = head.word in LOOKED_AT or name in LOOKED_AT
    seen = {"found", "identified"} & set(words.lowers[max(0, head.at - 4) : head.at])
    if looked_at and seen and not own and PEOPLE.search(words.text):
        return True  # “we found one record where the child’s name was wrong”
    return looked_at and not own and FOUND.match(words.text, words.all[head.at].end) is not None


def is_about_people(words: Words, start: int, end: int, before: Head | None) -> bool:
    """Of a number without a noun: “Secure: 1”, “from nine children to two”, “one was adopted”.
    `before`: the noun of the number before it."""
    at = words.at(start)
    of_times = before is not None and before.noun is Noun.TIME
    ends = ENDS_HERE.match(words.text, end) and words.lower(at - 1) in ("of", "to", "for", "or")
    if of_times and (ends or OF_THOSE.match(words.text, end)):
        return False  # “ten days, two of them online”, “a course of ten weeks or of four”
    if before is not None and not of_times and not _names_people(words, before.at + 1, at):
        return tells(before, words)
    following = words.at(end)
    does = following < len(words.all) and DO.match(words.text, words.all[following].start)
    if does or _is_of_people(words, start, end):
        return True
    is_label = IN_LABEL.search(words.text, 0, start) or EXCEPT.search(words.text, 0, start)
    if is_measured(words, start) and not (is_label or LATE.match(words.text, end)):
        return False
    found = [head for head in words.heads(at - FAR, at) if head.noun is not Noun.TIME]
    if not found:
        return not _is_label_of_times(words, at) and not _are_others(words, at + 1, end)
    of_things = is_label and found[0].noun.is_other and is_plural(found[0].word)
    if any(one.word in HOLDS_PEOPLE for one in found) and not of_things:
        return True  # “the home had six and now has two”
    if OF_THOSE.match(words.text, end) and not any(is_plural(head.word) for head in found):
        return True  # “we have no school for one of them”
    of_those = OF_THOSE.match(words.text, end) and _names_people(words, at + 1, at + FAR)
    return bool(of_those) or any(_is_about(head, words) for head in found)


def _is_label_of_times(words: Words, at: int) -> bool:
    """“Training days: 3”"""
    of, time = words.lower(at - 3), words.lower(at - 2)
    return noun_of(time) is Noun.TIME and of.isalpha() and of not in ENDS | TIME_BEFORE


def _is_of_people(words: Words, start: int, end: int) -> bool:
    """“Two were excluded”, “all but two”, “a dentist was not found for three”"""
    happens = any(one.search(words.text) for one in (HAPPENS, GRADES, ADJECTIVES))
    late_for = FOR.search(words.text, 0, start) and ENDS_HERE.match(words.text, end)
    return bool(happens or late_for or ALL_BUT.search(words.text, 0, start))


def _names_people(words: Words, start: int, end: int) -> bool:
    return any(_is_about(head, words) for head in words.heads(start, end))


def _is_about(head: Head, words: Words) -> bool:
    """A form that asks about the child’s wishes is about no child."""
    return head.word not in OF_ANY_CHILD and tells(head, words)


def _are_others(words: Words, at: int, end: int) -> bool:
    """“Two are newly qualified workers”"""
    if not IS_OTHERS.match(words.text, end):
        return False
    head = words.head_after(at + 1, many=True) or words.head_after(at + 1, many=False)
    return head is not None and head.noun.is_other
