"""Entering figures: an area's indicators, row by row, and whole years."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from performance.models import Kpi, Measure, Outturn, Period, Remark
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import lock, resolve
from selfassess.assessments.operations.writing import begin
from selfassess.audit.log import log_event
from selfassess.errors import Refused, Stale
from selfassess.prose import tidy
from selfassess.quarters.clock import now
from selfassess.quarters.operations import lock_unissued

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


def open_for_figures(assessment: Assessment, by: User) -> Assessment:
    """The locked assessment; Refused when its figures are locked with its words."""
    require(by, Permission.WRITE_FIGURES, assessment.area)
    assessment = lock(assessment)
    if locked := assessment.locked_in("indicators"):
        raise Refused(locked)
    return assessment


@transaction.atomic
def save_indicators(
    assessment: Assessment, entries: list[Entry], *, by: User
) -> dict[str, list[Stale]]:
    """Save the rows that differ. Returns, by KPI code, what was not saved because somebody else
    had changed it since the page was made: the figure, the comment, or both."""
    assessment = open_for_figures(assessment, by)
    codes = [entry.kpi.code for entry in entries]
    measures = {
        m.kpi_id: m
        for m in Measure.objects.adopted().filter(kpi__in=codes, quarter=assessment.quarter)
    }
    remarks = {r.kpi_id: r for r in assessment.remarks.all()}
    stale: dict[str, list[Stale]] = {}
    changed = False
    for entry in entries:
        code = entry.kpi.code
        try:
            changed |= _save_measure(assessment, entry, measures.get(code), by=by)
        except Stale as of_measure:
            stale.setdefault(code, []).append(of_measure)
        try:
            changed |= _save_remark(assessment, entry, remarks.get(code), by=by)
        except Stale as of_remark:
            stale.setdefault(code, []).append(of_remark)
    if changed:
        begin(assessment, by=by)
        resolve(assessment.comments.unresolved().filter(question=SECTION), by=by)
    return stale


def _save_measure(
    assessment: Assessment, entry: Entry, stored: Measure | None, *, by: User
) -> bool:
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
    log_figure("measure.save", assessment, entry.kpi, before, typed, by=by)
    return True


def _save_remark(assessment: Assessment, entry: Entry, stored: Remark | None, *, by: User) -> bool:
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
    log_figure("remark.save", assessment, entry.kpi, before, typed, by=by)
    return True


def _stale(stored: Measure | Remark) -> Stale:
    saved = stored.shown if isinstance(stored, Measure) else f"“{stored}”"
    return Stale(f"{stored.saved_by} saved {saved} while you were on this page.", stored)


def usual_period(kpi: Kpi) -> str:
    """A count is at the quarter's end, a share is of the quarter, an annual figure of the year."""
    if kpi.frequency == "annual":
        return Period.YEAR
    return Period.QUARTER if kpi.is_percent else Period.AT_END


def log_figure(
    verb: str,
    assessment: Assessment,
    kpi: Kpi,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    by: User,
) -> None:
    log_event(verb, by=by, assessment=assessment, subject=kpi.code, before=before, after=after)


@transaction.atomic
def add_outturn(kpi: Kpi, *, year: str, value: Decimal, source: str, by: User) -> Outturn:
    """Keep a whole year's figure. One that this source has given already stays as it is."""
    require(by, Permission.WRITE_FIGURES, kpi.area)
    lock_unissued()
    outturn, created = Outturn.objects.get_or_create(
        kpi=kpi, year=year, source=source, defaults={"value": value}
    )
    if created:
        after = {"year": year, "value": value, "source": source}
        log_event("outturn.add", by=by, area=kpi.area, subject=kpi.code, after=after)
    return outturn
