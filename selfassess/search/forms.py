"""What to look for, and where."""

from typing import Any

from django import forms

from selfassess.forms import CouncilForm, LineField
from selfassess.quarters.dates import QuarterPeriod

from .query import LONGEST
from .sources import KINDS


class SearchForm(CouncilForm):
    q = LineField(
        label="Words",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        required=False, choices=[("", ""), *KINDS.items()], widget=forms.HiddenInput
    )
    area = forms.ChoiceField(label="Area", required=False)
    quarter = forms.ChoiceField(label="Quarter", required=False)

    def __init__(
        self, *args: Any, areas: list[tuple[str, str]], quarters: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, QuarterPeriod.parse(code).name) for code in quarters]
        choices = {"area": [("", "All areas"), *areas], "quarter": [("", "All quarters"), *named]}
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
