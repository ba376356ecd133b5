"""Forms that change what is there already: each field is saved only over what its page showed."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.forms import BaseForm

from .errors import Stale
from .forms import CouncilForm, editable_data


class ShowsWhatItSaw(BaseForm):
    """Sends with each field the value that the page showed (Django's hidden initial values).

    So a field that its author did not touch changes nothing, and an operation can tell whether
    somebody else has saved the others meanwhile. A script that sends no such values is taken at
    its word.
    """

    def remember(self, names: Iterable[str]) -> None:
        for name in names:
            self.fields[name].show_hidden_initial = True

    def seen(self) -> dict[str, Any]:
        """What the page showed, of the fields that say so."""
        shown = {}
        for name, field in self.fields.items():
            hidden = self.add_initial_prefix(name)
            if field.show_hidden_initial and hidden in self.data:
                value = field.hidden_widget().value_from_datadict(self.data, self.files, hidden)
                try:
                    shown[name] = field.to_python(value)
                except forms.ValidationError:
                    shown[name] = None  # no page of ours: it has seen nothing
        return shown

    def touched(self) -> dict[str, Any]:
        """What its author changed, or a script sent: field → value."""
        seen = self.seen()
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if (name in self.changed_data if name in seen else self.add_prefix(name) in self.data)
        }


class EditForm(ShowsWhatItSaw, CouncilForm):
    """`saved`: what is stored now, by field."""

    def __init__(self, *args: Any, saved: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, initial=saved, **kwargs)
        self.remember(saved)

    def show_newest(self, stale: Stale) -> None:
        """Say at each field what somebody else has saved there, and stand the form on that.

        `stale.current` is what is stored now, by field. What was typed stays where it was typed;
        where nothing was, the newest is shown.
        """
        touched = self.touched()
        seen = self.seen()
        data = editable_data(self)
        for name, value in cast(Mapping[str, Any], stale.current).items():
            is_news = name not in seen or seen[name] != value
            if name not in touched:
                data[name] = value
            elif is_news and touched[name] != value:
                self.add_error(name, self._told(name, value, who=str(stale)))
            data[self.add_initial_prefix(name)] = value

    def _told(self, name: str, value: Any, *, who: str) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            shown = dict(cast(Any, field.choices)).get(value, value)
        else:
            shown = field.widget.format_value(field.prepare_value(value))
        now = f"“{shown}”" if shown else "nothing"
        return f"{who} It now says {now}. Yours is not saved. Save again to replace it."


def saved_since(stored: Any, values: Mapping[str, Any], seen: Mapping[str, Any]) -> list[str]:
    """The fields of `values` that somebody has saved since they were seen; `stored` is locked.

    What is stored already as it is wanted is no matter, whoever wrote it.
    """
    return [
        name
        for name, value in values.items()
        if getattr(stored, name) not in (value, seen.get(name, getattr(stored, name)))
    ]


def as_stored(stored: Any, *names: Iterable[str]) -> dict[str, Any]:
    """For `Stale.current`: what a form shows beside what was typed."""
    return {name: getattr(stored, name) for some in names for name in some}
