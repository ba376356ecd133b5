"""One child or family, told without a number: “a boy of nine was found”, “the second disruption”.

Where it is told what was, somebody was meant. What is always so (“a child may bring a friend”)
tells of nobody, and what a parent said does not either, unless it tells more of the parent.
"""

import re
from collections.abc import Iterator

from .counts import ACCUSED, HAPPENS, OF_CARE
from .lists import WORDS
from .not_a_count import is_denied, is_of_many, is_rule
from .nouns import POSSESSIVE, Noun, is_plural, noun_of
from .passage import Passage
from .tense import verb_after
from .words import WHICH, Head, Words

WHY = "it tells of one child or family"
INDEFINITE = WORDS["indefinite"]
DEFINITE = WORDS["definite"]
SOMEBODY = WORDS["somebody"]
SAID = WORDS["said"]
PRESENT = WORDS["present"]
AT_PRESENT = WORDS["at_present"]
AND_SO = WORDS["is_placed"]
# Which one it is: “who”, “of nine”, “aged 14”, “in custody”
MORE_OF_HIM = re.compile(
    r"""(?:,|who|whose|whom|with|aged|of|in|at|placed|known|concerned|involved|under|from|without|on
    |now|subject|still|also|then|since)$""",
    re.VERBOSE,
)
FIRST_PERSON = re.compile(
    r"""\bwe(?:[’']ve\sgot|\s(?:also\s|now\s|still\s|currently\s)?(?:have|place|know|house|fund
    |support|lost|hold|look\safter|know\sof))\s(?:got\s)?(?:just\s|only\s)?(?:an?)\s""",
    re.IGNORECASE | re.VERBOSE,
)
ONE_OF_EACH = re.compile(
    r"\b(?:Child|Baby|Family|Young\s[Pp]erson|Boy|Girl|Sibling|Case)\s[A-Z]\b(?![’'])"
)
CONCERNED = re.compile(
    r"""\b(?:siblings?|child(?:ren)?|girls?|boys?|sisters?|brothers?|twins?|parents?|pupils?|person
    |people|families|family|carers?)\s(?:concerned|involved|in\squestion)\b""",
    re.IGNORECASE | re.VERBOSE,
)
EXCEPT = re.compile(
    r"""\b(?:other\sthan|except|excepting|apart\sfrom|aside\sfrom|save|bar|but)\s(?:for\s)?(?:an?
    |the)\s(?=(?:[\w-]{1,20}\s){0,2}?(\w{3,20}))""",
    re.IGNORECASE | re.VERBOSE,
)
PRONOUN = re.compile(r"\b(?:he|she|him|himself|herself)\b(?![’']s\sbeen\stold)", re.I)
OF_HIM = re.compile(r"\b(?:his|her|he|she|him)\b", re.I)
OPENS_WITH_PRONOUN = re.compile(r"(?:He|She|His|Her)\s(?!(?:Majesty|Honour|Royal)\b)[\w’'-]{1,20}")
THE_OTHER = re.compile(
    r"""the\s(?:other|second|third|fourth|last|youngest|eldest|oldest|remaining\sone)\s(?:was|had
    |has|went|is|did|came|left)\b""",
    re.IGNORECASE | re.VERBOSE,
)
MOST = re.compile(
    r"""\b(?:the|our)\s(?:[\w-]{1,20}\s)?(?:child|family|baby|boy|girl|placement
    |young\sperson)\s(?:with|in|on|whose|who\shas)\s(?:the|our)\s(?:most|least|\w{3,9}est)\b""",
    re.IGNORECASE | re.VERBOSE,
)
WOULD = re.compile(
    r"""(?<!\bhad\s)(?<!necessary\s)\b(?:to|would|could|can|might|may|should)\s
    (?!(?:the|a|an|our|be)\b)(?:\w+\s){1,2}$""",
    re.IGNORECASE | re.VERBOSE,
)
THANKS = re.compile(r"\b(?:compliments?|feedback|thank\w{0,3}|praised?|comments?)\b", re.I)
OPENS_MANY = re.compile(r"(?:each|every|any|all|most|many|some|both)\b", re.I)
OF_HUNDREDS = re.compile(r"\d\d")
PAST = WORDS["past_verbs"] | WORDS["perfect"]
VOICE = re.compile(r"\b(?:voices?|views?|needs?|behalf|centre)\sof\s$", re.I)
THERE_IS = re.compile(r"\bthere\s(?:is|remains)\s(?:also\s|still\s|now\s)?$", re.I)


