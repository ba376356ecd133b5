"""Planning a quarter and its dates."""

from datetime import timedelta

from django import forms

from selfassess.asking_form import AskingForm
from selfassess.forms import CouncilForm, DayField, TidyField

from .clock import today
from .dates import QuarterPeriod
from .models import Quarter

HINT = "For example, 16 October 2020"
FURTHEST = timedelta(days=366)  # a slip in the year cannot be taken away again


class PlanForm(CouncilForm):
    code = forms.CharField(
        label="Quarter",
        help_text="Such as Q3 2020/21. Its due date is set for you and can be changed.",
        max_length=40,
        error_messages={"required": "Enter a quarter, such as 2020-21-q3."},
    )

    def clean_code(self) -> str:
        try:
            period = QuarterPeriod.read(self.cleaned_data["code"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if there := Quarter.objects.filter(code=period.code).first():
            state = there.get_state_display().lower()
            raise forms.ValidationError(f"{there.name} is there already. It is {state}.")
        if period.starts > today() + FURTHEST:
            raise forms.ValidationError(
                f"{period.name} begins on {period.starts:%-d %B %Y}. "
                "Quarters are planned a year ahead at most."
            )
        return period.code


class DueForm(CouncilForm):
    due = DayField(
        label="Due on",
        help_text=HINT,
        error_messages={"required": "Enter the day on which it is due"},
    )


class LongerForm(AskingForm):
    until = DayField(
        label="This area has until",
        help_text=HINT,
        error_messages={"required": "Enter the day until which this area has time"},
    )
    reason = TidyField(
        label="Reason",
        longest=1000,
        rows=3,
        error_messages={"required": "Enter a reason. It is kept in the history."},
    )
