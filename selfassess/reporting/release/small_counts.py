"""Passages of a sentence that could tell a number of people so small that somebody knows one.

Pure. It marks by default and errs to one side: a mark costs a director a tick, and a passage
without one goes out with all others. How a mark is decided stands in docs/architecture.md.
"""

from decimal import Decimal

from .counts import small_numbers
from .differences import differences
from .events import events
from .exceptions import exceptions
from .notes import notes
from .often import how_often
from .parts import counted, parts
from .passage import Passage
from .read_again import read_again
from .small_words import small_words
from .stories import stories
from .tables import rows
from .words import Words

LONGEST = 400  # words of a sentence that is read; reading takes longer by their square


def small_counts(sentence: str, whole_before: Decimal | int | None = None) -> list[Passage]:
    """Every passage of a sentence that could tell a small count, in order.

    `whole_before`: the largest count of the sentence before, of which this one may give a part.
    A sentence longer than anybody writes is marked as a whole.
    """
    words = Words(sentence)
    if len(words.all) > LONGEST:
        return [Passage(0, len(sentence), "it is too long to be read for small numbers")]
    numbers = read_again(sentence)
    counts = counted(words, numbers)
    found = [*small_numbers(words, numbers), *small_words(words), *how_often(words)]
    found += [
        *parts(words, counts, whole_before),
        *differences(words, counts),
        *stories(words),
        *events(words),
        *exceptions(words),
        *notes(words),
        *rows(words),
    ]
    return _joined(found)


def _joined(found: list[Passage]) -> list[Passage]:
    """In order; of passages that overlap, the first and longest."""
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or passage.start >= kept[-1].end:
            kept.append(passage)
    return kept
