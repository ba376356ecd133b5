"""Loads the sample quarter by quarter, through the same operations that people use."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db import transaction

from performance.models import Kpi, Target
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.targets import set_target
from selfassess.access import OVERVIEW
from selfassess.accounts.models import User
from selfassess.demo.cast import People, account_of, invite_cast
from selfassess.demo.figures import choose_reported
from selfassess.demo.load import (
    fill,
    hand_in,
    prepare,
    publish,
    refuse_other_data,
    release_words,
    tell_nobody,
)
from selfassess.errors import Refused
from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.quarters.operations import close_quarter
from selfassess.reporting.models import Report

from .building_blocks import areas_with_texts
from .calendar import LAST, NOTE, QUARTERS, TODAY, Calendar
from .evidence_and_actions import lists
from .figures import catalogue, targets
from .texts import with_live_figures


def load_sample(*, quarters: int = len(QUARTERS), say: Callable[[str], object] = print) -> None:
    """Load the latest `quarters` of the sample's eight. Raises Refused beside other data.

    The last is closed with all areas approved, the others are issued. Words of the newest issued
    one are released, so that its public edition can be read.
    """
    refuse_other_data(dict.fromkeys(QUARTERS, NOTE))
    codes = QUARTERS[-quarters:]
    first = Quarter.objects.order_by("code").first()
    if first and first.code > codes[0]:
        raise Refused(
            f"The sample here begins with {first.name}. Load more into an empty database."
        )
    system = User.objects.command_line()
    with clock.at(Calendar(codes[0]).opens):
        people = invite_cast(by=system)
        load_catalogue(by=system)
        every = [{"kpi": code} for code in catalogue()]
        reason = "This council reports every KPI of its catalogue."
        choose_reported(QUARTERS[0], every, reason=reason, by=people["analyst"])
        set_targets(by=people["analyst"])
    done = Quarter.objects.filter(state__in=(QuarterState.CLOSED, QuarterState.ISSUED))
    there = set(done.values_list("code", flat=True))
    for code in codes:
        if code not in there:
            say(f"{Quarter(code).name} of the sample")
        load_quarter(code, people, first=codes[0])
    tell_nobody(at=datetime.combine(TODAY, time(8), tzinfo=LONDON))


@transaction.atomic
def set_targets(*, by: User) -> None:
    """Set the first targets before the first quarter, and changed ones in their own quarter."""
    have = set(Target.objects.values_list("kpi_id", "from_quarter"))
    for kpi in Kpi.objects.filter(code__in=catalogue()):
        for since, values in targets(kpi.code).items():
            if (kpi.code, since) not in have:
                set_target(kpi, from_quarter=since, by=by, **values)


def load_quarter(code: str, people: People, *, first: str) -> None:
    if Report.objects.filter(quarter=code).issued().exists():
        return
    days, system = Calendar(code), User.objects.command_line()
    with clock.at(days.opens):
        prepare(code, note=NOTE, by=system)
    slugs = areas_with_texts()
    fill(
        code,
        people,
        texts={area: with_live_figures(area, code, first=first) for area in [*slugs, OVERVIEW]},
        lists={area: lists(area, code, head=account_of(area), first=first) for area in slugs},
        figures=days.figures,
        words=days.words,
    )
    hand_in(code, people, sent=days.sent, approved=days.approved)
    if code != LAST:
        publish(code, people, at=days.issued)
        if code == QUARTERS[-2]:
            release_words(code, people, at=days.issued + timedelta(days=3))
    else:
        with clock.at(days.issued):
            close_quarter(code, by=people["admin"])
