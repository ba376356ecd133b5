"""The texts of a version as the director looks at them: each sentence, and what is marked in it.

Pure. A sentence without a mark is released with all others of its area; a marked one by a tick of
its own, unless the figure that it tells is one that the tables of its area hold back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from itertools import groupby

from selfassess.access import OVERVIEW
from selfassess.claims.reader.text import sentences
from selfassess.identifying.rules import find
from selfassess.reporting.content.schema import ReportContent
from selfassess.reporting.editions.released_words import Identity, Place, Stretch, places
from selfassess.unseen import as_read_aloud

from .held_figures import HeldBack, Told, few_of_shown, held_back, told
from .passage import Passage, in_order
from .read_again import largest_count
from .small_counts import small_counts


@dataclass(frozen=True)
class MarkedSentence:
    """A sentence of a text. `start` and `end` are characters of the text."""

    start: int
    end: int
    text: str
    passages: tuple[Passage, ...]
    tells: str = ""  # the figure that the tables of its own area hold back: it cannot be released

    @property
    def stretch(self) -> Stretch:
        return (self.start, self.end)

    @property
    def is_marked(self) -> bool:
        return bool(self.passages)

    @property
    def can_be_released(self) -> bool:
        return not self.tells

    @property
    def why(self) -> list[str]:
        return list(dict.fromkeys(passage.why for passage in self.passages))

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The sentence in pieces, each with whether it is marked."""
        found, at = [], 0
        for passage in in_order(self.passages):
            if passage.start >= at:
                found += [(self.text[at : passage.start], False)]
                found += [(self.text[passage.start : passage.end], True)]
                at = passage.end
        return [piece for piece in [*found, (self.text[at:], False)] if piece[0]]


@dataclass(frozen=True)
class MarkedText:
    """A text with its sentences."""

    place: Place
    sentences: tuple[MarkedSentence, ...]

    @cached_property
    def identity(self) -> Identity:
        return self.place.identity

    @cached_property
    def marks(self) -> str:
        """A digest of what is marked: with other marks it is another thing to decide about."""
        said = [(s.start, s.end, s.why, s.tells) for s in self.sentences if s.is_marked]
        return sha256(repr(said).encode()).hexdigest()

    @property
    def paragraphs(self) -> list[list[MarkedSentence]]:
        """Its sentences, line by line."""
        found: list[list[MarkedSentence]] = []
        at = 0
        for sentence in self.sentences:
            if not found or "\n" in self.place.text[at : sentence.start]:
                found.append([])
            found[-1].append(sentence)
            at = sentence.end
        return found

    @property
    def unmarked(self) -> list[Stretch]:
        return [one.stretch for one in self.sentences if not one.is_marked]

    @property
    def marked(self) -> list[MarkedSentence]:
        return [one for one in self.sentences if one.is_marked]


def marked_texts(content: ReportContent) -> dict[str, list[MarkedText]]:
    """The texts of a version by area, the director's overview among them; each text once."""
    held = held_back(content)
    found: dict[str, list[MarkedText]] = {}
    for area, of_area in groupby(places(content), key=lambda place: place.area):
        once = {place.identity: place for place in of_area}
        found[area] = [_marked(place, held) for place in once.values()]
    return found


def _marked(place: Place, held: HeldBack) -> MarkedText:
    found: list[MarkedSentence] = []
    before: Decimal | None = None
    for sentence in sentences(place.text):
        passages = _passages(sentence.text, place.area, before, held)
        found.append(
            MarkedSentence(
                sentence.start,
                sentence.end,
                sentence.text,
                tuple(passages),
                _tells(passages, place.area),
            )
        )
        before = largest_count(as_read_aloud(sentence.text)) or before
    return MarkedText(place, tuple(found))


def _passages(sentence: str, area: str, before: Decimal | None, held: HeldBack) -> list[Passage]:
    """Of a sentence with characters that nobody sees, which older texts may have, the whole."""
    seen = as_read_aloud(sentence)
    found = _passages_seen(seen, area, before, held)
    if seen == sentence:
        return found
    return [replace(one, start=0, end=len(sentence)) for one in found]


def _passages_seen(
    sentence: str, area: str, before: Decimal | None, held: HeldBack
) -> list[Passage]:
    identifies = [Passage(m.start, m.end, "it may identify a child") for m in find(sentence)]
    of_tables = [*told(sentence, area, held), *few_of_shown(sentence, area, held)]
    return in_order([*small_counts(sentence, before), *of_tables, *identifies])


def _tells(passages: Iterable[Passage], area: str) -> str:
    """The figure that is held back for its own sake in the tables of this area."""
    figures = [one.figure for one in passages if isinstance(one, Told) and one.figure.is_small]
    of_area = [one for one in figures if area in (one.area, OVERVIEW)]
    return f"{of_area[0].name} ({of_area[0].code})" if of_area else ""
