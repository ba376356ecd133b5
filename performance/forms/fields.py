"""Fields for a figure, and for what is said of one."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.humanize.templatetags.humanize import apnumber

from performance.number_format import read_number
from selfassess.forms import TidyField

LONGEST_COMMENT = 2000  # characters


class NumberField(forms.CharField):
    """A typed figure. Gives a Decimal, or None when nothing is typed."""

    def __init__(
        self, *, unit: str = "", most: Decimal | None = None, places: int = 4, **kwargs: Any
    ) -> None:
        self.unit, self.most, self.places = unit, most, places
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "govuk-input--width-5"}
        kwargs.setdefault("required", False)
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        try:
            number = read_number(typed or "", unit=self.unit)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if number is not None and self.most is not None and abs(number) > self.most:
            raise forms.ValidationError(f"Enter a number up to {self.most:,f}.")
        if number is not None and number != round(number, self.places):
            raise forms.ValidationError(
                f"Use at most {apnumber(self.places)} figures after the point."
            )
        return None if number is None else number + 0  # -0 is 0


class CommentField(TidyField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, rows=2, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if len(text) > LONGEST_COMMENT:
            raise forms.ValidationError(
                f"This comment has {len(text):,} characters. Shorten it to {LONGEST_COMMENT:,} "
                "or fewer; nothing you typed is lost."
            )
        return text
