"""The portal's calendar, in one place, because the demo holds it still."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def today() -> date:
    """The day in London, or the one that the setting TODAY holds."""
    return timezone.localdate(now())


def now() -> datetime:
    """This moment; on a held day, the present time of that day, so that order is kept."""
    if moment := _moment.get():
        return moment
    real = timezone.localtime()
    return datetime.combine(settings.TODAY, real.timetz()) if settings.TODAY else real


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within the block it is `moment`: for loading a past quarter as it happened, and for tests."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
