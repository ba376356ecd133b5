"""Numbers that tell a small one together: a part and its whole.

“38 of 40”, “96% of the 25”, “7/8”, “nine were audited and eight were good”.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from performance.number_format import half_up
from selfassess.claims.reader.sentence import Kind, Number, Role
from selfassess.reporting.editions.suppression import discloses, is_small

from .counts import MEASURED
from .lists import WORDS
from .not_a_count import is_no_count
from .nouns import Noun, is_plural
from .passage import Passage
from .slashes import slashes
from .tells import CAME_BACK, FORMS, HAPPENS, tells
from .without_noun import FOR
from .words import Head, Words

MANY = 100  # of more, a share tells nobody
HALF_A_POINT = Decimal("0.005")
SAW = WORDS["saw"]
OF_THOSE_BEFORE = re.compile(
    r"\b(?:of|among)\s(?:these|those|them|whom|which)\b|\bthe\s(?:rest|others?)\b", re.IGNORECASE
)
OF_SO_MANY = re.compile(r"\s(?:out\s)?of\s(?:the\s)?[\w-]{1,12}\s?(?:[.,;)]|$)")


@dataclass(frozen=True)
class Count:
    """A number with the noun that it counts."""

    number: Number
    head: Head | None
    is_of_others: bool

    @property
    def value(self) -> Decimal:
        return self.number.value

    @property
    def start(self) -> int:
        return self.number.start

    @property
    def end(self) -> int:
        return self.number.end


def counted(words: Words, numbers: Iterable[Number]) -> list[Count]:
    """The numbers of a sentence, each with what it counts."""
    found: list[Count] = []
    before: Head | None = None
    for number in numbers:
        found.append(_counted(number, words, before if is_plain(number) else None))
        head = found[-1].head
        before = head if head and head.noun is not Noun.TIME else before
    return found


def parts(words: Words, counts: list[Count], whole: Decimal | int | None) -> Iterator[Passage]:
    """The passages of a sentence. `whole`: the largest count of the sentence before."""
    plain = [one for one in counts if may_be_part(one) and not one.is_of_others]
    yield from _of_a_whole(counts, words)
    yield from slashes(words.text)
    if names_children(words):
        yield from _shares(counts, words)
    if whole is not None and OF_THOSE_BEFORE.search(words.text):
        why = f"it tells what is missing from {whole:f}"
        yield from (Passage(p.start, p.end, why) for p in plain if is_small(whole - p.value))


def may_be_part(one: Count) -> bool:
    return is_plain(one.number, changes=True) or (one.number.kind is Kind.WORD and one.value > 1)


def _counted(number: Number, words: Words, before: Head | None) -> Count:
    head = words.head_after(words.at(number.end), many=number.value != 1)
    head_or_before = head or before
    return Count(number, head, head_or_before is not None and not tells(head_or_before, words))


def names_children(words: Words) -> bool:
    """A sentence of teams and posts alone tells nothing; one that names nothing may."""
    if HAPPENS.search(words.text):
        return True
    found = [head for head in words.heads(0, len(words.all)) if head.noun is not Noun.TIME]
    others = [head for head in found if is_plural(head.word) or head.noun is Noun.STAFF]
    return all(_saw_them(head, words) for head in others) or any(
        tells(head, words) for head in found
    )


def _saw_them(head: Head, words: Words) -> bool:
    """“Advocates | saw 92 of the 95” , “ten had a mentor”: no staff are counted."""
    is_one = words.lower(head.at - 1) in ("a", "an")
    return head.noun is Noun.STAFF and (is_one or words.lower(head.at + 1) in SAW)


def is_plain(number: Number, *, changes: bool = False) -> bool:
    """Does it count? `changes`: “two more” counts as well."""
    measured = number.unit in MEASURED or number.unit == "times" or number.unit.startswith("per ")
    counts = number.is_figure and not measured and not number.decimals
    return counts and (changes or number.role is not Role.CHANGE)


def _of_a_whole(counts: list[Count], words: Words) -> Iterator[Passage]:
    for one in counts:
        number, whole = one.number, one.number.whole
        if whole is None or not number.is_figure:
            continue
        if number.decimals and number.unit != "%":
            continue  # “4.2 out of 5”
        part = number.value
        if number.unit == "%":
            part = half_up(whole * part / 100)
        if discloses(part, whole) and _part_counts(one, counts, words):
            why = f"it tells a small part of {whole:f}, or what is missing from it"
            yield Passage(number.start, number.end, why)


def _shares(counts: list[Count], words: Words) -> Iterator[Passage]:
    """“A third of those in our smallest home – six –”, “1 in 40 … of 80 carers”"""
    text = words.text  # “80 carers”, “our eight-strong forum”
    wholes = [c for c in counts if is_plain(c.number) or text.startswith("-strong", c.end)]
    wholes = [one for one in wholes if one.value <= MANY]
    for one, share in _shares_of_nobody(counts, words.text):
        for whole in wholes:
            part = whole.value * share
            near = half_up(part)
            whole_number = abs(part - near) <= whole.value * HALF_A_POINT
            in_all = text[one.end : whole.start] == " in "  # the three of “one in three”
            if (
                whole.number is not one.number
                and not in_all
                and whole_number
                and discloses(near, whole.value)
            ):
                yield Passage(one.start, one.end, f"it tells a small part of {whole.value:f}")


def _shares_of_nobody(counts: list[Count], text: str) -> Iterator[tuple[Count, Decimal]]:
    """Shares whose whole stands elsewhere in the sentence."""
    for one in counts:
        if one.number.unit == "%" and one.number.whole is None and one.number.is_figure:
            yield one, one.value / 100
    for one, other in pairwise(counts):
        if one.value == 1 and other.value > 1 and text[one.end : other.start] == " in ":
            yield one, 1 / other.value


def _part_counts(one: Count, counts: list[Count], words: Words) -> bool:
    """“Two of our three districts” are no children, and neither are “five areas of eight”."""
    wholes = [other for other in counts if other.value == one.number.whole]
    if any(other.number.kind is Kind.DURATION for other in wholes):
        return False
    heads = [(c.head, c.is_of_others) for c in (one, *wholes) if c.head and c.number.unit != "%"]
    if one.value == 1 and words.lower(words.at(one.start) - 1) == "not":
        return False
    if any(not of_others and head.noun is not Noun.UNKNOWN for head, of_others in heads):
        return True
    if FOR.search(words.text, 0, one.start) and OF_SO_MANY.match(words.text, one.end):
        return True  # “grants were late for two out of nine”
    if CAME_BACK.match(words.text, one.end) and any(head.word in FORMS for head, _ in heads):
        return True  # “of 60 forms sent, five came back”
    if is_no_count(words, one.start, one.end, one.head) or any(others for _, others in heads):
        return False
    return bool(heads) or names_children(words)
