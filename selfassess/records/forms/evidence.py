"""The forms of evidence and strengths."""

from datetime import date
from typing import Any, cast

from crispy_forms.layout import Div, Layout
from django import forms

from selfassess.forms import Radios
from selfassess.records.models import (
    GRADES,
    Audit,
    Fact,
    Strength,
    Unit,
    Voice,
)

from .fields import CountField, MonthField, RecordText, WholeField
from .record import RecordForm


class AuditForm(RecordForm):
    month = MonthField(label="Month", help_text="For example, April 2020")
    learning = RecordText(label="What you learned, and what you did about it", required=False)
    cases = WholeField(
        label="Cases audited", max_value=100_000, help_text="Leave empty if it was not reported."
    )
    unit = forms.ChoiceField(
        label="The grades are given as",
        choices=Unit,
        initial=Unit.CASES,
        widget=Radios,
        error_messages={"required": "Select how the grades are given"},
    )

    class Meta:
        model = Audit
        fields = (
            "theme",
            "aspect",
            "month",
            "method",
            "cases",
            "unit",
            *GRADES,
            "learning",
        )
        labels = {"theme": "Theme", "aspect": "What was graded", "method": "Method"}
        help_texts = {
            "theme": "For example, pre-birth assessments",
            "aspect": "If an audit graded several things, make one entry for each: plans, visits …",
            "method": "For example, thematic audit, dip sample, with the worker",
        }
        field_classes = dict.fromkeys(GRADES, CountField)

    def layout(self) -> Layout:
        grades = Div(*GRADES, css_class="sa-parts")
        return Layout(
            "theme", "aspect", "month", "method", "cases", "unit", grades, "learning", "version"
        )

    def clean_month(self) -> date:
        month = self.cleaned_data["month"]
        if not 2000 <= month.year <= 2100:
            raise forms.ValidationError("Enter the month in which the audit was done.")
        return month


class VoiceForm(RecordForm):
    said = RecordText(label="What they said")
    changed = RecordText(label="What changed because of it", required=False)
    whose = forms.ChoiceField(label="Whose voice is it?", choices=Voice.Whose, widget=Radios)

    class Meta:
        model = Voice
        fields = ("whose", "how", "said", "changed")
        labels = {"how": "How you heard it"}
        help_texts = {
            "how": "For example, survey of 40 families, complaints, the children’s council"
        }


class FactForm(RecordForm):
    """Where the area declares sets, a figure is put into one by choosing it, or by its name."""

    note = RecordText(label="Note", required=False, rows=3)
    set_key = forms.ChoiceField(
        label="Is it one of these?",
        required=False,
        widget=Radios,
        help_text="The figures of such a set are checked together before the area is sent.",
    )

    class Meta:
        model = Fact
        fields = (
            "label",
            "set_key",
            "group",
            "value",
            "unit",
            "out_of",
            "period",
            "source",
            "earlier",
            "note",
        )
        labels = {
            "label": "What is counted",
            "group": "One of a set",
            "value": "Figure",
            "unit": "Unit",
            "out_of": "Out of",
            "period": "Period",
            "source": "Source",
            "earlier": "Earlier figure",
        }
        help_texts = {
            "group": "If several figures belong together, give all of them the same name.",
            "unit": "For example, %, children, posts",
            "out_of": "How many there were in all, if that is known",
            "period": "For example, April to June 2020, or year 2019/20",
            "earlier": "With its period, such as 68% in the year 2019/20",
        }
        field_classes = {"value": CountField, "out_of": CountField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assessment = getattr(self.instance, "assessment", None)
        self.sets = {s.key: s.name for s in assessment.config.sets} if assessment else {}
        old = self.instance.set_key
        if self.sets and old and old not in self.sets:
            self.sets[old] = self.instance.group or old  # no longer declared; it may stay
        if self.sets:
            choice = cast(forms.ChoiceField, self.fields["set_key"])
            choice.choices = [("", "No"), *self.sets.items()]
            self.fields["group"].label = "One of another set"
            if self.instance.set_key in self.sets:
                self.initial["group"] = ""  # the choice says it
        else:
            del self.fields["set_key"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed = cleaned.get("group", "").casefold()
        if self.sets and not cleaned.get("set_key"):
            named = (key for key, name in self.sets.items() if name.casefold() == typed)
            cleaned["set_key"] = next(named, "")
        if self.sets and cleaned.get("set_key") == self.instance.set_key != "":
            cleaned["group"] = self.instance.group  # whatever the set was called then
        elif cleaned.get("set_key"):
            cleaned["group"] = self.sets[cleaned["set_key"]]
        return cleaned


class StrengthForm(RecordForm):
    text = RecordText(label="What is strong?")
    evidence = RecordText(label="How do you know?", required=False)

    class Meta:
        model = Strength
        fields = ("text", "evidence")
