"""The forms of a review: what must change, what is said, and why something stays or is reopened."""

from typing import Any, cast

from django import forms

from selfassess.asking_form import AskingForm
from selfassess.assessments.models import CommentKind
from selfassess.assessments.reading import SectionView
from selfassess.forms import DayField, Radios, TidyField, speak_plainly


class ReturnForm(AskingForm):
    """What must change, under the question or section it is about."""

    def __init__(self, *args: Any, sections: list[SectionView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = [topic for section in sections for topic in section.topics]
        for key, words_, _ in self.topics:
            self.fields[key] = TidyField(
                label=words_,
                required=False,
                longest=2000,
                rows=3,
            )
            speak_plainly(self.fields[key])
        self.said = any(section.open_requests for section in sections)
        self.fields["until"] = DayField(
            label="You want it back by",
            help_text="For example, 16 October 2020. Left empty, the quarter’s own date stands.",
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        self.comments = {key: self.cleaned_data.get(key) or "" for key, _, _ in self.topics}
        if not any(self.comments.values()) and not self.said and not self.errors:
            raise forms.ValidationError(
                "Say under at least one question what must change, so that the head of service "
                "knows what to do."
            )
        return self.cleaned_data


class CommentForm(AskingForm):
    """One thing to say about one question or section."""

    about = forms.ChoiceField(
        label="About", error_messages={"required": "Select what the comment is about"}
    )
    kind = forms.ChoiceField(
        label="Kind of comment",
        choices=[
            (CommentKind.CHANGE, "Change needed"),
            (CommentKind.NOTE, "Note, nothing has to change"),
        ],
        widget=Radios(inline=True),
        error_messages={"required": "Select whether something has to change."},
    )
    text = TidyField(
        label="Comment",
        longest=2000,
        error_messages={"required": "Enter your comment."},
    )

    def __init__(self, *args: Any, sections: list[SectionView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = cast(forms.ChoiceField, self.fields["about"])
        about.choices = [
            (section.title, [(key, words_) for key, words_, _ in section.topics])
            for section in sections
        ]


class ReplyForm(AskingForm):
    text = TidyField(
        label="I have not changed this because",
        longest=2000,
        rows=5,
        error_messages={"required": "Say why you have not changed it."},
    )


class ReasonForm(AskingForm):
    reason = TidyField(
        label="Reason",
        longest=1000,
        rows=3,
        error_messages={"required": "Enter a reason. It is kept in the history."},
    )
