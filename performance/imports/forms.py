"""The forms to upload a file or paste cells, and to say which column holds what."""

from typing import Any

from django import forms

from selfassess.forms import CouncilForm
from selfassess.quarters.models import Quarter

from . import read
from .mapping import FIELDS, NEEDED
from .plan import Preview
from .tables import LARGEST_FILE, Table, Unreadable


class BringForm(CouncilForm):
    quarter = forms.ChoiceField(label="Which quarter are the figures of?")
    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        help_text="CSV or XLSX, 2 MB at most. Columns: KPI code, figure, and if there are any its "
        "two parts, source, date and note.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    pasted = forms.CharField(
        label="Or paste cells from a spreadsheet, with their titles",
        required=False,
        strip=False,
        max_length=LARGEST_FILE,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, quarters: list[Quarter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quarter"] = forms.ChoiceField(
            label="Which quarter are the figures of?",
            choices=[(quarter.code, quarter.name) for quarter in quarters],
            error_messages={"invalid_choice": "Select a quarter that is under way."},
        )

    def clean(self) -> dict[str, Any]:
        file, pasted = self.cleaned_data.get("file"), self.cleaned_data.get("pasted")
        if bool(file) == bool(pasted and pasted.strip()):
            self.add_error("file", "Choose a file or paste cells: one of the two.")
            return self.cleaned_data
        try:
            self.table, self.data_, self.name = self._read(file, pasted)
        except Unreadable as error:
            self.add_error("file" if file else "pasted", str(error))
        return self.cleaned_data

    @staticmethod
    def _read(file: Any, pasted: str | None) -> tuple[Table, bytes, str]:
        if file:
            if file.size > LARGEST_FILE:  # before its bytes are taken into memory
                read.read(b"\0" * (LARGEST_FILE + 1))
            data = file.read()
            return read.read(data), data, file.name
        return read.read_pasted(pasted or ""), (pasted or "").encode(), "Pasted cells"


class ColumnsForm(CouncilForm):
    """Asks for each field of a figure which column of the file holds it."""

    def __init__(self, *args: Any, head: list[str], mapping: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(str(n), title or f"Column {n + 1}") for n, title in enumerate(head)]
        for name, label in FIELDS.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[("", "Not in the file"), *titles],
                initial=str(mapping[name]) if name in mapping else "",
            )

    def clean(self) -> dict[str, Any]:
        for name in NEEDED:
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, f"Say which column holds: {FIELDS[name]}.")
        chosen = [value for value in self.cleaned_data.values() if value]
        if len(set(chosen)) != len(chosen):
            raise forms.ValidationError("One column is chosen twice. Choose each once.")
        return self.cleaned_data

    def mapping(self) -> dict[str, int]:
        """Return field → number of its column, from 0."""
        return {name: int(self.cleaned_data[name]) for name in FIELDS if self.cleaned_data[name]}


class ApplyForm(CouncilForm):
    """Carries the preview on which somebody decides. Without one, the time of the upload counts."""

    seen = forms.JSONField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> Preview | None:
        seen = self.cleaned_data["seen"]
        known = isinstance(seen, dict) and all(
            isinstance(row, list) and [type(text) for text in row] == [str] * 3
            for row in seen.values()
        )
        return seen if known or seen is None else {}
