"""One form for each kind of record, each on a page of its own."""

from .actions import ActionForm, HandOverForm, OwnerField, UpdateForm, owner_from
from .evidence import AuditForm, FactForm, StrengthForm, VoiceForm
from .fields import CountField, MonthField, RecordText, WholeField
from .record import RecordForm

__all__ = [
    "ActionForm",
    "AuditForm",
    "CountField",
    "FactForm",
    "HandOverForm",
    "MonthField",
    "OwnerField",
    "RecordForm",
    "RecordText",
    "StrengthForm",
    "UpdateForm",
    "VoiceForm",
    "WholeField",
    "owner_from",
]
