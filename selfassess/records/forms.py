"""One form for each kind of record, each on a page of its own."""

from crispy_forms.layout import Div, Layout
from django import forms
from django.core.validators import MaxLengthValidator

from performance.numbers import read_number
from selfassess.accounts.models import User
from selfassess.forms import CouncilForm, CouncilMixin, DayField, Radios
from selfassess.prose import tidy

from .models import (
    FINISHED,
    GRADES,
    LONG,
    Action,
    ActionStatus,
    ActionUpdate,
    Audit,
    Fact,
    Strength,
    Unit,
    Versioned,
    Voice,
    first_of_month,
)

TOO_LONG = "Use %(limit_value)d characters or fewer. You have used %(show_value)d."


class TidyField(forms.CharField):
    """Longer text: tidied as it will be stored, and only then measured."""

    def __init__(self, *, rows: int = 4, **kwargs):
        widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "true"})
        super().__init__(strip=False, widget=widget, **kwargs)
        self.long = MaxLengthValidator(LONG, message=TOO_LONG)

    def to_python(self, value):
        return tidy(super().to_python(value) or "")

    def validate(self, value):
        super().validate(value)
        self.long(value)


class MonthField(DayField):
    """A month, as people write it. Gives its first day."""

    widget = forms.DateInput(format="%B %Y", attrs={"class": "govuk-input--width-10"})
    input_formats = ("%B %Y", "%b %Y", "%m/%Y", "%Y-%m", *DayField.input_formats)
    default_error_messages = {"invalid": "Enter a month such as April 2020"}

    def to_python(self, value):
        day = super().to_python(value)
        return first_of_month(day) if day else None


