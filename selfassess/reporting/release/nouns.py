"""What a noun stands for: a person who is helped, what happens to one, or something else.

A small number of the first three can tell who a child is; one of staff, services, things or times
cannot. The lists stand in `nouns.toml`. A noun that stands in none of them is UNKNOWN, and a small
number of it is marked: see `counts`.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from selfassess.claims.reader.units import singular

from .lists import WORDS, read


class Noun(StrEnum):
    """The sections of `nouns.toml`. Where a noun stands in two, the earlier one counts."""

    PERSON = "people"
    EVENT = "events"
    CASE = "cases"
    STAFF = "staff"
    SERVICE = "services"
    TIME = "times"
    THING = "things"
    UNKNOWN = ""

    @property
    def tells(self) -> bool:
        """Can a small number of it tell who somebody is?"""
        return self in (Noun.PERSON, Noun.EVENT, Noun.CASE)

    @property
    def is_other(self) -> bool:
        return not self.tells and self is not Noun.UNKNOWN


IRREGULAR = {
    "children": "child",
    "people": "person",
    "men": "man",
    "women": "woman",
    "schoolchildren": "child",
    "criteria": "criterion",
    "analyses": "analysis",
    "crises": "crisis",
    "lives": "life",
    "knives": "knife",
    "halves": "half",
    "media": "medium",
}
POSSESSIVE = re.compile(r"[’'](?:s)?$")
# “16-year-olds”, “under-fives”, “over-16s”
BY_AGE = re.compile(
    r"(?:[a-z\d]+-)?(?:year|yr|month|week)s?-olds?|\d{1,2}-olds|(?:under|over)-?\w{1,6}s"
)
# Of nouns like these nearly all are things; those that happen to a child are listed.
ABSTRACT = re.compile(
    r"[a-z]{2,}(?:tion|sion|ment|ness|ity|ism|ance|ence|ship|ology|graphy|sis|ware|book|sheet|line"
    r"|time|way|point|house|room|work|pack|bank|land|ture|cy|ics)"
)

SINGULAR_IN_S = WORDS["singular_in_s"]


def _read() -> dict[str, Noun]:
    lists = read("nouns.toml")
    found: dict[str, Noun] = {}
    for noun in reversed([one for one in Noun if one]):
        found.update(dict.fromkeys(lists[noun.value], noun))
    return found


NOUNS = _read()


def noun_of(word: str) -> Noun:
    """“Children’s”, “half-days”, “EPOs”."""
    word = POSSESSIVE.sub("", word.lower())
    if BY_AGE.fullmatch(word):
        return Noun.PERSON
    for form in _forms(word):
        if form in NOUNS:
            return NOUNS[form]
    if "_" in word:
        return Noun.UNKNOWN
    if "-" in word or "/" in word:
        return noun_of(re.split("[-/]", word)[-1])
    return Noun.THING if ABSTRACT.fullmatch(singular(word)) else Noun.UNKNOWN


def is_listed(word: str) -> bool:
    """Is it surely a noun? “Missing” ends like one."""
    word = POSSESSIVE.sub("", word.lower())
    last = re.split("[-/]", word)[-1]
    is_age = BY_AGE.fullmatch(word) is not None
    return is_age or any(form in NOUNS for one in (word, last) for form in _forms(one))


def is_plural(word: str) -> bool:
    """“Children” and “visits”; “children’s” says whose, and “previous” is no noun."""
    word = word.lower()
    if word in SINGULAR_IN_S or POSSESSIVE.search(word):
        return False
    if word in IRREGULAR:
        return True
    return len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "ous", "us", "is"))


def _forms(word: str) -> Iterator[str]:
    yield word
    yield IRREGULAR.get(word, singular(word))
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("ves"):
        yield word[:-3] + "f"
