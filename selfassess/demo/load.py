"""Making the demo, step by step, through the same actions that people use.

Each step looks first whether it has been taken, so that loading again, or after an interruption,
ends in the same demo, and what somebody has tried out in the open quarter stays.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from performance.catalogue import load_catalogue
from selfassess.accounts.models import COMMAND_LINE, User
from selfassess.assessments.actions import approve
from selfassess.assessments.models import Assessment
from selfassess.errors import Refused
from selfassess.notifications.actions import settle_all
from selfassess.notifications.models import Notice
from selfassess.quarters import clock
from selfassess.quarters.actions import close_quarter, open_quarter, plan_quarter
from selfassess.quarters.dates import LONDON
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting.actions import compile_report, issue
from selfassess.reporting.models import Kind, Report
from selfassess.reporting.tasks import lay_out_now

from .areas import complete_and_send, write_lists, write_texts
from .cast import CAST, People, invite_cast, writer_of
from .figures import choose_reported, enter_measures, keep_outturns, set_targets
from .narratives import narratives
from .records import records

ISSUED, OPEN = "2020-21-q1", "2020-21-q2"
NOTES = {
    ISSUED: "Q1: figures from a published 2020 self-assessment of an English council, retold.",
    OPEN: "Q2: made up for this demo.",
}


def london(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def load() -> None:
    """Q1 2020/21 issued, Q2 2020/21 open and under way. Refused beside other people's data."""
    refuse_other_data(quarters=NOTES)
    system = User.objects.command_line()
    with clock.at(london(2020, 7, 1, 9, 0)):
        people = invite_cast(by=system)
        load_catalogue(by=system)
        prepare(ISSUED, by=system)
    if not Report.objects.filter(quarter=ISSUED).issued().exists():  # else it is there to play with
        with clock.at(london(2020, 7, 3, 14, 20)):
            choose_reported(ISSUED, reported(ISSUED), by=people["analyst"])
            set_targets(by=people["analyst"])
            keep_outturns(by=people["analyst"])
        fill(ISSUED, people, figures=london(2020, 7, 7, 9, 30), words=london(2020, 7, 8, 10, 15))
        hand_in(ISSUED, people)
        publish(ISSUED, people)
    with clock.at(london(2020, 10, 1, 8, 30)):
        prepare(OPEN, by=system)
    fill(OPEN, people, figures=london(2020, 10, 1, 16, 45), words=london(2020, 10, 2, 14, 5))
    if not Notice.objects.exists():  # nobody is told of a past that was loaded at once
        with clock.at(london(2020, 10, 5, 8, 0)):
            settle_all()


def refuse_other_data(*, quarters: Collection[str]) -> None:
    """A demo is loaded into an empty database, or over itself: the same people, these quarters."""
    known = {person.email for person in CAST} | {COMMAND_LINE}
    strangers = User.objects.exclude(email__in=known).count()
    others = Quarter.objects.exclude(code__in=quarters).count()
    if strangers or others:
        raise Refused(
            f"This database has {strangers} other accounts and {others} other quarters. "
            "The demo is only loaded into an empty database, or over itself."
        )


def prepare(code: str, *, by: User) -> None:
    """Plan and open the quarter, unless that has been done."""
    plan_quarter(code, note=NOTES[code], by=by)
    if Quarter.objects.get(code=code).state == QuarterState.PLANNED:
        open_quarter(code, by=by)


def reported(code: str) -> list[dict]:
    """Every row about a KPI in the lists of a quarter's areas."""
    return [row for lists in records(code).values() for row in lists["measures"] + lists["remarks"]]


def fill(code: str, people: People, *, figures: datetime, words: datetime) -> None:
    """Write every area of the quarter that nobody has written in yet, each at one go: first the
    analyst enters its figures, then its head writes. The overview has nothing but texts."""
    lists = records(code)
    for area, texts in narratives(code).items():
        assessment = Assessment.objects.select_related("quarter").get(quarter=code, area=area)
        if assessment.locked_because or assessment.answers.exists():
            continue
        with transaction.atomic():
            if area in lists:
                with clock.at(figures):
                    enter_measures(assessment, lists[area]["measures"], by=people["analyst"])
            with clock.at(words):
                write_texts(assessment, texts, by=writer_of(area, people))
                if area in lists:
                    write_lists(assessment, lists[area], people)


@transaction.atomic
def hand_in(code: str, people: People) -> None:
    """Send and approve all areas, one after the other on two days of July."""
    areas = Assessment.objects.filter(quarter=code, approved_at=None).of_areas()
    for minutes, assessment in enumerate(areas.select_related("quarter")):
        with clock.at(london(2020, 7, 16, 15, minutes)):
            complete_and_send(assessment, by=writer_of(assessment.area, people))
        with clock.at(london(2020, 7, 24, 11, minutes)):
            approve(assessment, by=people["director"])


def publish(code: str, people: People) -> None:
    """Close the quarter, compile the final report, issue it."""
    quarter = Quarter.objects.get(code=code)
    director = people["director"]
    with clock.at(london(2020, 7, 31, 16, 40)):
        close_quarter(code, by=people["admin"])
        report = quarter.reports.final().first()
        if report is None:
            build = compile_report(quarter, kind=Kind.FINAL, by=director)
            build = lay_out_now(build.pk)
            if build.report is None:
                raise Refused(build.problem)
            report = build.report
        issue(report, by=director)
