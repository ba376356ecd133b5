"""Figures that the portal counts, stored when their area is approved."""

from collections.abc import Iterable

from django.db import transaction

from performance.counted import SOURCE, is_counted
from performance.indicator import Indicator
from performance.models import Measure
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.quarters.clock import now

from .figures import log_figure


@transaction.atomic
def keep_counted(assessment: Assessment, found: Iterable[Indicator], *, by: User) -> None:
    """Store what is approved as it was counted: later changes of the rows do not reach it."""
    require(by, Permission.REVIEW, assessment.area)
    for one in found:
        counted = one.adopted
        if counted is None or counted.pk or not is_counted(one.kpi.code):
            continue
        counted.saved_at, counted.saved_by = now(), by
        counted.save()
        after = {"value": counted.value}
        log_figure("measure.count", assessment, one.kpi, {}, after, by=by)


@transaction.atomic
def count_again(assessment: Assessment, *, by: User) -> None:
    """The area was reopened: what was counted is counted anew."""
    require(by, Permission.REVIEW, assessment.area)
    stored = Measure.objects.filter(quarter=assessment.quarter, kpi__area=assessment.area)
    for one in stored.filter(source=SOURCE).select_related("kpi"):
        if is_counted(one.kpi_id):
            log_figure("measure.recount", assessment, one.kpi, {"value": one.value}, {}, by=by)
            one.delete()
