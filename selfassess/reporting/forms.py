"""The forms to compile a report and to verify that a PDF is one of ours."""

from typing import Any

from django import forms

from selfassess.asking_form import AskingForm
from selfassess.assessments.models import Assessment
from selfassess.forms import CouncilForm, Radios, speak_plainly

from .models import Kind

LARGEST = 20 * 1024 * 1024  # bytes: ten times the largest report


class CompileForm(AskingForm):
    """Draft or final. A final needs a reason for each area that it leaves out as not approved."""

    kind = forms.ChoiceField(
        label="Which report?",
        choices=((Kind.DRAFT, "A draft"), (Kind.FINAL, "The final report")),
        widget=Radios,
        error_messages={"required": "Select a draft or the final report."},
    )

    def __init__(self, *args: Any, waiting: list[Assessment], **kwargs: Any) -> None:
        """`waiting`: the assessments that are not approved; each gets a field for the reason."""
        super().__init__(*args, **kwargs)
        self.waiting = waiting
        for assessment in waiting:
            self.fields[f"why-{assessment.area}"] = forms.CharField(
                label=f"Why {assessment.name} is left out",
                required=False,
                max_length=300,
                widget=forms.TextInput,
            )
            speak_plainly(self.fields[f"why-{assessment.area}"])

    def reasons(self) -> dict[str, str]:
        """Map the slugs of the areas left out to the reasons."""
        return {a.area: self.cleaned_data[f"why-{a.area}"] for a in self.waiting}

    def lasting_words(self) -> dict[str, str]:
        """A draft keeps no reasons."""
        return super().lasting_words() if self.cleaned_data.get("kind") == Kind.FINAL else {}

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("kind") == Kind.FINAL:
            for assessment in self.waiting:
                if not (self.cleaned_data.get(f"why-{assessment.area}") or "").strip():
                    self.add_error(
                        f"why-{assessment.area}",
                        f"{assessment.name} is not approved. Enter why it is left out, or wait.",
                    )
        return self.cleaned_data


class VerifyForm(CouncilForm):
    file = forms.FileField(
        label="The PDF",
        help_text="20 MB at most. It is compared and not kept.",
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={
            "required": "Choose the PDF that you want to check.",
            "invalid": "Choose the PDF that you want to check.",
            "missing": "Choose the PDF that you want to check.",
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                "The file is larger than 20 MB. None of our reports is. Choose another."
            )
        return file
