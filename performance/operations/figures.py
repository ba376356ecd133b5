"""Every change of a KPI, a target or a figure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from performance.models import Kpi, Measure, Outturn, Period, Remark
from selfassess.access import Permission, require
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import lock, resolve
from selfassess.assessments.operations.writing import begin
from selfassess.audit.log import log_event
from selfassess.errors import Refused, Stale
from selfassess.prose import tidy
from selfassess.quarters.clock import now

SECTION = "indicators"
OWN_SOURCE = "Entered by the area"


@dataclass(frozen=True)
class Entry:
    """One row of the indicators page. Versions are those of the page it was typed on."""

    kpi: Kpi
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    provisional: bool = False
    comment: str = ""
    missing: str = ""
    measure_version: int = 0
    remark_version: int = 0


def open_for_figures(assessment: Assessment, by) -> Assessment:
    """The locked assessment; Refused when its figures are locked with its words."""
    require(by, Permission.WRITE_FIGURES, assessment.area)
    assessment = lock(assessment)
    if locked := assessment.locked_in("indicators"):
        raise Refused(locked)
    return assessment


@transaction.atomic
def save_indicators(assessment: Assessment, entries: list[Entry], *, by) -> dict[str, Stale]:
    """Save the rows that differ. Returns, by KPI code, what was not saved because somebody else
    had changed it since the page was made."""
    assessment = open_for_figures(assessment, by)
    codes = [entry.kpi.code for entry in entries]
    measures = {
        m.kpi_id: m
        for m in Measure.objects.adopted().filter(kpi__in=codes, quarter=assessment.quarter)
    }
    remarks = {r.kpi_id: r for r in assessment.remarks.all()}
    stale: dict[str, Stale] = {}
    changed = False
    for entry in entries:
        code = entry.kpi.code
        try:
            changed |= _save_measure(assessment, entry, measures.get(code), by=by)
        except Stale as of_measure:
            stale[code] = of_measure
        try:
            changed |= _save_remark(assessment, entry, remarks.get(code), by=by)
        except Stale as of_remark:
            stale[code] = of_remark
    if changed:
        begin(assessment, by=by)
        resolve(assessment.comments.unresolved().filter(question=SECTION), by=by)
    return stale


def _save_measure(assessment, entry: Entry, stored: Measure | None, *, by) -> bool:
    """Write a figure that differs, and say whether it did."""
    typed = {
        "value": entry.value,
        "numerator": entry.numerator,
        "denominator": entry.denominator,
        "provisional": entry.provisional,
    }
    before = {field: getattr(stored, field) for field in typed} if stored else {}
    if (stored is None and entry.value is None) or before == typed:
        return False
    if stored and stored.version != entry.measure_version:
        raise _stale(stored)
    if stored and entry.value is None:
        stored.delete()
    elif stored:
        for field, value in typed.items():
            setattr(stored, field, value)
        stored.version += 1
        stored.saved_at, stored.saved_by = now(), by
        stored.save()
    else:
        Measure.objects.create(
            kpi=entry.kpi,
            quarter=assessment.quarter,
            source=entry.kpi.source or OWN_SOURCE,
            period=usual_period(entry.kpi),
            as_at=assessment.quarter.period.ends,
            saved_at=now(),
            saved_by=by,
            **typed,
        )
    _tell("measure.save", assessment, entry.kpi, before, typed, by=by)
    return True


def _save_remark(assessment, entry: Entry, stored: Remark | None, *, by) -> bool:
    """Write a comment that differs, and say whether it did."""
    typed = {
        "comment": tidy(entry.comment),
        "missing": "" if entry.value is not None else entry.missing,
    }
    before = (
        {"comment": stored.comment, "missing": stored.missing}
        if stored
        else {"comment": "", "missing": ""}
    )
    if before == typed:
        return False
    if stored and stored.version != entry.remark_version:
        raise _stale(stored)
    remark = stored or Remark(assessment=assessment, kpi=entry.kpi, version=0)
    remark.comment, remark.missing = typed["comment"], typed["missing"]
    remark.version += 1
    remark.saved_at, remark.saved_by = now(), by
    remark.save()
    _tell("remark.save", assessment, entry.kpi, before, typed, by=by)
    return True


def _stale(stored: Measure | Remark) -> Stale:
    saved = stored.shown if isinstance(stored, Measure) else f"“{stored}”"
    return Stale(f"{stored.saved_by} saved {saved} while you were on this page.", stored)


def usual_period(kpi: Kpi) -> str:
    """A count is at the quarter's end, a share is of the quarter, an annual figure of the year."""
    if kpi.frequency == "annual":
        return Period.YEAR
    return Period.QUARTER if kpi.is_percent else Period.AT_END


def _tell(verb: str, assessment, kpi: Kpi, before: dict, after: dict, *, by) -> None:
    log_event(verb, by=by, assessment=assessment, subject=kpi.code, before=before, after=after)


@transaction.atomic
def add_measure(
    assessment: Assessment,
    kpi: Kpi,
    *,
    value: Decimal,
    source: str,
    as_at: date,
    by,
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
    _tell("measure.add", assessment, kpi, {}, {"source": source, "value": value}, by=by)
    begin(assessment, by=by)
    others.update(settled_because="")  # another source says something: it is open again
    return measure


@transaction.atomic
def adopt(
    assessment: Assessment,
    measure: Measure,
    *,
    reason: str,
    by,
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
def settle(assessment: Assessment, measure: Measure, *, because: str, by) -> Measure:
    """Say how it was found which source is right. From now on readers see the adopted value alone;
    the others stay on the page of sources."""
    assessment = open_for_figures(assessment, by)
    measure = Measure.objects.select_related("kpi").get(pk=measure.pk)
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
def remove_measure(assessment: Assessment, measure: Measure, *, by) -> None:
    """Take back what a further source said. The adopted value is changed on the indicators page."""
    assessment = open_for_figures(assessment, by)
    stored = Measure.objects.filter(pk=measure.pk).first()
    if stored is None:
        return
    if stored.adopted:
        raise Refused("This value is the adopted one. Adopt another first, or change it.")
    before = {"source": stored.source, "value": stored.value}
    stored.delete()
    _tell("measure.remove", assessment, measure.kpi, before, {}, by=by)


@transaction.atomic
def add_outturn(kpi: Kpi, *, year: str, value: Decimal, source: str, by) -> Outturn:
    """Keep a whole year's figure. One that this source has given already stays as it is."""
    require(by, Permission.WRITE_FIGURES, kpi.area)
    outturn, created = Outturn.objects.get_or_create(
        kpi=kpi, year=year, source=source, defaults={"value": value}
    )
    if created:
        after = {"year": year, "value": value, "source": source}
        log_event("outturn.add", by=by, area=kpi.area, subject=kpi.code, after=after)
    return outturn
