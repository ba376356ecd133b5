"""From the text that is stored to the words that people read."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import CharField, Value

from selfassess.quarters.dates import QuarterPeriod

from .models import KeptFigure, OlderText, digest_of
from .notation import (
    When,
    code_in,
    half_written,
    has_notation,
    literal,
    put,
    read,
    replace,
    written_in,
)
from .source import Choice, source_of


class Stored:
    """What is stored about the live figures of some quarters, read together when it is needed."""

    def __init__(self) -> None:
        self.wanted: set[str] = set()
        self._have: set[str] = set()
        self._kept: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self._older: set[str] = set()

    def kept(self, quarter: str, area: str) -> dict[str, str]:
        """What was kept when an area was approved, by how it is written."""
        self.wanted.add(quarter)
        self._read()
        return self._kept[quarter, area]

    def is_older(self, text: str) -> bool:
        """Is it from before there were live figures?"""
        self._read()
        return bool(self._older) and digest_of(text) in self._older

    def _read(self) -> None:
        if not (missing := self.wanted - self._have):
            return
        nothing = Value("", CharField())
        rows = KeptFigure.objects.order_by().filter(quarter__in=missing)
        texts = OlderText.objects.order_by().values_list(nothing, nothing, "digest", nothing)
        found = rows.values_list("quarter_id", "area", "written", "words")
        for quarter, area, written, words in found.union(texts, all=True).order_by():
            if quarter:
                self._kept[quarter, area][written] = words
            else:
                self._older.add(written)
        self._have |= missing  # last: another thread may ask meanwhile


class LiveFigures:
    """The live figures of one quarter's texts. Nothing is read before a text has one, and then
    everything for all of them: hand the same one to all texts of a page."""

    def __init__(self, quarter: str, stored: Stored | None = None) -> None:
        self.quarter = quarter
        self.source = source_of(quarter)
        self.stored = stored or Stored()
        self.stored.wanted.add(quarter)
        self._now: dict[tuple[str, str], str] = {}  # a text is read again and again
        self._choices: dict[str, list[Choice]] = {}

    def take(self, known: Mapping[str, Any], areas: Collection[str]) -> None:
        """Go by what a page has read already, and read these areas together."""
        self.source.take(known, areas)

    def leave_out(self, areas: Collection[str]) -> None:
        """Say what a report without these areas may say: see `Source.leave_out`."""
        self.source.leave_out(areas)
        self._now.clear()
        self._choices.clear()

    def words(self, text: str, area: str) -> str:
        """The text of an area as people read it. Every place that shows or draws what people wrote
        asks here (most through `Assessment.words`), so that all say the same."""
        if not has_notation(text) or self.stored.is_older(text):
            return text
        return replace(text, lambda written: self.said(written, area))

    def editable(self, text: str) -> str:
        """The text as it stands in a box, where it is changed. What is older than live figures gets
        its braces doubled, so that they stay braces when it is saved anew."""
        return literal(text) if has_notation(text) and self.stored.is_older(text) else text

    def put(self, text: str, area: str, start: int, end: int, instead: str) -> str:
        """The stored text with a notation in the place of what people read from `start` to `end`
        of its words."""
        if self.stored.is_older(text):
            return literal(text[:start]) + instead + literal(text[end:])
        return put(text, lambda written: self.said(written, area), start, end, instead)

    def written_in(self, text: str) -> list[str]:
        """Its live figures as they are written, each once."""
        if not has_notation(text) or self.stored.is_older(text):
            return []
        return written_in(text)

    def unresolved(self, text: str, area: str) -> list[str]:
        """What those of its live figures say that stand for no figure, each once, and those that
        are half written."""
        told = (self.said(written, area) for written in self.written_in(text))
        begun = [] if self.stored.is_older(text) else half_written(text)
        return [said for said in told if said.startswith("[")] + begun

    def said(self, written: str, area: str) -> str:
        """What one live figure says: as it was kept, or by the record of today."""
        kept = self.stored.kept(self.quarter, area).get(written)
        return self.now(written, area) if kept is None else kept

    def now(self, written: str, area: str) -> str:
        """What a live figure says by the record of today, whatever was kept of it."""
        said = self._now.get((written, area))
        if said is None:
            said = self._now[written, area] = self._by_record(written, area)
        return said

    def _by_record(self, written: str, area: str) -> str:
        figure = read(written)
        found = self.source.find(figure, area) if figure else None
        if figure is None:
            code = code_in(written)
            write = f"{{{code}}}, {{{code} last quarter}} or {{{code} target}}"
            return f"[{{{written}}} is no live figure. Write {write}]"
        if found is None:
            return f"[{{{written}}} is not a figure of this area]"
        if found.words:
            return found.words
        if figure.when == When.THIS_QUARTER:
            return f"[no figure yet: {found.name}]"
        period = QuarterPeriod.parse(figure.quarter_in(self.quarter))
        return f"[no figure: {found.name}, {period.name}]"

    def kept(self, area: str) -> dict[str, str]:
        """What was kept when the area was approved, by how it is written."""
        return self.stored.kept(self.quarter, area)

    def moved(self, area: str) -> list[str]:
        """Where the words of an approved area say otherwise than the record of today."""
        kept = self.kept(area)
        now = {written: self.now(written, area) for written in kept}
        return [
            f"its words say {words} for {{{written}}}, the record says {now[written]}"
            for written, words in kept.items()
            if words != now[written]
        ]

    def choices(self, area: str) -> list[Choice]:
        if area not in self._choices:
            self._choices[area] = self.source.choices(area)
        return self._choices[area]
