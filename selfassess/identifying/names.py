"""A child's name or initial: never a name alone, but beside an age or a word for a child.

Staff, judges and councillors are named too, so a capital letter says nothing by itself.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

NAME = r"[A-Z][a-zà-ÿ]{1,20}(?:[-’'][A-Z][a-zà-ÿ]{1,20})?"
NAMES = rf"{NAME}(?: {NAME})?"
LISTED = rf"{NAME}|[A-Z]{{3,12}}"  # one of `first_names`, perhaps in capitals
# Words with a capital letter that stand where a name might
NO_NAMES = frozenset(
    """
    A Adults Age Aged Ages All And Another Any At Babies Because Both Boys But By Carers Child
    Children Cohort Each Every Families Females For From Girls Half He Her His If In It Its Leavers
    Males Many More Most My No Nobody None Number Of On One Only Or Other Our Parents People Persons
    Pupils She Since Some Students Teenagers That The Their These They This Those To Two Under Until
    Was We When Who With Year Years You Young Youth January February March April May June July
    August September October November December Monday Tuesday Wednesday Thursday Friday Saturday
    Sunday
    """.split()  # noqa: SIM905 (a list of a hundred strings is read by nobody)
)
AGE = (
    r"(?:\d{1,2}|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen))"
)
OLD = r"(?:[- ]?(?:years?|yrs?)[- ]old|[- ]?y/?o|[- ]yrs?)\b"
CHILD = (
    r"(?:child|baby|boy|girl|son|daughter|brother|sister|twin|toddler|teenager|pupil|sibling|"
    r"young person|young man|young woman|young people|lad|year[- ]old)"
)
CALLED = r"(?:called|named|known as) [“‘\"']?"

# Beside these, any word with a capital letter is taken for a name
NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b({NAMES}),? \(?(?:aged|age) {AGE}\b(?! ?(?:to|or|and|-|–)\b| ?[-–])",
        rf"\b({NAMES}),? \(?(?:is |was |who is |who was )?(?:an? |the )?{AGE}{OLD}",
        rf"\b{AGE}{OLD},?(?: {CHILD})?,?(?: {CALLED})? ?({NAME})\b",
        rf"\b{CHILD}s?,?(?: \w{{1,12}}){{0,4}},? {CALLED}({NAME})\b",
        r"\b(?:[Hh]er|[Hh]is|[Tt]heir|[Mm]y|’s|'s) (?:\w{1,12} )?"
        rf"(?:son|daughter|brother|sister|baby|twins?),? ({NAME})\b",
        rf"\b({NAME}),? [(–-] ?\d{{1,2}} ?[)–-],? (?:is|was|has|had|who)\b",
        rf"\b({NAME}), \d{{1,2}}, (?:is|was|has|had|who|[a-z]{{2,10}}s|[a-z]{{2,10}}ed)\b",
    )
)
# Beside these, only a common first name is
LISTED_CHILD = re.compile(
    r"\b(?:[Tt]he|[Hh]er|[Hh]is|[Tt]heir|[Mm]y|[Oo]ur) (?:\w{1,12} )?"
    rf"(?:boy|girl|baby|siblings|twins|child|pupil|toddler)s?,? ({LISTED})\b"
)
LISTED_BORN = re.compile(
    rf"\b({LISTED})(?:,? (?:who )?(?:was |is )?born\b|’s \d{{1,2}}(?:st|nd|rd|th) birthday"
    r"|,? \(?(?:in )?[Yy]ear \d{1,2}\b)"
)
NO_AGE = (
    "(?:%|per|of|years?|months?|weeks?|days?|hours?|minutes?|to|out|cases|children|families|staff"
    "|places?|beds?|members?|January|February|March|April|May|June|July|August|September|October"
    "|November|December)"
)
LISTED_AGE = re.compile(
    rf"\b({LISTED})(?:, (?:who is |both )?|,? who is | is | was | turned | \(| [–-] )({AGE})"
    rf"(?![\w%/]|[.,:-]\d|-[a-z]| {NO_AGE}\b)"
)
OLDEST = 25  # years: the council looks after its care leavers until then

INITIALS = (
    re.compile(
        r"\b(?:[Cc]hild|[Bb]aby|[Bb]oy|[Gg]irl|[Ss]ibling|[Pp]upil|YP|[Yy]oung [Pp]erson|[Ss]on"
        r"|[Dd]aughter)[ -]\(?[A-HJ-Z]\b(?![\w&/-]|[’'](?!s)| ?&)"
    ),
    re.compile(
        r"\b(?:siblings|twins|children|brothers|sisters) [A-HJ-Z](?:, [A-Z]){0,5} and [A-Z]\b"
    ),
    re.compile(
        r"(?:^|[.!?] |\n|\b[a-z]{1,20} )([A-HJ-Z](?:\. ?[A-Z]\.?)?"
        r"(?: \(\d{1,2}\)|,? (?:aged|is|was) \d{1,2}\b|, \d{1,2},)(?! ?%))"
    ),
)


def names_with_age(text: str) -> Iterator[tuple[int, int]]:
    for pattern in NAMED:
        for match in pattern.finditer(text):
            if not NO_NAMES.intersection(re.split(r"[ ’'-]", match[1])):
                yield match.span()
    for pattern in (LISTED_CHILD, LISTED_BORN, LISTED_AGE):
        for match in pattern.finditer(text):
            if first_name(match[1]) in first_names() and not _is_old(match):
                yield match.span()
    for pattern in INITIALS:
        yield from (match.span(pattern.groups) for match in pattern.finditer(text))


def _is_old(match: re.Match[str]) -> bool:
    age = match[match.re.groups]
    return age.isdecimal() and int(age) > OLDEST


def first_name(name: str) -> str:
    return re.split("[-’']", name)[0].capitalize()


@cache
def first_names() -> frozenset[str]:
    """Common first names: only beside these does a bare number count as an age."""
    return frozenset(Path(__file__).with_name("first_names.txt").read_text().split())
