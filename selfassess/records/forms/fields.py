"""The fields that records need: longer text, months, numbers that are typed."""

from typing import Any

from django import forms

from performance.number_format import read_number
from selfassess.forms import DayField, TidyField
from selfassess.records.models import LONG, first_of_month


class RecordText(TidyField):
    """Longer text of a record."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=LONG, **kwargs)


class MonthField(DayField):
    """A month, as people write it. Gives its first day."""

    widget = forms.DateInput(format="%B %Y", attrs={"class": "govuk-input--width-10"})
    input_formats = ("%B %Y", "%b %Y", "%m/%Y", "%Y-%m", *DayField.input_formats)
    default_error_messages = {"invalid": "Enter a month such as April 2020"}

    def to_python(self, value: Any) -> Any:
        day = super().to_python(value)
        return first_of_month(day) if day else None


class CountField(forms.DecimalField):
    """A number that is typed, not clicked, read as figures are read everywhere."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        attrs = {"inputmode": "decimal", "class": "govuk-input--width-5"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Any:
        try:
            number = read_number(str(value or ""), unit="%")
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error
        if number is not None and number.is_signed():
            raise forms.ValidationError("Enter a number of 0 or more.", code="invalid")
        return number


class WholeField(CountField):
    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        if number is not None and number % 1:
            raise forms.ValidationError("Enter a whole number, such as 8.", code="invalid")
        return number if number is None else int(number)
