"""Every change by an import: uploading a file for preview, importing its figures, undoing that."""

from .figures import apply, bring_and_apply, undo
from .previews import MOST_PREVIEWS, bring, choose_head, explain, table_of, take_back

__all__ = [
    "MOST_PREVIEWS",
    "apply",
    "bring",
    "bring_and_apply",
    "choose_head",
    "explain",
    "table_of",
    "take_back",
    "undo",
]
