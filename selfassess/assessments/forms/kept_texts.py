"""The form on which an author decides about a text that could not be saved."""

from typing import Any

from django import forms

from selfassess.assessments.models import KeptOutcome, KeptText
from selfassess.assessments.reading import QuestionView
from selfassess.forms import CouncilForm, Radios

from .sections import AnswerField, too_long


class KeptForm(CouncilForm):
    """What shall become of a text that could not be saved. Nothing is chosen for the author."""

    outcome = forms.ChoiceField(
        label="What do you want to keep?",
        choices=(
            (KeptOutcome.THEIRS, "The text that is saved"),
            (KeptOutcome.MINE, "My text, which is not saved"),
            (KeptOutcome.COMBINED, "Both: I will combine them"),
        ),
        widget=Radios,
        error_messages={"required": "Select which text to keep."},
    )
    combined = AnswerField(
        label="The combined answer",
        guide_words=250,
        rows=14,
        help_text="Both texts stand here, the saved one first. Used only if you chose “Both”.",
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kept: KeptText, row: QuestionView, **kwargs: Any) -> None:
        mine = kept.assessment.live_figures.editable(kept.text)
        both = "\n\n".join(text for text in (row.editable, mine) if text)
        super().__init__(*args, initial={"combined": both}, **kwargs)
        self.kept = kept
        if row.question:
            self.fields["combined"].widget.attrs["data-maxwords"] = row.question.guide_words

    def clean(self) -> dict[str, Any]:
        """Only what was chosen must fit: both texts in one box are often too much together."""
        outcome, combined = self.cleaned_data.get("outcome"), self.cleaned_data["combined"]
        texts = {str(KeptOutcome.MINE): self.kept.text, str(KeptOutcome.COMBINED): combined}
        chosen = texts.get(outcome or "", "")
        if problem := too_long(self.kept.question, chosen):
            self.add_error("combined", f"{problem} You can do that here, if you choose “Both”.")
        return self.cleaned_data
