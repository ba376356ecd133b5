"""Reading a text: its sentences, and every number in them."""

from dataclasses import replace
from functools import lru_cache

from .numbers import numbers
from .sentence import Number, Sentence
from .text import sentences
from .words import SENTENCES_KEPT


def read(text: str) -> list[Sentence]:
    """The sentences of a text with their numbers. No number is linked to a KPI yet."""
    return [_read(sentence) for sentence in sentences(text)]


def _read(sentence: Sentence) -> Sentence:
    at = sentence.start
    found = tuple(
        replace(number, start=number.start + at, end=number.end + at)
        for number in _numbers(sentence.text)
    )
    return replace(sentence, numbers=found) if found else sentence


@lru_cache(maxsize=SENTENCES_KEPT)
def _numbers(text: str) -> tuple[Number, ...]:
    """Whoever changes one sentence of a text leaves the others as they were read."""
    return tuple(numbers(text))
