"""The schema of a report's content: what a report says, as typed classes.

A field is declared once, with all that pages, editions and forms must know of it
(`selfassess/schema_fields.py`). Reports are stored in this shape for ever, so a key is a promise:
add fields with a default and `since=SCHEMA`, and never change what one means.
"""

from .areas import Anchors, Answer, AreaContent, Rating, Section
from .figures import (
    Comparator,
    Comparison,
    IndicatorContent,
    MeasureContent,
    Outturn,
    PastFigure,
    Settle,
    UsualRange,
)
from .records import (
    ActionContent,
    AuditContent,
    Evidence,
    FactContent,
    StrengthContent,
    VoiceContent,
)
from .report import (
    SCHEMA,
    CountsBefore,
    Heat,
    Issued,
    Overview,
    PreviousQuarter,
    QuarterContent,
    ReportContent,
    Version,
)
from .tested import OTHERWISE, FindingContent, TestedContent

__all__ = [
    "OTHERWISE",
    "SCHEMA",
    "ActionContent",
    "Anchors",
    "Answer",
    "AreaContent",
    "AuditContent",
    "Comparator",
    "Comparison",
    "CountsBefore",
    "Evidence",
    "FactContent",
    "FindingContent",
    "Heat",
    "IndicatorContent",
    "Issued",
    "MeasureContent",
    "Outturn",
    "Overview",
    "PastFigure",
    "PreviousQuarter",
    "QuarterContent",
    "Rating",
    "ReportContent",
    "Section",
    "Settle",
    "StrengthContent",
    "TestedContent",
    "UsualRange",
    "Version",
    "VoiceContent",
]
