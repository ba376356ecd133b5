"""What an administrator says of a new token."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.forms import CouncilForm, DayField, LineField, Radios
from selfassess.quarters.clock import today

from .models import Scope, Token
from .operations import LONGEST

ACCOUNT = "account"
READS_AS = {
    ACCOUNT: ("Somebody with an account", "It reads what that person may read"),
    str(Role.ANALYST): ("An analyst, without an account", "Figures and actions of all areas"),
    str(Role.VIEWER): ("A viewer, without an account", "Only what is issued"),
}
HINTS = {Scope.OPEN: "Figures, targets, status and dates of actions, as they are now"}


class ScopeBoxes(forms.CheckboxSelectMultiple):
    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"hint": HINTS.get(Scope(str(value)), "")}


class TokenForm(CouncilForm):
    name = LineField(
        label="What reads with it",
        help_text="Such as Power BI of the performance team. The access log calls it so.",
        max_length=100,
    )
    reads_as = forms.ChoiceField(
        label="It reads as",
        choices=[(value, label) for value, (label, _) in READS_AS.items()],
        widget=Radios(hints={value: hint for value, (_, hint) in READS_AS.items()}),
        error_messages={"required": "Select as whom it reads"},
    )
    account = forms.ModelChoiceField(
        User.objects.active(),
        label="Whose account",
        help_text="Of somebody with an account. The token ends with it.",
        required=False,
        empty_label="Nobody’s",
    )
    scopes = forms.MultipleChoiceField(
        label="What it may read",
        help_text="Beside quarters and areas. Choose no more than it needs.",
        choices=Scope.choices,
        widget=ScopeBoxes,
        error_messages={"required": "Select at least one thing that it may read"},
    )
    expires_on = DayField(
        label="Last day on which it works",
        help_text="Such as 31 March 2027. A year from now at the latest.",
    )

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if Token.objects.not_revoked().filter(name=name).exists():
            raise ValidationError(f"There is a token “{name}” already. Revoke it first")
        return name

    def clean_expires_on(self) -> date:
        day: date = self.cleaned_data["expires_on"]
        if day < today():
            raise ValidationError("Enter a day that is not over")
        if day > today() + LONGEST:
            raise ValidationError(f"Enter {today() + LONGEST:%-d %B %Y} or an earlier day")
        return day

    def clean(self) -> dict[str, Any]:
        """An account that was chosen before something else was does not count."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reads_as") != ACCOUNT:
            cleaned["account"] = None
        elif cleaned.get("account") is None and "account" not in self.errors:
            self.add_error("account", "Select whose account it is")
        return cleaned

    @property
    def told(self) -> dict[str, Any]:
        """For the operation."""
        told = dict(self.cleaned_data)
        reads_as = told.pop("reads_as")
        return told | {"role": "" if reads_as == ACCOUNT else reads_as}
