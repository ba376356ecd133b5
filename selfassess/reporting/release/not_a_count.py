"""Small numbers that count nobody: labels, rates, averages, marks out of ten, and “no one”.

What the reader of numbers knows as a date, a level or an age does not come here, and neither does a
noun that is no person: see `counts`. The patterns of what stands around a number are in `around`,
and how a sentence tells a rule is in `rules`.
"""

import re

from .around import AFTER, BEFORE
from .lists import WORDS
from .nouns import Noun, is_plural, noun_of
from .rules import CONDITION, EXCEPT, IF, RULE, is_rule, without_frankness
from .word_forms import NUMBER
from .words import Head, Words

LABELLED = WORDS["labelled"]
BEFORE_TIME = WORDS["before_time"]
# “Finding 21 good”
NO_LABEL = re.compile(
    r"hand|progress|date|place|risk|total|improvement|number|receipt|(?!build|head|train)\w+ing"
)
DENIED = {"not", "never", "without", "nor", "cannot", "hardly"}
NEAR = 80  # characters before a number, and after it

_BEFORE = [re.compile(pattern, re.IGNORECASE) for pattern in BEFORE]
_AFTER = [re.compile(pattern, re.IGNORECASE) for pattern in AFTER]
# “Caseloads average 16, two fewer than in spring”
# “A score of 3”, “at 18, 21 and 25”, “we gave it a 2”, “grade 3 maturity, aiming for 4”
SCALE = re.compile(
    r"""\b(?:scor(?:es|ed|ing)|scores?\s(?:of|is|was)\s(?=\d)|to\sscore|scale|graded?(?!\s(?:of|by)\b)|ratings?|rated?|ranked|ranks?
    |stars?|maturity|marked|marks)\b(?!\s["“]?(?:good|inadequate|outstanding|weak|poor))[^.;:]{0,40}$
    |(?:^|,\s|\band\s)at\s$|\b(?:until|after|within|turn(?:s|ed|ing)?|they(?:[’']re|\sare))\s$""",
    re.IGNORECASE | re.VERBOSE,
)
IN_SO_MANY = re.compile(
    r"\b(?:missing|wrong|absent|unclear|poor|weak|same|grades?|\w{2,10}ed)\sin\s$", re.I
)
GRADED = re.compile(
    r"\s(?:as\s|were\s|of\sthem\s)?(?:good|outstanding|inadequate|requir)", re.IGNORECASE
)
# “140 carers, of whom a bare three can take two”
OF_WHOM = re.compile(
    r"\b(?:of\s(?:whom|them|these|those)|(?<!no\s)(?:only|just))\s(?:an?\s)?(?:\w{3,8}\s)?$", re.I
)
FEWER = re.compile(r"\s(?:fewer|more|less|down|up)\b", re.I)
# “One plan, one keyworker, one family”
ONE_EACH = re.compile(
    r"""\bone\s(?!\w+ed\b)[\w-]{3,20}(?:\s[\w-]{3,20})?,?\s(?:and\s|for\s(?:one|every
    |each)\s)?one\s(?!\w+ed\b)[\w-]{3,20}(?:,?\s(?:and\s)?one\s[\w-]{3,20}){0,4}""",
    re.IGNORECASE | re.VERBOSE,
)
# “Weeks three to eight”
NUMBERED = ("weeks", "months", "days", "years", "terms", "sessions", "chapters", "pages")
IN_ROW = re.compile(rf"(?:{NUMBER.pattern})\s(?:to|and)\s(?:{NUMBER.pattern})\b", re.I | re.VERBOSE)
RATE_NEXT = re.compile(r"(an?|per|each|every|in every) (\w+)")
NONE = re.compile(
    r"(?:(?:on|at|in|by|under)\s)?(?:no|none|not\s(?:a\ssingle|one|a)|never|nobody|nor)\b", re.I
)
MANY_SIDED = re.compile(
    r"""(?:in\s|for\s)?(?:each|every|any|all|most|many|some|both|no|often|sometimes)\b|.{0,160}\b(?:(?:each|every)\b
    (?!\s(?:time|day|night|week|month|weekend|morning|evening|stage|step|effort|attempt|agency
    |service|school|possible|other|bit|one\sof)\b)|any\b|always\b|usually\b|often\b
    |whenever\b|typical\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# “The child was seen in 92% of visits”
OF_MANY = re.compile(
    r"""\d\s?%|\bper\s?cent\b|\b(?:percentage|proportion|\d{2,}\s(?:out\s)?of)\b
    |\b\d{2,}\s(?:\w{2,15}\s){0,2}(?:visits|records|children|cases|audits|families|plans|reviews
    |interviews|files|parents|carers|surveyed|young\speople|assessments|members)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# “All of them have had one”, “day one”, “a higher one”
NO_ONE = re.compile(
    r"""\b(?:is|are)\sthe\s$|(?<!\bwe\s)\b(?:have|has|had|get|gets|got|offered|received|given)\s(?:had\s)?$
    |\b(?:number|day|square|year)\s$|\ban?\s[\w-]{2,15}\s$""",
    re.IGNORECASE | re.VERBOSE,
)
# “22% of those with a plan had been on | one before”
SUCH_ONE = re.compile(r"\b(?:on|started|due)\s$", re.IGNORECASE)
# “One cannot judge a service by its list”
ANYONE = re.compile(
    r"""\s(?:cannot|can|must|might|may|could|would|has\sto|should)\b,?(?:\s[\w,]{1,10}){0,3}?\s(?:judge|say
    |measure|expect|hope|know|tell|see|assume|argue|wonder|think|compare|read|draw|conclude)\b""",
    re.IGNORECASE | re.VERBOSE,
)
AT_LEAST = re.compile(
    r"\b(?:at\s(?:the\s)?least|a\sminimum\sof|up\sto|a\smaximum\sof|(?:no|not)\s(?:more|fewer|less)\sthan|at\smost|as\smany\sas)\s$",
    re.I,
)
OF_THE = re.compile(r"\sof\s(?:the|these|those|our|them)\b", re.I)
MEASURES = re.compile(
    r"""\b(?:rates?|averages?|score\w{0,2}|per|index|attainment|progress\s8|turnover|points?|SDQ
    |ratios?|caseloads)\b|%""",
    re.IGNORECASE | re.VERBOSE,
)


def is_no_count(words: Words, start: int, end: int, head: Head | None) -> bool:
    """Does the number between two characters count nobody, whatever its noun is?"""
    before, after = words.text[max(0, start - NEAR) : start], words.text[end : end + NEAR]
    is_of_people = bool((head and head.noun is Noun.PERSON) or OF_WHOM.search(before))
    return bool(
        is_other_than_count(words, start, end, head)
        or any(
            one.start() <= start < one.end()
            for one in ONE_EACH.finditer(words.text)
            if not is_of_people
        )
        or (FEWER.match(after) and is_measured(words, len(words.text)))
        or is_rate(words, end, head)
        or (is_rule(words, before, of_people=is_of_people) and not _is_of_known(words, after))
        or (
            AT_LEAST.search(before)
            and not words.is_past
            and not (is_of_people and not RULE.search(before))
        )
        or (
            (head is None or head.noun is Noun.UNKNOWN)
            and words.text[start:end].lower() == "one"
            and _is_no_one(words, before, after)
        )
    )


def is_other_than_count(words: Words, start: int, end: int, head: Head | None) -> bool:
    """Labels, averages, marks out of ten: by what stands beside the number."""
    before, after = words.text[max(0, start - NEAR) : start], words.text[end : end + NEAR]
    return bool(
        any(pattern.search(before) for pattern in _BEFORE)
        or any(pattern.match(after) for pattern in _AFTER)
        or (
            head is None
            and SCALE.search(before)
            and not (GRADED.match(after) or OF_THE.match(after) or IN_SO_MANY.search(before))
        )
        or is_label(words, start, end, head)
        or (words.text.startswith(")", end) and before.rfind("(") <= before.rfind(")"))
        or CONDITION.match(without_frankness(words.text))
    )


def _is_of_known(words: Words, after: str) -> bool:
    """“One of the twins may leave”; “if one of the twins leaves” tells of any."""
    return OF_THE.match(after) is not None and IF.match(words.text) is None


def _is_no_one(words: Words, before: str, after: str) -> bool:
    is_denied_here = is_denied(words) and not after.rstrip(" .")
    if OF_MANY.search(words.text) and SUCH_ONE.search(before):
        return True
    return bool(is_denied_here or ANYONE.match(after) or NO_ONE.search(before))


def is_label(words: Words, start: int, end: int, head: Head | None) -> bool:
    """“Term 1”, “cohort 4 starts”; “in the week three children came” is no third week."""
    at = words.at(start) - 1
    first = at
    while words.lower(first) in (",", "and", "&") and words.lower(first - 1).isdigit():
        first -= 2  # “at weeks 1, 4 and 12”, not “in Year 11, 1 passed”
    if is_plural(words.lower(first)):
        at = first
    label, in_digits = words.lower(at), words.text[start].isdigit()
    touches = at >= 0 and words.text[words.all[at].end] in " -" + words.text[start]
    in_row = head is None and words.lower(at) in NUMBERED and IN_ROW.match(words.text, start)
    is_many = is_plural(label) and not (in_row or (in_digits and head is None))
    if not touches or is_many or (head and head.noun is Noun.PERSON):
        return False
    if words.lower(at - 1) in BEFORE_TIME | {"previous"}:
        return False  # “this year two left”
    is_thing = noun_of(label) in (Noun.THING, Noun.SERVICE) and not NO_LABEL.fullmatch(label)
    is_named = in_digits and is_thing and not is_plural(label) and not (head and head.noun.tells)
    return label.removesuffix("s") in LABELLED or is_named  # “in our west team 1 package ended”


def is_rate(words: Words, end: int, head: Head | None) -> bool:
    """“Two reviews a year”, “one Saturday a month”; “five children a year” are counted."""
    at = head.at + 1 if head else words.at(end)
    found = RATE_NEXT.match(words.run(at, 3))
    if found is None:
        return False
    of = noun_of(found[2])
    if found[1] in ("a", "an") and of is not Noun.TIME:
        return False  # “in one instance a worker closed the case”
    counts_people = head is not None and head.noun is Noun.PERSON and is_plural(head.word)
    return of is not Noun.UNKNOWN and not (counts_people and of is Noun.TIME)


def is_denied(words: Words) -> bool:
    """“On no occasion was a child …”, but “no child but two …”"""
    return NONE.match(words.text) is not None and not EXCEPT.search(words.text)


def is_denied_before(words: Words, at: int) -> bool:
    """“We have not left a single child …”"""
    return bool(DENIED & set(words.lowers[max(0, at - 6) : at]))


def is_measured(words: Words, start: int) -> bool:
    """Is it of rates or scores that a number without a noun tells?"""
    return MEASURES.search(words.text, 0, start) is not None


def is_of_many(words: Words, start: int | None = None) -> bool:
    """“Each time a complaint was made …”, “most children have …”; “all came; the last was a boy”
    says so of others. `start`: a character of the clause."""
    text = words.text if start is None else words.text[:start]
    clause = max(text.rfind(mark) for mark in ";:")
    return (
        MANY_SIDED.match(text, clause + 2 if start is not None and clause >= 0 else 0) is not None
    )