class CountField(forms.DecimalField):
    """A number that is typed, not clicked, read as figures are read everywhere."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        attrs = {"inputmode": "decimal", "class": "govuk-input--width-5"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value):
        try:
            number = read_number(str(value or ""), unit="%")
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error
        if number is not None and number.is_signed():
            raise forms.ValidationError("Enter a number of 0 or more.", code="invalid")
        return number


class WholeField(CountField):
    def clean(self, value):
        number = super().clean(value)
        if number is not None and number % 1:
            raise forms.ValidationError("Enter a whole number, such as 8.", code="invalid")
        return number if number is None else int(number)


class RecordForm(CouncilMixin, forms.ModelForm):
    """`version` says which version the page was made from."""

    current: Versioned | None = None  # what somebody else saved meanwhile, to be shown beside it
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, instance=None, **kwargs):
        kwargs["initial"] = {"version": instance.version if instance else 0} | kwargs.get(
            "initial", {}
        )
        super().__init__(*args, instance=instance, **kwargs)

    @property
    def seen_version(self) -> int:
        """0 when its author saw none."""
        return self.cleaned_data["version"] or 0

    def values(self) -> dict:
        """What is to be stored, by field."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class AuditForm(RecordForm):
    month = MonthField(label="Month", help_text="For example, April 2020")
    learning = TidyField(label="What you learned, and what you did about it", required=False)
    cases = WholeField(
        label="Cases audited", max_value=100_000, help_text="Leave empty if it was not reported."
    )
    unit = forms.ChoiceField(
        label="The grades are given as", choices=Unit, initial=Unit.CASES, widget=Radios
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

    def clean_month(self):
        month = self.cleaned_data["month"]
        if not 2000 <= month.year <= 2100:
            raise forms.ValidationError("Enter the month in which the audit was done.")
        return month


class VoiceForm(RecordForm):
    said = TidyField(label="What they said")
    changed = TidyField(label="What changed because of it", required=False)
    whose = forms.ChoiceField(label="Whose voice is it?", choices=Voice.Whose, widget=Radios)

    class Meta:
        model = Voice
        fields = ("whose", "how", "said", "changed")
        labels = {"how": "How you heard it"}
        help_texts = {
            "how": "For example, survey of 40 families, complaints, the children’s council"
        }


class FactForm(RecordForm):
    note = TidyField(label="Note", required=False, rows=3)

    class Meta:
        model = Fact
        fields = (
            "label",
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


class StrengthForm(RecordForm):
    text = TidyField(label="What is strong?")
    evidence = TidyField(label="How do you know?", required=False)

    class Meta:
        model = Strength
        fields = ("text", "evidence")


class OwnerField(forms.CharField):
    def __init__(self, **kwargs):
        hint = "Somebody’s e-mail address if they sign in here; otherwise a role or a partner."
        super().__init__(max_length=200, help_text=hint, **kwargs)


def owner_from(typed: str) -> dict:
    """An action's owner: the person with this address, or else the words as they are."""
    person = User.objects.active().filter(email__iexact=typed).first() if typed else None
    return {"owner_person": person, "owner": "" if person else typed}


class HandOverForm(CouncilForm):
    owner = OwnerField(
        label="Who owns them from now on?",
        error_messages={"required": "Enter the new owner: an e-mail address, a role or a partner."},
    )


class ActionForm(RecordForm):
    """Contract names: text, impact, owner, due. `owner` is a person's account or any words."""

    text = TidyField(label="What will you do?", rows=3)
    impact = TidyField(label="What will be different for children?", required=False, rows=3)
    owner = OwnerField(label="Who owns it?", required=False)
    due = DayField(label="Due on", required=False, help_text="For example, 30 September 2020")

    class Meta:
        model = Action
        fields = ("text", "impact")

    def __init__(self, *args, quarter, instance=None, **kwargs):
        self.quarter = quarter
        if instance:
            person = instance.owner_person
            kwargs["initial"] = {
                "owner": instance.owner or (person.email if person else ""),
                "due": instance.first_due,
            }
        super().__init__(*args, instance=instance, **kwargs)
        if instance and instance.first_due:
            self.fields["due"].disabled = True
            self.fields["due"].help_text = "The first date stands. Move it with an update."

    def clean_due(self):
        due = self.cleaned_data["due"]
        is_new = not (self.instance and self.instance.first_due)
        if due and is_new and due < self.quarter.period.starts:
            raise forms.ValidationError(
                f"{due:%-d %B %Y} is before {self.quarter.name} begins. Enter a date in the "
                "quarter or later, or leave it empty."
            )
        return due

    def values(self) -> dict:
        owner = owner_from(self.cleaned_data["owner"])
        return super().values() | owner | {"first_due": self.cleaned_data["due"]}


class UpdateForm(RecordForm):
    """How an action stands this quarter."""

    status = forms.ChoiceField(label="How does it stand?", choices=ActionStatus, widget=Radios)
    progress = TidyField(label="What was done this quarter?", required=False)
    due = DayField(
        label="New date, if it moves",
        required=False,
        help_text="Leave empty if the date stands.",
    )
    reason = TidyField(label="Why does the date move?", required=False, rows=2)
    difference = TidyField(
        label="What difference did it make for children?",
        required=False,
        rows=2,
        help_text="Needed when the action is done or stopped: one sentence.",
    )

    class Meta:
        model = ActionUpdate
        fields = ("status", "progress", "due", "reason", "difference")

    def __init__(self, *args, state, **kwargs):
        self.state = state
        super().__init__(*args, **kwargs)

    def clean(self):
        cleaned = self.cleaned_data
        due = cleaned.get("due")
        if due and due == self._date_before():
            cleaned["due"] = due = None  # written again, it has not moved
        if due and due < self.state.action.raised_in.period.starts:
            self.add_error("due", "Enter a date after the quarter in which the action was raised.")
        if due and not cleaned.get("reason"):
            self.add_error("reason", "Enter why the date moves. It is shown to the director.")
        if cleaned.get("status") in FINISHED and not cleaned.get("difference"):
            self.add_error("difference", "Enter one sentence on the difference it made.")
        return cleaned

    def _date_before(self):
        """The date that stood before this quarter's update."""
        previous = [u.due for u in self.state.action.updates.all() if u.due]
        own = self.state.update
        if own and own.due and previous:
            previous = previous[:-1]
        return previous[-1] if previous else self.state.action.first_due

    def _post_clean(self):
        """The constraints are told in this form's own words, above."""
