"""Sealing what is recorded, and what the owner of the database may take out of it."""

from .purge import purge_records
from .redact import events_with, pattern_of, redact_events
from .seal import seal_records

__all__ = ["events_with", "pattern_of", "purge_records", "redact_events", "seal_records"]
