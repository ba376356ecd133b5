"""Adding a KPI of the council's own, changing one's words, choosing what is reported."""

import json
import re
from collections.abc import Sequence
from typing import Any

from django import forms

from performance.models import Direction, Frequency, Kpi
from performance.models.kpi import DATED
from performance.operations import catalogue
from selfassess.asking_form import AskingForm
from selfassess.edit_form import EditForm
from selfassess.errors import Stale
from selfassess.forms import CouncilForm, JsonField, Radios, TidyField, editable_data
from selfassess.quarters.dates import QuarterPeriod
from services.registry import area_choices

from .targets import ReasonField

CODE = re.compile(r"[A-Z]{2}[0-9]{2,4}")
GOOD_DIRECTIONS = [
    (value, "None: it is not judged" if value == Direction.NONE else label)
    for value, label in Direction.choices
]
UNDATED = ("source", "annex_a_list", "outcome", "also_called")
CHANGEABLE = (*DATED, *UNDATED)


class KpiForm(CouncilForm):
    name = forms.CharField(label="Name", max_length=200)
    definition = TidyField(
        label="Definition",
        longest=2000,
        required=False,
        rows=3,
        help_text="What is counted, from when the clock runs, and what is left out.",
    )
    numerator = forms.CharField(label="Part (numerator)", max_length=200, required=False)
    denominator = forms.CharField(label="Whole (denominator)", max_length=200, required=False)
    unit = forms.CharField(
        label="Unit", max_length=20, help_text="%, count, per 10,000, weeks, days …"
    )
    direction = forms.ChoiceField(label="Good direction", choices=GOOD_DIRECTIONS, widget=Radios)
    frequency = forms.ChoiceField(label="How often", choices=Frequency, widget=Radios)
    smallest_denominator = forms.IntegerField(
        label="Not judged below",
        error_messages={"required": "Enter the number below which nothing is judged"},
        min_value=0,
        max_value=100_000,
        help_text="A percentage of fewer cases than this swings too much to be judged.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )
    source = forms.CharField(label="Usual source or return", max_length=200, required=False)
    annex_a_list = forms.CharField(label="Annex A list", max_length=20, required=False)
    outcome = forms.CharField(label="National Framework outcome", max_length=100, required=False)
    also_called = TidyField(
        label="Also called",
        longest=4000,
        required=False,
        rows=4,
        help_text="What people write when they mean it, a name a line: “PEPs”, “contacts + decided "
        "in time”. With + between, both stand near each other; done/made is either word; a word "
        "with - in front must not be near; a name with ~ in front counts in this area’s texts "
        "alone. Without any name, those of the portal count.",
    )

    def clean(self) -> Any:
        if self.cleaned_data.get("unit") == "%" and not self.cleaned_data.get("denominator"):
            self.add_error("denominator", "Enter the whole of which this is a percentage.")
        return self.cleaned_data


class AddKpiForm(KpiForm):
    code = forms.CharField(
        label="Code",
        max_length=6,
        help_text="Two capital letters and a number, such as MA51. It never changes.",
    )
    area = forms.ChoiceField(label="Service area", choices=area_choices)

    field_order = ("code", "area")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = {"smallest_denominator": 10, "frequency": Frequency.QUARTERLY}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not CODE.fullmatch(code):
            raise forms.ValidationError(
                "Enter two capital letters and a number of two to four figures, such as MA51."
            )
        return code


class FromQuarterField(forms.ChoiceField):
    """The quarter from which a change holds. A page that was refused sends a later one after it."""

    def __init__(self, periods: Sequence[QuarterPeriod], **kwargs: Any) -> None:
        choices = [(period.code, period.name) for period in periods]
        super().__init__(label="From which quarter?", choices=choices, **kwargs)


class ChangeKpiForm(EditForm, KpiForm):
    """`first`: the quarter that is chosen on a new page."""

    def __init__(
        self,
        *args: Any,
        kpi: Kpi,
        periods: Sequence[QuarterPeriod],
        first: QuarterPeriod,
        **kwargs: Any,
    ) -> None:
        saved = {field: getattr(kpi, field) for field in CHANGEABLE}
        super().__init__(*args, saved=saved, **kwargs)
        self.fields["from_quarter"] = FromQuarterField(
            periods,
            required=False,
            initial=first.code,
            help_text="Earlier quarters keep the words they had. Source, list and outcome have no "
            "quarter.",
        )
        self.kpi = kpi
        self.fields["definitions"] = JsonField(
            initial=catalogue.marks_of(kpi), required=False, widget=forms.HiddenInput
        )
        self.earliest = periods[0].code

    def changes(self) -> dict[str, Any]:
        """What its author changed, and `from_quarter`: without one the first that is offered."""
        touched = self.touched()
        touched.pop("definitions", None)
        return touched | {"from_quarter": touched.get("from_quarter") or self.earliest}

    def known(self) -> dict[str, dict[str, str]] | None:
        """The marks of all definitions that there were when the page was made; None from a script
        that sends none."""
        marks = self.cleaned_data.get("definitions")
        is_ours = isinstance(marks, dict) and all(isinstance(one, dict) for one in marks.values())
        return marks if is_ours else None

    def show_newest(self, stale: Stale) -> None:
        """Also what holds in another quarter than the newest."""
        if isinstance(stale, catalogue.Redefined):
            self.add_error("from_quarter", str(stale))
        else:
            super().show_newest(stale)
        editable_data(self)["definitions"] = json.dumps(catalogue.marks_of(self.kpi))


class ChooseForm(AskingForm):
    """`asked` says what is wanted, so that a double click does not undo itself."""

    asked = forms.TypedChoiceField(
        choices=(("yes", "Report it"), ("no", "Stop reporting it")),
        coerce="yes".__eq__,
        widget=forms.HiddenInput,
        error_messages={"required": "Look at what this page says now, and send it again."},
    )
    from_quarter = forms.ChoiceField(widget=Radios)
    reason = ReasonField(label="Why?", error_messages={"required": "Enter a reason."})

    def __init__(self, *args: Any, periods: Sequence[QuarterPeriod], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_quarter"] = FromQuarterField(
            periods, widget=Radios, error_messages={"required": "Select the first quarter."}
        )
