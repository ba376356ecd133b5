"""Sealing what is recorded, and what the owner of the database may take out of it."""

from .seal import seal_records

__all__ = ["seal_records"]
