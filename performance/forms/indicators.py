"""The indicators page is one form: a few fields a row, named by the KPI's code."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst

from performance.counted import is_counted, refusal
from performance.figure_checks import check_emptying, check_parts, worked_out
from performance.indicator import Indicator
from performance.models import Kpi, Missing
from performance.models.measure import STATED, mark_of_figure
from performance.operations.entry import NO_FIGURE, NO_REMARK, Entry
from performance.operations.figures import StaleRows
from selfassess.forms import CouncilForm, Radios, editable_data

from .fields import CommentField, NumberField

COMPLETED = (("yes", "Yes"), ("no", "No, I’ll come back later"))
NUMBERS = ("value", "numerator", "denominator")
TYPED = (*NUMBERS, "provisional", "missing", "comment")


class IndicatorsForm(CouncilForm):
    """`<CODE>-value`, `-numerator`, `-denominator`, `-provisional`, `-missing`, `-comment`, the
    versions they were made from, and marks of what the page showed. What is not sent is as it is
    stored."""

    is_stale = False  # somebody else saved something of it meanwhile

    completed = forms.ChoiceField(
        label="Have you completed this section?",
        choices=COMPLETED,
        required=False,
        widget=Radios(inline=True),
    )

    def __init__(
        self, *args: Any, indicators: list[Indicator], completed: bool | None, **kwargs: Any
    ) -> None:
        self.indicators = indicators
        initial = {"completed": {True: "yes", False: "no", None: ""}[completed]}
        for indicator in indicators:
            initial |= self._initial(indicator)
        super().__init__(*args, initial=initial, **kwargs)
        for indicator in indicators:
            kpi, fields = indicator.kpi, self._fields(indicator.kpi)
            if self._asks_for_period(indicator):
                fields[f"{kpi.code}-period"] = _period_field(kpi)
                fields[f"{kpi.code}-period-seen"] = _mark_field()
            for field in fields.values():
                field.about = f"{kpi.name} ({kpi.code})"  # type: ignore[attr-defined]
            self.fields |= fields

    @staticmethod
    def _initial(indicator: Indicator) -> dict[str, Any]:
        code, measure, remark = indicator.kpi.code, indicator.adopted, indicator.remark
        return {
            f"{code}-value": _typed(measure.value if measure else None),
            f"{code}-numerator": _typed(measure.numerator if measure else None),
            f"{code}-denominator": _typed(measure.denominator if measure else None),
            f"{code}-provisional": bool(measure and measure.provisional),
            f"{code}-missing": remark.missing if remark else "",
            f"{code}-comment": remark.comment if remark else "",
            f"{code}-version": measure.version if measure else 0,
            f"{code}-remark-version": remark.version if remark else 0,
            f"{code}-seen": measure.mark if measure else NO_FIGURE,
            f"{code}-period": "",
            f"{code}-period-seen": measure.period if measure else "",
            f"{code}-remark-seen": remark.mark if remark else NO_REMARK,
        }

    @staticmethod
    def _fields(kpi: Kpi) -> dict[str, forms.Field]:
        def hidden() -> forms.IntegerField:
            return forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

        comment = {
            f"{kpi.code}-comment": CommentField(label="Comment"),
            f"{kpi.code}-remark-version": hidden(),
            f"{kpi.code}-remark-seen": _mark_field(),
        }
        if is_counted(kpi.code):
            return comment
        name = f"{kpi.name} ({kpi.code})"
        return comment | {
            f"{kpi.code}-value": NumberField(label=f"{name}: figure", unit=kpi.unit),
            f"{kpi.code}-numerator": NumberField(label=capfirst(kpi.numerator) or "Part"),
            f"{kpi.code}-denominator": NumberField(label=capfirst(kpi.denominator) or "Of"),
            f"{kpi.code}-provisional": forms.BooleanField(label="Provisional", required=False),
            f"{kpi.code}-missing": forms.ChoiceField(
                label="If there is no figure, why?",
                required=False,
                choices=(("", "There is one, or it is still to come"), *Missing.choices),
            ),
            f"{kpi.code}-version": hidden(),
            f"{kpi.code}-seen": _mark_field(),
        }

    def _asks_for_period(self, indicator: Indicator) -> bool:
        """Also when it was asked, and answered, on a page that is older than what is said now."""
        code = indicator.kpi.code
        asks = indicator.asks_for_period or bool(self.data.get(f"{code}-period"))
        return asks and not is_counted(code)

    def clean(self) -> Any:
        for indicator in self.indicators:
            kpi = indicator.kpi
            if is_counted(kpi.code):
                if any(self.data.get(f"{kpi.code}-{part}") for part in NUMBERS):
                    self.add_error(None, refusal(kpi.code))
                continue
            if any(f"{kpi.code}-{part}" in self.errors for part in NUMBERS):
                continue
            numbers = [self.of(indicator, part) for part in NUMBERS]
            field, wrong = check_parts(kpi, *numbers)
            if wrong and not self._is_as_shown(indicator, numbers):
                self.add_error(f"{kpi.code}-{field}", wrong)
            elif wrong := self._against_emptying(indicator):
                self.add_error(f"{kpi.code}-value", wrong)
            elif self.of(indicator, "missing") and self._entry(indicator).value is not None:
                self.add_error(
                    f"{kpi.code}-missing",
                    "There is a figure and a reason for having none. Take one of them away.",
                )
        return self.cleaned_data

    def _is_as_shown(self, indicator: Indicator, numbers: list[Decimal | None]) -> bool:
        """What is on record was let in by the rules of its day, and holds up nothing else."""
        seen = self.cleaned_data.get(f"{indicator.kpi.code}-seen") or ""
        stored = indicator.adopted.numbers if indicator.adopted else ""
        return mark_of_figure(*numbers) == (seen.rpartition("/")[0] or stored)

    def _against_emptying(self, indicator: Indicator) -> str:
        """Asked only of whoever had seen a figure there."""
        entry = self._entry(indicator)
        if entry.value is not None or not entry.has_seen(indicator.adopted):
            return ""
        others = [one for one in indicator.measures if not one.adopted]
        return check_emptying(indicator.kpi, others) if indicator.adopted else ""

    def of(self, indicator: Indicator, part: str) -> Any:
        """What is said of a row: what was typed, or what is stored, where it was not sent."""
        name = f"{indicator.kpi.code}-{part}"
        stored = indicator.remark if part in ("missing", "comment") else indicator.adopted
        is_page = f"{indicator.kpi.code}-seen" in self.data  # sends no checkbox that is not ticked
        if name in self.data or (part == "provisional" and is_page):
            return self.cleaned_data.get(name)
        return getattr(stored, part, None)

    def entries(self) -> dict[str, Entry]:
        """The rows that can be saved, by KPI code: posted, and without an error."""
        return {
            indicator.kpi.code: self._entry(indicator)
            for indicator in self.indicators
            if any(f"{indicator.kpi.code}-{part}" in self.data for part in TYPED)
            and not self._is_wrong(indicator.kpi)
        }

    def _is_wrong(self, kpi: Kpi) -> bool:
        return any(name.startswith(f"{kpi.code}-") for name in self.errors)

    def _entry(self, indicator: Indicator) -> Entry:
        kpi, sent = indicator.kpi, self.cleaned_data
        remark: dict[str, Any] = {
            "comment": self.of(indicator, "comment") or "",
            "missing": self.of(indicator, "missing") or "",
            "remark_version": sent.get(f"{kpi.code}-remark-version") or 0,
            "remark_seen": sent.get(f"{kpi.code}-remark-seen") or "",
        }
        if is_counted(kpi.code):
            return Entry(kpi, **remark)
        value, numerator, denominator = (self.of(indicator, part) for part in NUMBERS)
        if value is None:
            value = worked_out(kpi, numerator, denominator)
        return Entry(
            kpi=kpi,
            value=value,
            numerator=numerator,
            denominator=denominator,
            provisional=bool(self.of(indicator, "provisional")),
            measure_version=sent.get(f"{kpi.code}-version") or 0,
            seen=sent.get(f"{kpi.code}-seen") or "",
            period=sent.get(f"{kpi.code}-period") or "",
            period_seen=sent.get(f"{kpi.code}-period-seen") or "",
            **remark,
        )

    def refresh(self) -> None:
        """In a form that was kept a while ago, show what is stored in rows that nobody typed in."""
        self.full_clean()
        entries, data = self.entries(), editable_data(self)
        for indicator in self.indicators:
            entry = entries.get(indicator.kpi.code)
            if entry and not entry.is_touched:
                for name, value in self._initial(indicator).items():
                    data[name] = value

    def stand_on(self, fresh: list[Indicator], entries: dict[str, Entry], stale: StaleRows) -> None:
        """Show what is stored now, with its versions, in every row without an error; of a stale
        row all but what was typed in it. A row with an error keeps its own versions, so that what
        somebody else has saved there is told once it can be saved."""
        self.is_stale = bool(stale)
        data = editable_data(self)
        for indicator in fresh:
            code = indicator.kpi.code
            if self._is_wrong(indicator.kpi):
                continue
            stays = entries[code].typed_parts(stale[code]) if code in stale else ()
            for name, value in self._initial(indicator).items():
                if name.removeprefix(f"{code}-") not in stays:
                    data[name] = value
        self.indicators = fresh


def _mark_field() -> forms.Field:
    return forms.CharField(required=False, widget=forms.HiddenInput)


def _period_field(kpi: Kpi) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"Which period does the figure of {kpi.code} cover?",
        required=False,
        choices=[("", "Not stated yet"), *STATED],
    )


def _typed(value: Decimal | None) -> str:
    """A stored figure as somebody would type it."""
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")
