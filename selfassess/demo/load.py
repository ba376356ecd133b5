"""Loads the demo step by step, through the same operations that people use.

Each step first checks whether it is already done. So loading again, or after an interruption, ends
in the same demo, and keeps what somebody has tried out in the open quarter.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import COMMAND_LINE, User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import approve
from selfassess.assessments.workflow import State
from selfassess.errors import Refused
from selfassess.notifications.models import Notice
from selfassess.notifications.operations import settle_all
from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.quarters.operations import close_quarter, open_quarter, plan_quarter
from selfassess.reporting.models import Kind, Report
from selfassess.reporting.operations import compile_report, issue
from selfassess.reporting.release.operations import let_out, release
from selfassess.reporting.release.standing import words_of
from selfassess.reporting.tasks import lay_out_now

from .areas import complete_and_send, write_lists, write_texts
from .benchmarks import keep_benchmarks
from .cast import People, everybody, invite_cast, writer_of
from .figures import choose_reported, enter_measures, keep_outturns, set_targets
from .narratives import narratives
from .records import Records, records

ISSUED, OPEN = "2020-21-q1", "2020-21-q2"
TODAY = date(2020, 10, 5)  # the day that suits: the second quarter is open and its deadline near
NOTES = {
    ISSUED: "Q1: figures from a published 2020 self-assessment of an English council, retold.",
    OPEN: "Q2: made up for this demo.",
}
NO_WORDS = "The demo has no words for this area."  # one that is newer than the demo


def london(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def load() -> None:
    """Load Q1 2020/21 as issued and Q2 2020/21 as open. Raises Refused beside other data."""
    refuse_other_data(NOTES)
    system = User.objects.command_line()
    with clock.at(london(2020, 7, 1, 9, 0)):
        people = invite_cast(by=system)
        load_catalogue(by=system)
        prepare(ISSUED, note=NOTES[ISSUED], by=system)
    if not Report.objects.filter(quarter=ISSUED).issued().exists():  # else it is there to play with
        with clock.at(london(2020, 7, 3, 14, 20)):
            reason = "The published document reports it."
            choose_reported(ISSUED, reported(ISSUED), reason=reason, by=people["analyst"])
            keep_benchmarks(by=people["analyst"])
            set_targets(by=people["analyst"])
            keep_outturns(by=people["analyst"])
        _fill(ISSUED, people, figures=london(2020, 7, 7, 9, 30), words=london(2020, 7, 8, 10, 15))
        sent, approved = london(2020, 7, 16, 15, 0), london(2020, 7, 24, 11, 0)
        hand_in(ISSUED, people, sent=sent, approved=approved)
        publish(ISSUED, people, at=london(2020, 7, 31, 16, 40))
        release_words(ISSUED, people, at=london(2020, 8, 3, 9, 30))
    with clock.at(london(2020, 10, 1, 8, 30)):
        prepare(OPEN, note=NOTES[OPEN], by=system)
    _fill(OPEN, people, figures=london(2020, 10, 1, 16, 45), words=london(2020, 10, 2, 14, 5))
    tell_nobody(at=london(2020, 10, 5, 8, 0))


def release_words(code: str, people: People, *, at: datetime) -> None:
    """Release all words without a mark, and let the public edition of the issued version go out."""
    director = people["director"]
    with clock.at(at):
        report = Report.objects.issued().get(quarter=code)
        for words in words_of(report):
            release(report, words.slug, ticked=(), by=director)
        let_out(report, by=director)


def tell_nobody(*, at: datetime) -> None:
    """Settle all notices, so that nobody gets e-mails about a past that was loaded at once."""
    if not Notice.objects.exists():
        with clock.at(at):
            settle_all()


def _fill(code: str, people: People, *, figures: datetime, words: datetime) -> None:
    texts, lists = narratives(code), records(code)
    fill(code, people, texts=texts, lists=lists, figures=figures, words=words)


def refuse_other_data(notes: Mapping[str, str]) -> None:
    """Raise Refused unless the database is empty or has only a demo.

    A demo is known by its people and by its quarters' notes. `notes`: quarter's code → its note.
    """
    known = {person.email for person in everybody()} | {COMMAND_LINE}
    strangers = User.objects.exclude(email__in=known).count()
    stored = Quarter.objects.values_list("code", "note")
    others = sum(notes.get(code) != note for code, note in stored)
    if strangers or others:
        raise Refused(
            f"This database has {strangers} other accounts and {others} other quarters. "
            "The demo is only loaded into an empty database, or over itself."
        )


def prepare(code: str, *, note: str, by: User) -> None:
    """Plan and open the quarter, unless that is done; add new areas to one that is open."""
    plan_quarter(code, note=note, by=by)
    if Quarter.objects.get(code=code).state in (QuarterState.PLANNED, QuarterState.OPEN):
        open_quarter(code, by=by)


def reported(code: str) -> list[dict[str, Any]]:
    """Return the rows of measures and remarks of all areas in a quarter."""
    return [row for lists in records(code).values() for row in lists["measures"] + lists["remarks"]]


def fill(
    code: str,
    people: People,
    *,
    texts: Mapping[str, dict[str, str]],
    lists: Mapping[str, Records],
    figures: datetime,
    words: datetime,
) -> None:
    """Fill every area of the quarter that is not begun, each in one transaction.

    First the analyst enters its figures, then its head writes. The overview has only texts.
    """
    stored = Assessment.objects.filter(quarter=code).select_related("quarter")
    assessments = {assessment.area: assessment for assessment in stored}
    for area, answers in texts.items():
        assessment = assessments.get(area)  # none when the area is newer than the quarter
        if not assessment or assessment.locked_because or assessment.answers.exists():
            continue
        with transaction.atomic():
            if area in lists:
                with clock.at(figures):
                    enter_measures(assessment, lists[area]["measures"], by=people["analyst"])
            with clock.at(words):
                write_texts(assessment, answers, by=writer_of(area, people))
                if area in lists:
                    write_lists(assessment, lists[area], people)


@transaction.atomic
def hand_in(code: str, people: People, *, sent: datetime, approved: datetime) -> None:
    """Send and approve all areas that have been begun, one each minute."""
    written = Assessment.objects.filter(quarter=code).exclude(state=State.NOT_STARTED)
    areas = written.filter(approved_at=None).of_areas()
    for number, assessment in enumerate(areas.select_related("quarter")):
        later = timedelta(minutes=number)
        with clock.at(sent + later):
            complete_and_send(assessment, by=writer_of(assessment.area, people))
        with clock.at(approved + later):
            approve(assessment, by=people["director"])


def publish(code: str, people: People, *, at: datetime) -> None:
    """Close the quarter, then compile its final report without empty areas, and issue it."""
    quarter = Quarter.objects.get(code=code)
    director = people["director"]
    with clock.at(at):
        close_quarter(code, by=people["admin"])
        report = quarter.reports.final().first()
        if report is None:
            empty = quarter.assessments.of_areas().filter(state=State.NOT_STARTED)
            left_out = dict.fromkeys(empty.values_list("area", flat=True), NO_WORDS)
            build = compile_report(quarter, kind=Kind.FINAL, left_out=left_out, by=director)
            build = lay_out_now(build.pk)
            if build.report is None:
                raise Refused(build.problem)
            report = build.report
        issue(report, by=director)
