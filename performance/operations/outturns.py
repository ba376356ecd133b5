"""Keeping figures of whole years."""

from decimal import Decimal

from django.db import transaction

from performance.models import Kpi, Outturn
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.quarters.operations import lock_unissued

from .approved import refuse_approved


@transaction.atomic
def add_outturn(kpi: Kpi, *, year: str, value: Decimal, source: str, by: User) -> Outturn:
    """Keep a whole year's figure. One that this source has given already stays as it is. Refused
    once a quarter is approved, for it stands beside them all."""
    require(by, Permission.WRITE_FIGURES, kpi.area)
    if stored := Outturn.objects.filter(kpi=kpi, year=year, source=source).first():
        return stored
    lock_unissued()
    refuse_approved(kpi.area, "")
    after = {"year": year, "value": value, "source": source}
    log_event("outturn.add", by=by, area=kpi.area, subject=kpi.code, after=after)
    return Outturn.objects.create(kpi=kpi, **after)
