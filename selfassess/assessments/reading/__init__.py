"""An assessment as people read it: sections, questions as they were asked, answers, what changed.

The form, the check page, the review and the report all read through here.
"""

from .assessment import check_context, sections_of, texts_of
from .question import QuestionView, Since
from .section import Progress, SectionView, next_to_write
from .seen import shown_now, shown_of, status_now, status_of

__all__ = [
    "Progress",
    "QuestionView",
    "SectionView",
    "Since",
    "check_context",
    "next_to_write",
    "sections_of",
    "shown_now",
    "shown_of",
    "status_now",
    "status_of",
    "texts_of",
]
