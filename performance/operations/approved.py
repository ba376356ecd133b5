"""What is approved stays: no change of what an area is judged and shown by reaches back to it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from performance.indicator import Indicator
from performance.models import ApprovedStatus
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import State
from selfassess.errors import Refused
from selfassess.quarters.dates import AFTER_ALL, QuarterPeriod
from selfassess.quarters.models import Quarter
from services.registry import find_area


@transaction.atomic
def keep_statuses(assessment: Assessment, found: Iterable[Indicator], *, by: User) -> None:
    """Keep what the area's figures are judged as it is approved. Rules of judging are code: when a
    later release changes them, what was approved still says what it said."""
    forget_statuses(assessment, by=by)
    ApprovedStatus.objects.bulk_create(
        ApprovedStatus(
            kpi=one.kpi,
            quarter=assessment.quarter,
            status=one.status,
            reason=one.judgement.reason,
        )
        for one in found
    )


@transaction.atomic
def forget_statuses(assessment: Assessment, *, by: User) -> None:
    require(by, Permission.REVIEW, assessment.area)
    kept = ApprovedStatus.objects.filter(quarter=assessment.quarter)
    kept.filter(kpi__area=assessment.area).delete()


class WouldAlter(Refused):
    """It would alter a quarter that is approved or issued. `free` is the first quarter from which
    on the same change alters none, so that a page can offer it."""

    def __init__(self, message: str, free: QuarterPeriod) -> None:
        self.free = free
        super().__init__(message)


def approved_quarters(area: str) -> dict[str, str]:
    """Quarter → approved or issued: those in which what the area was judged by stands."""
    approved = Assessment.objects.filter(area=area, state=State.APPROVED).values("quarter")
    stand = Quarter.objects.filter(Q(pk__in=approved) | Q(pk__in=Quarter.objects.issued()))
    return {
        quarter.code: "issued" if quarter.is_issued else "approved"
        for quarter in stand.order_by("code")
    }


def refuse_approved(area: str, from_quarter: str, rows: Any = None) -> None:
    """Refuse a change from a quarter on when one that it reaches stands. `rows`: the dated rows
    among which it comes; the next of them ends its reach. The caller has locked what is not issued
    (`lock_unissued`), so that nothing is approved meanwhile."""
    until = AFTER_ALL
    if rows is not None:
        later = rows.filter(from_quarter__gt=from_quarter).order_by("from_quarter").first()
        until = later.from_quarter if later else AFTER_ALL
    stand = {
        QuarterPeriod.parse(code): word
        for code, word in approved_quarters(area).items()
        if from_quarter <= code < until
    }
    if not stand:
        return
    free = max(stand).after
    told = ", ".join(f"{period.name} is {word}" for period, word in stand.items())
    raise WouldAlter(
        f"{told}: {find_area(area).verbose_name} stays as it was. Choose {free.name} or a later "
        "quarter, or ask the director to reopen the area.",
        free,
    )


def first_free(area: str) -> str:
    """The first quarter after all that stand; empty, the beginning, when none does."""
    stand = approved_quarters(area)
    return QuarterPeriod.parse(max(stand)).after.code if stand else ""
