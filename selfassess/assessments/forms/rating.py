"""The form of the section Rating: the rating beside its reason."""

from typing import Any

from django import forms
from django.http import QueryDict

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.rating import rate
from selfassess.assessments.rating import SCALE, as_fields, chosen_in, read_rating
from selfassess.assessments.reading import SectionView
from selfassess.errors import Refused, Stale
from selfassess.forms import TidyField, show_stale

from .sections import SectionForm


class ScaleField(forms.CharField):
    """One of 21 steps, as radio buttons; anything else is off the scale."""

    def __init__(self, **kwargs: Any) -> None:
        steps = [(f"{step:g}", f"{step:g}") for step in SCALE]
        super().__init__(required=False, widget=forms.RadioSelect(choices=steps), **kwargs)

    def clean(self, value: Any) -> Any:
        try:
            return read_rating(super().clean(value))
        except ValueError as error:
            raise forms.ValidationError(
                "Select a rating from 0 to 10, in whole or half points."
            ) from error


class RatingForm(SectionForm):
    """The rating beside its reason. Blank stays blank; 0 is asked about once."""

    def __init__(
        self, *args: Any, section: SectionView, assessment: Assessment, **kwargs: Any
    ) -> None:
        super().__init__(*args, section=section, assessment=assessment, **kwargs)
        self.rating = section.content
        fields: dict[str, forms.Field] = {
            "rating-value": ScaleField(label="Your rating"),
            "rating-zero": forms.BooleanField(
                label="Yes, I mean 0: practice has lost its way", required=False
            ),
            "rating-not-rated": forms.BooleanField(label="Not rated this quarter", required=False),
            "rating-why-apart": TidyField(
                label="Your rating is some way from what the evidence suggests. Say why in one "
                "sentence",
                help_text="The director sees this sentence next to your rating.",
                required=False,
                rows=2,
                longest=500,
            ),
            "rating-value-version": forms.IntegerField(
                required=False, min_value=0, widget=forms.HiddenInput
            ),
        }
        self.fields = {**fields, **self.fields}
        self.initial.update(as_fields(self.rating))

    def clean(self) -> Any:
        super().clean()
        value = self.cleaned_data.get("rating-value")
        if value is not None and self.cleaned_data.get("rating-not-rated"):
            self.add_error(
                "rating-not-rated",
                f"You selected {value:g} and “Not rated this quarter”. Take one of them away.",
            )
        already_zero = self.rating and self.rating.value == 0
        if value == 0 and not (already_zero or self.cleaned_data.get("rating-zero")):
            self.add_error(
                "rating-zero",
                "0 says that practice has lost its way. Tick this if you mean it, or select "
                "another rating.",
            )
        return self.cleaned_data

    def save_rest(self, assessment: Assessment, *, by: User) -> bool:
        try:
            rate(
                assessment,
                value=self.cleaned_data["rating-value"],
                not_rated=self.cleaned_data["rating-not-rated"],
                why_apart=self._why_apart(),
                version=self.cleaned_data["rating-value-version"] or 0,
                save_id=self.cleaned_data["save_id"],
                by=by,
            )
        except Stale as stale:
            seen = {"rating-value-version": stale.current.version}
            show_stale(self, "rating-value", f"{stale} Yours is not saved.", seen)
            return False
        except Refused as refusal:
            self.add_error("rating-value", f"{refusal} Yours is not saved.")
            return False
        return True

    def _why_apart(self) -> str | None:
        """None where it was not asked for, so that what is there stays."""
        is_sent = "rating-why-apart" in self.data
        return self.cleaned_data["rating-why-apart"] if is_sent else None

    @staticmethod
    def besides_answers(post: QueryDict, assessment: Assessment) -> QueryDict:
        return chosen_in(post, assessment)
