"""Entering figures: an area's indicators, row by row."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from performance.counted import is_counted, refusal
from performance.figure_checks import check_emptying
from performance.models import Kpi, Measure, Period, Remark
from performance.usual import usual_periods
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import lock, resolve
from selfassess.assessments.operations.writing import begin
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.errors import Refused, Stale
from selfassess.quarters.clock import now

from .by_hand import by_hand, free_source
from .entry import Entry

SECTION = "indicators"

StaleRows = dict[str, dict[str, Stale]]  # KPI code → figure, period or remark → what is there now


def open_for_figures(assessment: Assessment, by: User) -> Assessment:
    """The locked assessment; Refused when its figures are locked with its words."""
    require(by, Permission.WRITE_FIGURES, assessment.area)
    assessment = lock(assessment)
    if locked := assessment.locked_in("indicators"):
        raise Refused(locked)
    return assessment


@transaction.atomic
def save_indicators(assessment: Assessment, entries: list[Entry], *, by: User) -> StaleRows:
    """Save the rows that differ from what their page had shown. Returns what was not saved because
    somebody else had changed it since the page was made: the figure, the remark, or both."""
    assessment = open_for_figures(assessment, by)
    codes = [entry.kpi.code for entry in entries]
    kpis = Prefetch("kpi", Kpi.objects.in_force(assessment.quarter_id))
    known = Measure.objects.filter(kpi__in=codes, quarter=assessment.quarter)
    others: dict[str, list[Measure]] = defaultdict(list)
    measures: dict[str, Measure] = {}
    for one in known.prefetch_related(kpis):
        if one.adopted:
            measures[one.kpi_id] = one
        else:
            others[one.kpi_id].append(one)
    remarks = {r.kpi_id: r for r in assessment.remarks.all()}
    stale: StaleRows = {}
    changed = False
    new = [e.kpi for e in entries if e.kpi.code not in measures and e.value is not None]
    periods = usual_periods(new, assessment.quarter_id)
    for entry in entries:
        code = entry.kpi.code
        stored, period = measures.get(code), entry.period or periods.get(code, "")
        try:
            changed |= _state_period(assessment, entry, stored, by=by)
        except Stale as of_period:
            stale.setdefault(code, {})["period"] = of_period
        try:
            waits = code in stale  # it would stand as of a period that its author did not mean
            changed |= _save_measure(
                assessment, entry, stored, others[code], period, waits=waits, by=by
            )
        except Stale as of_measure:
            stale.setdefault(code, {})["figure"] = of_measure
        try:
            waits = "figure" in stale.get(code, {}) and bool(
                entry.missing
            )  # there is a figure, it seems
            changed |= _save_remark(assessment, entry, remarks.get(code), waits=waits, by=by)
        except Stale as of_remark:
            stale.setdefault(code, {})["remark"] = of_remark
    if changed:
        begin(assessment, by=by)
        resolve(assessment.comments.unresolved().filter(question=SECTION), by=by)
    return stale


def _state_period(
    assessment: Assessment, entry: Entry, stored: Measure | None, *, by: User
) -> bool:
    """Write what a figure is of where nobody had said it, and say whether it did. Raises Stale
    when somebody has said another meanwhile."""
    if stored is None or not entry.period or entry.value is None or stored.period == entry.period:
        return False
    if Period(stored.period).is_known:
        refuse_unseen_period(stored, entry.period_seen)
    before = {"period": stored.period}
    stored.period = entry.period
    stored.save(update_fields=["period"])
    after = {"period": entry.period}
    log_figure("measure.save", assessment, entry.kpi, before, after, by=by)
    return True


def refuse_unseen_period(stored: Measure, seen: str) -> None:
    """Raise Stale when a page had not shown what this figure is of."""
    if stored.period != seen:
        said = f"Somebody has said meanwhile that it is of: {stored.get_period_display()}."
        raise Stale(said, stored)


def _save_measure(
    assessment: Assessment,
    entry: Entry,
    stored: Measure | None,
    others: list[Measure],
    period: str,
    *,
    waits: bool,
    by: User,
) -> bool:
    """Write a figure that differs, and say whether it did; not while it `waits`. `others`: what
    does not count."""
    typed = entry.figure
    before = {field: getattr(stored, field) for field in typed} if stored else {}
    if (stored is None and entry.value is None) or before == typed:
        return False
    if not entry.figure_is_touched:
        return False
    if is_counted(entry.kpi.code):
        raise Refused(refusal(entry.kpi.code))
    if not entry.has_seen(stored):
        raise _stale(stored, by) if stored else _removed(assessment, entry.kpi, by)
    if waits:
        return False
    if stored and entry.value is None:
        if wrong := check_emptying(entry.kpi, others):
            raise Refused(f"{entry.kpi.name}: {wrong}")
        stored.delete()
    elif stored:
        typed = typed | by_hand(stored, typed)
        before = {field: getattr(stored, field) for field in typed}
        numbers = stored.numbers
        for field, value in typed.items():
            setattr(stored, field, value)
        if stored.numbers != numbers:  # not that by which it was settled
            stored.settled_because = ""
        stored.version += 1
        stored.saved_at, stored.saved_by = now(), by
        stored.save()
    else:
        Measure.objects.create(
            kpi=entry.kpi,
            quarter=assessment.quarter,
            source=free_source(entry.kpi, [one.source for one in others]),
            period=period,
            as_at=assessment.quarter.period.ends,
            saved_at=now(),
            saved_by=by,
            **typed,
        )
    log_figure("measure.save", assessment, entry.kpi, before, typed, by=by)
    return True


def _save_remark(
    assessment: Assessment, entry: Entry, stored: Remark | None, *, waits: bool, by: User
) -> bool:
    """Write a comment that differs, and say whether it did; not while it `waits` for the figure."""
    typed = entry.remark | ({"missing": ""} if entry.value is not None else {})
    before = {"comment": "", "missing": ""}
    if stored:
        before = {"comment": stored.comment, "missing": stored.missing}
    contradicts = entry.value is not None and entry.figure_is_touched and before["missing"]
    if before == typed or not (entry.remark_is_touched or contradicts):
        return False
    if stored and not entry.has_seen_remark(stored):
        raise _stale(stored, by)
    if waits:
        return False
    remark = stored or Remark(assessment=assessment, kpi=entry.kpi, version=0)
    remark.comment, remark.missing = typed["comment"], typed["missing"]
    remark.version += 1
    remark.saved_at, remark.saved_by = now(), by
    remark.save()
    log_figure("remark.save", assessment, entry.kpi, before, typed, by=by)
    return True


def _removed(assessment: Assessment, kpi: Kpi, user: User) -> Stale:
    about = Event.objects.about(assessment.quarter_id, assessment.area).filter(subject=kpi.code)
    event = about.filter(verb="measure.save").select_related("by").first()
    by = _who(event.by, user) if event else "Somebody"
    return Stale(f"{by} removed this figure while you were on this page.", None)


def _stale(stored: Measure | Remark, user: User) -> Stale:
    saved = stored.shown if isinstance(stored, Measure) else f"“{stored}”"
    by = _who(stored.saved_by, user)
    return Stale(f"{by} saved {saved} while you were on this page.", stored)


def _who(by: User, user: User) -> str:
    """Somebody with two windows is told what she did herself."""
    return "You" if by == user else str(by)


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
