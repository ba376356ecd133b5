"""Plain functions that make what a test needs, with sensible defaults."""

from decimal import Decimal
from hashlib import sha256
from itertools import count, repeat
from typing import Any

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import Assignment, User
from selfassess.assessments.models import Answer, Assessment, Rating, SectionMark
from selfassess.assessments.operations.lifecycle import approve, send
from selfassess.assessments.operations.rating import rate
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.assessments.workflow import State
from selfassess.plain_text import tidy
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.quarters.operations import open_quarter, plan_quarter
from selfassess.reporting.content.freeze import gather, preview_version
from selfassess.reporting.content.schema import ReportContent
from selfassess.reporting.models import Build, BuildState, Drawing, Kind, Report
from selfassess.reporting.operations import compile_report, issue
from selfassess.reporting.tasks import draw_pdf, lay_out

from .rows import begin_with

PASSWORD = "a long enough password"
_numbers = count(1)


def make_user(*roles: str | tuple[str, str], name: str = "", **fields) -> User:
    """A person; each role is a Role, or a pair of Role and area."""
    user = _person(name or f"Person {next(_numbers)}", **fields)
    user.save()
    Assignment.objects.bulk_create(_assignments(user, *roles))
    return user


def make_users(
    *people: tuple[str, str | tuple[str, str] | None], first: int | None = None
) -> list[User]:
    """People with a name and one role, or none, in two queries; numbered from `first` on."""
    numbers = repeat(None) if first is None else count(first)
    users = User.objects.bulk_create(
        _person(name, pk=number) for number, (name, _) in zip(numbers, people, strict=False)
    )
    Assignment.objects.bulk_create(
        assignment
        for user, (_, role) in zip(users, people, strict=True)
        for assignment in (_assignments(user, role) if role else [])
    )
    return users


def _person(name: str, **fields) -> User:
    email = f"{name.lower().replace(' ', '.')}@example.org"
    user = User(**{"email": email, "name": name, "job_title": name} | fields)
    user.set_password(PASSWORD)
    return user


def _assignments(user: User, *roles: str | tuple[str, str]) -> list[Assignment]:
    pairs = [role if isinstance(role, tuple) else (role, "") for role in roles]
    return [Assignment(user=user, role=role, area=area) for role, area in pairs]


def make_quarter(code: str = "2020-21-q2", *, state: str = QuarterState.OPEN) -> Quarter:
    """A quarter opened as an administrator would, then put into `state`."""
    system = User.objects.command_line()
    plan_quarter(code, by=system)
    if state != QuarterState.PLANNED:
        open_quarter(code, by=system)
    if state not in (QuarterState.PLANNED, QuarterState.OPEN):
        Quarter.objects.filter(code=code).update(state=state)
    return Quarter.objects.get(code=code)


def get_assessment(quarter: Quarter | str, area: str = "mash") -> Assessment:
    """The assessment, fresh from the database."""
    return Assessment.objects.select_related("quarter").get(quarter=quarter, area=area)


def write(
    assessment: Assessment,
    text: str = "We know our practice.",
    *,
    by,
    rating: Decimal | None = Decimal(6),
    **texts: str,
) -> None:
    """Answer every question (or, with `texts`, the questions named with _ for -), complete every
    section, and give a rating (None: not rated this quarter)."""
    wanted = {key.replace("_", "-"): value for key, value in texts.items()}
    if not wanted:
        wanted = {q.key: text for q in assessment.config.questions(assessment.quarter_id)}
    stored = {answer.question: answer.version for answer in assessment.answers.all()}
    sections = () if assessment.is_overview else assessment.config.sections
    save_section(
        assessment,
        [Draft(key, value, stored.get(key, 0)) for key, value in wanted.items()],
        by=by,
        completed={section.key: True for section in sections},
    )
    if any(section.key == "rating" for section in sections):
        now = Rating.objects.filter(assessment=assessment).first()
        version = now.version if now else 0
        rate(assessment, value=rating, not_rated=rating is None, version=version, by=by)


