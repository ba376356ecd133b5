"""By how much a rating moved since the last time."""

from decimal import Decimal

from selfassess.assessments.models import Assessment


def rating_change(now: Assessment, last: Assessment | None) -> Decimal | None:
    here, before = now.rating_or_none, last.rating_or_none if last else None
    if here is None or before is None or here.value is None or before.value is None:
        return None
    return here.value - before.value
