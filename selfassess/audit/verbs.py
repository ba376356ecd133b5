"""The verbs of the audit trail. Every app declares its own in its module `events`, with a sentence
for each.

A verb is stored with its events, so it is never renamed.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from .models import Event


def _no_words(event: Event) -> dict[str, str]:
    return {}


def _from_name(event: Event, field: str) -> str:
    return field.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Verb:
    # {by}, {subject}, {quarter} and what the event says of before and after are filled in
    sentence: str
    # What it is about, in the filter of the audit trail
    kind: str = ""
    # Whose fields before and after hold: a choice is shown by its label
    models: tuple[type[Model], ...] = ()
    # Fields of before and after that say nothing to readers
    hidden: Collection[str] = ()
    # Further words of the sentence, or better ones
    words: Callable[[Event], Mapping[str, str]] = _no_words
    # What of the sentence quotes words of an assessment, and what is said instead where those must
    # not stand
    quotes: tuple[str, str] | None = None
    # Before and after hold nothing of an assessment, so that the audit trail may print them
    tells_values: bool = False
    # Its event has an area, but what it changes is shown in all
    concerns_all: bool = False
    # What it changes is neither figures nor words of an assessment nor what is decided about them:
    # what a process keeps of them still holds
    leaves_assessments: bool = False
    # How a field of before and after is called
    name_field: Callable[[Event, str], str] = _from_name

    @property
    def sentence_without_words(self) -> str:
        return self.sentence.replace(*self.quotes) if self.quotes else self.sentence


VERBS: dict[str, Verb] = {}
FILLED_IN = re.compile(r"{\w+}")


def kinds() -> dict[str, list[str]]:
    """What events are about, by name → their verbs."""
    found: dict[str, list[str]] = {}
    for verb, said in sorted(VERBS.items(), key=lambda pair: (pair[1].kind, pair[0])):
        found.setdefault(said.kind, []).append(verb)
    return found


def quoting() -> list[str]:
    return [verb for verb, said in VERBS.items() if said.quotes]


def saying(words: str) -> list[str]:
    """Verbs whose sentence has these words, beside what is filled into it."""
    sought = words.casefold()
    return [
        verb
        for verb, said in VERBS.items()
        if sought in FILLED_IN.sub("{}", said.sentence_without_words).casefold()
    ]


def declare(sentences: Mapping[str, str], *, kind: str, **what_they_share: Any) -> None:
    """Make verbs known, each with its sentence, and all with what they are about, in the plural as
    the audit trail's filter has it; see Verb for what else may be said of them."""
    for verb, sentence in sentences.items():
        if verb in VERBS:
            raise ValueError(f"The verb {verb} is declared twice.")
        VERBS[verb] = Verb(sentence, kind=kind, **what_they_share)
