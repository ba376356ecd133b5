"""One child or family, told without a number: “a boy of nine was found”, “the second disruption”.

Where it is told what was, somebody was meant. What is always so (“a child may bring a friend”)
tells of nobody, and what a parent said does not either, unless it tells more of the parent.
"""

import re
from collections.abc import Iterator

from .lists import WORDS
from .not_a_count import OF_MANY, is_denied, is_of_many
from .nouns import POSSESSIVE, Noun, is_listed, is_plural, noun_of
from .passage import Passage
from .rules import is_rule
from .somebody import PRONOUN, Mention, is_somebody, is_two_for_one
from .tells import ACCUSED, HAPPENS, OF_ANY_CHILD, OF_CARE, tells
from .word_forms import WHICH
from .words import Head, Words

WHY = "it tells of one child or family"
WORKFORCE = WORDS["same_in_plural"]
NEAR = 9  # words: “she is one of our managers”
INDEFINITE = WORDS["indefinite"]
DEFINITE = WORDS["definite"]
SOMEBODY = WORDS["somebody"]
KIN = WORDS["kin"]
ONE_OF_EACH = re.compile(
    r"\b(?:child|family|boy|girl|baby|mother|father|carer)\s[B-HJ-Z]\b(?![’'])|\b[FM]1[0-7]\b|\b[A-Z]\s\(\d{1,2}\)|\b(?:Child|Baby|Family|Young\s[Pp]erson|Boy|Girl|Sibling|Case)\s[A-Z]\b(?![’'])"
)
OF_HIM = re.compile(r"\b(?:his|her|he|she|him)\b", re.I)
OPENS_WITH_PRONOUN = re.compile(r"(?:He|She|His|Her)\s(?!(?:Majesty|Honour|Royal)\b)[\w’'-]{1,20}")
THE_OTHER = re.compile(
    r"""the\s(?:other|second|third|fourth|last|youngest|eldest|oldest|remaining\sone)\s(?:was|had
    |has|went|is|did|came|left)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# “Seven were adopted and an eighth is waiting”; “a third was spent” may be a share.
ORDINAL = re.compile(
    r"""\b(?:the\s(?:third|fifth|tenth)|(?:an?|the)\s(?:second|fourth|sixth|seventh|eighth|ninth|eleventh|twelfth|\w{3,7}teenth)|the\slatter)
    \s(?:whos?e?|was|has|had|died|went|came|left|refused|would|did|is\s(?:now|still|waiting|in))
    |\bsome(?:body|one)(?:[’']s\b|\s(?:was|had|died)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# “Serious case: infant, eight weeks, shaken; father charged.”
IN_NOTES = re.compile(
    r"""[:;]\s(?:an?\s)?(?:infant|baby|boy|girl|mother|father|mum|dad|teenager|toddler|lad|sibling)
    (?:[,.]|$|\s(?:aged\b|of\s|\w{3,12}ed\b))
    |\bthe\s(?:pair|trio|couple)[’']s\b""",
    re.IGNORECASE | re.VERBOSE,
)
YOUNGEST = re.compile(
    r"""\b(?:the|our|her|his|their)\s(?:eldest|oldest|youngest|littlest|little\sone|middle\sone
    |big\sone)(?:[’']s\b|\s(?=\w{2,15}(?:ed|ly)\b|was\b|had\b|has\b|is\b|went\b|came\b|left\b|did\b|told\b|
    got\b|ran\b|could\b|would\b))""",
    re.IGNORECASE | re.VERBOSE,
)
UNABLE = re.compile(
    r"""\b(?:cannot|can[’']t|can\sno\slonger|unable\sto|yet\sto|struggl\w{1,3}\sto|nobody\s(?:can|will)
    |no\s(?:\w{2,12}\s){1,2}(?:can|will))\b""",
    re.IGNORECASE | re.VERBOSE,
)
OLDEST_OF = re.compile(r"\bthe\s(?:youngest|eldest|oldest)\sof\s(?:those|them|whom)\b", re.I)
MOST = re.compile(
    r"""\b(?:the|our)\s(?:[\w-]{1,20}\s)?(?:child|family|baby|boy|girl|placement
    |young\sperson|pupil|parent|carer|teenager|young\s(?:wo)?man)\s(?:with|in|on|whose|who\shas)\s(?:the|our)\s(?:most|least|worst|best|\w{3,9}est)\b
    |\bour\s(?:youngest|eldest|oldest|furthest|farthest|longest|dearest)\s(?:\w{2,12}\s)?(?:child|placement|family|boy|girl
    |young\sperson|baby|resident|stay)\s(?:is|has|lives|was|had|lived|lasted)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def stories(words: Words) -> Iterator[Passage]:
    """The passages of a sentence, in no order."""
    yield from (Passage(m.start(), m.end(), WHY) for m in ONE_OF_EACH.finditer(words.text))
    if is_rule(words):
        yield from _not_found_for(words)
        return
    if is_denied(words):
        yield from _denied(words)
        return
    for pattern in (MOST, IN_NOTES, OLDEST_OF):
        yield from (Passage(m.start(), m.end(), WHY) for m in pattern.finditer(words.text))
    yield from _ordinals(words)
    yield from _pronouns(words)
    yield from _kin(words)
    yield from _others(words)
    for at, article, head in words.singular_groups():
        if _tells(words, at, article, head):
            yield Passage(words.all[at].start, words.all[head.at].end, WHY)


def _not_found_for(words: Words) -> Iterator[Passage]:
    """“We cannot find a school for a boy with autism” is no rule."""
    for at, article, head in words.singular_groups():
        one = Mention(words, at, article, head)
        is_named = head.noun is Noun.PERSON and one.is_indefinite and one.is_by_name
        if is_named and UNABLE.search(words.text):
            yield Passage(words.all[at].start, words.all[head.at].end, WHY)


def _denied(words: Words) -> Iterator[Passage]:
    """“No school would take a girl …”, “nobody told the mother”; “no child was left” tells none."""
    for at, article, head in words.singular_groups():
        one = Mention(words, at, article, head)
        is_known = one.is_by_name or not one.is_indefinite
        if article and head.noun is Noun.PERSON and is_known and is_somebody(one):
            yield Passage(words.all[at].start, words.all[head.at].end, WHY)


def _tells(words: Words, at: int, article: str, head: Head) -> bool:
    is_one = head.noun is Noun.PERSON and not is_plural(POSSESSIVE.sub("", head.word))
    if is_one and is_somebody(Mention(words, at, article, head)):
        return True
    is_case = head.is_which and head.noun is Noun.CASE and head.word != "visit"
    if is_case and words.is_past and HAPPENS.search(words.text) and not is_of_many(words):
        return True  # “the last unallocated case”
    if words.is_past and _is_of_one(words, article, head):
        return True
    if head.noun is Noun.STAFF and head.is_which and words.is_past and OF_CARE.search(words.text):
        return True  # “our first care-experienced apprentice”
    accused = ACCUSED.search(words.text)
    if head.noun is Noun.STAFF and article == "the":
        return ACCUSED.match(words.lower(head.at + 1)) is not None
    is_worker = article in INDEFINITE and head.noun in (Noun.STAFF, Noun.UNKNOWN)
    return is_worker and words.is_past and accused is not None


def _is_of_one(words: Words, article: str, head: Head) -> bool:
    """“A baby’s case”, “the father’s application”; “a children’s home” is of many."""
    whose = [POSSESSIVE.sub("", one) for one in head.before if POSSESSIVE.search(one)]
    if is_of_many(words) or (head.noun in (Noun.SERVICE, Noun.STAFF) and not SOMEBODY & set(whose)):
        return False
    people = [one for one in whose if noun_of(one) is Noun.PERSON]
    if article in INDEFINITE:
        return any(not is_plural(one) for one in people) and head.word not in OF_ANY_CHILD
    few = [one for one in people if not is_plural(one) or one in KIN]
    of_one = head.noun.tells or SOMEBODY & set(few)
    return bool(few and of_one) and OF_MANY.search(words.text) is None


def _kin(words: Words) -> Iterator[Passage]:
    """“The cousins were found”, “our lads”, “only the youngest went home”"""
    if not words.is_past or is_of_many(words) or OF_MANY.search(words.text):
        return
    for at, word in enumerate(words.lowers):
        head = words.head_after(at + 1, many=True) if word in DEFINITE - {"this", "that"} else None
        is_kin = head is not None and head.word in KIN and not is_two_for_one(words, head)
        follows = words.lower(head.at + 1) if head else ""
        if head and is_kin and not is_listed(follows) and follows not in ("who", "that", "we"):
            yield Passage(words.all[at].start, words.all[head.at].end, WHY)
    yield from (Passage(m.start(), m.end(), WHY) for m in YOUNGEST.finditer(words.text))


def _first_of_one(words: Words) -> int:
    """Where the sentence first names one person: “a disabled girl”, “a young person’s plan”."""
    heads = words.heads(0, len(words.all))
    ones = [one.at for one in heads if one.noun is Noun.PERSON and not is_plural(one.word)]
    whose = (at for at, word in enumerate(words.lowers) if word.endswith("’s"))
    ones += [at for at in whose if noun_of(words.lower(at)) is Noun.PERSON]
    return min((words.all[at].start for at in ones), default=len(words.text))


def _others(words: Words) -> Iterator[Passage]:
    """“The last of the children”; “the other was adopted”, where nothing else is named."""
    for at, word in enumerate(words.lowers):
        is_another = word == "another" and words.lower(at + 1) == "of"
        if not is_another and (word not in DEFINITE or words.lower(at + 2) != "of"):
            continue
        head = words.head_after(at + 2 - is_another, many=True)
        is_which = is_another or WHICH.fullmatch(words.lower(at + 1))
        is_case = head is not None and words.is_past and tells(head, words)
        if is_which and head and (head.noun is Noun.PERSON or is_case):
            yield Passage(words.all[at].start, words.all[head.at].end, WHY)
    if match := THE_OTHER.match(words.text):
        named = [head for head in words.heads(0, len(words.all)) if head.noun is not Noun.TIME]
        if HAPPENS.search(words.text) or not named:
            yield Passage(match.start(), match.end(), WHY)


def _ordinals(words: Words) -> Iterator[Passage]:
    """“Seven were adopted and an eighth waits”; “three questions, and a fourth” are questions."""
    for match in ORDINAL.finditer(words.text):
        before = list(words.heads(0, words.at(match.start())))
        if not before or any(tells(head, words) or not head.noun.is_other for head in before):
            yield Passage(match.start(), match.end(), WHY)


def _pronouns(words: Words) -> Iterator[Passage]:
    """“She had waited eleven months”; a director or a judge is no child."""
    staff = [head.at for head in words.heads(0, len(words.all)) if _is_one_worker(head)]
    first_worker = words.all[min(staff)].start if staff else len(words.text)
    of_many = is_of_many(words)
    is_staff = words.lower(1) in ("is", "was") and any(at < NEAR for at in staff)
    if (match := OPENS_WITH_PRONOUN.match(words.text)) and not is_staff and not of_many:
        yield Passage(match.start(), match.end(), WHY)
    if words.is_past or not of_many:  # in the past of many as well: “every boy wrote; he …”
        for match in PRONOUN.finditer(words.text, 0, first_worker):
            yield Passage(match.start(), match.end(), WHY)
    if not words.is_past:
        return
    first = _first_of_one(words)
    for match in OF_HIM.finditer(words.text) if not of_many else ():
        if match.start() < first_worker or match.start() > first:
            yield Passage(match.start(), match.end(), WHY)


def _is_one_worker(head: Head) -> bool:
    return head.noun is Noun.STAFF and not is_plural(head.word) and head.word not in WORKFORCE
