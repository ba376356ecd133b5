"""Several sources for one figure: each is kept, one counts, and the dispute is settled."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from performance.models import Kpi, Measure
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.writing import begin
from selfassess.audit.log import log_event
from selfassess.errors import Refused
from selfassess.quarters.clock import now

from .figures import log_figure, open_for_figures, usual_period


@transaction.atomic
def add_measure(
    assessment: Assessment,
    kpi: Kpi,
    *,
    value: Decimal,
    source: str,
    as_at: date,
    by: User,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    period: str = "",
    provisional: bool = False,
    note: str = "",
) -> Measure:
    """Keep what a further source says. The first value of a quarter is adopted by itself."""
    assessment = open_for_figures(assessment, by)
    others = Measure.objects.filter(kpi=kpi, quarter=assessment.quarter)
    if others.filter(source__iexact=source).exists():
        raise Refused(f"“{source}” has given a value already. Change that one.")
    measure = Measure.objects.create(
        kpi=kpi,
        quarter=assessment.quarter,
        source=source,
        value=value,
        numerator=numerator,
        denominator=denominator,
        period=period or usual_period(kpi),
        as_at=as_at,
        provisional=provisional,
        note=note,
        adopted=not others.exists(),
        saved_at=now(),
        saved_by=by,
    )
    log_figure("measure.add", assessment, kpi, {}, {"source": source, "value": value}, by=by)
    begin(assessment, by=by)
    others.update(settled_because="")  # another source says something: it is open again
    return measure


@transaction.atomic
def adopt(
    assessment: Assessment,
    measure: Measure,
    *,
    reason: str,
    by: User,
    owner: str = "",
    settle_by: date | None = None,
) -> Measure:
    """Of several sources, say which one counts, and why; who settles which is right, and by when.
    Until then the others stay to be seen."""
    assessment = open_for_figures(assessment, by)
    if not reason:
        raise Refused("Enter why this source counts. Both stay on show until that is settled.")
    others = Measure.objects.filter(kpi=measure.kpi_id, quarter=assessment.quarter)
    before = others.adopted().values_list("source", flat=True).first()
    others.update(
        adopted=False, why_adopted="", settle_owner="", settle_by=None, settled_because=""
    )
    others.filter(pk=measure.pk).update(
        adopted=True, why_adopted=reason, settle_owner=owner, settle_by=settle_by
    )
    log_event(
        "measure.adopt",
        by=by,
        assessment=assessment,
        subject=measure.kpi_id,
        reason=reason,
        before={"source": before},
        after={"source": measure.source, "owner": owner, "settle_by": settle_by},
    )
    measure.refresh_from_db()
    return measure


@transaction.atomic
def settle(assessment: Assessment, measure: Measure, *, because: str, by: User) -> Measure:
    """Say how it was found which source is right. From now on readers see the adopted value alone;
    the others stay on the page of sources."""
    assessment = open_for_figures(assessment, by)
    measure = Measure.objects.get(pk=measure.pk)
    if not measure.adopted:
        raise Refused("This value does not count. Let it count first, or settle the other one.")
    if not because:
        raise Refused("Enter how you found out which source is right.")
    Measure.objects.filter(pk=measure.pk).update(settled_because=because)
    log_event(
        "measure.settle",
        by=by,
        assessment=assessment,
        subject=measure.kpi_id,
        reason=because,
        after={"source": measure.source},
    )
    measure.refresh_from_db()
    return measure


@transaction.atomic
def remove_measure(assessment: Assessment, measure: Measure, *, by: User) -> None:
    """Take back what a further source said. The adopted value is changed on the indicators page."""
    assessment = open_for_figures(assessment, by)
    stored = Measure.objects.filter(pk=measure.pk).first()
    if stored is None:
        return
    if stored.adopted:
        raise Refused("This value is the adopted one. Adopt another first, or change it.")
    before = {"source": stored.source, "value": stored.value}
    stored.delete()
    log_figure("measure.remove", assessment, measure.kpi, before, {}, by=by)
