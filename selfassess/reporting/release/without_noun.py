"""Numbers without a noun: “Secure: 1”, “from nine children to two”, “one was adopted”.

They are of people wherever the sentence names some, or names nothing.
"""

import re

from .nouns import Noun, is_plural, noun_of
from .tells import HAPPENS, OF_ANY_CHILD, tells
from .word_forms import NUMBER
from .words import ENDS, FAR, Head, Words

TIME_BEFORE = {"", "more", "late", "overdue"}
# “The deaf in our care are two”; “the disabled children’s team” is no person
ADJECTIVES = re.compile(
    r"""\bthe\s(?:deaf|blind|disabled|vulnerable|unaccompanied|bereaved|excluded|trafficked|adopted
    |remanded|missing|newborn|unborn|homeless|eldest|youngest|oldest|orphaned)
    (?:\s(?:are|were|was|is|in|on|at|among|of|who|with|had|have|came|went)\b|\s?[,.;:]|\s\d|$)""",
    re.IGNORECASE | re.VERBOSE,
)
IS_OTHERS = re.compile(
    r"\s(?:are|were|is|was|more|further)\s(?!\w+(?:ed|ing)\b|at\b|in\b|on\b|with\b|by\b|to\b|because\b)",
    re.I,
)
# “Life story work is overdue for three”, “an allowance was paid late to two”
FOR = re.compile(
    r"\b(?:for|(?:paid|sent|given|offered)\s(?:late\s|out\s)?to|(?:used|taken\sup|missed|refused|declined|accepted|chosen)\sby)\s(?:just\s|only\s)?$",
    re.IGNORECASE,
)
# “Our three moved the same day”
OURS = re.compile(r"\b(?:our|his|her|their)\s(?:other\s)?$", re.I)
DID = re.compile(
    r"\s(?:\w{2,12}ed|were|was|had|went|came|left|got|have|are\s(?:now|still|back))\b", re.I
)
# “Amber team – five, all under two”
AFTER_LABEL = re.compile(r"\w\)?\s?(?:[:=]|\s[–—-])\s$")
ENDS_HERE = re.compile(r"\s?[.,;)]|$")
WHO = re.compile(
    rf"\b(?:those|all|{NUMBER.pattern})\swho[ms]?e?\b|\bthe\s(?:{NUMBER.pattern})\s(?:we|I)\b",
    re.IGNORECASE | re.VERBOSE,
)
ALL_BUT = re.compile(
    r"\b(?:all|every(?:one|body)|none|nobody|no\sone)\s(?:[\w\s]{0,30}\s)?(?:but|bar|except|save)\s(?:for\s)?$",
    re.I,
)
DECIDES = re.compile(
    r"\b(?:panel|court|judge|tribunal|magistrates|ADM|EDT|(?:night\s)?duty)\b", re.I
)
DECIDED_ON = re.compile(
    r"\b(?:placed|accommodated|approved|deferred|refused|rejected|declined|turned\sdown|matched|agreed|upheld|dismissed|allowed|granted)\s$",
    re.IGNORECASE,
)
NOTHING_NEXT = re.compile(r"\s?(?:[.,;)]|and\b|but\b|$)", re.I)
OF_THOSE = re.compile(r"\sof\s(?:those|them|these|whom|which)\b", re.I)


def is_about_people(words: Words, start: int, end: int, before: Head | None) -> bool:
    """Of a number without a noun: “Secure: 1”, “from nine children to two”, “one was adopted”.
    `before`: the noun of the number before it."""
    at = words.at(start)
    of_times = before is not None and before.noun is Noun.TIME
    ends = ENDS_HERE.match(words.text, end) and words.lower(at - 1) in ("of", "to", "for", "or")
    if of_times and (ends or OF_THOSE.match(words.text, end)):
        return False  # “ten days, two of them online”, “from nine weeks to four”
    if before is not None and not of_times and not _names_people(words, before.at + 1, at):
        return tells(before, words)
    if _is_of_people(words, start, end) or _is_decided(words, start, end):
        return True
    found = [head for head in words.heads(at - FAR, at) if head.noun is not Noun.TIME]
    if not found:
        return not _is_label_of_times(words, at) and not _are_others(words, at + 1, end)
    if OF_THOSE.match(words.text, end) and not any(is_plural(head.word) for head in found):
        return True  # “we have no school for one of them”
    if all(head.noun is Noun.THING and not is_plural(head.word) for head in found):
        return True  # “threshold wrong in 2”; “measures” would be what is counted
    is_about = any(_is_about(head, words) for head in found)
    return is_about or _names_people(words, at + 1, at + FAR)


def _is_decided(words: Words, start: int, end: int) -> bool:
    """“The panel deferred two and turned down one”"""
    decided = DECIDED_ON.search(words.text, 0, start) and NOTHING_NEXT.match(words.text, end)
    return bool(decided and DECIDES.search(words.text, 0, start))


def _is_label_of_times(words: Words, at: int) -> bool:
    """“Training days: 3”"""
    of, time = words.lower(at - 3), words.lower(at - 2)
    return noun_of(time) is Noun.TIME and of.isalpha() and of not in ENDS | TIME_BEFORE


def _is_of_people(words: Words, start: int, end: int) -> bool:
    """“Two were excluded”, “all but two”, “a dentist was not found for three”"""
    late_for = FOR.search(words.text, 0, start) and ENDS_HERE.match(words.text, end)
    happens = any(one.search(words.text) for one in (HAPPENS, WHO, ADJECTIVES))
    ours = OURS.search(words.text, 0, start) and DID.match(words.text, end)
    noted = AFTER_LABEL.search(words.text, 0, start) and ENDS_HERE.match(words.text, end)
    if noted and not any(_are_posts(head) for head in words.heads(0, words.at(start))):
        return True
    return bool(happens or late_for or ours or ALL_BUT.search(words.text, 0, start))


def _are_posts(head: Head) -> bool:
    """“Vacancies: 3”, “training days – two”; a team in the singular may hold children."""
    return head.noun in (Noun.STAFF, Noun.TIME) or (
        head.noun is Noun.SERVICE and is_plural(head.word)
    )


def _names_people(words: Words, start: int, end: int) -> bool:
    heads = words.heads(start, end)
    return any(_is_about(head, words) for head in heads if head.noun is not Noun.CASE)


def _is_about(head: Head, words: Words) -> bool:
    """A form that asks about the child’s wishes is about no child."""
    return head.word not in OF_ANY_CHILD and tells(head, words)


def _are_others(words: Words, at: int, end: int) -> bool:
    """“Two are newly qualified workers”"""
    if not IS_OTHERS.match(words.text, end):
        return False
    head = words.head_after(at + 1, many=True) or words.head_after(at + 1, many=False)
    return head is not None and head.noun.is_other
