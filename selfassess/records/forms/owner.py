"""An action's owner: somebody with an account, or a role or a partner in words."""

import re
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from selfassess.accounts.models import User
from selfassess.forms import LineField

# The address alone, or behind a name: “Jo Lane (jo.lane@example.org)”
ADDRESS = re.compile(r"(?:[^()]*\()?([^\s()<>]+@[^\s()<>]+)\)?")


def named(person: User, people: list[User]) -> str:
    """The name; with the address where somebody else has the same one."""
    alone = sum(one.name.casefold() == person.name.casefold() for one in people) < 2
    return person.name if person.name and alone else f"{person.name} ({person.email})".strip()


def person_called(typed: str) -> User | None:
    """Who can sign in and has this address, or as the only one this name."""
    active = User.objects.active()
    if address := ADDRESS.fullmatch(typed):
        return active.filter(email__iexact=address[1]).first()
    found = list(active.filter(name__iexact=typed)[:2]) if typed else []
    return found[0] if len(found) == 1 else None


def owner_from(typed: str) -> dict[str, Any]:
    """The fields of an action's owner: a person, or else the words as they are."""
    person = person_called(typed)
    return {"owner_person": person, "owner": "" if person else typed}


def refuse_unknown_address(typed: str) -> None:
    """A mistyped address would stand in the report, and nobody would ever see the action."""
    if ADDRESS.fullmatch(typed) and not person_called(typed):
        raise forms.ValidationError(
            f"Nobody who can sign in here has the address in “{typed}”. Choose somebody from the "
            "list, or write a role or a partner in words."
        )


class OwnerInput(forms.TextInput):
    """A line of text that suggests the people who can sign in."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        people = list(User.objects.active())
        suggestions = f"{(attrs or {}).get('id', name)}-people"
        options = [(named(person, people), person.job_title) for person in people]
        return format_html(
            '{}<datalist id="{}">{}</datalist>',
            super().render(name, value, {**(attrs or {}), "list": suggestions}, renderer),
            suggestions,
            format_html_join("", '<option value="{}">{}</option>', options),
        )


class OwnerField(LineField):
    widget = OwnerInput(attrs={"autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        hint = "Somebody who signs in here, by name; or a role or a partner."
        super().__init__(max_length=200, help_text=hint, **kwargs)
