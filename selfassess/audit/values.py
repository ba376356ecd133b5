"""What an event says of before and after, in the words that people see elsewhere.

Events hold what the database holds: `under_way`, `2020-12-29`, the number of a person.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from django.apps import apps

from selfassess.accounts.models import User

from .models import Event
from .sentences import as_said, asked, quarter_name

# Said elsewhere on the line, or of no use to readers
HIDDEN = {
    *("text", "version", "save_id", "state", "kind", "role", "roles"),
    *("area", "raised_in", "finished_in"),
}
NAMES = {"owner_person": "Owner"}
NOTHING = "nothing"

Change = tuple[str, str, str]


def people_in(events: Iterable[Event]) -> dict[int, str]:
    """The names of those whom events mention by number, in one query at most."""
    said = (values.get("owner_person") for e in events for values in (e.before, e.after))
    numbers = {number for number in said if number}
    return {user.pk: user.title for user in User.objects.filter(pk__in=numbers)} if numbers else {}


def changes(event: Event, people: Mapping[int, str]) -> list[Change]:
    """Name, before and after of everything that the event's sentence does not say."""
    before, after = event.before, event.after
    told = []
    for name in {**before, **after}:
        was, now = (shown(name, values.get(name), people) for values in (before, after))
        unsaid = name not in before and after[name] is False  # a box that was never ticked
        if name not in HIDDEN and was != now and not unsaid:
            told.append((_name(event, name), was, now))
    return told


def _name(event: Event, name: str) -> str:
    if event.verb == "comment.add":  # what must change, by question
        return asked(event, name)
    return NAMES.get(name, name.replace("_", " ").capitalize())


def shown(name: str, value: object, people: Mapping[int, str]) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if name == "owner_person":
        return people.get(int(str(value)), str(value))
    text = str(value)
    if name == "month":  # stored as its first day
        return as_said(text).removeprefix("1 ")
    return _labels().get((name, text)) or _number(quarter_name(as_said(text)))


@cache
def _labels() -> dict[tuple[str, str], str]:
    """(Field, value) → what is shown, for every field of ours that has choices."""
    ours = (model for model in apps.get_models() if not model.__module__.startswith("django"))
    chosen = (field for model in ours for field in model._meta.concrete_fields if field.choices)
    return {(f.name, str(value)): str(label) for f in chosen for value, label in f.flatchoices}


def _number(text: str) -> str:
    """90 and 90.0000 are the same number, from a form and from the database."""
    return re.sub(r"^(-?\d+)(?:(\.\d*?[1-9])0*|\.0*)$", r"\1\2", text)
