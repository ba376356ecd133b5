"""The targets page is one form: an area's KPIs, a few fields a row, named by the KPI's code."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from django import forms

from performance.models import Direction, Kpi, Target
from performance.operations.targets import NewTarget
from selfassess.asking_form import AskingForm
from selfassess.forms import CouncilForm, DayField, TidyField, editable_data

from .fields import NumberField
from .indicators import _typed

TOLERANCE = Target._meta.get_field("tolerance")
COLUMN_OF_TOLERANCE: dict[str, Any] = {
    "places": TOLERANCE.decimal_places,
    "most": Decimal(10) ** (TOLERANCE.max_digits - TOLERANCE.decimal_places) - 1,
}


class ReasonField(TidyField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=1000, rows=3, **kwargs)


class TargetsForm(CouncilForm):
    """`<CODE>-value`, or for a band `<CODE>-low` and `<CODE>-high`; `<CODE>-tolerance`;
    `<CODE>-due`, by when it is to be met; and in `<CODE>-seen` the mark of the target that the
    page showed."""

    def __init__(
        self, *args: Any, kpis: Sequence[Kpi], in_force: dict[str, Target], **kwargs: Any
    ) -> None:
        self.kpis = [kpi for kpi in kpis if kpi.direction != Direction.NONE]
        self.in_force = in_force
        initial: dict[str, str] = {}
        for kpi in self.kpis:
            initial |= self._initial(kpi, in_force.get(kpi.code))
        super().__init__(*args, initial=initial, **kwargs)
        names = {kpi.code: f"{kpi.name} ({kpi.code})" for kpi in self.kpis}
        for kpi in self.kpis:
            for part in parts_of(kpi):
                label = f"{kpi.name} ({kpi.code}): {LABELS[part]}"
                self.fields[f"{kpi.code}-{part}"] = NumberField(
                    label=label,
                    unit=kpi.unit,
                    **(COLUMN_OF_TOLERANCE if part == "tolerance" else {}),
                )
            self.fields[f"{kpi.code}-due"] = DayField(
                label=f"{kpi.name} ({kpi.code}): {LABELS['due']}", required=False
            )
            self.fields[f"{kpi.code}-seen"] = forms.CharField(
                required=False, widget=forms.HiddenInput
            )
        for name, field in self.fields.items():  # errors in the summary say of what they are
            field.about = names[name.partition("-")[0]]  # type: ignore[attr-defined]

    @staticmethod
    def _initial(kpi: Kpi, target: Target | None) -> dict[str, str]:
        values = {part: _typed(getattr(target, part)) if target else "" for part in parts_of(kpi)}
        values["due"] = f"{target.due:%-d %B %Y}" if target and target.due else ""
        values["seen"] = target.mark if target else ""
        return {f"{kpi.code}-{part}": value for part, value in values.items()}

    def clean(self) -> Any:
        for kpi in self.kpis:
            values = {part: self.of(kpi, part) for part in parts_of(kpi)}
            for part, sentence in wrong_with(kpi, values):
                if f"{kpi.code}-{part}" not in self.errors:
                    self.add_error(f"{kpi.code}-{part}", sentence)
            if self.of(kpi, "due") and self.of(kpi, parts_of(kpi)[0]) is None:
                sentence = "Enter the target that is to be met by this day, or empty the day."
                self.add_error(f"{kpi.code}-due", sentence)
        return self.cleaned_data

    def of(self, kpi: Kpi, part: str) -> Any:
        return self.cleaned_data.get(f"{kpi.code}-{part}")

    def changes(self) -> list[NewTarget]:
        """The rows in which somebody typed something else than what stands."""
        found = []
        for kpi in self.kpis:
            if not self._is_typed(kpi):
                continue
            new = NewTarget(kpi, seen=self.of(kpi, "seen") or "", **self._values(kpi))
            stands = self.in_force.get(kpi.code) or Target(kpi=kpi)
            if any(getattr(stands, part) != value for part, value in self._values(kpi).items()):
                found.append(new)
        return found

    def _values(self, kpi: Kpi) -> dict[str, Any]:
        values = {part: self.of(kpi, part) for part in parts_of(kpi)}
        return values | {"tolerance": values["tolerance"] or Decimal(0), "due": self._due(kpi)}

    def _due(self, kpi: Kpi) -> date | None:
        """A script, or a page from before there was such a day, sends none: then it stays."""
        if f"{kpi.code}-due" in self.data:
            return cast(date | None, self.of(kpi, "due"))
        return (shown_by(self.of(kpi, "seen") or "") or {}).get("due")

    def _is_typed(self, kpi: Kpi) -> bool:
        """Was the row sent, and does it say something else than its page had shown?"""
        if not any(f"{kpi.code}-{part}" in self.data for part in parts_of(kpi)):
            return False
        shown = shown_by(self.of(kpi, "seen") or "")
        return shown is None or any(shown[p] != v for p, v in self._values(kpi).items())

    def show_newest(self) -> None:
        """Stand the rows in which nobody typed on the targets that are in force now."""
        data = editable_data(self)
        for kpi in self.kpis:
            if not self._is_typed(kpi):
                for name, value in self._initial(kpi, self.in_force.get(kpi.code)).items():
                    data[name] = value

    def with_suggestion(self, code: str) -> None:
        """Type the catalogue's suggestion into a row. It is in force only once it is saved."""
        kpi = next((kpi for kpi in self.kpis if kpi.code == code), None)
        if kpi is None or not kpi.has_suggestion:
            return
        data = editable_data(self)
        for part in parts_of(kpi):
            if part != "tolerance":
                data[f"{code}-{part}"] = _typed(getattr(kpi, f"suggested_{part}"))


LABELS = {
    "value": "target",
    "low": "band from",
    "high": "band to",
    "tolerance": "tolerance",
    "due": "to be met by",
}


def parts_of(kpi: Kpi) -> tuple[str, ...]:
    ends = ("low", "high") if kpi.direction == Direction.BAND else ("value",)
    return (*ends, "tolerance")


def shown_by(mark: str) -> dict[str, Any] | None:
    """The values of the target that a page showed, by its mark; None for what is no mark."""
    if not mark:
        return {"value": None, "low": None, "high": None, "tolerance": Decimal(0), "due": None}
    try:
        _, *values = mark.split("/")
        due = date.fromisoformat(values.pop()) if len(values) == 5 else None
        numbers = [None if value == "None" else Decimal(value) for value in values]
        return dict(zip(("value", "low", "high", "tolerance"), numbers, strict=True)) | {"due": due}
    except (ValueError, InvalidOperation):
        return None


def wrong_with(kpi: Kpi, values: dict[str, Decimal | None]) -> list[tuple[str, str]]:
    """What is wrong with a target: the part it is about, and a sentence."""
    found = []
    for part, value in values.items():
        if value is not None and value < 0:
            found.append((part, "Enter 0 or more."))
        elif value is not None and kpi.is_percent and value > 100:
            found.append((part, "A percentage cannot be above 100."))
    low, high = values.get("low"), values.get("high")
    if (low is None) != (high is None):
        found.append(("low" if low is None else "high", "Enter both ends of the band, or neither."))
    elif low is not None and high is not None and low > high:
        found.append(("high", "The band ends below its beginning. Correct one of them."))
    return found


class ReasonForm(AskingForm):
    reason = ReasonField(
        label="Why do these targets change?",
        help_text="The heads of service and the director see it.",
        error_messages={"required": "Enter why these targets change."},
    )
