"""Several sources for one figure: each is kept, one counts, and the dispute is settled."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from performance.counted import is_counted, refusal
from performance.models import Kpi, Measure
from performance.usual import usual_periods
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.writing import begin
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.errors import Refused, Stale
from selfassess.quarters.clock import now

from .figures import log_figure, open_for_figures, refuse_unseen_period

REMOVED = "Somebody removed this source while you were on this page. Look at those that are left."


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
    """Keep what a further source says. It is adopted by itself where no value is."""
    assessment = open_for_figures(assessment, by)
    if is_counted(kpi.code):
        raise Refused(refusal(kpi.code))
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
        period=period or usual_periods([kpi], assessment.quarter_id)[kpi.code],
        as_at=as_at,
        provisional=provisional,
        note=note,
        adopted=not others.adopted().exists(),
        saved_at=now(),
        saved_by=by,
    )
    log_figure("measure.add", assessment, kpi, {}, {"source": source, "value": value}, by=by)
    begin(assessment, by=by)
    Measure.objects.open_again([kpi.pk], assessment.quarter_id)
    return measure


@transaction.atomic
def state_period(
    assessment: Assessment, measure: Measure, *, period: str, seen: str, by: User
) -> Measure:
    """Say what a figure is of, or correct that. `seen`: what its page had shown. Raises Stale."""
    assessment = open_for_figures(assessment, by)
    stored = Measure.objects.filter(pk=measure.pk).first()
    if stored is None:
        raise Refused(REMOVED)
    if stored.period == period:
        return stored
    refuse_unseen_period(stored, seen)
    before = {"source": stored.source, "period": stored.period}
    stored.period = period
    stored.save(update_fields=["period"])
    after = {"source": stored.source, "period": period}
    log_figure("measure.period", assessment, measure.kpi, before, after, by=by)
    begin(assessment, by=by)
    return stored


@transaction.atomic
def adopt(
    assessment: Assessment,
    measure: Measure,
    *,
    reason: str,
    by: User,
    owner: str = "",
    settle_by: date | None = None,
    seen: str | None = None,
) -> Measure:
    """Of several sources, say which one counts, and why; who settles which is right, and by when.
    Until then the others stay to be seen. `seen`: what its author saw of all that (`Measure.use`);
    raises Stale when somebody else has said something since."""
    assessment = open_for_figures(assessment, by)
    if not reason:
        raise Refused("Enter why this source counts. Both stay on show until that is settled.")
    others = Measure.objects.filter(kpi=measure.kpi_id, quarter=assessment.quarter)
    if not others.filter(pk=measure.pk).exists():
        raise Refused(REMOVED)
    counts = others.adopted().first()
    wanted = {"why_adopted": reason, "settle_owner": owner, "settle_by": settle_by}
    if counts and counts.pk == measure.pk and _says(counts, wanted | {"settled_because": ""}):
        return counts  # a double click
    _refuse_unseen(assessment, counts, seen, by)
    before = counts.source if counts else None
    others.update(
        adopted=False, why_adopted="", settle_owner="", settle_by=None, settled_because=""
    )
    others.filter(pk=measure.pk).update(adopted=True, **wanted)
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


def _says(measure: Measure, wanted: Mapping[str, Any]) -> bool:
    return all(getattr(measure, field) == value for field, value in wanted.items())


def _refuse_unseen(
    assessment: Assessment, counts: Measure | None, seen: str | None, by: User
) -> None:
    """Raise Stale when somebody has said since which source counts, or that it is settled. Who has
    seen no page may replace her own words alone."""
    if counts is None or counts.use in ("", seen):
        return
    about = Event.objects.about(assessment.quarter_id, assessment.area)
    said = about.filter(verb__in=("measure.adopt", "measure.settle"), subject=counts.kpi_id)
    event = said.select_related("by").first()
    if seen is None and (event is None or event.by == by):
        return
    who = event.by if event else "Somebody"
    if counts.settled_because:
        what = f"settled this while you were on this page: “{counts.settled_because}”"
    else:
        what = f"chose {counts.source} while you were on this page: “{counts.why_adopted}”"
    raise Stale(f"{who} {what}.", counts)


@transaction.atomic
def settle(
    assessment: Assessment, measure: Measure, *, because: str, by: User, seen: str | None = None
) -> Measure:
    """Say how it was found which source is right. From now on readers see the adopted value alone;
    the others stay on the page of sources. `seen`, and Stale: as in `adopt`."""
    assessment = open_for_figures(assessment, by)
    stored = Measure.objects.filter(pk=measure.pk).first()
    if stored is None:
        raise Refused(REMOVED)
    measure = stored
    if not measure.adopted:
        raise Refused("This value does not count. Let it count first, or settle the other one.")
    if not because:
        raise Refused("Enter how you found out which source is right.")
    if measure.settled_because == because:
        return measure  # a double click
    if measure.settled_because or seen is not None:
        _refuse_unseen(assessment, measure, seen, by)
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
def remove_measure(assessment: Assessment, measure: Measure, *, version: int, by: User) -> None:
    """Take back what a further source said, in the version that was seen. The adopted value is
    changed on the indicators page. Raises Stale."""
    assessment = open_for_figures(assessment, by)
    stored = Measure.objects.filter(pk=measure.pk).first()
    if stored is None:
        return
    if stored.adopted:
        raise Refused("This value is the adopted one. Adopt another first, or change it.")
    if stored.version != version:
        raise Stale(
            f"{stored.saved_by} changed what {stored.source} says after your page was opened, so "
            "it is still here, as it is saved now. Remove it again if it should go all the same.",
            stored,
        )
    before = {"source": stored.source, "value": stored.value}
    stored.delete()
    log_figure("measure.remove", assessment, measure.kpi, before, {}, by=by)
