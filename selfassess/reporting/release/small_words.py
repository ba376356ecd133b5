"""Small numbers in other words: “both girls”, “a couple of carers”, “the only child”, “twins”."""

import re
from collections.abc import Iterator

from .counts import WHY
from .lists import WORDS
from .not_a_count import is_denied_before, is_measured
from .nouns import Noun, is_plural, noun_of
from .passage import Passage
from .rules import is_rule
from .tells import is_only_work, tells
from .without_noun import is_about_people
from .words import HOLDERS, RATED, Head, Word, Words

MANY = WORDS["small_words"]
SINGLE = WORDS["single_words"]
GROUPS = WORDS["groups"]
BEFORE_ONLY = WORDS["before_only"]
SERVICE_OWN = WORDS["service_own"]
PEOPLE_OR_EVENTS = (Noun.PERSON, Noun.EVENT)
# “The denominator is five”, “a cohort of six”
SMALL_BASE = re.compile(
    r"""\b(?:denominators?|cohorts?|group\ssize|populations?|base)\s(?:(?:is|are|was|were|of|being|numbers?|here|just|only
    |about|some|very\ssmall|at|this\s(?:year|quarter|term|time)|=)\s){1,4}\(?(?:[1-9]|10|one|two|three|four|five|six|seven|eight|nine|ten)
    \b(?!\s?(?:%|per|or\smore|points|[.,]\d))
    |\bsizes?\s(?:runs?|ranges?|varies|vary|go(?:es)?)\sfrom\s(?:[1-5]|one|two|three|four|five)\b
    |\b(?:n|N)\s?=\s?(?:[1-9]|10)\b(?![.,]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
# “An outlier at 97 days”
OUTLIER = re.compile(
    r"\b(?:an|one|single|lone|sole|the)\soutlier(?=\s?(?:,|\(|at\s|of\s\d|who|with|was|had|is\sa\s))"
    r"|\bwithout\s(?:an|one|the|this|that|our)\soutlier\b",
    re.I,
)
# “Present on the other 11”
THE_OTHERS = re.compile(
    r"\b(?:the|all|our)\s(?:other|remaining)\s(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.I,
)
OF_ONE_CHILD = {"protection", "repeat", "pathway", "permanence", "placement"}  # and their plans
LATE = {
    "outstanding",
    "overdue",
    "late",
    "unallocated",
    "missed",
    "missing",
    "open",
    "inadequate",
    "poor",
}
ON_HAND = re.compile(r"\b(?:on|of)\sone\shand\b(?!,)", re.I)
WHO_NEXT = re.compile(r"\s(?:who|whose|whom)\b", re.I)
TWIN_THING = re.compile(
    r"""[\s-](?:track|aim|goal|approach|priorit|theme|pillar|bed|room|challenge|objective|pressure
    |hat|site|town|peak)""",
    re.IGNORECASE | re.VERBOSE,
)


def small_words(words: Words) -> Iterator[Passage]:
    """“Both girls”, “a couple of carers”, “the only child”, “twins”."""
    for pattern in (ON_HAND, OUTLIER):
        yield from (Passage(m.start(), m.end(), WHY) for m in pattern.finditer(words.text))
    if not any(head.noun is Noun.STAFF for head in words.heads(0, len(words.all))):
        yield from (Passage(m.start(), m.end(), WHY) for m in SMALL_BASE.finditer(words.text))
    for match in THE_OTHERS.finditer(words.text):
        head = words.head_after(words.at(match.end()), many=True)
        if not is_rule(words) and (
            tells(head, words) if head else is_about_people(words, *match.span(), None)
        ):
            yield Passage(match.start(), match.end(), WHY)
    for at, word in enumerate(words.all):
        is_group = word.lower in GROUPS and not _are_no_people(words, word)
        is_many = word.lower in MANY and _many(words, at)
        if is_group or is_many or (word.lower in SINGLE and _single(words, at)):
            yield Passage(word.start, word.end, WHY)


def _are_no_people(words: Words, word: Word) -> bool:
    """“The twin aims”, “where twins are parted, reasons must be given”"""
    return TWIN_THING.match(words.text, word.end) is not None or is_rule(words)


def _many(words: Words, at: int) -> bool:
    word, name = words.all[at], words.lower(at)
    while words.lower(at + 1) in ("the", "our", "these", "those", "his", "her", "their"):
        at += 1
    head = words.head_after(at + 1, many=name != "neither" or words.lower(at + 1) == "of")
    before = words.text[max(0, word.start - 9) : word.start]
    if is_rule(words, before) or (name in ("few",) and words.lower(at - 1) not in ("a", "very")):
        return False
    if name == "handful" and WHO_NEXT.match(words.text, word.end):
        return True  # “a stubborn handful whose visits are late”
    if name == "handful" and words.is_past and head and tells(head, words):
        return True  # “less than a handful of plans lacked one”
    if name in ("few", "handful") or (name == "either" and words.lower(at + 1) != "of"):
        return head is not None and head.noun in PEOPLE_OR_EVENTS
    if name == "pair" and words.lower(at - 2) == "as":
        return False
    if head is not None:
        return (
            tells(head, words)
            and not is_only_work(head, words)
            and not (name == "both" and is_plural(head.word) and _is_any(words, head))
        )
    if name in ("both", "neither") and is_measured(words, len(words.text)):
        return False  # “61% and 72%, both above England”
    group = [one.lower for one in words.all[at + 1 : at + 9]]
    joined = next((n for n, one in enumerate(group) if one in ("and", "nor")), 0)
    if name in ("both", "neither") and joined:  # “both mother and baby”
        return noun_of(group[joined - 1]) is Noun.PERSON
    if name in ("couple", "pair", "trio", "duo", "brace") and words.lower(at + 1) == "of":
        return words.lower(at + 2) in ("whom", "them", "these", "those")
    return is_about_people(words, word.start, word.end, None)


def _is_any(words: Words, head: Head) -> bool:
    """“Both boys | and girls”"""
    return words.lower(head.at + 1) == "and" and is_plural(words.lower(head.at + 2))


def _single(words: Words, at: int) -> bool:
    """“The only child”, “a single placement”; a “single assessment” is a form."""
    name, before = words.lower(at), words.lower(at - 1)
    if name == "only":
        after_a = words.lower(at + 1) in ("a", "an")
        if not after_a and before not in BEFORE_ONLY and not before.endswith("’s"):
            return False
        at += after_a
    if before in ("no", "every", "each") or is_denied_before(words, at):
        return False
    head = words.head_after(at + 1, many=False)
    if head is None and words.lower(at + 1) in RATED:  # “the single inadequate audit”
        head = words.head_after(at + 2, many=False)
    if head is None and words.lower(at + 1) == "one":
        return is_about_people(words, words.all[at].start, words.all[at + 1].end, None)
    is_set = words.lower(at + 1) in HOLDERS  # “a single set of proceedings”
    if head is None or (is_plural(head.word) and not is_set) or is_rule(words):
        return False
    if words.is_past and head.noun is Noun.THING and LATE & set(head.before):
        return True  # “our only outstanding report”
    is_form = head.word in ("assessment", "plan", "contact", "view", "decision")
    is_case = head.noun is Noun.CASE and (not is_form or bool(OF_ONE_CHILD & set(head.before)))
    return head.noun in PEOPLE_OR_EVENTS or (is_case and not set(head.before) & SERVICE_OWN)
