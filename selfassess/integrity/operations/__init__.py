"""Sealing what is recorded; taking out of it, and acknowledging, for the database's owner."""

from .acknowledge import acknowledge_events, faults_of
from .purge import purge_records
from .redact import events_with, pattern_of, redact_events
from .seal import seal_records

__all__ = [
    "acknowledge_events",
    "events_with",
    "faults_of",
    "pattern_of",
    "purge_records",
    "redact_events",
    "seal_records",
]
