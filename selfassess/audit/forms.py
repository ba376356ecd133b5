"""What somebody looks for in the audit trail or in the access log."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from selfassess.access import OVERVIEW
from selfassess.accounts.models import User
from selfassess.forms import CouncilForm, DayField
from services.registry import area_choices

from .filters import Wanted
from .models import AccessKind
from .verbs import kinds


class AnyPersonField(forms.ModelChoiceField):
    """Everybody who ever had an account, commands too."""

    def label_from_instance(self, person: User) -> str:
        return f"{person} ({person.email})"


class FilterForm(CouncilForm):
    q = forms.CharField(label="Search", max_length=100, required=False)
    person = AnyPersonField(queryset=User.objects.all(), required=False, empty_label="Everybody")
    area = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False)
    first = DayField(label="From", help_text="Such as 5 Oct 2020", required=False)
    last = DayField(label="To", help_text="Such as 9 Oct 2020", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [*area_choices(), (OVERVIEW, "Director’s overview")]
        self.fields["area"].choices = [("", "All"), *areas]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "All"), *self.kinds()]  # type: ignore[attr-defined]

    def kinds(self) -> list[tuple[str, str]]:
        return [(kind, kind) for kind in kinds()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            raise ValidationError("Enter a first day that is not after the last")
        return cleaned

    @property
    def wanted(self) -> Wanted | None:
        """None while something of the form is wrong."""
        return Wanted(**self.cleaned_data) if self.is_valid() else None

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.fields)


class AccessForm(FilterForm):
    def kinds(self) -> list[tuple[str, str]]:
        return list(AccessKind.choices)
