"""The forms of an assessment. Each declares its fields; the one helper draws them."""

from typing import Any, cast
from uuid import uuid4

from django import forms

from selfassess.access import OVERVIEW
from selfassess.errors import Refused, Stale
from selfassess.forms import CouncilForm, DayField, Radios, editable_data, show_stale, speak_plainly
from selfassess.prose import tidy, words

from .models import Assessment, CommentKind, KeptOutcome, KeptText
from .operations.writing import LONGEST_ANSWER, Draft
from .overview import LONGEST_TEXT
from .rating import SCALE, as_fields, rate, read_rating
from .reading import SectionView

COMPLETED = (("yes", "Yes"), ("no", "No, I’ll come back later"))


def too_long(question: str, text: str) -> str:
    """Why a text does not fit, as a sentence; empty when it does."""
    if question == OVERVIEW and words(text) > LONGEST_TEXT:
        return (
            f"The overview has {words(text):,} words. Shorten it to {LONGEST_TEXT} or fewer; "
            "nothing you typed is lost."
        )
    if len(text) > LONGEST_ANSWER:
        return (
            f"This answer has {len(text):,} characters. Shorten it to {LONGEST_ANSWER:,} or fewer; "
            "nothing you typed is lost."
        )
    return ""


class AnswerField(forms.CharField):
    """A narrative answer: tidied as it will be stored, before anything looks at it."""

    def __init__(self, *, guide_words: int, rows: int = 10, **kwargs):
        attrs = {"rows": rows, "data-maxwords": guide_words, "spellcheck": "true"}
        super().__init__(required=False, strip=False, widget=forms.Textarea(attrs=attrs), **kwargs)

    def to_python(self, value):
        return tidy(super().to_python(value) or "")


class SectionForm(CouncilForm):
    """All questions of one section: `<question>-text` and `<question>-version` for each."""

    completed = forms.ChoiceField(
        label="Have you completed this section?",
        choices=COMPLETED,
        required=False,
        widget=Radios(inline=True),
    )
    save_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, section: SectionView, assessment: Assessment, **kwargs):
        self.section = section
        initial: dict[str, Any] = {
            "completed": "yes" if section.is_completed else "no" if section.answered else "",
            "save_id": uuid4(),
        }
        for row in section.rows:
            initial |= {f"{row.key}-text": row.text, f"{row.key}-version": row.version}
        super().__init__(*args, initial=initial, **kwargs)
        for row in section.rows:
            self.fields[f"{row.key}-text"] = AnswerField(
                label=row.asked,
                help_text=row.question.hint if row.question else "",
                guide_words=row.question.guide_words if row.question else 250,
            )
            self.fields[f"{row.key}-version"] = forms.IntegerField(
                min_value=0, required=False, widget=forms.HiddenInput
            )
        if assessment.is_overview:
            del self.fields["completed"]

    def clean(self):
        for row in self.section.rows:
            name = f"{row.key}-text"
            if problem := too_long(row.key, self.cleaned_data.get(name, "")):
                self.add_error(name, problem)
        return self.cleaned_data

    def with_what_is_stored(self, section: SectionView) -> "SectionForm":
        """The form once more, with its errors, after what could be saved has been saved.

        An answer without an error was saved or kept, so what is stored takes its place. One with
        an error stays as it was typed, on the version that its author had seen.
        """
        data = editable_data(self)
        for row in section.rows:
            if f"{row.key}-text" not in self.errors:
                data[f"{row.key}-text"] = row.text
                data[f"{row.key}-version"] = row.version
        return self

    def drafts(self) -> list[Draft]:
        """The answers that can be saved: those posted, and without an error."""
        return [
            Draft(
                row.key,
                self.cleaned_data[f"{row.key}-text"],
                self.cleaned_data.get(f"{row.key}-version") or 0,
            )
            for row in self.section.rows
            if f"{row.key}-text" in self.cleaned_data and f"{row.key}-text" in self.data
        ]

    def completed_sections(self) -> dict[str, bool]:
        answer = self.cleaned_data.get("completed")
        return {self.section.key: answer == "yes"} if answer else {}

    def save_rest(self, assessment: Assessment, *, by) -> bool:
        """Save what is no narrative answer. False when it could not be: the form says why."""
        return True


