"""Turning an event into a sentence for people."""

from datetime import date
from typing import Any

from selfassess.quarters.dates import QuarterPeriod

from .models import Event
from .verbs import VERBS


def sentence(event: Event, *, with_words: bool = True) -> str:
    """One sentence; a verb from an older version of the program is shown as it is. `with_words`:
    may it quote what people typed of a service?"""
    verb = VERBS.get(event.verb)
    if verb is None:
        return _unknown(event, with_words)
    words = {name: as_said(value) for name, value in (event.before | event.after).items()}
    words |= {
        "by": event.by,
        "subject": event.subject.removesuffix("."),  # it stands quoted within a sentence
        "quarter": quarter_name(event.quarter),
        **verb.words(event),
    }
    try:
        said = verb.sentence if with_words else verb.sentence_without_words
        return said.format_map(words)
    except KeyError:
        return _unknown(event, with_words)


def _unknown(event: Event, with_words: bool) -> str:
    return f"{event.by}: {event.verb} {event.subject if with_words else ''}".strip()


def as_said(value: Any) -> Any:
    """A date is stored as 2020-10-16 and said as 16 October 2020."""
    try:
        return f"{date.fromisoformat(value):%-d %B %Y}"
    except (TypeError, ValueError):
        return value


def quarter_name(code: str) -> str:
    """2020-21-q2 is said as Q2 2020/21; anything else as it is."""
    try:
        return QuarterPeriod.parse(code).name
    except ValueError:
        return code
