"""Every change of a target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from performance.models import Kpi, Target
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.errors import Refused, Stale
from selfassess.quarters.clock import now
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.operations import lock_unissued

from .approved import refuse_approved


@dataclass(frozen=True)
class NewTarget:
    """What a KPI's target shall be. Without value and band: none. `seen` is the mark of the target
    that stood on the page, empty for none."""

    kpi: Kpi
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    due: date | None = None
    seen: str = ""

    @property
    def fields(self) -> dict[str, Decimal | date | None]:
        return {
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "tolerance": self.tolerance,
            "due": self.due,
        }

    def as_target(self, from_quarter: str) -> Target:
        """Not stored: to see what it would judge."""
        return Target(kpi=self.kpi, from_quarter=from_quarter, **self.fields)


@transaction.atomic
def set_target(kpi: Kpi, *, from_quarter: str, by: User, reason: str = "", **values: Any) -> Target:
    """Set the target by which quarters from this one on are judged; no value means none."""
    require(by, Permission.WRITE_TARGETS)
    QuarterPeriod.parse(from_quarter)
    lock_unissued(since=from_quarter)
    refuse_approved(kpi.area, from_quarter, kpi.targets)
    stood = Target.objects.filter(kpi=kpi).in_force(from_quarter).get(kpi.code)
    before = {field: getattr(stood, field) for field in values} if stood else {}
    target, _ = Target.objects.get_or_create(
        kpi=kpi, from_quarter=from_quarter, defaults={"set_by": by}
    )
    for field, value in values.items():
        setattr(target, field, value)
    target.reason, target.set_by, target.set_at = reason, by, now()
    target.save()
    log_event(
        "target.set",
        by=by,
        quarter=from_quarter,
        area=kpi.area,
        subject=kpi.code,
        reason=reason,
        before=before,
        after=values,
    )
    return target


@transaction.atomic
def set_targets(
    changes: Sequence[NewTarget], *, from_quarter: str, reason: str, by: User
) -> list[Target]:
    """Set several targets at once: all of them, or none when one was changed since it was seen.
    Raises Stale, with the targets that are there now by their KPI's code."""
    require(by, Permission.WRITE_TARGETS)
    if not reason.strip():
        raise Refused("Enter why these targets change. Heads and the director see it.")
    lock_unissued(since=from_quarter)
    codes = [change.kpi.code for change in changes]
    list(Kpi.objects.filter(pk__in=codes).order_by("pk").select_for_update(of=("self",)))
    stands = Target.objects.filter(kpi__in=codes).in_force(from_quarter)
    marks = {code: target.mark for code, target in stands.items()}
    stale: dict[str, Target | None] = {
        change.kpi.code: stands.get(change.kpi.code)
        for change in changes
        if marks.get(change.kpi.code, "") != change.seen
    }
    if stale:
        raise Stale(f"{', '.join(stale)}: changed by somebody else in the meantime.", stale)
    return [
        set_target(change.kpi, from_quarter=from_quarter, by=by, reason=reason, **change.fields)
        for change in changes
    ]
