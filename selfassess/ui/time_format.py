"""Times of day as people write them; Django's own formats give p.m. and noon."""

from datetime import datetime

from django.utils import timezone


def local(when: datetime) -> datetime:
    """The council's own time, whatever offset was written down."""
    return when.astimezone(timezone.get_default_timezone())


def clock(when: datetime) -> str:
    """2:05pm, midday"""
    if when.minute == 0 and when.hour % 12 == 0:
        return "midday" if when.hour else "midnight"
    return f"{when.hour % 12 or 12}:{when:%M}{'am' if when.hour < 12 else 'pm'}"