def make_sent(quarter: Quarter, area: str = "mash", *, by, text: str = "We know.") -> Assessment:
    assessment = get_assessment(quarter, area)
    write(assessment, text, by=by)
    send(assessment, by=by)
    return get_assessment(quarter, area)


def make_approved(quarter: Quarter, area: str = "mash", *, head, director, text="We know."):
    return approve(make_sent(quarter, area, by=head, text=text), by=director)


def approve_all(quarter: Quarter, *, text: str = "We know our practice.") -> None:
    """Every area written, sent and approved, by the system's own account. Areas that nobody has
    begun are so at once, without the events in between: many tests only need an approved quarter.
    """
    system = User.objects.command_line()
    untouched = list(quarter.assessments.of_areas().filter(state=State.NOT_STARTED))
    for assessment in quarter.assessments.of_areas().exclude(state=State.NOT_STARTED):
        write(assessment, text, by=system)
        send(assessment, by=system)
        approve(assessment, by=system)
    written = {"saved_by": system, "saved_at": now()}
    asked = [
        (assessment, section, question)
        for assessment in untouched
        for section in assessment.config.sections
        for question in section.questions_in(quarter.code)
    ]
    Answer.objects.bulk_create(
        Answer(
            assessment=assessment,
            question=question.key,
            text=tidy(text),
            asked=question.text,
            section=section.key,
            position=position,
            **written,
        )
        for position, (assessment, section, question) in enumerate(asked, start=1)
    )
    SectionMark.objects.bulk_create(
        SectionMark(assessment=assessment, section=section.key, completed=True)
        for assessment in untouched
        for section in assessment.config.sections
    )
    Rating.objects.bulk_create(Rating(assessment=a, value=6, **written) for a in untouched)
    Assessment.objects.filter(pk__in=[a.pk for a in untouched]).update(
        state=State.APPROVED,
        sent_at=now(),
        sent_by=system,
        approved_at=now(),
        approved_by=system,
    )


def make_build(quarter: Quarter, *, by, kind: str = Kind.DRAFT, left_out=None) -> Build:
    return compile_report(quarter, kind=kind, by=by, left_out=left_out)


def make_report(quarter: Quarter, *, by, kind: str = Kind.DRAFT, left_out=None) -> Report:
    """A compiled report. It takes seconds unless the test has the fixture `quick_pdf`."""
    build = make_build(quarter, by=by, kind=kind, left_out=left_out)
    lay_out.call(build.pk)
    build.refresh_from_db()
    assert build.report, build.problem
    return build.report


def draw_what_waits(**which: Any) -> list[str]:
    """What the worker does with PDFs that somebody asked for. Returns how each ended."""
    waiting = Drawing.objects.filter(state=BuildState.WAITING, **which)
    return [draw_pdf.call(drawing.pk) for drawing in waiting]


def freeze_now(quarter: Quarter) -> ReportContent:
    """What a report of the quarter would say now."""
    return gather(quarter, version=preview_version(at=now()))


def make_issued(code: str = "2020-21-q1", *, text: str = "We knew our practice.") -> Report:
    """An issued quarter with every area approved. Wants the fixture `quick_pdf`."""
    system = User.objects.command_line()
    quarter = make_quarter(code)
    approve_all(quarter, text=text)
    Quarter.objects.filter(code=code).update(state=QuarterState.CLOSED)
    quarter.refresh_from_db()
    return issue(make_report(quarter, by=system, kind=Kind.FINAL), by=system)


def kpis_before() -> int:
    """Every KPI that areas declare, loaded once a run; for tests in which nothing is approved."""
    return begin_with("kpis", lambda: load_catalogue(by=User.objects.command_line()))


def issued_before(code: str = "2020-21-q1", *, text: str = "We knew our practice.") -> Report:
    """The same, made once a run: for tests that begin with it and with nobody but the cast."""
    name = f"issued-{code}-{sha256(text.encode()).hexdigest()[:8]}"
    return begin_with(name, lambda: make_issued(code, text=text))
