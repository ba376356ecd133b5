"""One form for each kind of record, each on a page of its own."""

from .actions import ActionForm, HandOverForm, OwnerField, UpdateForm, owner_from
from .evidence import AuditForm, FactForm, StrengthForm, VoiceForm
from .fields import TOO_LONG, CountField, MonthField, TidyField, WholeField
from .record import RecordForm

__all__ = [
    "TOO_LONG",
    "ActionForm",
    "AuditForm",
    "CountField",
    "FactForm",
    "HandOverForm",
    "MonthField",
    "OwnerField",
    "RecordForm",
    "StrengthForm",
    "TidyField",
    "UpdateForm",
    "VoiceForm",
    "WholeField",
    "owner_from",
]
