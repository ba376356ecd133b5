"""Which numbers of a sentence agree with the record, so that they may be counted as agreeing.

That a number has the value of something on record is not enough: any 57% is some KPI's, and any 3
some count's. Its sentence must name what it agrees with, by the KPI to which it is linked or by
words of the name under which the record has it.
"""

from collections.abc import Iterator
from functools import cached_property, lru_cache

from .agreement import in_role, made_of, of_the_same_value, says_same
from .known import COUNT, Known, Recorded, What, kind_of
from .reader.meant import EVERYWHERE
from .reader.rounding import agrees
from .reader.sentence import Number, Role, Sentence
from .reader.words import words

PARTS = (What.PART, What.WHOLE, What.REST)


class Compared:
    """A sentence set beside the record."""

    def __init__(self, sentence: Sentence, known: Known) -> None:
        self.sentence, self.known = sentence, known

    def agreeing(self) -> Iterator[int]:
        """Where the numbers begin that agree."""
        return (one.start for one in self.sentence.figures if self._agrees(one))

    def _agrees(self, number: Number) -> bool:
        if number.role is Role.CHANGE:
            return any(agrees(number, value) for value in made_of(number, self.known))
        link = number.link
        if link and any(says_same(number, one) for one in self._told_of(number)):
            return True
        if link and link.sure and number.role is not Role.WHOLE:
            return False
        return any(self._is_named(one) for one in of_the_same_value(number, self.known))

    def _told_of(self, number: Number) -> list[Recorded]:
        """What is on record of the KPI to which it is linked, in the role that it has."""
        link = number.link
        of = [one for code in (link.kpis if link else ()) for one in self.known.of(code)]
        told = in_role(number, of, *(link.roles if link else ()))
        if link and link.turned:
            return [one for one in of if one.what is What.REST]
        if kind_of(number.unit) == COUNT and not number.kpi:
            told += [one for one in of if one.what in PARTS]
        return told

    def _is_named(self, one: Recorded) -> bool:
        return not self._said.isdisjoint(_name_words(one.name))

    @cached_property
    def _said(self) -> frozenset[str]:
        return _name_words(self.sentence.text)


@lru_cache(maxsize=2_000)
def _name_words(text: str) -> frozenset[str]:
    """Those by which something can be told from other things."""
    return frozenset(word.stem for word in words(text)) - EVERYWHERE
