"""What an assessment is made of, one thing a module."""

from .answer import Answer, SectionMark
from .assessment import PART_OF_ITS_REPORT, Assessment, AssessmentQuerySet
from .comment import Comment, CommentKind
from .fields import person, who_and_when
from .kept import KeptOutcome, KeptPost, KeptReason, KeptText
from .presence import Presence
from .rating import Rating
from .shared_figures import share_figures

__all__ = [
    "PART_OF_ITS_REPORT",
    "Answer",
    "Assessment",
    "AssessmentQuerySet",
    "Comment",
    "CommentKind",
    "KeptOutcome",
    "KeptPost",
    "KeptReason",
    "KeptText",
    "Presence",
    "Rating",
    "SectionMark",
    "person",
    "share_figures",
    "who_and_when",
]
