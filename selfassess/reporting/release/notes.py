"""One child or family in the manner of notes, without an article and often without a verb.

“Direct payments stopped – dad now in prison”, “newborn, 11 nights”, “male, says 16”: whoever notes
it means somebody. So any word for one of them is marked, but where it says of what sort something
is (“baby clinic”) or where a sentence tells of many.
"""

import re
from collections.abc import Iterator

from .lists import WORDS
from .not_a_count import OF_MANY, is_denied, is_of_many
from .nouns import POSSESSIVE, Noun, is_listed, is_plural, noun_of
from .passage import Passage
from .rules import is_rule
from .somebody import is_two_for_one
from .tense import verb_after
from .words import ENDS, VERBS, Head, Words

WHY = "it tells of one child or family"
KIN = WORDS["kin"] - {"parents", "grandparents"}
SOMEBODY = WORDS["somebody"] - {"youth", "couple", "pair", "trio"}  # “youth offending”
ARTICLES = WORDS["indefinite"] | WORDS["definite"]
ANYBODY = WORDS["of_anybody"]
IS_SO = WORDS["present"] - WORDS["perfect"]
AGED = re.compile(
    r"""(?<!\ba\s)(?<!\ban\s)\b(?:[1-9]|1\d)\s?(?:yo|y/o|yrs?\sold)\b
    |(?<=[,;(]\s)aged\s(?:just\s|only\s)?\w{1,9}(?!\s?(?:to\b|and\b|or\b|-|–|,\s\d))
    |\bages?:?\s\d{1,2},\s?\d{1,2}\b
    |^(?:fe)?male(?=,\s1?\d\b)
    |(?<=[,;(]\s)(?:fe)?male\b(?=\s?[,;.)]|$)
    |(?<=\()(?:boy|girl|child|(?:fe)?male|care\sleaver|young\s(?:person|man|woman)),\s(?:aged\s)?[12]?\d(?=\))
    |\bsays\s(?:he\sis\s|she\sis\s)?1\d\b""",
    re.IGNORECASE | re.VERBOSE,
)
# “A brother and sister”, “a mum and a grandad”; not “a mother and baby unit”
TWO_OF_A_FAMILY = re.compile(
    r"""\b(?:an?|one|the)\s(?:(?:older|younger|elder|half)[\s-])?(?P<first>[a-z]{3,11})\sand\s(?:an?\s|his\s|her\s|one\s)?
    (?P<second>[a-z]{3,11})(?=\s?(?:[,;.:)]|$|\s(?:who|whose|were|was|are|have|had|make|aged|from|in|at|left|came|both)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
# “The elder of those”, “our eldest turned 18”
THE_ELDEST = re.compile(
    r"\b(?:the|our|his|her)\s(?:eldest|youngest|oldest|elder|younger)(?=\s(?:of|in|on|who|is|was|has|had|turned|turns|came|moved|left)\b)",
    re.IGNORECASE,
)
# “Six girls and a boy”
AND_ONE = re.compile(
    r"\b(?:boys|girls|brothers|sisters|children|men|women|teenagers|babies|toddlers)\sand\s(?:an?|one)\s(?:\w{3,9}\s)?"
    r"(?:boy|girl|brother|sister|man|woman|teenager|baby|toddler|child)\b",
    re.I,
)
THE_BROTHERS = re.compile(
    r"\bthe\s(?:brothers|sisters|cousins)(?=\s(?:who|were|are|have|had|moved|left|with)\b)", re.I
)
# “The young man in question”, “the child currently placed there”
WITH_ONE = re.compile(
    r"\bthe\s(?:young\s)?(?:person|man|woman|child|boy|girl|lad|family|parent|carer|mother|father)\s(?:in\squestion|concerned|currently|presently|now|still)\b",
    re.IGNORECASE,
)
# “A toddler accounts for the rise”, “the rise is explained by a large sibling group”
ACCOUNTS = re.compile(
    r"""\b(?:an?|one|the)\s(?:[\w-]{2,12}\s){0,2}(?:toddler|child|baby|boy|girl|family|household|sibling\sgroup|young\sperson|couple)
    \s(?:accounts?\sfor|explains?|is\sbehind|skews?|distorts?)\b
    |\b(?:explained\sby|(?:due|owing)\sto|because\sof|down\sto|skewed\sby|distorted\sby)\s(?:an?|one)\s(?:[\w-]{2,12}\s){0,2}
    (?:toddler|child|baby|boy|girl|family|household|sibling\sgroup|group\sof\ssiblings|young\sperson|couple)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# “The child with the tracheostomy”, “the young adult in custody”
OF_ONE_KIND = re.compile(
    r"""\bthe\s(?:(?:child|young\sperson|boy|girl|baby|family|carer|parent)\swith\sthe\b(?!\s(?:same|most|right|greatest|highest)\b)
    |young\s(?:adult|person|man|woman)\s(?:in|on)\s(?:custody|prison|hospital|remand|secure)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# “Five entries, all the same resident”
THE_SAME = re.compile(
    r"""(?<!the\s)\bsame\s(?:one\s)?(?:child|family|mum|mother|father|dad|resident|boy|girl|lad|pupil|parents?|carer
    |young\sperson|household|couple|address)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# “Five alerts, each about a different child”
EACH_ANOTHER = re.compile(
    r"\beach\s(?:with|holding|having)\s(?:one|a\ssingle|just\sone)\s(?:child|family|case|young\sperson)\b|\beach\s(?:\w+\s){0,3}an?\s(?:different|separate)\s(?:child|family|parent|carer|young\sperson)\b",
    re.I,
)
# “Each child is worth 20% of this measure”: so there are five.
WORTH = re.compile(
    r"""(?:\b(?:each|every|one|a\ssingle)\s(?:\w+\s)?(?:child|young\sperson|family|baby|case|parent|carer|care\sleaver)
    |\beach)\s(?:is|was|being)?\s?(?:worth|adds?|counts?|represents?|makes?|equals|equates|amounts|accounts|moves?)\b
    [^.;%]{0,40}?\d(?:[\d.]{0,4})\s?(?:%|per\scent|(?:percentage\s)?points?)""",
    re.IGNORECASE | re.VERBOSE,
)
# “Private fostering was nil, now isn’t”, “nobody was, and that is no longer so”
NO_LONGER = re.compile(
    r"""\b(?:was|were)\s(?:nil|none|zero|nought)\b[^.;]{0,20}\bnow\b
    |\b(?:nil|none|zero|nobody)\b.{0,120}\bno\slonger\s(?:so|true|the\scase|nil|none)\b
    |\bnil\s(?:but|bar|except|save)\b""",
    re.IGNORECASE | re.VERBOSE,
)
FIRST = re.compile(
    r"""(?:^|[–—,;:(-]\s|\b(?:the|our|its|is)\s)first\s(?:since\s(?:19|20)?\d\d|for\s[a-z]{3,6}\syears
    |in\s(?:[a-z]{3,6}|\d{1,2})\syears)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def notes(words: Words) -> Iterator[Passage]:
    """The passages of a sentence, in no order."""
    yield from (Passage(m.start(), m.end(), WHY) for m in WORTH.finditer(words.text))
    if is_rule(words):
        return
    for pattern in (AGED, THE_SAME, EACH_ANOTHER, NO_LONGER, FIRST):
        yield from (Passage(m.start(), m.end(), WHY) for m in pattern.finditer(words.text))
    if is_denied(words) or is_of_many(words):
        return
    for pattern in (THE_ELDEST, THE_BROTHERS, WITH_ONE, ACCOUNTS, OF_ONE_KIND, AND_ONE):
        yield from (Passage(m.start(), m.end(), WHY) for m in pattern.finditer(words.text))
    for match in TWO_OF_A_FAMILY.finditer(words.text):
        if {match["first"].lower(), match["second"].lower()} <= SOMEBODY | KIN:
            yield Passage(*match.span(), WHY)
    for at, word in enumerate(words.lowers):
        name = POSSESSIVE.sub("", word)
        is_bare = name in SOMEBODY and not _is_of_any(words, at)
        if is_bare or (word in KIN and _are_noted(words, at)):
            yield Passage(words.all[at].start, words.all[at].end, WHY)
    yield from _happened(words)


def _is_of_any(words: Words, at: int) -> bool:
    """With an article it is for `stories`; “every boy”, “baby clinic”, “mother and baby unit”"""
    before = words.lowers[max(0, at - 3) : at]
    if ARTICLES & set(before) or ANYBODY & set(before) or "or" in (words.lower(at + 1), *before):
        return True
    follows, name = words.lower(at + 1), words.lower(at)
    head = Head(Noun.PERSON, name, at)
    of_what = is_listed(follows) and follows not in VERBS | ENDS and not POSSESSIVE.search(name)
    joined = name == "baby" and "and" in before
    return (of_what and noun_of(follows) is not Noun.TIME) or joined or is_two_for_one(words, head)


def _are_noted(words: Words, at: int) -> bool:
    """“Brothers split against plan”; “siblings should be placed together” are any."""
    opens = at == 0 or words.lower(at - 1) in (":", "–", "—", "-", ",", ";")
    is_many = OF_MANY.search(words.text) or IS_SO & set(words.lowers)
    follows = words.lower(at + 1)
    of_what = is_listed(follows) and follows not in VERBS
    return (
        opens
        and not is_many
        and (not of_what or follows in WORDS["past_verbs"])
        and follows not in ("of", "and", "who", "with")
    )


def _happened(words: Words) -> Iterator[Passage]:
    """“Adoption breakdown – first since 2017”, “complaint upheld”, “care order discharged”"""
    if OF_MANY.search(words.text) or IS_SO & set(words.lowers):
        return
    head = words.head_after(0, many=False)
    if head is None or head.noun is not Noun.EVENT or is_plural(head.word) or head.at > 3:
        return
    if set(head.before) & (WORDS["service_own"] | WORDS["of_data"]):
        return
    follows = words.lower(head.at + 1)
    done = verb_after(words.lowers, head.at + 1) and (
        follows.endswith("ed") or follows in WORDS["past_verbs"]
    )
    if done or follows in ("–", "—", "-", ";", ","):
        yield Passage(words.all[0].start, words.all[head.at].end, WHY)
