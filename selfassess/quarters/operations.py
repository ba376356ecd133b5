"""Every change of a quarter: planning, its due date, and the moves between its states."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.overview import DIRECTORS_OVERVIEW
from selfassess.audit.log import log_event
from selfassess.errors import Refused
from selfassess.seen import Shown, require_seen
from services.registry import all_areas

from .dates import QuarterPeriod
from .models import QUARTER_MOVES, Quarter, QuarterState, default_due
from .seen import of_date, of_quarter


def lock_quarter(code: str) -> Quarter:
    """Return the quarter with its row locked until the transaction ends."""
    return Quarter.objects.select_for_update().get(code=code)


def _lock_as_seen(
    code: str, seen: str | None, shown: Callable[[Quarter], Shown] = of_quarter
) -> Quarter:
    """The same, or Stale when a page had shown something else. `seen`: its fingerprint (see
    `selfassess.seen`); None where there is no page."""
    quarter = lock_quarter(code)
    if seen is not None:
        require_seen(shown(quarter), seen)
    return quarter


def lock_unissued(*, since: str = "") -> None:
    """Lock every quarter that is not issued, from `since` on: what changes by what its figures are
    judged must not change while somebody approves them, nor after she has. Take this lock first."""
    unissued = Quarter.objects.filter(code__gte=since).exclude(state=QuarterState.ISSUED)
    list(unissued.order_by("code").select_for_update())


def move_quarter(quarter: Quarter, move: str, *, by: User, reason: str = "") -> None:
    """Make one move of QUARTER_MOVES on a locked quarter, or raise Refused."""
    allowed, state = QUARTER_MOVES[move]
    if quarter.state not in allowed:
        was = quarter.get_state_display().lower()
        raise Refused(f"{quarter.name} is {was}, so you cannot {move} it.")
    before, quarter.state = quarter.state, state
    quarter.save(update_fields=["state"])
    log_event(
        f"quarter.{move}",
        by=by,
        quarter=quarter.code,
        reason=reason,
        before={"state": before},
        after={"state": state},
    )


@transaction.atomic
def plan_quarter(code: str, *, by: User, due: date | None = None, note: str = "") -> Quarter:
    """Make a planned quarter, or return the one that exists, unchanged.

    `due`: `default_due` when left out. `note`: shown to every reader of the quarter in a banner and
    in its report.
    """
    require(by, Permission.ADMINISTER)
    usual = default_due(QuarterPeriod.parse(code))
    planned = {"due": due or usual, "note": note}
    quarter, created = Quarter.objects.get_or_create(code=code, defaults=planned)
    if created:
        log_event("quarter.plan", by=by, quarter=code, after={"due": quarter.due})
    return quarter


@transaction.atomic
def set_due(code: str, *, due: date, by: User, seen: str | None = None) -> Quarter:
    """Move the due date to a day after the quarter's end, until the quarter is issued."""
    require(by, Permission.ADMINISTER)
    quarter = _lock_as_seen(code, seen, of_date)
    if quarter.is_issued:
        raise Refused(f"{quarter.name} is issued. Its date stands.")
    if due <= quarter.period.ends:
        raise Refused(
            f"{quarter.name} ends on {quarter.period.ends:%-d %B %Y}: choose a later day."
        )
    before, quarter.due = quarter.due, due
    quarter.save(update_fields=["due"])
    log_event("quarter.due", by=by, quarter=code, before={"due": before}, after={"due": due})
    return quarter


@transaction.atomic
def open_quarter(code: str, *, by: User, seen: str | None = None) -> int:
    """Open a planned quarter and give every area its empty assessment.

    It is safe to repeat: an open quarter only gets the assessments of new areas. Returns the number
    of assessments made.
    """
    require(by, Permission.ADMINISTER)
    quarter = lock_quarter(code)
    if quarter.state != QuarterState.OPEN:
        quarter = _lock_as_seen(code, seen)
        move_quarter(quarter, "open", by=by)
    have = set(quarter.assessments.values_list("area", flat=True))
    forms: list[Any] = [*all_areas(), DIRECTORS_OVERVIEW]
    missing = [form for form in forms if form.slug not in have]
    Assessment.objects.bulk_create(
        Assessment(quarter=quarter, area=form.slug, area_name=form.verbose_name) for form in missing
    )
    if have and missing:
        slugs = [form.slug for form in missing]
        log_event("quarter.extend", by=by, quarter=code, after={"areas": slugs})
    return len(missing)


@transaction.atomic
def close_quarter(code: str, *, by: User, seen: str | None = None) -> Quarter:
    """Close an open quarter: heads may then only change what was returned to them."""
    require(by, Permission.ADMINISTER)
    quarter = lock_quarter(code)
    if quarter.state != QuarterState.CLOSED:  # otherwise a double click
        quarter = _lock_as_seen(code, seen)
        move_quarter(quarter, "close", by=by)
    return quarter


@transaction.atomic
def reopen_quarter(code: str, *, reason: str, by: User, seen: str | None = None) -> Quarter:
    """Open a closed quarter again, so that heads can write in what they have not sent.

    What is approved stays locked, and compiled reports stay as they are.
    """
    require(by, Permission.ADMINISTER)
    if not reason:
        raise Refused("Give a reason for reopening: it is kept in the history.")
    quarter = lock_quarter(code)
    if quarter.state == QuarterState.OPEN:
        return quarter  # a double click
    quarter = _lock_as_seen(code, seen)
    if quarter.stays_closed_because:
        raise Refused(quarter.stays_closed_because)
    move_quarter(quarter, "reopen", by=by, reason=reason)
    return quarter