def stories(words: Words) -> Iterator[Passage]:
    """The passages of a sentence, in no order."""
    if is_rule(words) or is_denied(words):
        return
    for pattern in (ONE_OF_EACH, CONCERNED, MOST):
        yield from (Passage(m.start(), m.end(), WHY) for m in pattern.finditer(words.text))
    yield from _pronouns(words)
    yield from _others(words)
    yield from _exceptions(words)
    for at, article, head in words.singular_groups():
        if _tells(words, at, article, head):
            yield Passage(words.all[at].start, words.all[head.at].end, WHY)


def _tells(words: Words, at: int, article: str, head: Head) -> bool:
    if head.noun is Noun.PERSON and _is_somebody(words, at, head, article):
        return True
    if article in INDEFINITE and words.is_past and _is_of_one(words, head):
        return True
    accused = ACCUSED.search(words.text)
    if head.noun is Noun.STAFF and article == "the":
        return ACCUSED.match(words.lower(head.at + 1)) is not None
    is_worker = article in INDEFINITE and head.noun in (Noun.STAFF, Noun.UNKNOWN)
    return is_worker and words.is_past and accused is not None


def _is_of_one(words: Words, head: Head) -> bool:
    """“A baby’s case”, “a child’s plan”; “a children’s home” is of many."""
    of = [
        POSSESSIVE.sub("", one)
        for one in head.before
        if POSSESSIVE.search(one) and noun_of(one) is Noun.PERSON
    ]
    if is_of_many(words):
        return False
    return any(not is_plural(one) for one in of) and head.noun not in (Noun.SERVICE, Noun.STAFF)


def _is_somebody(words: Words, at: int, head: Head, article: str) -> bool:
    name = POSSESSIVE.sub("", head.word)
    if name == "person" and not {"young", "connected"} & set(head.before):
        return False
    would = WOULD.search(words.text, 0, words.all[at].start)
    if would and not (words.is_past and would[0].startswith("to ") and name in SOMEBODY):
        return False
    if {"average", "typical"} & set(head.before):
        return False
    by_name = name in SOMEBODY or name.endswith("-old") or noun_of(name) is not Noun.PERSON
    if not article:  # “Mum of four told us …”
        return by_name and words.is_past and words.all[at].text[0].isupper()
    if head.is_which:
        return by_name or "same" not in head.before or name != "person"
    if words.lower(head.at + 1) == "and" and words.lower(head.at + 2) in ("her", "his", "their"):
        return True
    if article in INDEFINITE and FIRST_PERSON.search(words.text, 0, words.all[at].end + 1):
        return True
    verb = verb_after(words.lowers, head.at + 1)
    more = MORE_OF_HIM.match(words.lower(head.at + 1)) is not None
    at_once = words.lower(head.at + 1) in ("now", "still", "currently")
    if article in INDEFINITE and (
        at_once or OF_CARE.search(words.text) or THERE_IS.search(words.text, 0, words.all[at].start)
    ):
        return True
    if by_name and article in DEFINITE:
        return not OPENS_MANY.match(words.text) and not _is_two_for_one(words, head)
    if verb in PRESENT:
        of_him = by_name or (more and article in INDEFINITE)
        return of_him and _is_at_present(words, head.at + 1, by_name=by_name)
    if not words.is_past or is_of_many(words):
        return False
    spoke = verb in SAID or (not verb and THANKS.search(words.text))
    if spoke and not by_name and not more:
        return PRONOUN.search(words.text) is not None
    if article in INDEFINITE or by_name:
        return True
    of_him = more and words.lower(head.at + 1) not in ("in", "on", "at", "of", ",")
    follows = words.lower(head.at + 1)
    moved = verb not in PRESENT and (follows in PAST or follows.endswith("ed"))
    moved = (
        moved and words.lower(0) != "once" and not VOICE.search(words.text, 0, words.all[at].start)
    )
    return of_him or (at == 0 and bool(verb)) or (moved and not OF_HUNDREDS.search(words.text))