class ScaleField(forms.CharField):
    """One of 21 steps, as radio buttons; anything else is off the scale."""

    def __init__(self, **kwargs):
        steps = [(f"{step:g}", f"{step:g}") for step in SCALE]
        super().__init__(required=False, widget=forms.RadioSelect(choices=steps), **kwargs)

    def clean(self, value):
        try:
            return read_rating(super().clean(value))
        except ValueError as error:
            raise forms.ValidationError(
                "Select a rating from 0 to 10, in whole or half points."
            ) from error


class RatingForm(SectionForm):
    """The rating beside its reason. Blank stays blank; 0 is asked about once."""

    def __init__(self, *args, section: SectionView, assessment: Assessment, **kwargs):
        super().__init__(*args, section=section, assessment=assessment, **kwargs)
        self.rating = section.content
        fields: dict[str, forms.Field] = {
            "rating-value": ScaleField(label="Your rating"),
            "rating-zero": forms.BooleanField(
                label="Yes, I mean 0: practice has lost its way", required=False
            ),
            "rating-not-rated": forms.BooleanField(label="Not rated this quarter", required=False),
            "rating-value-version": forms.IntegerField(
                required=False, min_value=0, widget=forms.HiddenInput
            ),
        }
        self.fields = {**fields, **self.fields}
        self.initial.update(as_fields(self.rating))

    def clean(self):
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

    def save_rest(self, assessment: Assessment, *, by) -> bool:
        try:
            rate(
                assessment,
                value=self.cleaned_data["rating-value"],
                not_rated=self.cleaned_data["rating-not-rated"],
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


def form_for(section: str) -> type[SectionForm]:
    return RatingForm if section == "rating" else SectionForm


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

    def __init__(self, *args, kept: KeptText, guide_words: int = 250, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = kept
        self.fields["combined"].widget.attrs["data-maxwords"] = guide_words

    def clean(self):
        """Only what was chosen must fit: both texts in one box are often too much together."""
        outcome, combined = self.cleaned_data.get("outcome"), self.cleaned_data["combined"]
        texts = {str(KeptOutcome.MINE): self.kept.text, str(KeptOutcome.COMBINED): combined}
        chosen = texts.get(outcome or "", "")
        if problem := too_long(self.kept.question, chosen):
            self.add_error("combined", f"{problem} You can do that here, if you choose “Both”.")
        return self.cleaned_data


class ReturnForm(CouncilForm):
    """What must change, under the question or section it is about."""

    def __init__(self, *args, sections: list[SectionView], **kwargs):
        super().__init__(*args, **kwargs)
        self.topics = [topic for section in sections for topic in section.topics]
        for key, words_, _ in self.topics:
            self.fields[key] = forms.CharField(
                label=words_,
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            speak_plainly(self.fields[key])
        self.said = any(section.open_requests for section in sections)
        self.fields["until"] = DayField(
            label="You want it back by",
            help_text="For example, 16 October 2020. Left empty, the quarter’s own date stands.",
            required=False,
        )

    def clean(self):
        self.comments = {key: tidy(self.cleaned_data.get(key) or "") for key, _, _ in self.topics}
        if not any(self.comments.values()) and not self.said and not self.errors:
            raise forms.ValidationError(
                "Say under at least one question what must change, so that the head of service "
                "knows what to do."
            )
        return self.cleaned_data


class CommentForm(CouncilForm):
    """One thing to say about one question or section."""

    about = forms.ChoiceField(label="About")
    kind = forms.ChoiceField(
        label="Kind of comment",
        choices=[
            (CommentKind.CHANGE, "Change needed"),
            (CommentKind.NOTE, "Note, nothing has to change"),
        ],
        widget=Radios(inline=True),
        error_messages={"required": "Select whether something has to change."},
    )
    text = forms.CharField(
        label="Comment",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter your comment."},
    )

    def __init__(self, *args, sections: list[SectionView], **kwargs):
        super().__init__(*args, **kwargs)
        about = cast(forms.ChoiceField, self.fields["about"])
        about.choices = [
            (section.title, [(key, words_) for key, words_, _ in section.topics])
            for section in sections
        ]

    def clean_text(self) -> str:
        text = tidy(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError("Enter your comment.")
        return text


class ReplyForm(CouncilForm):
    text = forms.CharField(
        label="I have not changed this because",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say why you have not changed it."},
    )

    def clean_text(self) -> str:
        return tidy(self.cleaned_data["text"])


class ReasonForm(CouncilForm):
    reason = forms.CharField(
        label="Reason",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter a reason. It is kept in the history."},
    )
