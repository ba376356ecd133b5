"""The form of one section: a text and the version it was made from for each question."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict

from selfassess.access import OVERVIEW
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.writing import LONGEST_ANSWER, Draft
from selfassess.assessments.overview import LONGEST_TEXT
from selfassess.assessments.parts import part_of
from selfassess.assessments.reading import QuestionView, SectionView
from selfassess.edit_form import ShowsWhatItSaw
from selfassess.forms import CouncilForm, Radios, TidyField, editable_data
from selfassess.plain_text import words

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


class AnswerField(TidyField):
    """A narrative answer, with a guide to its length and no limit of its own."""

    def __init__(self, *, guide_words: int, rows: int = 10, **kwargs: Any) -> None:
        super().__init__(required=False, rows=rows, **kwargs)
        self.widget.attrs["data-maxwords"] = guide_words


class SectionForm(ShowsWhatItSaw, CouncilForm):
    """All questions of one section: `<question>-text` and `<question>-version` for each."""

    completed = forms.ChoiceField(
        label="Have you completed this section?",
        choices=COMPLETED,
        required=False,
        widget=Radios(inline=True),
    )
    save_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, section: SectionView, assessment: Assessment, **kwargs: Any
    ) -> None:
        self.section = section
        initial: dict[str, Any] = {
            "completed": "yes" if section.is_completed else "no" if section.answered else "",
            "save_id": uuid4(),
        }
        for row in section.rows:
            initial |= {f"{row.key}-text": row.editable, f"{row.key}-version": row.version}
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
        else:
            self.remember(["completed"])

    def clean(self) -> dict[str, Any]:
        for row in self.section.rows:
            name = f"{row.key}-text"
            if problem := too_long(row.key, self.cleaned_data.get(name, "")):
                self.add_error(name, problem)
        return self.cleaned_data

    def rows(self) -> Iterator[tuple[QuestionView, forms.BoundField, forms.BoundField]]:
        """Each question with the fields of its text and its version."""
        for row in self.section.rows:
            yield row, self[f"{row.key}-text"], self[f"{row.key}-version"]

    def stand_on(self, section: SectionView) -> None:
        """Show the form once more, with its errors, after what could be saved has been saved.

        An answer without an error was saved or kept, so what is stored takes its place. One with
        an error stays as it was typed, on the version that its author had seen.
        """
        self.section = section
        data = editable_data(self)
        for row in section.rows:
            if f"{row.key}-text" not in self.errors:
                data[f"{row.key}-text"] = row.editable
                data[f"{row.key}-version"] = row.version

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
        """Nothing when it is answered as the page had shown: a colleague may have done so since."""
        answer = self.touched().get("completed")
        return {self.section.key: answer == "yes"} if answer else {}

    def save_rest(self, assessment: Assessment, *, by: User) -> bool:
        """Save what is no narrative answer. False when it could not be: the form says why."""
        return True

    @staticmethod
    def besides_answers(post: QueryDict, assessment: Assessment) -> QueryDict:
        """What a posted form says that is no answer: it is kept apart when nobody is signed in."""
        return QueryDict()


def form_for(section: str) -> type[SectionForm]:
    """The form that writes a section: its part's own, or that of all sections."""
    part = part_of(section)
    return (part.form if part else None) or SectionForm
