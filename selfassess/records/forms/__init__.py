"""One form for each kind of record, each on a page of its own."""

from .actions import ActionForm, HandOverForm, UpdateForm
from .evidence import AuditForm, FactForm, StrengthForm, VoiceForm
from .fields import CountField, MonthField, RecordText, WholeField
from .owner import OwnerField, owner_from
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
