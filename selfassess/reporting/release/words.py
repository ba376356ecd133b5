"""A sentence as words: which noun a number counts, and what the sentence as a whole says.

Pure, and small on purpose: nouns from lists, and a few words that end a group of words. Nothing
here looks further than `FAR` words, so that a long text takes no longer than its length.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .lists import WORDS
from .nouns import POSSESSIVE, Noun, is_listed, is_plural, noun_of
from .tense import tells_what_was
from .word_forms import IN_NAME, MANY, NUMBER, WHICH, WORD

FAR = 40  # words: as far as a noun that stands apart is looked for
ENDS = WORDS["ends"]
VERBS = WORDS["verbs"]
DETERMINERS = WORDS["determiners"]
PRONOUNS = WORDS["pronouns"]
BETWEEN = WORDS["between"]
HOLDERS = WORDS["holders"]
RATED = WORDS["rated"]
LOOKED_AT = WORDS["looked_at"]
SAME_IN_PLURAL = WORDS["same_in_plural"]
CHANGES = WORDS["changes"]
ARTICLES = WORDS["indefinite"] | WORDS["definite"]
LONGEST_GROUP = 7  # words of “newly qualified agency social workers”


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    text: str
    lower: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


@dataclass(frozen=True)
class Head:
    """The noun of a group of words, with the words of the group before it."""

    noun: Noun
    word: str
    at: int
    before: tuple[str, ...] = ()

    @property
    def is_which(self) -> bool:
        """“The youngest child”, “a second complaint”"""
        return any(WHICH.fullmatch(one) for one in self.before)


class Words:
    """The words of a sentence."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all = [Word(m.start(), m.end(), m[0], _lower(m[0])) for m in WORD.finditer(text)]
        self.lowers = [word.lower for word in self.all]
        self.starts = [word.start for word in self.all]

    def at(self, character: int) -> int:
        """The number of the first word that begins there or later."""
        return bisect_left(self.starts, character)

    def lower(self, at: int) -> str:
        return self.lowers[at] if 0 <= at < len(self.all) else ""

    def run(self, at: int, many: int) -> str:
        """As many words from there on, for a pattern."""
        return " ".join(self.lowers[max(at, 0) : at + many])

    def head_after(self, at: int, *, many: bool) -> Head | None:
        """The noun that a number counts which stands before a word: “two | of our young people”."""
        if self.lower(at) in ("x", "×"):  # “2 x EPO”
            at += 1
        while self.lower(at) in ("or", "to", "and", "-", "–", ",") and NUMBER.fullmatch(
            self.lower(at + 1)
        ):
            at += 2  # “one, two or three changes”
        while self.lower(at) in BETWEEN and self.lower(at + 1) not in ("was", "were", "is", "had"):
            at += 1
        if self.lower(at) == "out" and self.lower(at + 1) == "of":
            at += 1
        if self.lower(at) == ")" and self.lower(at + 1) == "of":
            at += 1  # “half (three) of the six”
        if self.lower(at) in ("last", "next") and noun_of(self.lower(at + 1)) is Noun.TIME:
            return None  # “one last year”
        if self.lower(at) == "of":
            if self.lower(at + 1) in PRONOUNS and self.lower(at + 2) in ENDS | {",", ".", ""}:
                return None
            at, many = at + 1, True
            while self.lower(at) in DETERMINERS or NUMBER.fullmatch(self.lower(at)):
                at += 1
        return self._head(self._group(at), many=many)

    def _group(self, at: int) -> list[int]:
        found: list[int] = []
        while at < len(self.all) and len(found) < LONGEST_GROUP:
            word = self.all[at]
            looked_after = word.lower == "after" and self.lower(at - 1) == "looked"
            subject_to = word.lower == "subject" and self.lower(at + 1) == "to"
            if (word.lower in ENDS and not looked_after) or subject_to or not word.is_word:
                break
            if (
                NUMBER.fullmatch(word.lower)
                and found
                and is_listed(self.lower(found[-1]))
                and not POSSESSIVE.search(self.lower(found[-1]))
                and not word.lower.isdigit()
            ):
                break
            if not found and (word.lower in VERBS or self._is_grade(at)):
                break
            if not NUMBER.fullmatch(word.lower):  # “one stage 2 complaint”
                found.append(at)
            at += 1
        return found

    def _head(self, group: list[int], *, many: bool) -> Head | None:
        if not group:
            return None
        at = self._plural(group) if many else self._compound(group)
        if at is None:
            return None
        word = self.all[at]
        if self.lower(at + 1) == "of" and POSSESSIVE.sub("", _one(word.lower)) in HOLDERS:
            return self.head_after(at + 1, many=True) or self._as_head(at, group)
        return self._as_head(at, group)

    def _as_head(self, at: int, group: list[int]) -> Head:
        word = self.all[at].lower
        if re.fullmatch(r"\d{1,2}s", word) and self.lower(at - 1) in ("year", "y"):
            return Head(Noun.PERSON, word, at)
        before = tuple(self.lower(one) for one in group if one < at)
        return Head(self._noun(word, before), word, at, before)

    def _noun(self, word: str, before: tuple[str, ...]) -> Noun:
        """“Strategy meetings” are about a child each, “sibling groups” are people."""
        if before:
            pair = noun_of(f"{before[-1]}_{word}")
            if pair is not Noun.UNKNOWN:
                return pair
            if _one(word) in HOLDERS and before[-1] in ("sibling", "sib", "family"):
                return Noun.PERSON
        return noun_of(word)

    def _plural(self, group: list[int]) -> int | None:
        """“Two child protection plans”: the first plural. “Two UASC”: a noun that has none."""
        first, second = self.lower(group[0]), self.lower(group[0] + 1)
        if first in ("year", "month", "week", "day", "hour") and second.isalpha():
            return group[0]  # “the two year check”
        for at in group:
            after = self.lower(at + 1)
            if is_plural(self.lower(at)) or MANY.fullmatch(self.all[at].text):
                of_staff = noun_of(after) is Noun.STAFF and noun_of(self.lower(at)) is not Noun.TIME
                of_place = noun_of(self.lower(at)) is Noun.SERVICE and noun_of(after) is Noun.PERSON
                joins = is_plural(after) and (of_staff or of_place or self._is_of_service(at))
                return at + 1 if joins else at  # “four placements officers”
        return next((at for at in group if self.lower(at) in SAME_IN_PLURAL), None)

    def _compound(self, group: list[int]) -> int | None:
        """“One foster carer recruitment campaign”: of nouns side by side, the last."""
        first = next((n for n, at in enumerate(group) if is_listed(self.all[at].lower)), None)
        if first is None:
            return self._unknown(group)
        for at, after in zip(group[first:], group[first + 1 :], strict=False):
            word = self.all[after].lower
            is_name = self.all[after].text.isupper()  # “in one case MASH …”
            joins = is_listed(word) and not is_plural(word) and word not in VERBS and not is_name
            if not joins and not POSSESSIVE.search(self.all[at].lower):
                return at
        return group[-1]

    def _unknown(self, group: list[int]) -> int | None:
        """A noun that no list has: the last word before a verb."""
        for number, at in enumerate(group):
            if self.lower(at) in VERBS or (self.lower(at).endswith("ed") and number):
                return group[number - 1] if number else None
        return group[-1] if not self.lower(group[0]).endswith("ed") else None

    def heads(self, start: int, end: int) -> Iterator[Head]:
        """The listed nouns between two words, but for those that say of what sort another is."""
        for at in range(max(start, 0), min(end, len(self.all))):
            word, after = self.all[at].lower, self.lower(at + 1)
            if not is_listed(word) or word in ENDS:
                continue
            is_first_of_two = not is_plural(word) and is_listed(after) and after not in VERBS | ENDS
            in_name = self._is_of_service(at) or self._is_in_name(at)
            if not (is_first_of_two or in_name) and _one(word) not in HOLDERS | CHANGES:
                before = (self.lower(at - 1),) if at else ()
                yield Head(self._noun(word, before), word, at, before)

    def _is_of_service(self, at: int) -> bool:
        """“Short breaks | homes”"""
        is_case = noun_of(self.lower(at)) is Noun.CASE
        return is_case and noun_of(self.lower(at + 1)) is Noun.SERVICE

    def _is_grade(self, at: int) -> bool:
        """“Three | good, two poor”; “one good quarter” is a quarter."""
        after = self.lower(at + 1)
        is_noun = is_listed(after) and after not in VERBS and _one(after) not in LOOKED_AT
        return self.lower(at) in RATED and not is_noun

    def _is_in_name(self, at: int) -> bool:
        is_of_members = "members" in self.lowers[max(0, at - 4) : at]
        return not is_of_members and IN_NAME.match(self.run(at + 1, 4)) is not None

    def singular_groups(self) -> Iterator[tuple[int, str, Head]]:
        """“A girl”, “our second complaint”: where each begins, its article, and its noun. At the
        beginning of a sentence it needs none: “Mum of four …”."""
        for at, article in enumerate(self.lowers):
            has_article = article in ARTICLES and self.lower(at + 1) not in ("dozen", "few")
            if not has_article and at:
                continue
            first = at + has_article
            if self.lower(first + 1) == "and" and WHICH.fullmatch(self.lower(first)):
                first += 2  # “the third and final child”
            head = self.head_after(first, many=False)
            if head and not is_plural(head.word) and (has_article or head.at == at):
                follows = self.lower(head.at + 1)  # “the twin aims” are aims
                if not (is_plural(follows) and is_listed(follows) and follows not in VERBS):
                    yield at, article if has_article else "", head

    @cached_property
    def is_past(self) -> bool:
        """Does it tell what was, or what has been?"""
        return tells_what_was(self.lowers)


def _lower(text: str) -> str:
    """May is a month, and IT no pronoun."""
    return text if text in ("May", "IT") else text.lower().replace("'", "’").replace(" ", "-")


def _one(word: str) -> str:
    return word[:-1] if word.endswith("s") else word