def _first_of_one(words: Words) -> int:
    """Where the sentence first names one person: “a disabled girl”, “a young person’s plan”."""
    heads = words.heads(0, len(words.all))
    ones = [one.at for one in heads if one.noun is Noun.PERSON and not is_plural(one.word)]
    whose = (at for at, word in enumerate(words.lowers) if word.endswith("’s"))
    ones += [at for at in whose if noun_of(words.lower(at)) is Noun.PERSON]
    return min((words.all[at].start for at in ones), default=len(words.text))


def _is_two_for_one(words: Words, head: Head) -> bool:
    """“The mother and baby unit” is a place."""
    other = words.head_after(head.at + 2, many=False) if words.lower(head.at + 1) == "and" else None
    return other is not None and other.noun.is_other


def _is_at_present(words: Words, at: int, *, by_name: bool) -> bool:
    """“A boy is now in custody”, “a girl is placed 200 miles away”."""
    known = AT_PRESENT | (AND_SO if by_name else frozenset())
    return any(
        words.lower(one) in ("is", "has", "now") and words.lower(one + 1) in known | {"sits"}
        for one in range(at, at + 14)
    )


def _others(words: Words) -> Iterator[Passage]:
    """“The last of the children”; “the other was adopted”, where nothing else is named."""
    for at in range(len(words.all)):
        if (
            WHICH.fullmatch(words.lower(at + 1))
            and words.lower(at) in DEFINITE
            and words.lower(at + 2) == "of"
        ):
            head = words.head_after(at + 2, many=True)
            if head is not None and head.noun is Noun.PERSON:
                yield Passage(words.all[at].start, words.all[head.at].end, WHY)
    match = THE_OTHER.match(words.text)
    if match and (
        HAPPENS.search(words.text)
        or not any(h.noun is not Noun.TIME for h in words.heads(0, len(words.all)))
    ):
        yield Passage(match.start(), match.end(), WHY)


def _pronouns(words: Words) -> Iterator[Passage]:
    """“She had waited eleven months”; a director or a judge is no child."""
    if is_of_many(words):
        return
    of_staff = any(head.noun is Noun.STAFF for head in words.heads(0, len(words.all)))
    is_staff = any(head.noun is Noun.STAFF for head in words.heads(0, 9)) and words.lower(1) in (
        "is",
        "was",
    )
    if (match := OPENS_WITH_PRONOUN.match(words.text)) and not is_staff:
        yield Passage(match.start(), match.end(), WHY)
    first = _first_of_one(words)
    named = OF_HIM.search(words.text) if first < len(words.text) else None
    if words.is_past and named and (not of_staff or named.start() > first):
        yield Passage(named.start(), named.end(), WHY)
    if not words.is_past or of_staff:
        return
    yield from (Passage(m.start(), m.end(), WHY) for m in PRONOUN.finditer(words.text))


def _exceptions(words: Words) -> Iterator[Passage]:
    """“Except a girl of nine”, “bar the youngest”."""
    for match in EXCEPT.finditer(words.text):
        head = words.head_after(words.at(match.end()), many=False)
        is_person = head is not None and head.noun is Noun.PERSON and not is_plural(head.word)
        if is_person or WHICH.fullmatch(match[1].lower()):
            yield Passage(match.start(), match.end() + len(match[1]), WHY)
