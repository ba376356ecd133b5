"""A child's name or initial: never a name alone, but beside an age or a word for a child.

Staff, judges and councillors are named too, so a capital letter says nothing by itself.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

NAME = r"[A-Z][a-zà-ÿ]{1,20}(?:[-’'][A-Z][a-zà-ÿ]{1,20})?"
NAMES = rf"{NAME}(?: {NAME})?"
# Words with a capital letter that stand where a name might
NO_NAMES = frozenset(
    """
    A Adults Age Aged Ages All And Another Any At Babies Because Both Boys But By Carers Child
    Children Cohort Each Every Families Females For From Girls Half He Her His If In It Its Leavers
    Males Many More Most My No Nobody None Number Of On One Only Or Other Our Parents People Persons
    Pupils She Since Some Students Teenagers That The Their These They This Those To Two Under Until
    Was We When Who With Year Years You Young Youth January February March April May June July
    August September October November December
    """.split()  # noqa: SIM905 (a list of a hundred strings is read by nobody)
)
CHILD = (
    r"(?:child|baby|boy|girl|son|daughter|brother|sister|twin|toddler|teenager|pupil|sibling|"
    r"young person|young man|young woman|young people|lad|year[- ]old)"
)
AGED = re.compile(rf"\b({NAMES}),? \(?(?:aged|age) \d{{1,2}}\b(?! ?(?:to|or|and|-|–)\b| ?[-–])")
YEARS_OLD = re.compile(
    rf"\b({NAMES}),? (?:is |was |who is |who was )?(?:an? |the )?"
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)[- ]years?[- ]old\b"
)
OLD_NAME = re.compile(rf"\byear[- ]old,?(?: {CHILD})?,?(?: called| named)? ({NAME})\b")
CALLED = re.compile(rf"\b{CHILD}s?,?(?: \w{{1,12}}){{0,4}} (?:called|named) ({NAME})\b")
KIN = re.compile(
    r"\b(?:[Hh]er|[Hh]is|[Tt]heir|[Mm]y|’s|'s) (?:\w{1,12} )?"
    rf"(?:son|daughter|brother|sister|baby|twins?),? ({NAME})\b"
)
NAMED_CHILD = re.compile(
    rf"\b[Tt]he (?:\w{{1,12}} )?(?:boy|girl|baby|siblings|twins|child|pupil|toddler)s?,? ({NAME})\b"
)
NO_AGE = (
    "(?:%|per|of|years?|months?|weeks?|days?|hours?|to|out|cases|children|families|staff"
    "|January|February|March|April|May|June|July|August|September|October|November|December)"
)
BARE_AGE = re.compile(
    rf"\b({NAME})(?:, (?:who is |both )?|,? who is | is | was | turned | \()(\d{{1,2}})"
    rf"(?![\w%/-]|[.,:]\d| {NO_AGE}\b)"
)
INITIAL = re.compile(
    r"\b(?:[Cc]hild|[Bb]aby|[Bb]oy|[Gg]irl|[Ss]ibling|[Pp]upil|YP|[Yy]oung [Pp]erson|[Ss]on"
    r"|[Dd]aughter) [A-HJ-Z]\b(?![’'\w&/-]| ?&)"
)
INITIAL_AGE = re.compile(
    r"(?:^|[.!?]\s|\n|\b[a-z]{1,20} )"
    r"([A-HJ-Z](?: \(\d{1,2}\)|,? (?:aged|is|was) \d{1,2}\b|, \d{1,2},))(?! ?%)"
)
OLDEST = 25  # years: the council looks after its care leavers until then


def names_with_age(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (AGED, YEARS_OLD, OLD_NAME, CALLED, KIN, NAMED_CHILD):
        for match in pattern.finditer(text):
            if not NO_NAMES.intersection(re.split(r"[ ’'-]", match[1])):
                yield match.span()
    for match in BARE_AGE.finditer(text):
        if first_name(match[1]) in first_names() and int(match[2]) <= OLDEST:
            yield match.span()
    for match in INITIAL.finditer(text):
        yield match.span()
    for match in INITIAL_AGE.finditer(text):
        yield match.span(1)


def first_name(name: str) -> str:
    return re.split("[-’']", name)[0]


@cache
def first_names() -> frozenset[str]:
    """Common first names: only beside these does a bare number count as an age."""
    return frozenset(Path(__file__).with_name("first_names.txt").read_text().split())
