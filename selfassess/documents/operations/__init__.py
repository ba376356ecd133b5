"""Every change of a document's preview, bringing it in, undoing that, confirming what came."""

from .bring import bring_in
from .confirm import confirm
from .preview import discard, rearrange, store
from .undo import undo

__all__ = ["bring_in", "confirm", "discard", "rearrange", "store", "undo"]
