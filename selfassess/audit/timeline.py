"""Events as people read a history: one line a sitting, and what changed in it.

Every save is kept. Somebody who writes for half an hour makes many, and wants to see one. A sitting
ends when the assessment is sent, taken back, first read, returned, approved or reopened.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

from selfassess.text_diff import Comparison, compare

from .event_values import Change, changes, people_in
from .models import Event
from .sentences import sentence

SITTING = timedelta(minutes=30)  # a longer pause begins a new line
SAVE = "answer.save"
BROUGHT_BACK = "answer.restore"
# What ends every sitting: a text that was sent, read or decided about keeps a line of its own.
TURNS = tuple(f"assessment.{m}" for m in ("send", "recall", "view", "return", "approve", "reopen"))


@dataclass
class Entry:
    """One line of a history; of several saves in a sitting, the last."""

    event: Event
    saves: int = 1
    before: str = ""  # the text before the first of them
    people: Mapping[int, str] = field(default_factory=dict)  # whom events mention by number
    words: Callable[[str], str] = str  # from a text as it is stored to what people read

    @property
    def sentence(self) -> str:
        return sentence(self.event)

    @cached_property
    def diff(self) -> Comparison | None:
        """What changed in a text; none where there was no text before, or no change. Costly, and
        asked for several times by a page: read it only once the timeline is complete."""
        if self.event.verb != SAVE or not self.before:
            return None
        return compare(self.words(self.before), self.words(_text(self.event)))

    @property
    def text(self) -> str:
        """The whole text, where there is nothing to compare it with."""
        return "" if self.diff else self.words(_text(self.event))

    @property
    def values(self) -> list[Change]:
        """Name, before and after of everything else that the event says."""
        return changes(self.event, self.people)


def timeline(events: Iterable[Event], words: Callable[[str], str] = str) -> list[Entry]:
    """From events, the newest first, to lines in the same order. `words` gives what people read of
    a text that is stored."""
    lines: list[Entry] = []
    open_: dict[tuple[str, ...], Entry] = {}  # question → its sitting that may still grow
    texts: dict[tuple[str, ...], str] = {}  # question → its text so far
    events = sorted(events, key=lambda event: (event.at, event.pk))
    people = people_in(events)
    brought_back = {_version(event) for event in events if event.verb == BROUGHT_BACK}
    for event in events:
        about = (event.quarter, event.area, event.subject)
        if event.verb != SAVE:
            lines.append(Entry(event, people=people, words=words))
            open_.pop(about, None)  # a text put aside, or decided about, is seen by itself
            if event.verb in TURNS:
                open_ = _without(open_, event)
            continue
        line = None if _version(event) in brought_back else open_.get(about)
        if line and line.event.by_id == event.by_id and event.at - line.event.at <= SITTING:
            line.event, line.saves = event, line.saves + 1
        else:
            line = open_[about] = Entry(event, before=texts.get(about, ""), words=words)
            lines.append(line)
        texts[about] = _text(event)
    return sorted(lines, key=lambda line: (line.event.at, line.event.pk), reverse=True)


def _without(sittings: dict[tuple[str, ...], Entry], turn: Event) -> dict[tuple[str, ...], Entry]:
    """The sittings that go on: those of other assessments."""
    ended = (turn.quarter, turn.area)
    return {about: line for about, line in sittings.items() if about[:2] != ended}


def _version(event: Event) -> tuple[Any, ...]:
    return event.quarter, event.area, event.subject, event.after.get("version")


def _text(event: Event) -> str:
    return event.after.get("text", "")
