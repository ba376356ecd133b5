"""Planning a quarter and its dates."""

from django import forms

from selfassess.asking_form import AskingForm
from selfassess.forms import CouncilForm, DayField, TidyField

from .dates import QuarterPeriod

HINT = "For example, 16 October 2020"


class PlanForm(CouncilForm):
    code = forms.CharField(
        label="Quarter",
        help_text="Such as Q3 2020/21. Its due date is set for you and can be changed.",
        max_length=40,
        error_messages={"required": "Enter a quarter, such as 2020-21-q3."},
    )

    def clean_code(self) -> str:
        try:
            return QuarterPeriod.read(self.cleaned_data["code"]).code
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


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
