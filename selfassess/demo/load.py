"""Making the demo, step by step, through the same actions that people use.

Each step looks first whether it has been taken, so that loading again, or after an interruption,
ends in the same demo.
"""

from datetime import datetime

from django.db import transaction

from selfassess.accounts.actions import invite
from selfassess.accounts.models import COMMAND_LINE, User
from selfassess.assessments.actions import approve, send
from selfassess.assessments.models import Assessment
from selfassess.assessments.writing import Draft, save_section
from selfassess.errors import Refused
from selfassess.quarters import clock
from selfassess.quarters.actions import close_quarter, open_quarter, plan_quarter
from selfassess.quarters.dates import LONDON
from selfassess.quarters.models import Quarter
from selfassess.reporting.actions import compile_report, issue
from selfassess.reporting.models import Kind, Report
from selfassess.reporting.tasks import lay_out_now

from .cast import CAST
from .narratives import narratives

ISSUED, OPEN = "2020-21-q1", "2020-21-q2"


def london(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=LONDON)


def load() -> None:
    """Q1 2020/21 issued, Q2 2020/21 open and under way. Refused beside other people's data."""
    refuse_other_data()
    with clock.at(london(2020, 7, 1, 9, 0)):
        people = invite_cast()
        prepare(ISSUED)
    if not Report.objects.filter(quarter=ISSUED).issued().exists():  # else it is there to play with
        fill(ISSUED, people, starting=london(2020, 7, 8, 10, 15))
        hand_in(ISSUED, people)
        publish(people["director@example.org"], people["admin@example.org"])
    with clock.at(london(2020, 10, 1, 8, 30)):
        prepare(OPEN)
    fill(OPEN, people, starting=london(2020, 10, 2, 14, 5))


def refuse_other_data() -> None:
    known = {person.email for person in CAST} | {COMMAND_LINE}
    strangers = User.objects.exclude(email__in=known).count()
    others = Quarter.objects.exclude(code__in=[ISSUED, OPEN]).count()
    if strangers or others:
        raise Refused(
            f"This database has {strangers} other accounts and {others} other quarters. "
            "The demo is only loaded into an empty database, or over itself."
        )


def invite_cast() -> dict[str, User]:
    system = User.objects.command_line()
    return {
        person.email: invite(
            email=person.email,
            role=person.role,
            areas=person.areas,
            name=person.title,
            job_title=person.title,
            by=system,
        )
        for person in CAST
    }


def prepare(code: str) -> None:
    system = User.objects.command_line()
    if not Quarter.objects.filter(code=code).exclude(state="planned").exists():
        plan_quarter(code, by=system)
        open_quarter(code, by=system)


def head_of(area: str, people: dict[str, User]) -> User:
    if area == "overview":
        return people["director@example.org"]
    return next(people[p.email] for p in CAST if area in p.areas and p.role == "head")


@transaction.atomic
def fill(code: str, people: dict[str, User], *, starting: datetime) -> None:
    """Write every text of the quarter that is not there yet."""
    with clock.at(starting):
        for area, texts in narratives(code).items():
            assessment = Assessment.objects.select_related("quarter").get(quarter=code, area=area)
            if assessment.locked_because or assessment.answers.exists():
                continue
            save_section(
                assessment,
                [Draft(question, text) for question, text in texts.items() if text],
                by=head_of(area, people),
                completed=_completed(assessment, texts),
            )


def _completed(assessment: Assessment, texts: dict[str, str]) -> dict[str, bool]:
    """A section is completed when every question of it has a text."""
    if assessment.is_overview:
        return {}
    return {
        section.key: all(texts.get(question.key) for question in section.questions)
        for section in assessment.config.sections
    }


@transaction.atomic
def hand_in(code: str, people: dict[str, User]) -> None:
    """Send and approve all areas, one after the other on two days of July."""
    areas = Assessment.objects.filter(quarter=code, approved_at=None).of_areas()
    for minutes, assessment in enumerate(areas.select_related("quarter")):
        with clock.at(london(2020, 7, 16, 15, minutes)):
            send(assessment, by=head_of(assessment.area, people))
        with clock.at(london(2020, 7, 24, 11, minutes)):
            approve(assessment, by=people["director@example.org"])


def publish(director: User, administrator: User) -> None:
    """Close the quarter, compile the final report, issue it."""
    quarter = Quarter.objects.get(code=ISSUED)
    with clock.at(london(2020, 7, 31, 16, 40)):
        close_quarter(ISSUED, by=administrator)
        report = quarter.reports.final().first()
        if report is None:
            build = compile_report(quarter, kind=Kind.FINAL, by=director)
            build = lay_out_now(build.pk)
            if build.report is None:
                raise Refused(build.problem)
            report = build.report
        issue(report, by=director)
