"""Figures that come from a document, and go again when that is undone."""

from decimal import Decimal

from django.db import transaction

from performance.counted import is_counted, refusal
from performance.models import Kpi, Measure
from performance.usual import usual_periods
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.bringing import WRITTEN, open_for_documents
from selfassess.assessments.operations.writing import begin
from selfassess.errors import Refused
from selfassess.quarters.clock import now

from .figures import SECTION, log_figure

Parts = dict[str, Decimal | None]  # value, numerator, denominator


@transaction.atomic
def bring_figure(
    assessment: Assessment, kpi: Kpi, typed: Parts, *, source: str, by: User
) -> Measure:
    assessment = open_for_documents(assessment, SECTION, by)
    if is_counted(kpi.code):
        raise Refused(refusal(kpi.code))
    if Measure.objects.filter(kpi=kpi, quarter=assessment.quarter).exists():
        raise Refused(WRITTEN)
    measure = Measure.objects.create(
        kpi=kpi,
        quarter=assessment.quarter,
        source=source[:200],
        period=usual_periods([kpi], assessment.quarter_id)[kpi.code],
        as_at=assessment.quarter.period.ends,
        saved_at=now(),
        saved_by=by,
        **typed,
    )
    log_figure("measure.save", assessment, kpi, {}, typed, by=by)
    begin(assessment, by=by)
    return measure


@transaction.atomic
def take_out_figure(assessment: Assessment, code: str, *, version: int, by: User) -> bool:
    """Remove a figure that is as it came and stands alone, and say whether it was."""
    assessment = open_for_documents(assessment, SECTION, by)
    measures = list(Measure.objects.filter(kpi=code, quarter=assessment.quarter))
    if len(measures) != 1 or measures[0].version != version:
        return False
    (measure,) = measures
    before = {name: getattr(measure, name) for name in ("value", "numerator", "denominator")}
    measure.delete()
    kpi = Kpi.objects.get(code=code)
    log_figure("measure.save", assessment, kpi, before, dict.fromkeys(before), by=by)
    return True
