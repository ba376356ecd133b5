"""Every decision about a finding."""

from .answering import add_figure, explain, take_back, use_record
from .doubts import stand_by_record
from .reviewing import accept, ask

__all__ = ["accept", "add_figure", "ask", "explain", "stand_by_record", "take_back", "use_record"]
