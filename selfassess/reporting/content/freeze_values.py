"""Single values as they are frozen."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone


def moment(at: datetime | None) -> datetime | None:
    return in_london(at) if at else None


def in_london(at: datetime) -> datetime:
    """Give an instant as a clock in London shows it, to the second, with a fixed offset.

    A fixed offset, because that is how it is read again: content is equal before and after storing.
    """
    local = timezone.localtime(at).replace(microsecond=0)
    return datetime.fromisoformat(local.isoformat())


def number(value: Decimal | None) -> Decimal | None:
    """Drop trailing zeros, which a database adds: 86.40 is printed as 86.4."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
