"""How far the director has come with the words of a version: what is released, marked and open."""

from collections.abc import Mapping
from dataclasses import dataclass

from selfassess.access import OVERVIEW
from selfassess.reporting.editions.released_words import Identity, Stretch
from selfassess.reporting.models import Release, Report

from .marking import MarkedSentence, MarkedText, marked_texts

NAME_OF_OVERVIEW = "Director’s overview"


@dataclass(frozen=True)
class Offered:
    """A marked sentence on the page: its field's value, and whether it is released."""

    value: str
    sentence: MarkedSentence
    title: str
    is_released: bool


@dataclass(frozen=True)
class AreaWords:
    """The words of an area, and what is decided about them."""

    slug: str
    name: str
    texts: list[MarkedText]
    decided: Mapping[Identity, Release]  # the decisions that count

    @property
    def marked(self) -> list[Offered]:
        return [
            Offered(
                f"{number}-{sentence.start}",
                sentence,
                text.place.title,
                sentence.stretch in self.released_of(text),
            )
            for number, text in enumerate(self.texts)
            for sentence in text.marked
        ]

    def released_of(self, text: MarkedText) -> set[Stretch]:
        release = self.decided.get(text.identity)
        return {(start, end) for start, end in release.sentences} if release else set()

    @property
    def open(self) -> list[MarkedText]:
        """Texts about which nothing is decided, or other marks were."""
        return [text for text in self.texts if text.identity not in self.decided]

    @property
    def is_decided(self) -> bool:
        return not self.open

    @property
    def has_released(self) -> bool:
        return any(release.sentences for release in self.decided.values())

    @property
    def unmarked(self) -> int:
        return sum(len(text.unmarked) for text in self.texts)

    @property
    def released(self) -> int:
        """Sentences that are."""
        return sum(len(self.released_of(text)) for text in self.texts)

    @property
    def sentences(self) -> int:
        return sum(len(text.sentences) for text in self.texts)


def words_of(report: Report) -> list[AreaWords]:
    """The words of a version, area by area; those of which there are none are left out."""
    releases = Release.objects.filter(report=report).in_force()
    by_identity = {release.identity: release for release in releases}
    names = {area.slug: area.name for area in report.frozen.areas} | {OVERVIEW: NAME_OF_OVERVIEW}
    return [
        AreaWords(area, names[area], texts, _that_count(texts, by_identity))
        for area, texts in marked_texts(report.frozen).items()
    ]


def _that_count(
    texts: list[MarkedText], releases: Mapping[Identity, Release]
) -> dict[Identity, Release]:
    """A decision counts for the text and the marks that were shown."""
    found = {text.identity: releases.get(text.identity) for text in texts}
    marks = {text.identity: text.marks for text in texts}
    return {key: one for key, one in found.items() if one and one.marks == marks[key]}
