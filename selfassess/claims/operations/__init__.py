"""Every decision about a finding."""

from .answering import add_figure, explain, use_record
from .doubts import stand_by_record
from .reviewing import accept, ask

__all__ = ["accept", "add_figure", "ask", "explain", "stand_by_record", "use_record"]
