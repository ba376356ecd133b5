"""The forms to upload a file or paste cells, and to say which column holds what."""

from typing import Any

from django import forms

from selfassess.forms import CouncilForm, JsonField
from selfassess.quarters.models import Quarter

from . import read
from .mapping import FIELDS, NEEDED, plain
from .narrow import ALL
from .plan import Plan
from .preview import Preview
from .tables import LARGEST_FILE, NOBODY, Table, Unreadable

LEFT_OUT = "-"
MOST_UNKNOWN = 20  # names that are asked about at once


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

    def __init__(
        self, *args: Any, quarters: list[Quarter], known: frozenset[str] = NOBODY, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
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

    def _read(self, file: Any, pasted: str | None) -> tuple[Table, bytes, str]:
        if file:
            if file.size > LARGEST_FILE:  # before its bytes are taken into memory
                read.read(b"\0" * (LARGEST_FILE + 1))
            data = file.read()
            return read.read(data, self.known), data, file.name
        return read.read_pasted(pasted or "", self.known), (pasted or "").encode(), "Pasted cells"


class ColumnsForm(CouncilForm):
    """Asks for the sheet and the row of its titles, where there is a choice, and for each field of
    a figure which column holds it. Another sheet or row comes first: its titles are other ones."""

    def __init__(
        self, *args: Any, table: Table, mapping: dict[str, int], doing: Plan, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.table, self.every_unknown = table, doing.unknown
        self.unknown, self.columns = doing.unknown[:MOST_UNKNOWN], doing.columns
        if table.sheets:
            self._ask_for_place(*table.place)
        self._ask_for_rows()
        titles = [(str(n), title or f"Column {n + 1}") for n, title in enumerate(table.head)]
        for name, label in FIELDS.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[("", "Not in the file"), *titles],
                initial=str(mapping[name]) if name in mapping else "",
            )
        self._ask_for_names(doing)

    def _ask_for_rows(self) -> None:
        """Which of the councils, years or groups in a column is meant."""
        for number, column in enumerate(self.columns):
            values = [(str(n), value or "(blank)") for n, value in enumerate(column.values)]
            values.append((ALL, "any of these"))
            chosen = ALL if column.chosen == ALL else ""
            if column.chosen in column.values:
                chosen = str(column.values.index(column.chosen))
            self.fields[f"only-{number}"] = forms.ChoiceField(
                label=f"Read the rows in which “{column.title}” is",
                required=False,
                choices=[("", "Not said yet"), *values],
                initial=chosen,
            )

    def only(self) -> dict[str, str]:
        """What was said of columns that tell rows apart, by the key of each."""
        said = {one: self.cleaned_data[f"only-{n}"] for n, one in enumerate(self.columns)}
        return {
            one.key: ALL if number == ALL else one.values[int(number)]
            for one, number in said.items()
            if number
        }

    def _ask_for_names(self, doing: Plan) -> None:
        """What a name in the file means is asked once, and known for later files of its kind."""
        kpis = [(code, f"{code} {kpi.name}") for code, kpi in sorted(doing.kpis.items())]
        for number, name in enumerate(self.unknown):
            self.fields[f"name-{number}"] = forms.ChoiceField(
                label=f"“{name[:150]}” is",
                required=False,
                choices=[("", "Not said yet"), (LEFT_OUT, "Left out of every import"), *kpis],
            )
        if self.unknown:
            self.fields["others"] = forms.BooleanField(
                label="Leave out every name of which nothing is said, now and in later files",
                required=False,
            )

    def names(self) -> dict[str, str]:
        """What was said of a name, comparable: a KPI's code, or nothing for one left out."""
        said = {name: self.cleaned_data[f"name-{n}"] for n, name in enumerate(self.unknown)}
        if self.cleaned_data.get("others"):
            said = dict.fromkeys(self.every_unknown, LEFT_OUT) | {
                n: c for n, c in said.items() if c
            }
        return {
            plain(name): "" if code == LEFT_OUT else code for name, code in said.items() if code
        }

    def _ask_for_place(self, sheet: int, row: int) -> None:
        if len(self.table.sheets) > 1:
            self.fields["sheet"] = forms.TypedChoiceField(
                label="Sheet",
                coerce=int,
                required=False,
                empty_value=None,
                choices=[(n, one.name) for n, one in enumerate(self.table.sheets)],
                initial=sheet,
            )
        self.fields["head_row"] = forms.IntegerField(
            label="Row that holds the titles",
            min_value=1,
            required=False,
            initial=row,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        )

    @property
    def place(self) -> tuple[int, int]:
        """The sheet and the row that somebody chose, or those that were found."""
        sheet, row = self.table.place
        chosen = self.cleaned_data.get("sheet")
        return sheet if chosen is None else chosen, self.cleaned_data.get("head_row") or row

    @property
    def is_elsewhere(self) -> bool:
        return self.place != self.table.place

    def clean(self) -> dict[str, Any]:
        if self.is_elsewhere:
            for name in FIELDS:
                self.errors.pop(name, None)
            return self.cleaned_data
        chosen = [self.cleaned_data[name] for name in FIELDS if self.cleaned_data.get(name)]
        for name in NEEDED:
            if self._is_missing(name):
                self.add_error(name, f"Say which column holds: {FIELDS[name]}.")
        if len(set(chosen)) != len(chosen):
            raise forms.ValidationError("One column is chosen twice. Choose each once.")
        return self.cleaned_data

    def _is_missing(self, name: str) -> bool:
        """A share may be worked out from its parts."""
        has_parts = all(self.cleaned_data.get(part) for part in ("numerator", "denominator"))
        if self.cleaned_data.get(name) or name in self.errors:
            return False
        return not (name == "value" and has_parts)

    def mapping(self) -> dict[str, int]:
        """Return field → number of its column, from 0."""
        return {name: int(self.cleaned_data[name]) for name in FIELDS if self.cleaned_data[name]}


class ApplyForm(CouncilForm):
    """Carries the preview on which somebody decides. Without one, the time of the upload counts."""

    seen = JsonField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> Preview | None:
        seen = self.cleaned_data["seen"]
        known = isinstance(seen, dict) and all(
            isinstance(row, list) and [type(text) for text in row] == [str] * 3
            for row in seen.values()
        )
        return seen if known or seen is None else {}
