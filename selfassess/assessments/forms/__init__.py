"""The forms of an assessment. Each declares its fields; the one helper draws them."""

from .kept_texts import KeptForm
from .review import CommentForm, ReasonForm, ReplyForm, ReturnForm
from .sections import AnswerField, SectionForm, form_for, too_long

__all__ = [
    "AnswerField",
    "CommentForm",
    "KeptForm",
    "ReasonForm",
    "ReplyForm",
    "ReturnForm",
    "SectionForm",
    "form_for",
    "too_long",
]
