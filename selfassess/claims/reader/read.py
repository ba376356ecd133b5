"""Reading a text: its sentences, and every number in them."""

from dataclasses import replace

from .numbers import numbers
from .sentence import Sentence
from .text import sentences


def read(text: str) -> list[Sentence]:
    """The sentences of a text with their numbers. No number is linked to a KPI yet."""
    return [_read(sentence) for sentence in sentences(text)]


def _read(sentence: Sentence) -> Sentence:
    at = sentence.start
    found = tuple(
        replace(number, start=number.start + at, end=number.end + at)
        for number in numbers(sentence.text)
    )
    return replace(sentence, numbers=found)
