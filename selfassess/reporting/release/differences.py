"""Two numbers of a sentence so near each other that their difference tells a small number.

“Nine were audited and eight were good”, “8 families; 7 plans”, “22 orders on 25 applications”,
“children in custody rose from 11 to 14”. It makes no difference whether one is a part of the other
or was before it: somebody may know who is meant. Among many, a change tells nobody.
"""

import re
from collections.abc import Iterator

from selfassess.claims.reader.sentence import Hedge, Role
from selfassess.reporting.editions.suppression import is_small

from .not_a_count import is_other_than_count
from .nouns import Noun
from .parts import Count, may_be_part, names_children
from .passage import Passage
from .rules import IF
from .tells import tells
from .without_noun import OF_THOSE
from .words import Words

NEAR = 3  # numbers
PLACES = ("places", "beds", "spaces")
SO_FEW = 100  # among as many, who came or left may be known
CHANGED = re.compile(
    r"""\b(?:(?:down|up)\sfrom|than|compared|against|last\s(?:year|quarter|month|time)|year\s(?:ago
    |earlier|before)|(?:quarter|month)\s(?:before|earlier)|previous\w{0,2}|instead\sof|from|again
    |later|since|in\s(?:january|february|march|april|june|july|august|september|october|november
    |december|may)|fell|rose|now|earlier|increas\w{1,4}|decreas\w{1,4}|reduc\w{1,4}|target)\b""",
    re.IGNORECASE | re.VERBOSE,
)
RANGE = re.compile(r"\s?(?:to|till|until|-|–)\s?", re.I)
# “612 were seen in January and 609 | had an answer”
HAD = re.compile(r"\s(?:had|were|got|received|came|went|led)\b", re.I)
NONE_ELSE = re.compile(
    r"\b(?:none|no\s(?:new|more|others?|admissions|entrants|arrivals|joiners|closures)|nobody)\b",
    re.IGNORECASE,
)
HALVED = re.compile(
    r"""\b(?:halved|doubled|trebled|tripled|quadrupled)[^.;]{0,20}\s(?:from|to)\s(?:just\s
    |only\s)?(?:one|two|three|four|five|six|seven|eight|[1-8])\b(?![.,:]\d|\s?(?:%|per|points?
    |million|m\b|FTE))""",
    re.IGNORECASE | re.VERBOSE,
)


def differences(words: Words, counts: list[Count]) -> Iterator[Passage]:
    """The passages of a sentence, in no order."""
    if IF.match(words.text) and not words.is_past:
        return  # “if two siblings need help, we write one plan”
    of_places = any(one.head and one.head.word in PLACES for one in counts)
    if not (of_places or names_children(words)):
        return
    yield from _halved(words)
    plain = [one for one in counts if may_be_part(one) and one.value]
    plain = [one for one in plain if not one.is_of_others or (of_places and _is_place(one))]
    for at, other in enumerate(plain):
        for place, one in enumerate(plain[max(0, at - NEAR) : at], max(0, at - NEAR)):
            near = is_small(abs(one.value - other.value))
            together = near and _belong_together(one, other, words.text, is_next=place == at - 1)
            if together and _count(one, other, words):
                few = min(one, other, key=lambda count: count.value)
                whole = max(one.value, other.value)
                yield Passage(few.start, few.end, f"with {whole:f} it tells a small number")
    for one, other, third in zip(plain, plain[1:], plain[2:], strict=False):
        if is_small(one.value - other.value - third.value):
            yield Passage(third.start, third.end, f"it tells what is missing from {one.value:f}")


def _is_place(one: Count) -> bool:
    """“40 places and 37 taken”"""
    return one.head is None or one.head.word in PLACES


def _belong_together(one: Count, other: Count, text: str, *, is_next: bool) -> bool:
    if any(each.number.hedge in (Hedge.OVER, Hedge.UNDER) for each in (one, other)):
        return False
    if any(each.number.role is Role.CHANGE and not _is_end(each, text) for each in (one, other)):
        return False
    between = text[one.end : other.start]
    if between == " or " or (RANGE.fullmatch(between) and not text[: one.start].endswith("from ")):
        return False
    heads = [count.head for count in (one, other) if count.head]
    if len({head.word for head in heads if head.noun is Noun.PERSON}) > 1:
        return False  # “27 girls and 24 boys”
    of_them = OF_THOSE.match(
        text, other.end
    )  # “eleven moved from home, and eight of them are back”
    of_them = of_them or (other.head is None and HAD.match(text, other.end))
    changed = not of_them and CHANGED.search(text, one.end, other.end + 20) is not None
    if not is_next and (changed or len({head.word for head in heads}) > 1):
        return False  # “7 orders discharged, 12 applications made and 9 matches approved”
    return not changed or max(one.value, other.value) <= SO_FEW or bool(NONE_ELSE.search(text))


def _is_end(one: Count, text: str) -> bool:
    """“From 27 to 29”, not “by 29”"""
    return text[: one.start].endswith(("from ", "to "))


def _count(one: Count, other: Count, words: Words) -> bool:
    """Not “audits are graded from 1 to 4”"""
    return not any(
        is_other_than_count(words, each.start, each.end, each.head) for each in (one, other)
    )


def _halved(words: Words) -> Iterator[Passage]:
    """“The number has halved from six”"""
    for match in HALVED.finditer(words.text):
        head = words.head_after(words.at(match.end()), many=True)
        if head is None or tells(head, words):
            yield Passage(match.start(), match.end(), "it tells a small number")
