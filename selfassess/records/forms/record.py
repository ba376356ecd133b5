"""What the forms of all records share."""

from typing import Any

from django import forms

from selfassess.forms import CouncilMixin
from selfassess.records.models import (
    Versioned,
)


class RecordForm(CouncilMixin, forms.ModelForm):
    """`version` says which version the page was made from."""

    current: Versioned | None = None  # what somebody else saved meanwhile, to be shown beside it
    is_removed = False  # somebody removed it meanwhile
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, instance: Any = None, **kwargs: Any) -> None:
        seen = instance.version if instance and instance.pk else 0
        kwargs["initial"] = {"version": seen} | kwargs.get("initial", {})
        super().__init__(*args, instance=instance, **kwargs)

    @property
    def seen_version(self) -> int:
        """0 when its author saw none."""
        return self.cleaned_data["version"] or 0

    def values(self) -> dict[str, Any]:
        """What is to be stored, by field."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.fields}
