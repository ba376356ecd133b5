"""A further source for a figure, which of several counts, and how that was settled."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst

from performance.figure_checks import check_parts
from performance.models import Kpi, Measure
from performance.models.measure import STATED
from selfassess.errors import Stale
from selfassess.forms import CouncilForm, DayField, TidyField, show_stale

from .fields import CommentField, NumberField


class SourceForm(CouncilForm):
    """What a further source says about a KPI."""

    source = forms.CharField(label="Source", max_length=200, help_text="For example, weekly list")
    value = forms.CharField(label="Figure")
    numerator = NumberField(label="Part")
    denominator = NumberField(label="Of")
    period = forms.ChoiceField(label="Period", choices=STATED)
    as_at = DayField(
        label="As at",
        help_text="For example, 30 June 2020",
        error_messages={"required": "Enter the day the figure is as at"},
    )
    provisional = forms.BooleanField(label="Provisional", required=False)
    note = CommentField(label="Note")

    def __init__(self, *args: Any, kpi: Kpi, ends: date, **kwargs: Any) -> None:
        self.kpi = kpi
        super().__init__(*args, initial={"as_at": ends}, **kwargs)
        unit = "" if kpi.unit == "count" else kpi.unit
        self.fields["value"] = NumberField(
            label="Figure", unit=kpi.unit, required=True, help_text=unit
        )
        self._name_the_parts()
        self.order_fields(["source", "value"])

    def _name_the_parts(self) -> None:
        """Only a share has parts; they are called as its KPI calls them."""
        for part in ("numerator", "denominator"):
            if self.kpi.denominator:
                self.fields[part].label = capfirst(getattr(self.kpi, part))
            else:
                del self.fields[part]

    def clean(self) -> dict[str, Any]:
        c = self.cleaned_data
        field, wrong = check_parts(
            self.kpi, c.get("value"), c.get("numerator"), c.get("denominator")
        )
        if wrong and field not in self.errors:
            self.add_error(field, wrong)
        return c


class PeriodForm(CouncilForm):
    """What a figure is of. Knows what was said of it when its page was made."""

    period = forms.ChoiceField(label="What is the figure of?", choices=STATED)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        initial = {"period": measure.period, "seen": measure.period}
        super().__init__(*args, initial=initial, **kwargs)

    def show_stale_period(self, stale: Stale) -> None:
        sentence = f"{stale} Yours is not saved. Save again to replace it."
        show_stale(self, "period", sentence, {"seen": stale.current.period})


class SeenUseForm(CouncilForm):
    """Knows which source counted, and why, when its page was made."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, counts: Measure | None, **kwargs: Any) -> None:
        initial = {"seen": counts.use if counts else ""} | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)

    def clean_seen(self) -> str | None:
        """None when a script sent no page."""
        return self.cleaned_data["seen"] if "seen" in self.data else None

    def show_stale_use(self, field: str, stale: Stale) -> None:
        sentence = f"{stale} Yours is not saved. Save again to replace it."
        show_stale(self, field, sentence, {"seen": stale.current.use})


class AdoptForm(SeenUseForm):
    reason = TidyField(
        label="Why does this source count?",
        longest=1000,
        rows=3,
        error_messages={"required": "Enter why this source counts. Both stay on show."},
    )
    owner = forms.CharField(
        label="Who finds out which is right?",
        max_length=200,
        help_text="A person, a role or a partner, in words.",
        error_messages={"required": "Enter who finds out which source is right."},
    )
    settle_by = DayField(
        label="By when?",
        help_text="For example, 30 November 2020",
        error_messages={"required": "Enter by when it is settled."},
    )

    def __init__(self, *args: Any, counts: Measure | None, measure: Measure, **kwargs: Any) -> None:
        """Of the source that counts already, what was said of it before can be changed."""
        said = {
            "reason": measure.why_adopted,
            "owner": measure.settle_owner,
            "settle_by": measure.settle_by,
        }
        super().__init__(*args, counts=counts, initial=said, **kwargs)


class SettleForm(SeenUseForm):
    because = TidyField(
        label="How did you find out which source is right?",
        longest=1000,
        rows=3,
        error_messages={"required": "Enter how you found out. One sentence will do."},
    )
