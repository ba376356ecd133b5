"""What an event says of before and after, in the words that people see elsewhere.

Events hold what the database holds: `under_way`, `2020-12-29`, the number of a person.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from django.db.models import Model

from selfassess.accounts.models import User

from .models import Event
from .sentences import as_said, quarter_name
from .verbs import VERBS, Verb

# Said elsewhere on the line, or of no use to readers
HIDDEN = {
    *("text", "version", "save_id", "state", "kind", "role", "roles", "typed"),
    *("area", "raised_in", "finished_in", "set_key", "number"),
}
NAMES = {"owner_person": "Owner", "email": "E-mail"}
UNKNOWN = Verb("")  # of an older version of the program
NOTHING = "nothing"

Change = tuple[str, str, str]
Labels = Mapping[tuple[str, str], str]


def people_in(events: Iterable[Event]) -> dict[int, str]:
    """The names of those whom events mention by number, in one query at most."""
    said = (values.get("owner_person") for e in events for values in (e.before, e.after))
    numbers = {number for number in said if number}
    return {user.pk: user.title for user in User.objects.filter(pk__in=numbers)} if numbers else {}


def changes(event: Event, people: Mapping[int, str]) -> list[Change]:
    """Name, before and after of everything that the event's sentence does not say."""
    verb = VERBS.get(event.verb, UNKNOWN)
    labels = labels_of(verb.models)
    before, after = event.before, event.after
    told = []
    for name in {**before, **after}:
        was, now = (shown(name, values.get(name), people, labels) for values in (before, after))
        unsaid = name not in before and after[name] is False  # a box that was never ticked
        is_hidden = name in HIDDEN or name in verb.hidden
        if not is_hidden and was != now and not unsaid:
            told.append((NAMES.get(name) or verb.name_field(event, name), was, now))
    return told


def shown(name: str, value: object, people: Mapping[int, str], labels: Labels) -> str:
    if value in (None, "", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {said}" for key, said in value.items())
    if name == "owner_person":
        return people.get(int(str(value)), str(value))
    text = str(value)
    if name == "month":  # stored as its first day
        return as_said(text).removeprefix("1 ")
    return labels.get((name, text)) or _number(quarter_name(as_said(text)))


@cache
def labels_of(models: tuple[type[Model], ...]) -> Labels:
    """(Field, value) → what is shown, for every field with choices of these models alone: the same
    word may say something else in another model."""
    chosen = (field for model in models for field in model._meta.concrete_fields if field.choices)
    return {(f.name, str(value)): str(label) for f in chosen for value, label in f.flatchoices}


def _number(text: str) -> str:
    """90 and 90.0000 are the same number, from a form and from the database."""
    return re.sub(r"^(-?\d+)(?:(\.\d*?[1-9])0*|\.0*)$", r"\1\2", text)
