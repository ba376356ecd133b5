"""The portal's own date and time, which the demo can hold at one day (the setting TODAY)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def today() -> date:
    """Return the date in London, or the one of the setting TODAY."""
    return timezone.localdate(now())


def now() -> datetime:
    """Return the present moment. On the day of TODAY the time still runs, so that order is kept."""
    if moment := _moment.get():
        return moment
    real = timezone.localtime()
    return datetime.combine(settings.TODAY, real.timetz()) if settings.TODAY else real


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` within the block, to load a past quarter and for tests."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
