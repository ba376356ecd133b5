"""Which nouns tell: could a small number of them say who somebody is?"""

import re

from .lists import WORDS, pattern
from .nouns import POSSESSIVE, Noun, is_plural, noun_of
from .words import RATED, Head, Words

SERVICE_OWN = WORDS["service_own"]
OF_DATA = WORDS["of_data"]
LOOKED_AT = WORDS["looked_at"]
OF_ANY_CHILD = WORDS["of_any_child"]
ACCUSED = pattern("accused")
HAPPENS = pattern("happens")
PEOPLE = re.compile(r"child|sibling|bab|boy|girl|person", re.I)
# Those who work for children tell a child as well where one was harmed, or was in care themselves.
OF_CARE = re.compile(
    r"""\bcare[\s-]experienced?\b|\bcare\sexperience\b|\b(?:supported|helped|looked\safter)\sby\sus\b|\bwhom\swe\s(?:have\s|had\s|once\s)?(?:supported|helped|looked)|\b(?:was|were|had\sbeen|has\sbeen|is)\s(?:once\s|(?:him|her)self\s)?in\s(?:our\s)?care\b|\bcare[\s-]leavers?\s(?:\w+\s)?(?:apprentice|trainee|ambassador|inspector)|\bformer\s(?:care|UASC)
    |\b(?:is|are|was|were|by|being)\s(?:\w{1,12}\s){0,3}care\sleavers?\b""",
    re.IGNORECASE | re.VERBOSE,
)
# “The children in care council lost two members”
FORUM = re.compile(
    r"\bchildren\sin\scare\scouncil|\b(?:youth|young|participation|care\sleavers?[’']?|leaving\scare)\s",
    re.IGNORECASE,
)
# “Two audits found …”: each looked at one child.
FOUND = re.compile(
    r"""\s(?:(?:in|of|from)\s(?:the|our|this|that)\s\w{3,10}\s)?(?:also\s)?(?:found|show\w{0,2}|judged|identified|noted|revealed|had|lacked|missed|raised
    |led|highlighted|concluded|(?:was|were)\s(?:lowered|raised|downgraded|moderated|overturned|disputed)|(?:was|were|is|are)\s(?:\w{1,12}\s)?(?:graded|inadequate|good
    |outstanding|requir\w{1,3}|RI|unsafe|poor))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# “Two examples | this quarter of a child at a conference”
OF_A_CHILD = re.compile(
    r"\s(?:\w+\s){0,3}of\san?\s(?:\w+\s)?(?:child|young\sperson|baby|boy|girl|family|parent|carer|mother|father)\b",
    re.IGNORECASE,
)
# “In one matter the judge was critical”
COURT = re.compile(r"\b(?:courts?|judges?|magistrates|proceedings|guardians?)\b", re.I)
# “Five forms | came back”: from whom?
FORMS = ("forms", "form", "questionnaires", "surveys", "cards", "slips")
CAME_BACK = re.compile(
    r"\s(?:(?:came|were\s(?:sent|handed|posted))\s(?:back|in)|(?:were\s)?returned)\b", re.I
)
# “Three laptops | were bought for care leavers”
WENT_TO = re.compile(
    r"""\s(?:was|were|had\sto\sbe|have\shad\sto\sbe)\s(?:\w{2,12}ly\s)?(?:paid|bought|made|given|granted|funded
    |ordered|issued|found|written|sent|awarded)\s(?:for|to)\s""",
    re.IGNORECASE | re.VERBOSE,
)


def is_only_work(head: Head, words: Words) -> bool:
    """“Two audits were completed” says nothing of what they found."""
    is_audit = head.word in ("audit", "audits") and not RATED & set(head.before)
    return is_audit and FOUND.match(words.text, words.all[head.at].end) is None


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
    if head.word in ("example", "examples"):
        return OF_A_CHILD.match(words.text, words.all[head.at].end) is not None
    if head.word in ("matter", "matters") and COURT.search(words.text):
        return True
    if head.noun.is_other:
        return _is_of_a_child(head) or _was_found(head, words, own) or _went_to_them(head, words)
    return True


def _is_for_staff(head: Head, words: Words) -> set[str]:
    """“A conference for practitioners”"""
    following = words.heads(head.at + 2, head.at + 6) if words.lower(head.at + 1) == "for" else ()
    return {one.word for one in following if one.noun is Noun.STAFF and is_plural(one.word)}


def _is_one_of_them(head: Head, words: Words) -> bool:
    """“Two members of one family”"""
    if not head.word.startswith("member"):
        return False
    following = words.heads(head.at + 2, head.at + 8) if words.lower(head.at + 1) == "of" else ()
    return any(one.noun is Noun.PERSON for one in following) or bool(FORUM.search(words.text))


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


def _went_to_them(head: Head, words: Words) -> bool:
    """“Three deposits were paid for young people”: one each, as likely as not."""
    if head.noun is not Noun.THING or not words.is_past:
        return False
    if head.word in FORMS and CAME_BACK.match(words.text, words.all[head.at].end):
        return True
    went = WENT_TO.match(words.text, words.all[head.at].end)
    one = words.head_after(words.at(went.end()), many=True) if went else None
    return one is not None and one.noun is Noun.PERSON
