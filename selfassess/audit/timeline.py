"""Events as people read a history: one line a sitting, and what changed in it.

Every save is kept. Somebody who writes for half an hour makes many, and wants to see one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from selfassess.compare import Comparison, compare

from .describe import sentence
from .models import Event

SITTING = timedelta(minutes=30)  # a longer pause begins a new line
SAVE = "answer.save"


@dataclass
class Entry:
    """One line of a history; of several saves in a sitting, the last."""

    event: Event
    saves: int = 1
    before: str = ""  # the text before the first of them

    @property
    def sentence(self) -> str:
        return sentence(self.event)

    @cached_property
    def diff(self) -> Comparison | None:
        """What changed in a text; none where there was no text before, or no change. Costly, and
        asked for several times by a page: read it only once the timeline is complete."""
        if self.event.verb != SAVE or not self.before:
            return None
        return compare(self.before, _text(self.event))

    @property
    def text(self) -> str:
        """The whole text, where there is nothing to compare it with."""
        return "" if self.diff else _text(self.event)

    @property
    def values(self) -> list[tuple[str, str, str]]:
        """Name, before and after of everything else that the event says."""
        before, after = self.event.before, self.event.after
        names = [name for name in {**before, **after} if name not in HIDDEN]
        found = [(name, _shown(before.get(name)), _shown(after.get(name))) for name in names]
        return [(_name(name), was, now) for name, was, now in found if was != now]


# Said elsewhere, or of no use to readers
HIDDEN = {
    "text",
    "version",
    "save_id",
    "state",
    "kind",
    "role",
    "roles",
}  # said elsewhere, or of no use to readers


def timeline(events: Iterable[Event]) -> list[Entry]:
    """From events, the newest first, to lines in the same order."""
    lines: list[Entry] = []
    open_: dict[tuple, Entry] = {}  # question → its sitting that may still grow
    texts: dict[tuple, str] = {}  # question → its text so far
    for event in sorted(events, key=lambda event: (event.at, event.pk)):
        about = (event.quarter, event.area, event.subject)
        if event.verb != SAVE:
            lines.append(Entry(event))
            open_.pop(about, None)  # a text put aside, or decided about, is seen by itself
            continue
        line = open_.get(about)
        if line and line.event.by_id == event.by_id and event.at - line.event.at <= SITTING:
            line.event, line.saves = event, line.saves + 1
        else:
            line = open_[about] = Entry(event, before=texts.get(about, ""))
            lines.append(line)
        texts[about] = _text(event)
    return sorted(lines, key=lambda line: (line.event.at, line.event.pk), reverse=True)


def _text(event: Event) -> str:
    return event.after.get("text", "")


def _name(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _shown(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _without_zeros(str(value))


def _without_zeros(text: str) -> str:
    """90 and 90.0000 are the same number, from a form and from the database."""
    return re.sub(r"^(-?\d+)(?:(\.\d*?[1-9])0*|\.0*)$", r"\1\2", text)
